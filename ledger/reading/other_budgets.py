"""Reasons why a sum is no gift: it is of a state's own budget.

Rows as in :mod:`ledger.reading.reasons`.
"""

from __future__ import annotations

from typing import Final

OTHER_BUDGETS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "own budget",
        r"\bspends\b[^;]{0,24}$",
        r"^(?![^.;]{0,60}\b(?:aid|help|support|for|to|ukraine|kyiv|assistance)\b)",
    ),
    ("own budget", r"\bown defen[cs]e (?:appropriations|budget|spending|outlays)\b[^;]{0,60}$", ""),
    (
        "own budget",
        "",
        r"^(?![^;]{0,40}\b(?:much|most|part|half) of it)[^;]{0,40}"
        r"\bfor (?:its|their|our) (?:armed forces|army|military|navy)\b",
    ),
    (
        "own budget",
        r"\bspend(?:s|ing)?\b[^;]{0,24}$",
        r"^ on development (?:aid|assistance|cooperation)\b(?! (?:to|for)\b)",
    ),
    ("own budget", "", r"^[^;]{0,40}\bfor (?:itself|themselves)\b"),
    ("own budget", "", r"^[^;]{0,16}\btax (?:cuts|relief|breaks)\b"),
    ("own budget", r"\bspent\b[^;]{0,12}$", r"^\s*[.;]"),
    ("own budget", r"\bbudget, which\b[^;]{0,40}$", ""),
    (
        "own budget",
        r"\baid (?:programme|program) (?:is|was) (?:budgeted|put|set) at\b[^;]{0,12}$",
        "",
    ),
    (
        "own budget",
        r"\b(?:cut|cuts|trimmed|raised|slashed)\b[^;]{0,30}\bbudgets?\b[^;]{0,40}\bto\b[^;]{0,8}$",
        "",
    ),
    (
        "own budget",
        r"\b(?:defen[cs]e|own|aid|development|national|state|federal|annual|"
        r"foreign assistance|oda|ministry's|general|total)\s+(?:\w+\s+)?(?:budget|"
        r"spending|expenditure)\b[^;]{0,60}$",
        "",
    ),
    (
        "own budget",
        r"\bbudgets?\b(?! (?:committee|support|assistance|aid|help|hole)|"
        r" (?:(?:for |of )?(?:[0-9]{4}|next year|this year) )?(?:sets? aside|provides?|earmarks|"
        r"earmarked|allocates|reserves|foresees)\b)"
        r"[^;,]{0,36}$",
        "",
    ),
    (
        "own budget",
        r"\bbudgets? (?:for|of)\b[^;,]{0,60}\b(?:amount(?:s|ed)|comes?|came|stands?|stood|rose|"
        r"fell|is|was) (?:to |at )?(?:about |some |around )?$",
        "",
    ),
    ("own budget", r"\bon (?:its|their|his|our) own\b", ""),
    ("own budget", r"\baid (?:frame|framework|volume)\b[^;]{0,40}$", ""),
    ("not aid", r"\binsurance\b[^;]{0,24}\bpaid (?:out )?$", ""),
    ("own budget", "", r"^[^;,]{0,40}\bdomestically\b"),
    (
        "own budget",
        "",
        r"^[^;,]{0,24}\b(?:to|for|in|on) (?:its |total )?(?:oda|official development assistance)\b",
    ),
    ("not aid", r"\b(?:wealth|turnover|exports|imports)\b[^;]{0,90}$", ""),
    ("own budget", r"\bdefen[cs]e (?:gets|receives|is given|has been given)\b[^;]{0,12}$", ""),
    (
        "own budget",
        r"\b(?:spends?|spent|spending)\b[^;]{0,24}$",
        r"^[^;]{0,30}\b(?:on (?:its|their|defen[cs]e|the armed|arms|weapons|pensions)|a year on)\b",
    ),
    (
        "own budget",
        "",
        r"^[^;]{0,40}\b(?:on|for) (?:its|their|our) own\b|^[^;]{0,24}\b(?:replacement|"
        r"replace (?:what|those|them|its|their|the|any|equipment|weapons|arms|stocks?)|"
        r"replenish|backfill)\b",
    ),
    ("own budget", r"\b(?:defen[cs]e|army|military) would (?:get|receive)\b[^;]{0,12}$", ""),
    (
        "own budget",
        r"\bspend\b[^;]{0,24}$",
        r"^ (?:in (?:19|20)[0-9]{2}|next year|this year)\b(?![^;]{0,60}\b(?:ukrain\w*|kyiv|aid|"
        r"help|for|on|to)\b)",
    ),
    (
        "own budget",
        r"\b(?:our|its|their) own (?:army|armed forces|military|troops|soldiers|forces)\b"
        r"[^;]{0,60}$",
        "",
    ),
    (
        "own budget",
        r"\bon (?:defen[cs]e|its army|its armed forces|the military)\b[^;]{0,40}$",
        "",
    ),
    ("own budget", r"\bown (?:means|funds|resources|money)\b[^;]{0,24}$", ""),
    (
        "own budget",
        r"\b(?:draft|annual|state|federal|national|supplementary) budget (?:for|of) [0-9]{4}\b"
        r"[^;]{0,90}$",
        "",
    ),
    ("own budget", r"\b(?:vote|estimate|appropriation)s? (?:was|is|were|are)\b[^;]{0,16}$", ""),
    (
        "own budget",
        "",
        r"^[^;]{0,14}\bon (?:its |their |our |the )?(?:costs? of |housing |hosting )?"
        r"(?:defen[cs]e|armed forces|refugees|asylum|pensions)\b",
    ),
    ("own budget", "", r"^[^;]{0,12}\bfor the (?:bundeswehr|armed forces|military)\b"),
    (
        "own budget",
        "",
        r"^[^;]{0,50}\bin (?:the|its|their) (?:\w+ )?budget\b(?! (?:support|aid|year))",
    ),
    ("general budget", "", r"^\s*(?:omnibus |government )?spending (?:law|bill|plan|deal)\b"),
    ("general budget", r"\b(?:general|omnibus) spending bill\b[^;]*$", r""),
    ("general budget", "", r"^[^;]{0,20}\bin all\b"),
    (
        "own budget",
        r"\b(?:minister|ministry|office|department|title) (?:gets|receives|loses|keeps|"
        r"would get)\b[^;]{0,30}$",
        r"^(?![^.;]{0,48}\b(?:from|aid|humanitarian|help|support)\b)",
    ),
    (
        "own budget",
        r"\b(?:minister|ministry|office|department)\b[^;]{0,30}\b(?:title|vote|share) "
        r"(?:falls|rises|drops|grows)\b[^;]{0,40}$",
        "",
    ),
    ("left to spend", r"\b(?:is|are|was|were) left with\b[^;]{0,16}$", ""),
)
