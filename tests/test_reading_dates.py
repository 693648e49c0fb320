"""Dates, resolved against the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.reading import read
from ledger.reading.dates import dates
from ledger.reading.framing import frame
from ledger.reading.givers import Context
from ledger.reading.state import State
from ledger.reading.timing import told_in

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


PHRASES = (
    "on Wednesday|last night|earlier this week|over the weekend|since the end of March|"
    "on Sept. 5, 2023|in mid-March 2022|the 3rd of May, 2021|2024-02-29|by 2026|in May|"
    "a year ago|Norway gave|two tanks,|the monthly sum|(2023)|of the|and then"
)


@settings(deadline=None)  # the tables are made when they are first needed
@given(st.lists(st.sampled_from(PHRASES.split("|")), min_size=1, max_size=9).map(" ".join))
def test_no_date_is_overlooked_in_its_sentence(text: str) -> None:
    made = frame(text, 0, len(text), headline=False, item=False)
    assert told_in(State(THURSDAY, None, Context()), made) == dates(text, 0, len(text), THURSDAY)


@pytest.mark.parametrize("opening", ["OSLO, March 5, 2025 (Wire) - ", "OSLO, 5 March 2025 – "])
def test_the_day_of_a_dateline_gives_way_to_that_of_the_act(opening: str) -> None:
    text = f"{opening}Norway will give Ukraine 2 billion kroner, its government said on Tuesday."
    [claim] = read(text, date(2025, 3, 5))
    assert claim.days is not None
    assert claim.days.low == date(2025, 3, 4)


def test_the_day_of_a_dateline_is_that_of_the_act_where_there_is_no_other() -> None:
    [claim] = read("OSLO, March 5, 2025 - Norway gave Ukraine 2 billion kroner.", date(2025, 3, 9))
    assert claim.days is not None
    assert claim.days.low == date(2025, 3, 5)


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Finland will send Ukraine 40 trucks in December.", ["..2024-11-06"]),
        ("Finland will send Ukraine 40 trucks on Friday.", ["..2024-11-06"]),
        ("On Friday Finland will send Ukraine 40 trucks.", ["..2024-11-06"]),
        ("Finland is sending Ukraine 40 trucks in December.", ["..2024-11-06"]),
        ("Finland sent Ukraine 40 trucks in December.", ["2023-12"]),
        ("Finland will send Ukraine 40 trucks, the ministry said on Friday.", ["2024-11-01"]),
        ("On Friday Finland said it will send Ukraine 40 trucks.", ["2024-11-01"]),
        ("Norway agreed on Friday to send Ukraine 5 tanks.", ["2024-11-01"]),
        (
            "Finland pledged $200 million to Ukraine, of which $80 million was paid on Friday.",
            ["..2024-11-06", "2024-11-01"],
        ),
        ("Italy has not delivered the 8 clinics it promised Ukraine in May.", ["..2024-11-06"]),
    ],
)
def test_days_of_other_acts_and_days_to_come_are_not_those_of_the_claim(
    sentence: str, days: list[str]
) -> None:
    assert [str(claim.days) for claim in read(sentence, date(2024, 11, 6))] == days
