"""Which currency a sum is in, when its sign could mean several or it has none of its own."""

from __future__ import annotations

import re
from typing import Final

from ledger.sources.currency_words import key, meanings
from ledger.vocabulary import organisations

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
    written = _OF_WHOM.findall(text) if "$" in text or "dollars" in text else ()
    return frozenset(unit for one in written for unit in meanings().get(key(one), ())[:1])


_OF_WHOM: Final = re.compile(
    r"(?<![A-Z])[A-Z]{1,2}\$|(?:(?<=[0-9] )|(?<=lion ))[A-Z][a-z]+(?: [A-Z][a-z]+)? dollars\b"
)


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
