"""Which currency a sum is in, when its sign could mean several or it has none of its own."""

from __future__ import annotations

from functools import cache
from typing import Final

from ledger.sources.currency_words import CODES, key, meanings, spellings
from ledger.vocabulary import WordKind, organisations

CURRENCY_OF: Final = {
    "AUS": "AUD",
    "BRA": "BRL",
    "CAN": "CAD",
    "CHE": "CHF",
    "CHN": "CNY",
    "CZE": "CZK",
    "DNK": "DKK",
    "GBR": "GBP",
    "HKG": "HKD",
    "ISL": "ISK",
    "JPN": "JPY",
    "NOR": "NOK",
    "NZL": "NZD",
    "SGP": "SGD",
    "SWE": "SEK",
    "USA": "USD",
}
"""Own currency of donors whose money shares a sign or a word with that of others."""


def is_own(unit: str, key: str) -> bool:
    """Whether a currency is that of an organisation: a state's code begins the currency's."""
    return organisations()[key].iati == unit[:2]


def spelled(text: str) -> frozenset[str]:
    """The dollars that a text tells from others: "C$80 million", "80 million Canadian dollars"."""
    found: set[str] = set()
    if "$" in text:
        found.update(unit for sign, unit in _dollars("$") if _stands(text, sign))
    if " dollars" in text:
        found.update(unit for word, unit in _dollars(" dollars") if _stands(text, word))
    return frozenset(found)


@cache
def _dollars(ending: str) -> tuple[tuple[str, str], ...]:
    """The signs, or words, for the dollars of somebody else than the United States."""
    kinds = {"$": WordKind.PREFIX, " dollars": WordKind.WORD}
    written = (one for one in spellings(kinds[ending]) if one.endswith(ending))
    told = ((one, meanings()[key(one)]) for one in written if one[:-1] not in CODES)
    return tuple((one, units[0]) for one, units in told if units != ("USD",) and len(units) == 1)


def _stands(text: str, written: str) -> bool:
    """Whether a sign is no part of another one, or a word stands behind a number."""
    at = text.find(written)
    while at >= 0:
        front = text[max(0, at - 5) : at]
        if not front[-1:].isalpha() if written[-1] == "$" else front.endswith("lion "):
            return True
        at = text.find(written, at + 1)
    return False


def currency(
    candidates: tuple[str, ...], donors: list[str], apart: frozenset[str] = frozenset()
) -> str:
    """The donor's own currency where the sign may mean it, else the likeliest.

    In a text that spells "Canadian dollars", ``apart``, a bare "$" is that of nobody but the
    United States.
    """
    for donor in donors:
        own = CURRENCY_OF.get(donor)
        if own in candidates and not (candidates[0] == "USD" and own in apart):
            return own
    return candidates[0]
