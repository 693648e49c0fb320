"""[G14] What is overdue: examples, and a second way to find it for any history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import BACKENDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.gap.answer import answer
from ledger.gap.overdue import DAYS, Overdue, overdue
from ledger.gap.question import Dimension, Question
from ledger.rules.lines import COLUMNS
from ledger.values.amount import parse

from .histories import FIRST, Step, Told, histories, label
from .test_positions import questions

TEXT = """Norway will give Ukraine 8 tanks by the end of 2024. It will give 12 trucks in March 2025.
Norway pledged 100 million euros. 3 tanks arrived. All 8 tanks arrived. The tanks come in 2026.
Sweden will give 5 howitzers, an unknown number of shells by May 2024.
"""
WORDS = {
    "tanks": ("8 tank", "Norway will give Ukraine 8 tanks by the end of 2024.", "..2024-12-31"),
    "trucks": ("12 truck", "It will give 12 trucks in March 2025.", "2025-03"),
    "euros": ("100000000 EUR", "Norway pledged 100 million euros.", None),
}


@pytest.fixture
def news(book: Ledger) -> Ledger:
    """C1 tanks and C2 trucks, due; C3 money that is not; C4 shells without a figure, due."""
    book.add_document(TEXT.encode(), published="2024-03-05")
    about = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "military"}
    for number, (name, (amount, quote, due)) in enumerate(WORDS.items(), 1):
        book.add_commitment(title=name, **about)
        say(book, f"C{number}", "pledged", quote, amount=amount, due=due)
    book.add_commitment(title="Shells", **(about | {"donor": "Sweden"}))
    quote = "an unknown number of shells by May 2024"
    say(book, "C4", "pledged", quote, due="2024-05")
    return book


def say(book: Ledger, commitment: str, stage: str, quote: str, **more: Any) -> None:
    book.add_entry(commitment, stage=stage, document="D1", quote=quote, **more)


def late(book: Ledger, day: str, **asked: Any) -> Overdue:
    question = Question(date.fromisoformat(day), **asked)
    with book.reading() as connection:
        return overdue(connection, question)


def named(found: Overdue) -> list[tuple[int, int]]:
    return [(one.commitment, one.days) for one in found.promises]


def test_a_promise_is_overdue_when_all_of_its_days_have_passed(news: Ledger) -> None:
    assert named(late(news, "2024-05-31")) == []
    assert named(late(news, "2024-12-31")) == [(4, 214)]
    assert named(late(news, "2025-01-01")) == [(4, 215), (1, 1)]
    assert named(late(news, "2025-03-31")) == [(4, 304), (1, 90)]
    assert named(late(news, "2025-04-01")) == [(4, 305), (1, 91), (2, 1)]


def test_the_rows_are_those_of_the_gap(news: Ledger) -> None:
    found = late(news, "2025-04-01", by=(Dimension.DONOR,))
    rows = {(row.group["donor"], row.unit): row for row in found.gap.rows}
    assert {key: row.counts[DAYS] for key, row in rows.items()} == {
        ("NOR", "tank"): 91,
        ("NOR", "truck"): 1,
        ("SWE", None): 305,
    }
    assert str(rows["NOR", "tank"].figures["undetermined"]) == "8"
    assert rows["SWE", None].counts["unquantified"] == 1


def test_what_has_arrived_in_full_is_not_overdue(news: Ledger) -> None:
    say(news, "C1", "delivered", "3 tanks arrived.", amount="3 tank", date="2025-01-02")
    [tanks] = [one for one in late(news, "2025-01-05").promises if one.commitment == 1]
    assert tanks.left is not None
    assert tanks.left.low == parse("5")
    say(
        news,
        "C1",
        "delivered",
        "All 8 tanks arrived.",
        amount="8 tank",
        date="2025-01-06",
        cumulative=True,
    )
    assert 1 in [number for number, _ in named(late(news, "2025-01-05"))]
    assert 1 not in [number for number, _ in named(late(news, "2025-01-06"))]


def test_a_later_word_sets_another_date(news: Ledger) -> None:
    quote = "The tanks come in 2026."
    say(news, "C1", "committed", quote, due="2026", date="2025-02-01")
    assert 1 in [number for number, _ in named(late(news, "2025-01-31"))]
    assert 1 not in [number for number, _ in named(late(news, "2025-02-01"))]
    assert 1 in [number for number, _ in named(late(news, "2027-01-01"))]


def test_a_part_of_a_package_is_due_with_it(news: Ledger) -> None:
    news.link("C3", "part_of", "C1")
    assert (3, 1) in named(late(news, "2025-01-01"))


@st.composite
def with_dues(draw: st.DrawFn) -> tuple[list[Step], dict[int, int]]:
    """A history, and after how many days some of its promises are due."""
    steps = draw(histories)
    chosen = draw(st.dictionaries(st.integers(0, len(steps)), st.integers(0, 9)))
    return steps, chosen


few = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", params=BACKENDS)
def long_book(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> Ledger:
    """One ledger that all histories of the module are written into."""
    return ledger.open(new_ledger(request.param), by_whom="tests")


@few
@given(with_dues(), questions())
def test_overdue_rows_are_those_lines_of_the_gap_whose_day_has_passed(
    long_book: Ledger, told: tuple[Sequence[Step], dict[int, int]], asked: Question
) -> None:
    """Each overdue line is a line of the gap; alone in its families, it is found by hand."""
    history, dues = told
    Told(long_book, dues=dues).write(history, label(), at_once=True)
    question = replace(asked, as_of=asked.as_of + timedelta(5))
    with long_book.reading() as connection:
        found = overdue(connection, question, with_totals=True)
        whole = answer(connection, question, from_entries=True)
    lines = {(one.commitment, one.unit): one.line for row in whole.rows for one in row.stands}
    shown = [(one, row) for row in found.gap.rows for one in row.stands]
    assert {(one.commitment, one.unit) for one, _ in shown} == {
        (one.commitment, one.unit) for one in found.promises
    }
    for one, row in shown:
        assert one.line == lines[one.commitment, one.unit]
        assert row.counts[DAYS] >= 1
    for promise in found.promises:
        assert promise.due.days.high + timedelta(promise.days) == question.as_of
        assert promise.due.days.high < question.as_of
        line = lines[promise.commitment, promise.unit]
        assert line.unquantified or promise.left is not None
        assert promise.left is None or promise.left.high != 0
    for row in found.gap.totals:
        parts = [part for part in found.gap.rows if part.unit == row.unit]
        assert row.counts[DAYS] == max(part.counts[DAYS] for part in parts)
        for column in COLUMNS:
            lows = [part.figures[column] for part in parts]
            told_low = sum(figure.low or 0 for figure in lows if figure is not None)
            assert (row.figures[column].low if row.figures[column] else 0) == told_low


def by_hand(book: Ledger, question: Question) -> set[int]:
    """The overdue commitments among those that no link touches, from the words of the rule."""
    result = set()
    for record in book.commitments(as_of=question.as_of, known_at=question.known_at):
        if record.links:
            continue
        told = [one for one in record.entries if one.replaced_by is None]
        told.sort(key=lambda one: (one.days.high, one.stage == "cancelled", one.journal_seq))
        due = None
        for one in told:
            if one.stage == "cancelled" and one.figure is None:
                due = None
            if one.due and one.stage in {"pledged", "committed", "allocated", "shortfall"}:
                key = (one.days.high, one.due.high)
                due = key if due is None else max(due, key)
        if due is not None and due[1] < question.as_of:
            result.add(record.ref.number)
    return result


@few
@given(with_dues(), st.integers(0, 20))
def test_overdue_promises_are_those_found_by_hand(
    long_book: Ledger, told: tuple[Sequence[Step], dict[int, int]], after: int
) -> None:
    history, dues = told
    Told(long_book, dues=dues).write(history, label(), at_once=True)
    question = Question(FIRST + timedelta(after))
    with long_book.reading() as connection:
        found = {one.commitment for one in overdue(connection, question).promises}
        whole = answer(connection, question, from_entries=True)
    linked = {record.ref.number for record in long_book.commitments() if record.links}
    still_open = set()
    for row in whole.rows:
        for one in row.stands:
            left = one.line.outstanding or one.line.undetermined
            if one.line.unquantified or (left is not None and left.high != 0):
                still_open.add(one.commitment)
    assert found - linked == (by_hand(long_book, question) & still_open)
