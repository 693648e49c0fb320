"""Reasons why a sum is no gift of now: it was given in another year, or is what was given before.

Rows as in :mod:`ledger.reading.reasons`.
"""

from __future__ import annotations

from typing import Final

OTHER_YEARS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "another year",
        r"\b(?:gave|provided|spent|contributed|disbursed|paid|donated)\b[^;]{0,20}$",
        r"^[^;.]{0,60}\bin (?:the )?(?:(?:fiscal|financial)(?: year)?\b|fy ?[0-9]|"
        r"(?:19|20)[0-9]{2}(?:[-–/][0-9]+)? "
        r"(?:fiscal|financial)\b|(?:19|20)[0-9]{2}[-–/][0-9]{2})",
    ),
    (
        "another year",
        r"(?:^|[–-] )in (?:fiscal(?: year)? |fy ?|(?:19|20)[0-9]{2}[-–/])[0-9]{2,4}, [^;]{0,60}"
        r"\b(?:gave|provided|spent|contributed|disbursed|paid|donated)\b[^;]{0,20}$",
        "",
    ),
    (
        "another year",
        r"(?:^|[–-] )in (?:19|20)[0-9]{2}, [^;,]{0,40}"
        r"\b(?:gave|provided|contributed|disbursed|spent)"
        r" (?:over |more than |nearly |almost |about |some |around )?$",
        r"^ in (?:[a-z]+ ){0,2}(?:assistance|aid|funding|support)\b",
    ),
    (
        "another year",
        r"\b(?:which|who),? (?:last year|a year (?:ago|earlier|before)) "
        r"(?:gave|provided|spent|contributed|disbursed|paid|donated)\b[^;]{0,16}$",
        "",
    ),
    (
        "another year",
        r"\bin (?:19|20)[0-9]{2},? [^;]{0,60}\b(?:funding|assistance|aid|spending|support)\b"
        r"[^;]{0,30}\b(?:amounted|came) to\b[^;]{0,12}$",
        "",
    ),
    (
        "another year",
        r"\b(?:last year|the year before|in 20[0-9]{2}),? "
        r"(?:it|they|this|the (?:figure|sum|total)) "
        r"(?:came|amounted|stood|ran|was|were)\b[^;]{0,20}$",
        "",
    ),
    ("another year", r"\b(?:last year|in (?:19|20)[0-9]{2}),? with (?:about |some )?$", ""),
    (
        "another year",
        r"(?:^|[–-] )last year,? [^;,]{0,40}\bspent\b[^;]{0,24}$",
        "",
    ),
    (
        "another year",
        "",
        r"^[^;,]{0,24}\b(?:gave|provided|spent|contributed|paid) in "
        r"(?:(?:fiscal|fy)\b|(?:19|20)[0-9]{2}[-–/][0-9]{2})",
    ),
    (
        "another year",
        r"\b(?:funding|aid|assistance|support|contribution)s?\b[^;]{0,40}\b(?:was|were|came to|"
        r"amounted to|stood at|totalled)\b[^;]{0,12}$",
        r"^ (?:last year|in 20[0-9]{2})\b",
    ),
    (
        "another year",
        r"\b(?:largest|biggest|top|main) (?:[a-z]+ )?(?:donor|contributor|giver)\b[^;]{0,24}"
        r"\bwith\b[^;]{0,12}$",
        r"^ (?:last year|in 20[0-9]{2})\b",
    ),
    ("another year", "", r"^[^;,.]{0,32}\b(?:an?|one|two|three) years? (?:earlier|before)\b"),
    (
        "earlier level",
        r"\bfrom (?:about |around |some |nearly )?$",
        r"^[^;]{0,40}\bto\b\s*(?:about |around |some |nearly )?(?:[$€£¥0-9]|[a-z]{2,3}\s?[$0-9])",
    ),
    (
        "earlier level",
        r"\b(?:up from|down from|compare[ds] (?:with|to)|instead of|rather than|versus)\b"
        r"[^;,]{0,24}$",
        "",
    ),
    (
        "earlier level",
        r"\b(?:increase|rise|drop|fall|decrease|cut) of (?:about |some |around )?$",
        r"^ (?:on|over|compared|from|against)\b",
    ),
    (
        "earlier level",
        r"\b(?:less|more|lower|higher|smaller|larger) than (?:the )?$",
        r"^ (?:of )?(?:last year|the (?:previous )?year before|a year (?:ago|earlier|before))\b",
    ),
    ("earlier level", r"\((?:before|previously|formerly|was|until now)\b:?\s*$", ""),
    (
        "earlier level",
        r"\bto\b[^;]{0,48}\bfrom (?:the |its )?(?:about |around |some |nearly |almost |roughly )?$",
        "",
    ),
    (
        "earlier level",
        r"\b(?:last|previous) (?:donor |pledging )?(?:replenishment|conference|round|summit)\b"
        r"[^;]{0,40}$",
        r"^ (?:was|were|had been) (?:raised|pledged|promised|collected)\b",
    ),
    (
        "earlier level",
        r"\b(?:last|previous) (?:year|spring|summer|autumn|winter|time|month)['’]s "
        r"(?:\w+ )?(?:conference|meeting|event|summit|round)\b[^;]{0,60}$",
        "",
    ),
    (
        "earlier level",
        r"\b(?:earlier|previous) (?:donor |pledging )?(?:conferences?|meetings?|summits?)\b"
        r"[^;]{0,70}$",
        "",
    ),
    ("earlier level", r"\b(?:begun|began|started) (?:with|at)\b[^;]{0,12}$", ""),
    (
        "earlier level",
        r"\bin (?:19|20)[0-9]{2},? (?:the|a|an|it|they)\b[^;]{0,40}\b(?:raised|collected)\b"
        r"[^;]{0,12}$",
        "",
    ),
)
