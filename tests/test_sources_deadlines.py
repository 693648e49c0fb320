"""Where words say when something is due, and whether that is so of a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.deadlines import contradicts, deadlines, stated_due
from ledger.values import days

STATED = [
    ("They arrive by the end of 2024.", "..2024-12-31", "by the end of 2024"),
    ("They arrive in March 2025.", "2025-03", "in March 2025"),
    ("to be delivered by 1 June 2025, he said", "..2025-06-01", "by 1 June 2025"),
    ("to be delivered by June 1st, 2025", "..2025-06-01", "by June 1st, 2025"),
    ("before 1 June 2025", "..2025-05-31", "before 1 June 2025"),
    ("no later than 2025-06-01", "..2025-06-01", "later than 2025-06-01"),
    ("in the first quarter of 2025", "2025-01-01..2025-03-31", "in the first quarter of 2025"),
    ("by mid-2025", "2025-06", "by mid-2025"),
    ("next spring", "2025-03..2025-05", "next spring"),
    ("by the end of the year", "..2024-12-31", "by the end of the year"),
    ("within six weeks", "..2024-05-01", "within six weeks"),
    ("in the coming months", "..2024-09-30", "in the coming months"),
    ("by Friday", "..2024-03-15", "by Friday"),
    ("Pledged on 4 March 2024, due in May 2024", "2024-05", "in May 2024"),
    ("Pledged this week, due in May", "2024-05", "in May"),
    ("in spring 2025", "2025-03..2025-05", "in spring 2025"),
]


@pytest.mark.parametrize(("text", "due", "words"), STATED)
def test_words_that_say_when(text: str, due: str, words: str) -> None:
    span = stated_due(text, days.parse(due))
    assert span is not None
    assert text[slice(*span)] == words


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by the end of 2024", "2025"),
        ("in March 2025", "2025-04"),
        ("by 1 June", "..2025-06-02"),
        ("before 1 June", "..2025-06-02"),
        ("by Friday", "..2024-03-14"),
        ("on 2024-05-01", "2024-06"),
    ],
)
def test_words_that_name_another_day(text: str, due: str) -> None:
    assert stated_due(text, days.parse(due)) is None
    assert contradicts(text, days.parse(due))


@pytest.mark.parametrize("text", ["", "as soon as possible", "prices fall", "it may arrive"])
def test_words_that_name_none(text: str) -> None:
    assert stated_due(text, days.parse("2025")) is None
    assert not contradicts(text, days.parse("2025"))


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(st.text(max_size=30), DAYS, st.sampled_from(["{0:%d %B %Y}", "{0:%B %d, %Y}", "{0}"]))
def test_a_day_that_stands_in_a_text_is_found(before: str, day: date, form: str) -> None:
    text = f"{before}\n. by {form.format(day)}."
    span = stated_due(text, days.on(day))
    assert span is not None
    assert text[slice(*span)].endswith(form.format(day))


@given(st.text(alphabet="by the of 2024-05 March1in\n") | st.text(), DAYS)
def test_any_text_can_be_asked(text: str, day: date) -> None:
    for one in deadlines(text):
        assert 0 <= one.start < one.end <= len(text)
    span = stated_due(text, days.on(day))
    assert span is None or not contradicts(text, days.on(day))
