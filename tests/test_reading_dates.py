"""Dates, resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.reading.dates import dates

THURSDAY = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Wednesday", "2024-03-13"),
        ("on Thursday", "2024-03-14"),
        ("on Friday", "2024-03-08"),
        ("today", "2024-03-14"),
        ("Yesterday", "2024-03-13"),
        ("last night", "2024-03-13"),
        ("earlier this week", "2024-03-11..2024-03-14"),
        ("last week", "2024-03-04..2024-03-10"),
        ("last month", "2024-02"),
        ("last year", "2023"),
        ("over the weekend", "2024-03-09..2024-03-10"),
        ("on March 5", "2024-03-05"),
        ("on 5 March 2023", "2023-03-05"),
        ("on March 5th, 2023", "2023-03-05"),
        ("December 12", "2023-12-12"),
        ("2024-02-29", "2024-02-29"),
        ("in January", "2024-01"),
        ("in November", "2023-11"),
        ("in March 2022", "2022-03"),
        ("in 2023", "2023"),
    ],
)
def test_days(text: str, days: str) -> None:
    (found,) = dates(text, 0, len(text), THURSDAY)
    assert str(found.days) == days
    assert not found.ahead


@pytest.mark.parametrize(
    "text", ["by Friday", "until March 2024", "since 5 March 2024", "before 2023-01-01"]
)
def test_deadlines_and_starting_points_are_not_when_it_happened(text: str) -> None:
    (found,) = dates(text, 0, len(text), THURSDAY)
    assert found.ahead


@pytest.mark.parametrize(
    "text", ["20 Marder vehicles", "30 Mayors", "31 February", "over the last months", "may give"]
)
def test_no_dates(text: str) -> None:
    assert dates(text, 0, len(text), THURSDAY) == []


@given(st.text(), st.dates())
def test_any_text_any_day(text: str, published: date) -> None:
    for found in dates(text, 0, len(text), published):
        assert 0 <= found.start < found.end <= len(text)
