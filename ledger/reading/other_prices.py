"""Reasons why a sum or a thing is no gift: it is a price, a sale, a debt, or a loss.

Rows as in :mod:`ledger.reading.reasons`.
"""

from __future__ import annotations

from typing import Final

OTHER_PRICES: Final[tuple[tuple[str, str, str], ...]] = (
    ("cost or price", r"\b(?:grants|loans|awards) of between\b[^;]{0,24}$", ""),
    ("request or need", r"\btarget(?: [a-z]+)? of (?:about |some |up to )?$", ""),
    (
        "a sale",
        r"\b(?:sold|sells?|sale (?:to|of)|bought(?! with))\b[^;,]{0,60}$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)",
    ),
    (
        "a sale",
        r"\b(?:buy|buys|purchase[sd]?|purchase of)\b[^;]{0,60}$",
        r"^(?![^;]{0,90}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)[^;,]{0,40}\bfrom\b",
    ),
    (
        "a sale",
        r"^(?![^;]*\b(?:offer|offers|offered|promised|pledged)\b)",
        r"^[^;]{0,30}\bto buy\b(?![^;]{0,90}\bfor (?:ukraine|kyiv)\b)[^;]{0,60}\bfrom\b",
    ),
    ("a sale", "", r"^[^;,]{0,30}\bfor sale\b"),
    (
        "a sale",
        r"\bfor which (?:it|he|she|they|[a-z]+) (?:was|were|had been|has been) paid\b[^;]{0,16}$",
        "",
    ),
    (
        "a sale",
        r"\b(?:sign(?:s|ed)?|inked|sealed|won)\b[^;]{0,16}$",
        r"^ (?:deal|order)s? (?:for|to buy)\b"
        r"(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)",
    ),
    (
        "a sale",
        r"\b(?:contract|deal|order) for\b[^;]{0,12}$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)[^;]{0,60}\bfrom\b",
    ),
    ("a loan paid back", "", r"^[^;]{0,30}\b(?:has|have|had|was|were) (?:been )?repaid\b"),
    ("a loan paid back", r"\brepa(?:id|ys?|ying)\b[^;]{0,30}$", ""),
    (
        "a loss or a fine",
        r"\b(?:(?<!first-)loss|fines?|penalt(?:y|ies)|damages|embezzled|fraud)\b"
        r"(?! of life)[^;,]{0,24}$",
        "",
    ),
    (
        "a loss or a fine",
        "",
        r"^,? (?:of which [^;,]{0,24})?(?:is|are|was|were|in) "
        r"(?:damaged?|lost|loss(?:es)?|fraud)\b",
    ),
    (
        "a loss or a fine",
        "",
        r"^[^;,]{0,60}\b(?:had|has|have|was|were) (?:been )?"
        r"(?:diverted|embezzled|stolen|misused|misspent|looted)\b(?! (?:to|from|for)\b)",
    ),
    ("cost or price", r"\bearn(?:s|ed|ing)?\b[^;]{0,24}$", ""),
    ("cost or price", r"\bprice,\s*$", ""),
    (
        "cost or price",
        r"\bputs? (?:the|its|their) (?:bill|costs?|price|damage|losses)\b[^;]{0,90}"
        r"\bat\b[^;,]{0,12}$",
        "",
    ),
    (
        "cost or price",
        r"\b(?:values?|valued) (?:each|every|an?|one|the|its|them|it)\b[^;]{0,40}"
        r"\bat\b[^;,]{0,12}$",
        "",
    ),
    (
        "cost or price",
        r"\b(?:(?<!at a )costs?|costing|price[sd]?|priced at|worth of damage|damage|losses|"
        r"revenues?|profits?|exports?|imports?|economy(?!['’]?s? (?:minist|department))|output|"
        r"reserves|debt|deficit|interest(?! in|-free|[^;,]* (?:grant|loan) of)|tariffs?|"
        r"assets)\b[^;,]{0,32}$",
        "",
    ),
    (
        "cost or price",
        "",
        r"^\s*(?:a|an|per|each|apiece)\s+(?:dose|month|piece|unit|tonne|ton|barrel|day|"
        r"head|person|child|refugee|guest|soldier|shot|copy|ticket|litre|kilo|hour|pupil|family|household)\b",
    ),
    (
        "cost or price",
        r"\bcosts? of\b[^;,]{0,70}\b(?:is|was|are|were|(?:comes?|came|amounts?|amounted) to|"
        r"(?:put|estimated) at)\b[^;,]{0,12}$",
        "",
    ),
    ("a sale", r"\bport\b[^;]{0,24}\b(?:handled|processed)\b[^;]{0,12}$", ""),
    ("cost or price", r"\btender\b[^;]{0,40}$", ""),
    (
        "cost or price",
        r"\b(?:put|puts|estimated|comes?|came|assisted|helped|reached|fed|treated|housed) "
        r"at a cost of\b[^;]{0,24}$",
        "",
    ),
    ("cost or price", r"\bprices?\b[^;]{0,70}\bto\b[^;,]{0,8}$", ""),
    ("cost or price", r"\binterest\b[^;]{0,24}$", r"^ (?:a|per) year\b"),
    ("cost or price", r"\b(?:tax|taxes|levy|levies)\b\W{1,3}$", ""),
    ("cost or price", r"\b(?:takes|eats|swallows|devours)\b(?! (?:over|on|out)\b)[^;]{0,24}$", ""),
    ("cost or price", r"\bat (?:about |around |some )?$", r"^ (?:each|apiece|a piece)\b"),
    ("cost or price", "", r"^ (?:total )?(?:cost|price|price tag)\b"),
    ("cost or price", "", r"^ (?:(?:are|is|were|was) )?(?:stolen|smuggled|wasted|seized)\b"),
    ("cost or price", r"\bputs? at\b[^;]{0,12}$", ""),
    (
        "cost or price",
        r"\blost\b[^;]{0,12}$",
        r"^(?![^;]{0,30}\b(?:aid|assistance|support|funding|help)\b)",
    ),
    ("cost or price", r"\bprize\b[^;]{0,8}$", ""),
    (
        "things bought",
        r"\b(?:deal|order) (?:for|to buy)\s$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)",
    ),
    (
        "things bought",
        r"\b(?:buys|is buying|are buying|purchases)\b[^;,]{0,32}$",
        r"^(?![^;]{0,90}\b(?:for|to give|to send|to hand|to donate|together|jointly)\b)",
    ),
    (
        "things bought",
        r"\b(?:army|navy|air force|armed forces|military) (?:will |would |is to |are to )?"
        r"(?:gets?|receives?)\b[^;]{0,16}$",
        "",
    ),
    ("a debt", "", r"^ (?:of|in) debt\b"),
    ("a debt", r"\barrears (?:of|worth)\b[^;]{0,12}$", ""),
    ("a debt", "", r"^ (?:of|in) debt relief\b"),
    ("a debt", r"\b(?:creditors|bondholders)\b[^;]{0,60}$", ""),
    ("a debt", "", r"^[^;]{0,40}\b(?:creditors|bondholders)\b"),
    ("a debt", r"\bbonds? (?:of|worth)\b[^;]{0,16}$", ""),
    ("exchange rate", "", r"^\s*(?:to|against) the (?:dollar|euro|pound)\b"),
)
