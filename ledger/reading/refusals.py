"""Why a figure is no claim: one table, a named reason and the words around the figure.

Each rule looks at the clause in front of the figure, which ends where its pattern does, and at
what is right behind it, both in lower case. The first that fits decides.
To teach the reader another one, add a row and a line to ``tests/test_reading_refusals.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.triggers import triggers
from ledger.reading.verbs import Act
from ledger.sources.figures import Figure

_FRONT: Final = 110
_SHORT: Final = 22
"""Code points between a comma and a figure that begins its clause."""
_BACK: Final = 90

_TABLE: Final = (
    (
        "past total",
        r"\b(?:brings?|bringing|brought|takes|taking|raises|raising|lifts|lifting|pushes|"
        r"pushing)\b[^;]*\b(?:total|aid|support|"
        r"assistance|funding|help|contributions?|sum|commitments?|spending|it|that)\b[^;]*\bto\b"
        r"[^;]{0,40}$",
        "",
    ),
    (
        "past total",
        r"\b(?:rise|rises|rising|stands?|stood) (?:up )?(?:to|"
        r"at)\b[^;]{0,16}$",
        "",
    ),
    (
        "past total",
        r"\b(?:has|have) (?:now )?(?:totall?ed|amounted|reached|been)\b[^;]{0,30}$",
        r"^[^;]*\b(?:since|so far|to date|during)\b|^",
    ),
    (
        "past total",
        r"\b(?:total|overall|combined|cumulative|entire)\b[^;]{0,70}\b(?:exceeds?|exceeded|"
        r"amounts? to|comes? to|is|are|reach(?:es|ed)?|stands? at|surpass(?:es|ed)?)\b[^;]{0,24}$",
        "",
    ),
    ("past total", r"\bfund\b[^;]{0,12}\bwhich (?:amounts to|totals|is worth)\b[^;]{0,16}$", ""),
    ("past total", r"\b(?:totals|totall?ed)\b[^;]{0,24}$", ""),
    ("past total", r"\b(?:in total|cumulative(?:ly)?|total value of)\b[^;]*$", ""),
    ("past total", r"\b(?:hitherto|to date|thus far|since \w+|now ongoing|past \w+)\b\W{1,3}$", ""),
    ("past total", "", r"^\s*(?:mark|threshold|barrier)\b"),
    (
        "past total",
        r"\b(?:aid|assistance|support|help)\b[^;]*\b(?:comes?|amounts?) to\b[^;]{0,16}$",
        "",
    ),
    (
        "a sale",
        r"\b(?:sold|sells?|sale (?:to|of)|bought(?! with))\b[^;]{0,60}$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)",
    ),
    (
        "a sale",
        r"\b(?:buy|buys|purchase[sd]?|purchase of)\b[^;]{0,60}$",
        r"^(?![^;]{0,90}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)[^;,]{0,40}\bfrom\b",
    ),
    (
        "a sale",
        "",
        r"^[^;]{0,30}\bto buy\b(?![^;]{0,90}\bfor (?:ukraine|kyiv)\b)[^;]{0,60}\bfrom\b",
    ),
    (
        "own budget",
        r"\bspends\b[^;]{0,24}$",
        r"^(?![^.;]{0,60}\b(?:aid|help|support|for|to|ukraine|kyiv|assistance)\b)",
    ),
    ("own budget", "", r"^[^;]{0,40}\bfor (?:its|their|our) (?:armed forces|army|military|navy)\b"),
    ("a loan paid back", r"\brepa(?:id|ys?|ying)\b[^;]{0,30}$", ""),
    (
        "a sale",
        r"\bfor which (?:it|he|she|they|[a-z]+) (?:was|were|had been|has been) paid\b[^;]{0,16}$",
        "",
    ),
    ("cost or price", r"\bearn(?:s|ed|ing)?\b[^;]{0,24}$", ""),
    ("own budget", "", r"^[^;]{0,40}\bfor (?:itself|themselves)\b"),
    ("past total", r"", r"^ (?:in|on) (?:foreign|overseas) aid\b(?! (?:to|for) )"),
    ("votes", r"\bvot(?:e[sd]?|ing)\s$|\bby\s$|\bto\s$", r"^ (?:votes )?(?:to|against) [0-9]+\b"),
    ("votes", r"\bvot(?:e[sd]?|ing) [0-9]+ to $", ""),
    ("temperature", r"\bminus\s$", ""),
    ("own budget", r"\bbudget, which\b[^;]{0,40}$", ""),
    ("cost or price", r"\bprice,\s*$", ""),
    ("request or need", r"\b(?:wait(?:s|ed|ing)? for|await(?:s|ed|ing)?)\b[^;]{0,24}$", ""),
    ("past total", r"\bresponsible for\b[^;]{0,20}$", ""),
    ("past total", r"\bmore than doubled\b[^.]*$", ""),
    ("past total", r"", r"^[^;,]{0,20}\balready (?:committed|provided|given|spent|pledged) by\b"),
    (
        "request or need",
        r"\b(?:needs?|needed|need for|requires?|required|requirements?|"
        r"(?:asks?|asked|asking)(?! (?:about|whether|how|if|why|when))|"
        r"requests?|requested|appeal(?:s|ed|ing)?(?! with)|lacks?|lacking|gap|short of|shortage|"
        r"hoped for|hoping for|demand(?:s|ed)?|calls? for|called for)\b[^;]{0,48}$",
        "",
    ),
    (
        "request or need",
        "",
        r"^[^;,()]{0,40}\b(?:is|are|was|were) (?:still |urgently )?(?:needed|required|missing)\b",
    ),
    (
        "cost or price",
        r"\b(?:(?<!at a )costs?|costing|price[sd]?|priced at|worth of damage|damage|losses|"
        r"revenues?|profits?|exports?|imports?|economy|output|reserves|debt|deficit|"
        r"tariffs?|assets)\b[^;,]{0,32}$",
        "",
    ),
    (
        "cost or price",
        "",
        r"^\s*(?:a|an|per|each|apiece)\s+(?:dose|month|piece|unit|tonne|ton|barrel|day|"
        r"head|person|shot|copy|ticket|litre|kilo|hour|pupil|family|household)\b",
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
        r"\bbudgets?\b(?! (?:committee|support|assistance|aid|help|hole))[^;,]{0,36}$",
        "",
    ),
    ("own budget", r"\bon (?:its|their|his|our) own\b", ""),
    (
        "own budget",
        r"\b(?:spends?|spent|spending)\b[^;]{0,24}$",
        r"^[^;]{0,30}\b(?:on (?:its|their|defen[cs]e|the armed|arms|weapons|pensions)|a year on)\b",
    ),
    (
        "own budget",
        "",
        r"^[^;]{0,40}\b(?:on|for) (?:its|their|our) own\b|^[^;]{0,24}\b(?:replacement|"
        r"replace|replenish|backfill)\b",
    ),
    ("share of the economy", r"\b(?:gdp|gni|gross (?:domestic|national))\b[^;]{0,20}$", r""),
    (
        "share of the economy",
        "",
        r"^\s*(?:of|in) (?:its |their |the country's )?(?:gdp|gni|gross)\b",
    ),
    (
        "earlier level",
        r"\bfrom (?:about |around |some |nearly )?$",
        r"^[^;]{0,40}\bto\b\s*(?:about |around |some |nearly )?(?:[$€£¥0-9]|[a-z]{2,3}\s?[$0-9])",
    ),
    (
        "earlier level",
        r"\b(?:up from|down from|compared (?:with|to)|instead of|rather than|versus)\b[^;,]{0,24}$",
        "",
    ),
    ("cost or price", r"\btender\b[^;]{0,40}$", ""),
    ("earlier level", r"\((?:before|previously|formerly|was|until now)\b:?\s*$", ""),
    ("hypothetical", r"\bwhether\b[^;]{0,60}\b(?:would|will|could|should|to|can)\b[^;]{0,40}$", ""),
    (
        "denied",
        r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|rumours?|speculation)\b[^;]{0,60}$",
        "",
    ),
    (
        "past total",
        r"\b(?:between (?:19|20)[0-9]{2} and (?:19|20)[0-9]{2}|"
        r"from (?:19|20)[0-9]{2} (?:to|until) (?:19|20)[0-9]{2})\b[^;]{0,60}$",
        "",
    ),
    (
        "past total",
        r"\b(?:bring|brings|bringing|brought|takes|taking)\b[^;]{0,20}\b(?:number|count|tally|"
        r"figure|strength|fleet)\b[^;]{0,60}\bto\b[^;]{0,16}$",
        "",
    ),
    ("past total", r"\b(?:spent|spends?|had given)\b[^;]{0,24}$", r"^ (?:a|per|each|every) year\b"),
    ("cost or price", r"\b(?:put|puts|estimated|comes?|came) at a cost of\b[^;]{0,24}$", ""),
    ("past total", r"\bhaving (?:spent|given|provided|paid)\b[^;]{0,48}$", ""),
    ("own budget", r"\b(?:defen[cs]e|army|military) would (?:get|receive)\b[^;]{0,12}$", ""),
    (
        "past total",
        r"\b(?:aid|assistance|oda|lending)\b[^;]{0,60}\b(?:came|amounted|rose|fell|grew|climbed|"
        r"dropped)\b[^;]{0,40}\bto\b[^;]{0,10}$",
        "",
    ),
    (
        "past total",
        r"\b(?:lent|disbursed|invested|spent|gave|provided)\b[^;]{0,16}$",
        r"^ (?:last year|in 20[0-9]{2})\b(?! (?:to|for))",
    ),
    ("past total", r"\bcounted by\b[^;]{0,80}$", ""),
    ("a debt", "", r"^ (?:of|in) debt relief\b"),
    ("holdings", r"\bone of (?:its|their|his|her|our)\s$", ""),
    ("capacity", "", r"^ [a-z]+ (?:a|an|per) (?:second|minute|hour|day)\b"),
    (
        "what carries the rest",
        r"\b(?:in|on|aboard|by)\s$",
        r"^ (?:[a-z-]+ )?(?:wagons|lorries|trucks|planes|flights|ships|containers|pallets|aircraft)"
        r"\b",
    ),
    ("own budget", r"\bown (?:means|funds|resources|money)\b[^;]{0,24}$", ""),
    (
        "the frame",
        r"\b(?:under|out of|within|part of) (?:a|an|the|its)\b(?! extended)[^;,]{0,30}\b"
        r"(?:facility|fund|framework|scheme|envelope)\b[^;,]{0,8}\b(?:worth|of)\b[^;,]{0,8}$",
        "",
    ),
    ("history", r"\bin (?:the )?(?:1[0-9]{3}|200[0-4])s?\b[^;]*$", ""),
    ("a debt", r"\b(?:creditors|bondholders)\b[^;]{0,60}$", ""),
    ("a debt", "", r"^[^;]{0,40}\b(?:creditors|bondholders)\b"),
    (
        "casualties or damage",
        "",
        r"^ (?:of them |of these )?(?:were|was|had been|have been) (?:shot|downed|destroyed|"
        r"intercepted|killed|damaged|hit|lost|wounded|cut|closed)\b",
    ),
    ("past total", r"\balone (?:gave|spent|put in|provided|contributed|paid)\b[^;]{0,16}$", ""),
    ("holdings", "", r"^\s*(?:is|are|was|were) (?:left|still) in the\b"),
    (
        "left to spend",
        r"\b(?:fund|account|pot|kitty|coffers) "
        r"(?:holds?|held|contains?|has|had)(?: only| just| some)?\s$",
        "",
    ),
    (
        "own budget",
        r"\b(?:draft|annual|state|federal|national|supplementary) budget (?:for|of) [0-9]{4}\b"
        r"[^;]{0,90}$",
        "",
    ),
    ("general budget", "", r"^\s*(?:omnibus |government )?spending (?:law|bill|plan|deal)\b"),
    ("opinion", r"\b(?:should|ought to|must)\b[^;]{0,60}$", ""),
    (
        "hypothetical",
        r"\b(?:if|were (?:we|they|it|he|she)|suppose|imagine|imaginary|were to|would have|"
        r"could have|would cost|what would)\b[^;:]{0,90}$",
        "",
    ),
    (
        "private donor",
        r"\b(?:private|philanthropic|billionaire|foundation|charity|company|companies|"
        r"investors?|bank loans?)\b[^;]{0,40}$",
        "",
    ),
    ("general budget", r"\b(?:general|omnibus) spending bill\b[^;]*$", r""),
    ("general budget", "", r"^[^;]{0,20}\bin all\b"),
    ("left to spend", "", r"^[^;]{0,16}\b(?:left|remaining) (?:in|of|to)\b"),
    (
        "casualties or damage",
        r"\b(?:killed|killing|wounded|fires|fire(?! engine)|fired|firing|destroyed|damaged|lost|"
        r"shot down|downed|launched|intercepted)\b[^;]{0,32}$",
        "",
    ),
    ("own budget", "", r"^[^;]{0,50}\bin (?:the|its|their) (?:\w+ )?budget\b(?! (?:support|aid))"),
    (
        "left to spend",
        r"\b(?:authority|room|money|funds?) (?:left )?to (?:give|send|spend|draw|"
        r"provide)\b[^;]{0,12}$",
        "",
    ),
    ("holdings", r"\b(?:army|military|navy|force|forces|country)['’]s\s+$", ""),
    ("a measure", r"\bweigh(?:s|ing|ed)?\b(?! in)[^;]{0,16}$", ""),
    ("comparison", "", r"^\s*(?:above|below|more than|less than|up on|down on)\b"),
    ("exchange rate", "", r"^\s*(?:to|against) the (?:dollar|euro|pound)\b"),
    (
        "holdings",
        r"\b(?:has|have|had|owns?|operates?|flies|keeps?|army of|fleet of|stocks? of|"
        r"inventory of|park of)\b\s*(?:about |some |only |around |more than |over |"
        r"nearly |fewer than )?$",
        r"",
    ),
    (
        "prediction of others",
        r"\b(?:(?:mobili[sz]e|leverage)[sd]?|(?:attract|unlock)(?:s|ed)?)\b[^;]{0,40}"
        r"\b(?:private|investment)",
        "",
    ),
    (
        "capacity",
        r"\b(?:can|could) (?:make|produce|build|hold|fire)\b[^;]{0,20}$|\b(?:produces?|"
        r"produced|makes|capacity of|(?<!its )(?<!their )holds)\b[^;]{0,20}$",
        "",
    ),
)


class _Rule(NamedTuple):
    """A row of the table, ready to be tried."""

    name: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs: tuple[frozenset[str], frozenset[str]]
    """Words in front and behind of which a sentence must have one; none where any will do."""


def _rule(name: str, before: str, behind: str) -> _Rule:
    return _Rule(
        name,
        re.compile(before) if before else None,
        re.compile(behind) if behind else None,
        (triggers(before), triggers(behind)),
    )


_RULES: Final = tuple(_rule(*row) for row in _TABLE)


def _open_for(word: str, side: int) -> int:
    """The rules, as a set of bits, that ``word`` may make fit; for "" those that need none."""
    rules = enumerate(_RULES)
    return sum(1 << at for at, rule in rules if word in (rule.needs[side] or {""}))


_BY_WORD: Final = {
    word: (_open_for(word, 0), _open_for(word, 1))
    for word in {"", *(word for rule in _RULES for side in rule.needs for word in side)}
}


def _worth_trying(parts: set[str]) -> Iterator[_Rule]:
    """The rules, in their order, that can fit a sentence of such words at all."""
    before, behind = _BY_WORD[""]
    for word in parts & _BY_WORD.keys():
        in_front, at_back = _BY_WORD[word]
        before |= in_front
        behind |= at_back
    fitting = before & behind
    while fitting:
        lowest = fitting & -fitting
        yield _RULES[lowest.bit_length() - 1]
        fitting ^= lowest


_ONE_PACKAGE: Final = re.compile(
    r"\b(?:an?|the|another|this|new)\b[^;,]{0,40}\b(?:package|loan|grant|bill|deal|"
    r"contract|tranche|project|"
    r"payment|credit|facility|fund|programme|program|agreement)\b[^;,]{0,24}$",
    re.IGNORECASE,
)
_RUNNING: Final = re.compile(
    r"\b(?:since (?:the |russia|moscow|february|january|march|august|20|its|late|early|"
    r"last)|so far|"
    r"to date|thus far|until now|up to now|in all|in total|overall|altogether|"
    r"over the (?:past|last)|in the (?:past|last))",
    re.IGNORECASE,
)
_TOTAL_WORD: Final = re.compile(
    r"\b(?:a total of|more than|over|some|about|around|nearly|almost|approximately|roughly)\b"
    r"[^;,]{0,16}$",
    re.IGNORECASE,
)
_NOT_MONEY_RULES: Final = frozenset(
    {"cost or price", "own budget", "share of the economy", "general budget", "left to spend"}
)
_MONEY_ONLY: Final = _NOT_MONEY_RULES
_COUNTS_ONLY: Final = frozenset({"holdings", "casualties or damage", "capacity", "a measure"})


def refused(frame: Frame, figure: Figure, verb: Verb | None) -> str:
    """The named reason why ``figure`` is no claim; empty where none of the rules fits."""
    text = frame.text
    front = _clause(text[max(frame.start, figure.start - _FRONT) : figure.start].lower())
    back = text[figure.end : min(frame.end, figure.end + _BACK)].lower()
    money = bool(figure.currencies)
    for name, before, behind, _ in _worth_trying(frame.parts):
        if (
            name in _MONEY_ONLY
            and not money
            and figure.bounds.low is not None
            and figure.bounds.low < 10**10
        ):
            continue
        if name in _COUNTS_ONLY and money:
            continue
        if before is not None and not before.search(front):
            continue
        if behind is not None and not behind.match(back):
            continue
        return name
    if money and verb is not None and _is_running_total(frame, verb, front):
        return "past total"
    return ""


def _clause(front: str) -> str:
    """Only the clause that the figure stands in: what is behind the last strong break."""
    for mark in ("; ", ". ", "? ", "! ", " – ", " — "):
        at = front.rfind(mark)
        if at >= 0:
            front = front[at + len(mark) :]
    at = front.rfind(", ")
    if at >= 0 and len(front) - at <= _SHORT:
        front = front[at:]
    return front


def _is_running_total(frame: Frame, verb: Verb, front: str) -> bool:
    """ "has provided more than $23 billion since": a sum over several packages."""
    if verb.act not in (Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.RECEIVE):
        return False
    sentence = frame.text[frame.start : frame.end]
    if verb.mood is Mood.PERFECT and not verb.passive:
        if _ONE_PACKAGE.search(front):
            return False
        qualified = _TOTAL_WORD.search(front) is not None
        return qualified or _RUNNING.search(sentence) is not None
    if verb.passive and verb.mood is Mood.PERFECT and verb.lemma == "spend":
        return _RUNNING.search(sentence) is not None
    if verb.relative or verb.passive:
        return False
    return _RUNNING.search(sentence) is not None and _TOTAL_WORD.search(front) is not None
