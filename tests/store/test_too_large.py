"""Sums above what an integer of the database holds: one sentence, and nothing half-written."""

from __future__ import annotations

import databases
import pytest
from conftest import LedgerWith
from sqlalchemy import BigInteger, bindparam, cast, select

import ledger
from ledger.api import Ledger
from ledger.errors import StoreError

QUOTE = "Norway pledged 5 euros to Ukraine"
LARGEST = 2**63 - 1
SAID = "above 9,223,372,036,854,775,807 whole units"


def promise(book: Ledger, commitment: str) -> None:
    """5 euros more."""
    book.add_entry(
        commitment, stage="pledged", document="D1", quote=QUOTE, amount="5 EUR", cumulative=False
    )


def fill(book: Ledger) -> None:
    """A promise of Norway, and one of Sweden."""
    book.add_document(f"{QUOTE}.\n".encode(), published="2024-05-16")
    for donor in ("NOR", "SWE"):
        new = book.add_commitment(donor=donor, recipient="UKR", aid_type="other", title="Aid")
        promise(book, new.ref)


@pytest.fixture
def large(backend: str, ledger_with: LedgerWith) -> str:
    """A ledger whose kept sums are as large as can be, as if thousands of entries had made them."""
    place = ledger_with(backend, fill)
    ends = ", ".join(f"promised_{end}_whole = {LARGEST}" for end in ("low", "high"))
    databases.run(place, f"UPDATE cell SET {ends} WHERE unit = 'EUR'")
    return place


def test_a_sum_that_is_too_large_to_keep_changes_nothing(large: str) -> None:
    rows = "SELECT count(*) FROM journal"
    before = databases.run(large, rows)
    with ledger.open(large) as book:
        with pytest.raises(StoreError, match=SAID):
            promise(book, "C1")
        assert [len(one.entries) for one in book.commitments()] == [1, 1]
    assert databases.run(large, rows) == before


def test_a_sum_that_is_too_large_to_read_can_be_explained(large: str, backend: str) -> None:
    with ledger.open(large) as book:
        if backend == "sqlite":
            with pytest.raises(StoreError, match=SAID) as refused:
                book.gap("aid_type")
            assert "gap --explain" in str(refused.value.hint)
        else:
            [row] = book.gap("aid_type").rows
            assert str(row.figures["promised"]) == str(2 * LARGEST)
        [row] = book.gap("aid_type", explain=True).rows
        assert str(row.figures["promised"]) == "10"


def test_a_figure_that_the_driver_does_not_take(large: str) -> None:
    asked = select(cast(bindparam("sum"), BigInteger))
    with (
        ledger.open(large) as book,
        pytest.raises(StoreError, match=SAID),
        book.reading() as connection,
    ):
        connection.execute(asked, {"sum": LARGEST + 1})
