"""Decisions against claims, claims against documents, links; and that memory does not grow."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from conftest import BACKENDS, LedgerWith, on_both
from databases import verified, without_guards
from sqlalchemy import Connection, text

import ledger
from ledger.api import Ledger
from ledger.asking import new_commitment, new_document, new_entry, new_link
from ledger.audit import verify_decisions
from ledger.audit.verify import CHECKS, check_positions
from ledger.audit.verify_journal import check_vocabulary
from ledger.model.inputs import NewDecision, validated
from ledger.review.queue import extract
from ledger.store import batches, journal

from .building import ABOUT, NEWS, build, claim


@pytest.fixture(scope="module")
def place_on(ledger_with: LedgerWith) -> Callable[[str], str]:
    """The small ledger on a backend; made once."""

    @cache
    def made(backend: str) -> str:
        address = ledger_with(backend, build)
        with ledger.open(address, by_whom="tests") as book:
            assert book.verify() == []
        return address

    return made


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, place_on: Callable[[str], str]) -> str:
    """That ledger; what a test changes in it is undone."""
    return place_on(request.param)


@pytest.fixture
def unguarded(place: str) -> Iterator[Connection]:
    with without_guards(place) as connection:
        yield connection


CHANGES = [
    ("UPDATE claim SET key = 'f' || substr(key, 2) WHERE id = 1", "decision-claim", "K1"),
    ("UPDATE claim SET key = 'f' || substr(key, 2) WHERE id = 1", "claim-changed", "K1"),
    ("UPDATE claim SET body = '{}' WHERE id = 2", "claim-changed", "K2"),
    ("UPDATE claim SET body = 'no' WHERE id = 2", "claim-changed", "K2"),
    ("UPDATE claim SET body = replace(body, '\"3\"', '\"4\"') WHERE id = 2", "claim-changed", "K2"),
    ("UPDATE claim SET start_at = start_at + 1 WHERE id = 1", "claim-changed", "K1"),
    ("UPDATE claim SET rule = 'none' WHERE id = 1", "claim-changed", "K1"),
    ("UPDATE claim SET document_id = 2 WHERE id = 1", "decision-claim", "decision 1"),
    ("UPDATE claim SET document_id = 9 WHERE id = 1", "decision-claim", "K1 or its document"),
    ("DELETE FROM claim WHERE id = 1", "decision-claim", "K1 or its document"),
    ("DELETE FROM claim WHERE id = 2", "claim-changed", "D1"),
    ("UPDATE claim SET withdrawn = 1 WHERE id = 2", "claim-changed", "D1"),
    ("UPDATE claim SET reader = 'me' WHERE id = 2", "claim-changed", "D1"),
    ("UPDATE claim SET confidence_e4 = 1 WHERE id = 2", "claim-changed", "D1"),
    ("UPDATE claim SET document_id = 2 WHERE id = 2", "claim-changed", "D2"),
    (
        "UPDATE claim SET extracted_at = '2020-01-01T00:00:00.000000Z' WHERE id = 2",
        "claim-changed",
        "journal row 4",
    ),
    (
        "UPDATE claim SET body = replace(body, '0.9', '0.8') WHERE id = 2",
        "claim-changed",
        "journal row 4",
    ),
    ("UPDATE decision SET claim_id = 3 WHERE id = 1", "decision-claim", "K3 or its document"),
    (
        "UPDATE decision SET claim = replace(claim, '\"12\"', '\"13\"') WHERE id = 1",
        "decision-claim",
        "not K1 of D1",
    ),
    ("UPDATE decision SET claim = '[]' WHERE id = 1", "decision-claim", "not K1 of D1"),
    ("UPDATE decision SET entry_id = 1 WHERE id = 1", "decision-entry", "C2 has no E1"),
    ("UPDATE decision SET commitment_id = 1 WHERE id = 1", "decision-entry", "C1 has no E3"),
    ("DELETE FROM entry WHERE id = 3", "decision-entry", "C2 has no E3"),
]


@pytest.mark.parametrize(
    ("place", "statement", "code", "words"), on_both(CHANGES), indirect=["place"]
)
def test_each_change_is_named(unguarded: Connection, statement: str, code: str, words: str) -> None:
    assert unguarded.execute(text(statement)).rowcount == 1
    found = [str(one) for one in verified(unguarded) if one.code == code]
    assert any(words in line for line in found), found


def test_a_link_that_folds_the_wrong_one(unguarded: Connection) -> None:
    if unguarded.dialect.name == "sqlite":
        unguarded.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    else:
        unguarded.exec_driver_sql(
            "ALTER TABLE commitment_link DROP CONSTRAINT ck_commitment_link_folded"
        )
    change = "UPDATE commitment_link SET folded_id = target_id WHERE source_id = 3"
    assert unguarded.execute(text(change)).rowcount == 1
    codes = {one.code for one in verified(unguarded)}
    assert {"link-folded", "record-changed"} <= codes


def test_a_row_before_the_first(unguarded: Connection) -> None:
    """Whatever its number, the journal is read from its first row."""
    unguarded.execute(
        text(
            "INSERT INTO journal (seq, at, by, action, body, previous, hash)"
            " SELECT -7, at, by, action, body, :h, :h FROM journal WHERE seq = 1"
        ),
        {"h": "0" * 64},
    )
    assert "journal-sequence" in {one.code for one in verified(unguarded)}


def test_families_across_batches(unguarded: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST", 1)
    monkeypatch.setattr(verify_decisions, "_BATCH", 1)
    assert verified(unguarded) == []
    unguarded.execute(text("UPDATE position SET conflict = 1 WHERE commitment_id = 1"))
    assert {one.where for one in check_positions(unguarded)} == {"C1"}


def grow(book: Ledger, numbers: range) -> None:
    """Many documents, commitments, entries, links, claims and decisions."""
    with book.writing() as writer:
        for number in numbers:
            new = new_document(f"{NEWS}{number} {book.location}".encode(), "2024-06-01")
            document, _ = writer.add_document(new)
            extract(writer, document, "by hand 1", lambda _text, _day: [claim("12")])
            entry = new_entry(
                stage="pledged",
                document=f"D{document}",
                quote="Norway pledged 8 tanks",
                amount="8 tank",
            )
            one, other = (
                writer.add_commitment(new_commitment(title="Tanks", **ABOUT)) for _ in range(2)
            )
            accepted = writer.add_entry(one, entry)
            writer.add_entry(other, entry)
            writer.add_link(new_link(f"C{other}", "part_of", f"C{one}", None))
            decision = validated(NewDecision, verdict="accept")
            writer.add_decision(document, decision, one, accepted)


def test_memory_does_not_grow(
    new_ledger: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times the ledger takes no more to verify (but its names, which do not grow)."""
    monkeypatch.setattr(batches, "MOST", 5)
    for module in (verify_decisions, journal):
        monkeypatch.setattr(module, "_BATCH", 5)
    peaks: dict[str, list[int]] = {}
    with ledger.open(new_ledger("sqlite"), by_whom="tests") as book:
        for numbers in (range(15), range(15, 60)):
            grow(book, numbers)
            with book.reading() as connection:
                for check in CHECKS:
                    if check is not check_vocabulary:
                        list(check(connection))  # what is prepared once, and kept
                        tracemalloc.start()
                        assert list(check(connection)) == []
                        peaks.setdefault(check.__name__, []).append(
                            tracemalloc.get_traced_memory()[1]
                        )
                        tracemalloc.stop()
    assert {name: peak for name, peak in peaks.items() if peak[1] > 1.5 * peak[0] + 50_000} == {}
