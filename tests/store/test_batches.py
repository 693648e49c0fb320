"""No question asks for more numbers at once than a database takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import Connection

import ledger
from ledger.api import Ledger
from ledger.asking import build_question, new_document
from ledger.gap.answer import answer
from ledger.model.inputs import NewCommitment, NewLink
from ledger.rules.families import LinkKind
from ledger.store.batches import MOST, batches
from ledger.store.bulk import SheetEntry
from ledger.store.facts import family
from ledger.values import bounds
from ledger.values.days import on
from ledger.values.stages import AidType, Stage

MANY = 2 * MOST + 100
FEWEST_TAKEN = 2 * MOST + 10
"""What a question about a batch, from two sides and with its other values, has to do with."""

NEW = NewCommitment(donor="Norway", recipient="Ukraine", aid_type=AidType.OTHER, title="Aid")
HRYVNIA = "stage,figure\n" + "pledged,10\n" * MANY


@contextmanager
def narrow(book: Ledger) -> Iterator[Connection]:
    """A connection to SQLite that takes few numbers in a statement."""
    with book.reading() as connection:
        bare = connection.connection.dbapi_connection
        assert isinstance(bare, sqlite3.Connection)
        bare.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, FEWEST_TAKEN)
        yield connection


@pytest.fixture
def book(new_ledger: Callable[[str], str]) -> Iterator[Ledger]:
    """Many promises in a currency that has no rate."""
    with ledger.open(new_ledger("sqlite"), by_whom="tests") as found:
        with found.writing_in_bulk() as writer:
            document, _ = writer.add_document(new_document(HRYVNIA.encode(), date(2024, 4, 1)))
            numbers = writer.add_commitments([NEW] * MANY)
            writer.add_sheet_entries(
                document,
                [
                    SheetEntry(
                        commitment=number,
                        stage=Stage.PLEDGED,
                        row=row,
                        days=on(date(2024, 3, 1)),
                        column=2,
                        figure=bounds.parse("10"),
                        unit="UAH",
                    )
                    for row, number in enumerate(numbers, 2)
                ],
            )
        yield found


def test_many_figures_without_a_rate(book: Ledger) -> None:
    with narrow(book) as connection:
        found = answer(connection, build_question(connection, currency="EUR", as_of="2024-12-31"))
    assert len(found.unconverted) == MANY


def test_a_family_of_many(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too large to be asked for at once is found among all links."""
    with ledger.open(place, by_whom="tests") as few, few.writing() as writer:
        home, *parts = (writer.add_commitment(NEW) for _ in range(8))
        for part in parts:
            writer.add_link(
                NewLink(source=part, target=home, kind=LinkKind.PART_OF, reason="A package")
            )
    with ledger.open(place) as few, few.reading() as connection:
        asked = family(connection, parts[-1])
        monkeypatch.setattr("ledger.store.facts.MOST", 3)
        assert family(connection, parts[-1]) == asked
    assert asked[0] == {home, *parts}
    assert [link.folded for link in asked[1]] == parts


def test_batches_are_whole_and_in_order() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([])) == []
