"""Which currency a sum is in, when its sign could mean several or it has none of its own."""

from __future__ import annotations

from typing import Final

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


def currency(candidates: tuple[str, ...], donors: list[str]) -> str:
    """The donor's own currency where the sign may mean it, else the likeliest."""
    for donor in donors:
        own = CURRENCY_OF.get(donor)
        if own in candidates:
            return own
    return candidates[0]
