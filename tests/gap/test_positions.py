"""[G13] The same answer from positions, from entries, and on both databases, at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import BACKENDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.exporters.sheets import gap_json
from ledger.gap.answer import answer
from ledger.gap.question import Dimension, Question
from ledger.rules.account import PROMISE_RUNGS
from ledger.store import cells
from ledger.store.facts import links
from ledger.store.positions import Stand, folded_of, items_of, kept
from ledger.values.stages import AidType, Stage

from .histories import FIRST, ITEMS, LAST, Step, Told, histories, label

few = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", params=BACKENDS)
def book(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> Ledger:
    """One ledger that all histories of the module are written into, one after the other."""
    return ledger.open(new_ledger(request.param), by_whom="tests")


def by_key(found: Any) -> dict[tuple[int, str | None], Stand]:
    return {(one.commitment, one.unit): one for one in found}


def check_positions(book: Ledger) -> None:
    """What is kept is what the entries fold into."""
    with book.reading() as connection:
        numbers = set(items_of(connection))
        for in_euro in (False, True):
            anew = folded_of(connection, numbers, links(connection), in_euro=in_euro)
            assert by_key(kept(connection, in_euro=in_euro)) == by_key(anew)
        assert list(cells.strayed(connection)) == []


@st.composite
def questions(draw: st.DrawFn) -> Question:
    return Question(
        as_of=draw(st.dates(FIRST, LAST) | st.just(date(2100, 1, 1))),
        by=tuple(draw(st.lists(st.sampled_from(Dimension), max_size=3, unique=True))),
        known_at=draw(st.none() | st.integers(0, 60)),
        promised_at=draw(st.sampled_from([Stage.PLEDGED, *PROMISE_RUNGS])),
        aid_types=frozenset(draw(st.lists(st.sampled_from(AidType), max_size=2))),
        items=frozenset(draw(st.lists(st.sampled_from([i for i in ITEMS if i]), max_size=1))),
        programmes=frozenset(draw(st.lists(st.just("Loans"), max_size=1))),
        stages=frozenset(draw(st.lists(st.sampled_from(Stage), max_size=2))),
    )


def rows(book: Ledger, question: Question, *, from_entries: bool = False) -> Any:
    with book.reading() as connection:
        gap = answer(connection, question, from_entries=from_entries)
    return gap_json(gap, None, explained=False)["rows"]


@few
@given(histories, st.booleans())
def test_positions_follow_from_the_entries(book: Ledger, history: list[Step], once: bool) -> None:
    Told(book).write(history, label(), at_once=once)
    check_positions(book)


@few
@given(histories, st.lists(questions(), min_size=5, max_size=5))
def test_any_question_is_answered_alike_from_entries(
    book: Ledger, history: list[Step], asked: list[Question]
) -> None:
    Told(book).write(history, label(), at_once=True)
    for question in asked:
        assert rows(book, question) == rows(book, question, from_entries=True)


@settings(deadline=None, max_examples=3)
@given(histories, st.booleans(), st.lists(questions(), min_size=6, max_size=6))
def test_both_databases_answer_alike(
    new_ledger: Callable[[str], str], history: list[Step], once: bool, asked: list[Question]
) -> None:
    """The same history, each in a ledger of its own, numbers and all."""
    name = label()
    books = [ledger.open(new_ledger(backend), by_whom="tests") for backend in BACKENDS]
    for one in books:
        Told(one).write(history, name, at_once=once)
        check_positions(one)
        assert one.verify() == []
    for question in asked:
        sqlite, postgresql = (rows(one, question) for one in books)
        assert sqlite == postgresql
    sqlite, postgresql = (_lines(one) for one in books)
    assert sqlite == postgresql


def _lines(book: Ledger) -> list[Stand]:
    with book.reading() as connection:
        return sorted(kept(connection), key=lambda one: (one.commitment, one.unit or ""))


@settings(deadline=None, max_examples=5)
@given(history=histories, asked=questions())
def test_known_at_is_what_was_answered_then(
    new_ledger: Callable[[str], str], history: list[Step], asked: Question
) -> None:
    """The gap as known at K is that which the ledger gave when its journal stood at K."""
    with ledger.open(new_ledger("sqlite"), by_whom="tests") as book:
        told = Told(book)
        answers = []
        for step in history:
            told.write([step], label(), at_once=True)
            now = Question(asked.as_of, asked.by, None, asked.promised_at)
            answers.append((_last(book), rows(book, now)))
        for known_at, then in answers:
            again = Question(asked.as_of, asked.by, known_at, asked.promised_at)
            assert rows(book, again) == then


def _last(book: Ledger) -> int:
    from sqlalchemy import func, select

    from ledger.model.tables import JOURNAL

    with book.reading() as connection:
        return int(connection.execute(select(func.max(JOURNAL.c.seq))).scalar_one())


TEXT = """In March it pledged 100 euros. Later it committed 80 euros. Then it allocated 50 euros.
It delivered 30 euros. It delivered 10 euros more. It was cancelled."""


@pytest.fixture
def dated(new_ledger: Callable[[str], str], backend: str) -> Ledger:
    """One commitment with an entry a day, from the first to the sixth of March."""
    book = ledger.open(new_ledger(backend), by_whom="tests")
    book.add_document(TEXT.encode(), published="2024-04-01")
    book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="other", title="Euros")
    say = [
        ("pledged", "In March it pledged 100 euros.", "100 EUR"),
        ("committed", "Later it committed 80 euros.", "80 EUR"),
        ("allocated", "Then it allocated 50 euros.", "50 EUR"),
        ("delivered", "It delivered 30 euros.", "30 EUR"),
        ("delivered", "It delivered 10 euros more.", "10 EUR"),
        ("cancelled", "It was cancelled.", None),
    ]
    for number, (stage, quote, figure) in enumerate(say, 1):
        book.add_entry(
            "C1",
            stage=stage,
            document="D1",
            quote=quote,
            amount=figure,
            date=f"2024-03-{number:02}",
        )
    return book


def shown(book: Ledger, **asked: Any) -> dict[str, str]:
    found = book.gap(**asked).rows
    return {} if not found else {k: str(v) for k, v in found[0].figures.items() if v is not None}


def test_as_of_each_day(dated: Ledger) -> None:
    assert shown(dated, as_of="2024-02-29") == {}
    assert shown(dated, as_of="2024-03-01") == {"promised": "100", "undetermined": "100"}
    assert shown(dated, as_of="2024-03-02") == {"promised": "80", "undetermined": "80"}
    assert shown(dated, as_of="2024-03-04") == {
        "promised": "80",
        "allocated": "50",
        "delivered": "30",
        "outstanding": "50",
    }
    assert shown(dated, as_of="2024-03-05")["outstanding"] == "40"
    assert shown(dated, as_of="2024-03-06")["promised"] != "80"


def test_promised_at_each_rung(dated: Ledger) -> None:
    day = {"as_of": "2024-03-05"}
    assert shown(dated, **day)["promised"] == "80"
    assert shown(dated, promised_at="committed", **day)["promised"] == "80"
    assert shown(dated, promised_at="allocated", **day)["promised"] == "50"
    assert "promised" not in shown(dated, promised_at="committed", as_of="2024-03-01")


def test_a_correction_is_known_from_when_it_was_made(dated: Ledger) -> None:
    before = dated.trace("E6")["journal_seq"]
    dated.add_entry(
        "C1",
        stage="committed",
        document="D1",
        quote="In March it pledged 100 euros.",
        amount="100 EUR",
        date="2024-03-02",
        replaces="E2",
        reason="misread",
    )
    assert shown(dated, as_of="2024-03-05")["promised"] == "100"
    assert shown(dated, as_of="2024-03-05", known_at=before)["promised"] == "80"
