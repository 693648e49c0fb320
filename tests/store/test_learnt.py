"""What a writer learnt serves the next one only while nobody else has written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.engine import Engine

import ledger
from ledger.api import Ledger
from ledger.asking import new_commitment
from ledger.errors import NotFound
from ledger.model.inputs import NewOrganisation
from ledger.model.tables import ENTRY_IN_EURO
from ledger.store import prepared
from store.test_kept import load

TEXT = "On 1 March 2024 Norway gave 109.25 dollars to Ukraine."


@pytest.fixture
def two(place: str) -> Iterator[tuple[Ledger, Ledger]]:
    """Two who have the same ledger open, with one document and two commitments."""
    with ledger.open(place, by_whom="one") as one, ledger.open(place, by_whom="two") as other:
        one.add_document(TEXT.encode(), published="2024-03-05")
        promise(one)
        promise(one)
        yield one, other


def promise(book: Ledger, donor: str = "Norway") -> str:
    return book.add_commitment(
        donor=donor, recipient="Ukraine", aid_type="military", title="Some"
    ).ref


def give(book: Ledger, commitment: str, **more: str) -> None:
    book.add_entry(commitment, stage="delivered", document="D1", quote=TEXT, **more)


def add_organisation(book: Ledger, name: str) -> None:
    with book.writing() as writer:
        writer.add_organisation(NewOrganisation(name=name))


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent to any database, by SQLAlchemy or straight to the driver."""
    sent: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    def give(connection: Connection, how: str, statement: str, values: object) -> object:
        sent.append(statement)
        return straight(connection, how, statement, values)

    straight = prepared._run
    event.listen(Engine, "before_cursor_execute", hear)
    try:
        with patch.object(prepared, "_run", give):
            yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def test_names_are_read_once_by_one_who_writes_alone(book: Ledger) -> None:
    book.add_document(TEXT.encode(), published="2024-03-05")
    promise(book)
    with statements() as sent:
        promise(book)
    assert sent
    assert not [one for one in sent if "organisation_alias" in one]


def test_a_name_that_somebody_else_took_in_is_known(two: tuple[Ledger, Ledger]) -> None:
    one, other = two
    with pytest.raises(NotFound):
        promise(one, "Baltic Fund")
    add_organisation(other, "Baltic Fund")
    assert promise(one, "Baltic Fund") == "C3"


def test_rates_that_somebody_else_took_in_are_used(
    two: tuple[Ledger, Ledger], tmp_path: Path
) -> None:
    one, other = two
    give(one, "C1", amount="109.25 USD", date="2024-03-01")
    load(other, tmp_path, "2024-03-01")
    give(one, "C2", amount="109.25 USD", date="2024-03-01")
    with one.reading() as connection:
        in_euro = connection.execute(select(ENTRY_IN_EURO.c.low_whole)).scalars().all()
    assert in_euro == [100, 100]
    assert one.verify() == []


@pytest.mark.parametrize("how", ["rehearsed", "failed"])
def test_what_is_taken_back_is_forgotten(book: Ledger, how: str) -> None:
    def taken_back() -> None:
        with book.writing(for_good=how != "rehearsed") as writer:
            writer.add_organisation(NewOrganisation(name="Baltic Fund"))
            writer.add_commitment(
                new_commitment(
                    donor="Baltic Fund", recipient="Ukraine", aid_type="military", title="Some"
                )
            )
            if how == "failed":
                raise KeyError("something else went wrong")

    with pytest.raises(KeyError) if how == "failed" else nullcontext():
        taken_back()
    with pytest.raises(NotFound, match="Baltic Fund"):
        promise(book, "Baltic Fund")
