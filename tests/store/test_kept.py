"""[G13] What is kept of many commitments at once is what the rules make of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import BACKENDS
from gap.histories import FIRST, LAST, Promised, Said, Step, Told, histories, label
from gap.test_positions import check_positions, questions, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.gap import kept, settled
from ledger.gap.question import Dimension, Question
from ledger.rates.policy import Policy
from ledger.store import cells, journal, keeping
from ledger.values.stages import AidType, Stage

few = settings(
    deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
RATES = "unit,priced_in,day,value,basis,source\nEUR,USD,{},1.0925,source,a bank\n"


@pytest.fixture(scope="module", params=BACKENDS)
def book(
    request: pytest.FixtureRequest,
    new_ledger: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ledger]:
    """A ledger with a rate of one day; other days of the histories are too far from it, or not."""
    with ledger.open(new_ledger(request.param), by_whom="tests") as opened:
        load(opened, tmp_path_factory.mktemp("rates"), "2024-03-01")
        yield opened


def load(book: Ledger, folder: Path, day: str) -> None:
    (folder / "rates.csv").write_text(RATES.format(day), encoding="utf-8")
    book.load_rates("csv", folder / "rates.csv")


@few
@given(histories)
def test_many_at_once_are_folded_as_one_by_one(
    book: Ledger, monkeypatch: pytest.MonkeyPatch, history: list[Step]
) -> None:
    monkeypatch.setattr(keeping, "FEW", 0)
    Told(book).write(history, label(), at_once=True)
    check_positions(book)


@few
@given(histories, st.lists(questions(), min_size=3, max_size=3), st.booleans())
def test_entries_folded_in_the_database_answer_as_the_rules_do(
    book: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    history: list[Step],
    asked: list[Question],
    in_euro: bool,
) -> None:
    monkeypatch.setattr(kept, "SOME", -1)
    monkeypatch.setattr(kept, "MANY", -1)
    Told(book).write(history, label(), at_once=True)
    for question in asked:
        if in_euro:
            object.__setattr__(question, "policy", Policy("EUR"))
        assert rows(book, question) == rows(book, question, from_entries=True)


def test_a_rate_that_comes_later_changes_what_is_kept(place: str, tmp_path: Path) -> None:
    with ledger.open(place, by_whom="tests") as book:
        words = b"Norway pledged 109.25 dollars to Ukraine on 1 March 2024."
        document = book.add_document(words, published="2024-03-02")
        promise = book.add_commitment(
            donor="Norway", recipient="Ukraine", aid_type="other", title="Dollars"
        )
        book.add_entry(
            promise.ref,
            stage="pledged",
            document=document.ref,
            quote="Norway pledged 109.25 dollars",
            amount="109.25 USD",
            date="2024-03-01",
        )
        before = book.gap(as_of="2024-03-31", currency="EUR")
        assert [row.unit for row in before.rows] == ["USD"]
        assert [one.why for one in before.unconverted] == [
            "no rate of USD in EUR is known by 2024-03-01"
        ]
        load(book, tmp_path, "2024-02-29")
        after = book.gap(as_of="2024-03-31", currency="EUR")
        assert [(row.unit, str(row.figures["promised"])) for row in after.rows] == [("EUR", "100")]
        assert after.unconverted == []
        assert book.verify() == []
        load(book, tmp_path, date(2024, 3, 20).isoformat())
        assert book.verify() == []


@pytest.fixture(scope="module", params=BACKENDS)
def blocks(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> Iterator[Ledger]:
    """A ledger in whose cells few journal rows make a block, and which has links and rates."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (cells, settled):
            patch.setattr(module, "BLOCK", 7)
        patch.setattr(kept, "SOME", -1)
        patch.setattr(kept, "MANY", -1)
        with ledger.open(new_ledger(request.param), by_whom="tests") as opened:
            yield opened


@few
@given(histories, st.integers(0, 30), st.dates(FIRST, LAST), st.booleans())
def test_what_was_settled_before_the_clocks_is_told_by_cells(
    blocks: Ledger, history: list[Step], back: int, day: date, in_euro: bool
) -> None:
    Told(blocks).write(history, label(), at_once=True)
    with blocks.reading() as connection:
        known_at = max(0, journal.head(connection).seq - back)
    policy = Policy("EUR") if in_euro else None
    for question in (
        Question(day, (Dimension.DONOR,), policy=policy),
        Question(date(2100, 1, 1), (Dimension.DONOR,), known_at, policy=policy),
    ):
        assert rows(blocks, question) == rows(blocks, question, from_entries=True)
    check_positions(blocks)


def test_cells_tell_what_was_settled_only_where_one_clock_matters(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each question, the cuboid that is asked for what did not change."""
    promise = Promised("Norway", "Ukraine", AidType.MILITARY, None, None)
    late = Said(0, Stage.PLEDGED, ("EUR", 5, None), (None, 8), True, True, None)
    Told(book).write([promise, late], label(), at_once=True)
    monkeypatch.setattr(kept, "SOME", -1)
    monkeypatch.setattr(kept, "MANY", -1)
    asked: list[str | None] = []
    found = kept._Quick._settled

    def watched(quick: kept._Quick) -> settled.Settled | None:
        result = found(quick)
        asked.append(None if result is None else result.cuboid)
        return result

    monkeypatch.setattr(kept._Quick, "_settled", watched)
    for question in (
        Question(FIRST, (Dimension.DONOR,)),
        Question(date(2100, 1, 1), (Dimension.DONOR,), 5),
        Question(FIRST, (Dimension.DONOR,), 5),
        Question(FIRST, (Dimension.MONTH,)),
    ):
        rows(book, question)
    assert asked == ["settled", "recorded", None, None]
