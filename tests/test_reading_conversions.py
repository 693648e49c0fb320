"""Bracketed conversions, checked against a rate of the day where one is given."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ledger.reading import read

DAY = date(2024, 3, 14)


def rate(currency: str, into: str, day: date) -> Fraction | None:
    assert day == DAY
    return Fraction(109, 100) if (currency, into) == ("EUR", "USD") else None


@pytest.mark.parametrize(
    ("brackets", "warned"),
    [
        ("($10.9 million)", False),
        ("($11.5 million)", False),
        ("($13 million)", True),
        ("(about $11 million)", False),
        ("(160 million yen)", True),
        ("(1.6 billion yen)", False),
    ],
)
def test_conversion(brackets: str, warned: bool) -> None:
    (claim,) = read(f"Norway gave Ukraine €10 million {brackets}.", DAY, rate)
    assert len(claim.conversions) == 1
    assert bool(claim.warnings) is warned


def test_a_sum_in_brackets_of_its_own_is_a_claim() -> None:
    (claim,) = read("Norway gave Ukraine most of the aid (€7 million).", DAY)
    assert claim.conversions == ()
