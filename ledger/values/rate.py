"""A rate: the price of one unit in a currency on a day, exact, and who says so.

``EUR`` priced in ``USD`` at ``1.0925`` is "1 EUR = 1.0925 USD"; ``155 mm shell`` priced in
``EUR`` at ``3200`` is the price of one shell. No float and no decimal context touches it: a value
is its digits, and what is computed with it is a fraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ledger.errors import ValueRefused
from ledger.values.amount import shown

_VALUE = re.compile(r"([0-9]{1,20})(?:\.([0-9]{1,20}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rate:
    """One ``unit`` costs ``value`` (a decimal without needless zeros) of ``priced_in``.

    ``day`` is ``None`` for a rate that was given for all days, and then ``basis`` is, too.
    ``source`` is where it came from: a file with its ``sha256``, or a document's reference.
    """

    unit: str
    priced_in: str
    day: date | None
    value: str
    provider: str
    basis: str | None = "source"
    source: str = ""
    sha256: str | None = None

    @property
    def exact(self) -> Fraction:
        """The value as a fraction."""
        return Fraction(self.value)

    def __str__(self) -> str:
        return f"1 {self.unit} = {self.value} {self.priced_in}"


def parse_value(text: str) -> str:
    """Read the value of a rate: ``"1.0925"``; above zero, up to 20 digits on either side.

    Returns it without needless zeros. Only the digits 0 to 9 are digits; a sign, an exponent, a
    comma, ``inf`` or ``nan`` raises :class:`ValueRefused`.
    """
    found = _VALUE.fullmatch(text)
    if found is None:
        raise ValueRefused(
            f"{shown(text)} is not a rate.",
            hint="Write digits, with a point for decimals: 1.0925. At most 20 on either side.",
        )
    whole = found[1].lstrip("0") or "0"
    decimals = (found[2] or "").rstrip("0")
    if whole == "0" and not decimals:
        raise ValueRefused("A rate of zero was given; a rate is above zero.")
    return f"{whole}.{decimals}" if decimals else whole


def rounded(amount: int, factor: Fraction) -> int:
    """``amount`` times ``factor``, rounded half-even to a whole number of ten-thousandths."""
    half_up, rest = divmod(
        2 * amount * factor.numerator + factor.denominator, 2 * factor.denominator
    )
    return half_up - (rest == 0 and half_up % 2)


def printed(value: Fraction, decimals: int = 10) -> str:
    """A fraction as a decimal string for reading, rounded half-even, without needless zeros."""
    scaled = round(value * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")
