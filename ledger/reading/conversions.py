"""Bracketed conversions: "1.6 billion euros ($1.7 billion)" is one sum, said twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from ledger.reading.claim import Conversion
from ledger.sources.figures import Figure
from ledger.values import amount

Rate: TypeAlias = Callable[[str, str, date], Fraction | None]
"""Units of the second currency for one of the first on a day; ``None`` where unknown."""

_OPENS: Final = re.compile(
    r"[\s,]{0,2}[(\[]\s*(?:about|around|approximately|approx\.?|some|roughly|nearly|almost|over|"
    r"more than|worth|or|equivalent to|equal to|circa|ca\.?|just over|just under|=|~|≈)?\s*",
    re.IGNORECASE,
)
_OR: Final = re.compile(r"\s*(?:,\s+or|—|–|/)\s*(?:about |around |some )?\s*", re.IGNORECASE)

PLAUSIBLE: Final = {
    "EUR": ("0.95", "1.45"),
    "GBP": ("1.03", "1.75"),
    "CHF": ("0.95", "1.30"),
    "CAD": ("0.66", "0.95"),
    "AUD": ("0.57", "0.98"),
    "NZD": ("0.54", "0.90"),
    "SEK": ("0.085", "0.16"),
    "NOK": ("0.085", "0.18"),
    "DKK": ("0.125", "0.195"),
    "ISK": ("0.006", "0.0105"),
    "CZK": ("0.037", "0.055"),
    "PLN": ("0.195", "0.34"),
    "JPY": ("0.006", "0.0125"),
    "KRW": ("0.00065", "0.00098"),
    "CNY": ("0.135", "0.166"),
}
"""What one unit has been worth in US dollars since 2014, from lowest to highest, with a margin.

Used where the caller gives no rate of the day: wide enough never to warn of a sound conversion,
narrow enough to catch a wrong magnitude or a wrong currency.
"""


def converts(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second figure is the first in another currency."""
    if not first.currencies or not second.currencies:
        return False
    gap = text[first.end : second.start]
    if len(gap) > 24:
        return False
    if _OPENS.fullmatch(gap):
        return True
    return bool(_OR.fullmatch(gap)) and first.currencies[0] not in second.currencies


def warning(
    first: tuple[int, str], conversion: Conversion, published: date | None, rate: Rate | None
) -> str | None:
    """A sentence if the conversion is not what the rate of the day makes of the sum."""
    value, currency = first
    other, into = conversion.bounds.low, conversion.currency
    if other is None or not value or currency == into:
        return None
    implied = Fraction(other, value)
    known = rate(currency, into, published) if rate and published else None
    if known is not None:
        if Fraction(9, 10) <= implied / known <= Fraction(11, 10):
            return None
        told = f"the rate of the day makes it {_shown(value * known)} {into}"
    else:
        low, high = _plausible(currency, into)
        if low is None or high is None or low <= implied <= high:
            return None
        least, most = _shown(value * low), _shown(value * high)
        told = f"at any rate since 2014 it lies between {least} and {most} {into}"
    return (
        f"The source converts {amount.text(value)} {currency} into {amount.text(other)} {into}; "
        f"{told}."
    )


def _plausible(currency: str, into: str) -> tuple[Fraction | None, Fraction | None]:
    one, two = _dollars(currency), _dollars(into)
    if one is None or two is None:
        return None, None
    return one[0] / two[1], one[1] / two[0]


def _dollars(currency: str) -> tuple[Fraction, Fraction] | None:
    if currency == "USD":
        return Fraction(1), Fraction(1)
    ends = PLAUSIBLE.get(currency)
    return (Fraction(ends[0]), Fraction(ends[1])) if ends else None


def _shown(value: Fraction) -> str:
    """A round figure for a warning: whole units, to three digits."""
    whole = round(value / amount.SCALE)
    size = max(0, len(str(whole)) - 3)
    return f"{round(whole, -size):,}"
