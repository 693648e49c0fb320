"""Partial dates: intervals, their printing and reading back, and what no calendar has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ValueRefused
from ledger.values import days
from ledger.values.days import Days

closed = st.tuples(st.dates(), st.dates()).map(lambda pair: Days(min(pair), max(pair)))
any_days = closed | st.dates().map(days.on) | st.dates().map(days.by)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("2024-03-13", "2024-03-13", "2024-03-13"),
        (" 2024-03-13 ", "2024-03-13", "2024-03-13"),
        ("2024-03", "2024-03-01", "2024-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2024-03-11..2024-03-14", "2024-03-11", "2024-03-14"),
        ("2023-01..2023-02-14", "2023-01-01", "2023-02-14"),
        ("2024-01..2024-02", "2024-01-01", "2024-02-29"),
        ("2022..2024", "2022-01-01", "2024-12-31"),
        ("..2024-04-29", None, "2024-04-29"),
        ("..2024-04", None, "2024-04-30"),
    ],
)
def test_reading(written: str, low: str | None, high: str) -> None:
    first = None if low is None else date.fromisoformat(low)
    assert days.parse(written) == Days(first, date.fromisoformat(high))


@pytest.mark.parametrize(
    "written",
    ["0000", "0000-01-01", "2023-02-29", "1900-02-29", "2024-13", "2024-00", "2024-04-31"],
)
def test_what_the_calendar_lacks_is_refused(written: str) -> None:
    what = {4: "year", 7: "month", 10: "day"}[len(written)]
    with pytest.raises(ValueRefused, match=f"is not a {what} of the calendar"):
        days.parse(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "10000",
        "10000-01-01",
        "24-03-13",
        "2024-3-13",
        "2024/03/13",
        "13.03.2024",
        "20240313",
        "2024-03-13T00:00",
        "-2024",
        "2024-03-13\n",
        "\u0662\u0660\u0662\u0664",  # 2024 in Arabic-Indic digits
        "\uff12\uff10\uff12\uff14",  # 2024 in full-width digits
        "yesterday",
        "2024-03-11..2024-03-14..2024-03-15",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused, match="is not a date") as refused:
        days.parse(written)
    assert refused.value.hint


@pytest.mark.parametrize("written", ["..", "2024-03-11.."])
def test_an_interval_has_a_last_day(written: str) -> None:
    with pytest.raises(ValueRefused, match="has no last day"):
        days.parse(written)


def test_an_interval_is_in_order() -> None:
    with pytest.raises(ValueRefused, match="The first day 2024-03-14 is after the last day"):
        days.parse("2024-03-14..2024-03-11")


@given(any_days)
def test_what_is_printed_is_read_back(one: Days) -> None:
    assert days.parse(str(one)) == one


@given(st.dates())
def test_a_day_a_month_and_a_year_print_short(day: date) -> None:
    year, month, _ = str(day).split("-")
    assert str(days.parse(str(day))) == str(day)
    assert str(days.parse(f"{year}-{month}")) == f"{year}-{month}"
    assert str(days.parse(year)) == year
    assert str(days.by(day)) == f"..{day}"


@given(st.dates(max_value=date(9999, 12, 30)))
def test_a_month_holds_its_days_and_no_others(day: date) -> None:
    month = days.parse(str(day)[:7])
    assert month.low is not None
    assert month.low <= day <= month.high
    assert month.low.day == 1
    if day == month.high:
        assert (day + timedelta(1)).day == 1


@given(any_days)
def test_an_interval_is_certain_from_its_first_known_day(one: Days) -> None:
    assert one.certain_from == (one.low or one.high)
    assert one.certain_from <= one.high


@given(st.text(max_size=30))
def test_any_text_is_an_interval_or_refused(written: str) -> None:
    sentence = ""
    try:
        assert days.parse(written).high
    except ValueRefused as refused:
        sentence = refused.sentence
    assert sentence.isprintable()


def test_a_full_day() -> None:
    assert days.parse_day(" 2024-03-13 ") == date(2024, 3, 13)
    for less in ("2024-03", "2024"):
        with pytest.raises(ValueRefused, match="is not one day"):
            days.parse_day(less)
    for wrong in ("2023-02-29", "", "2024-03-11..2024-03-14"):
        with pytest.raises(ValueRefused):
            days.parse_day(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "0000-01-01",
        "10000-01-01",
        "20240314",
        "2024-W10-4",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2024-03-14T25:00:00Z",
        "\0",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """Also the first and last hours of the calendar, where they are of no day in UTC."""
    with pytest.raises(ValueRefused, match="is not a time"):
        days.parse_moment(text)
