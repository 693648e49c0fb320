"""Many commitments and facts at once, out of a sheet."""

from __future__ import annotations

from datetime import date

import pytest

import ledger
from ledger.api import Ledger
from ledger.asking import new_document
from ledger.errors import ValueRefused
from ledger.model.inputs import NewCommitment
from ledger.store.bulk import BATCH, BulkWriter, SheetEntry
from ledger.values import bounds
from ledger.values.bounds import Qualifier
from ledger.values.days import on
from ledger.values.stages import AidType, Stage

SHEET = "stage,figure,unit\npledged,10,EUR\ndelivered,4..,EUR\npledged,3,tank\n"
NEW = NewCommitment(donor="Norway", recipient="Ukraine", aid_type=AidType.OTHER, title="Aid")


def fact(commitment: int, row: int, stage: str, figure: str, unit: str = "EUR") -> SheetEntry:
    said = bounds.parse(figure)
    return SheetEntry(
        commitment=commitment,
        stage=Stage(stage),
        row=row,
        days=on(date(2024, 3, row)),
        column=2,
        figure=said,
        unit=unit,
        qualifier=Qualifier.EXACT if said.is_exact else Qualifier.AT_LEAST,
        cumulative=stage == "pledged",
    )


def take_in(writer: BulkWriter, text: str = SHEET) -> int:
    new = new_document(text.encode(), date(2024, 4, 1), title="A sheet")
    return writer.add_document(new)[0]


def take_in_one(book: Ledger, row: int, figure: str) -> None:
    with book.writing_in_bulk() as writer:
        document = take_in(writer)
        (commitment,) = writer.add_commitments([NEW])
        writer.add_sheet_entries(document, [fact(commitment, row, "pledged", figure)])


def promised_in(book: Ledger) -> dict[str | None, str]:
    rows = book.gap(as_of="2024-12-31").rows
    return {row.unit: f"{row.figures['promised']} {row.figures['outstanding']}" for row in rows}


def test_the_facts_of_a_sheet(place: str) -> None:
    with ledger.open(place, by_whom="tests") as book:
        with book.writing_in_bulk() as writer:
            document = take_in(writer)
            money, tanks = writer.add_commitments([NEW, NEW])
            facts = [
                fact(money, 2, "pledged", "10"),
                fact(money, 3, "delivered", "4.."),
                fact(tanks, 4, "pledged", "3", "tank"),
            ]
            assert writer.add_sheet_entries(document, facts) == [1, 2, 3]
        assert promised_in(book) == {"EUR": "10 0..6", "tank": "3 None"}
        assert book.verify() == []
        (told,) = (one for one in book.commitments() if one.ref.number == money)
        cited = [(one.field, one.selector, one.exact) for one in told.entries[1].citations]
        assert cited == [
            ("statement", "row=3", "delivered | 4.. | EUR"),
            ("amount", "cell=3,2", "4.."),
        ]


def test_more_than_a_batch_of_them(place: str) -> None:
    with ledger.open(place, by_whom="tests") as book:
        with book.writing_in_bulk() as writer:
            numbers = writer.add_commitments([NEW] * (BATCH + 1))
        assert numbers == list(range(1, BATCH + 2))


@pytest.mark.parametrize(
    ("row", "figure", "said"),
    [
        (2, "11", "column 2 says '10', not 11"),
        (9, "10", "the sheet ends before it"),
        (1, "10", "'figure' is not a figure"),
    ],
)
def test_a_cell_that_does_not_say_it_stops_all(
    place: str, row: int, figure: str, said: str
) -> None:
    with ledger.open(place, by_whom="tests") as book:
        with pytest.raises(ValueRefused, match=f"D1, row {row}: {said}"):
            take_in_one(book, row, figure)
        assert book.commitments() == []
        assert book.documents() == []
        assert book.verify() == []
