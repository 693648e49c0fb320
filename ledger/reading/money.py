"""Which currency a sum is in, when its sign could mean several or it has none of its own."""

from __future__ import annotations

from collections.abc import Iterator
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
    found = {*_signed(text)}
    if " dollars" in text:
        found.update(unit for word, unit in _dollars(" dollars").items() if _counted(text, word))
    return frozenset(found)


@cache
def _dollars(ending: str) -> dict[str, str]:
    """The signs, or words, for the dollars of somebody else than the United States."""
    kinds = {"$": WordKind.PREFIX, " dollars": WordKind.WORD}
    written = (one for one in spellings(kinds[ending]) if one.endswith(ending))
    told = ((one, meanings()[key(one)]) for one in written if one[:-1] not in CODES)
    return {one: units[0] for one, units in told if units != ("USD",) and len(units) == 1}


def _signed(text: str) -> Iterator[str]:
    """The currencies of signs with letters in front: "C$"."""
    signs = _dollars("$")
    at = text.find("$")
    while at >= 0:
        start = at
        while start and text[start - 1].isalpha():
            start -= 1
        unit = signs.get(text[start : at + 1]) if start < at else None
        if unit is not None:
            yield unit
        at = text.find("$", at + 1)


def _counted(text: str, word: str) -> bool:
    """Whether a word for money stands behind a number: "80 million Canadian dollars"."""
    at = text.find(word)
    while at >= 0:
        if text.endswith("lion ", 0, at):
            return True
        at = text.find(word, at + 1)
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
