"""Two at once: readers see one state, writers take turns, and the journal stays one chain."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from databases import contents, run

import ledger
import ledger.asking
from ledger.api import Ledger
from ledger.errors import StoreError
from ledger.store import lock

TEXT = "\n".join(f"In step {n} Norway pledged {n} tanks." for n in range(1, 41))
STEPS = 20
ONE_WRITER = f"""
import sys
import ledger

place, who, start = sys.argv[1], sys.argv[2], int(sys.argv[3])
with ledger.open(place, by_whom=who) as book:
    for n in range(start, start + {STEPS}):
        quote = f"In step {{n}} Norway pledged {{n}} tanks."
        more = {{"document": "D1", "amount": f"{{n}} tank", "cumulative": False}}
        print(book.add_entry("C1", stage="pledged", quote=quote, **more).ref)
"""


def fill(book: Ledger) -> None:
    book.add_document(TEXT.encode(), published="2024-01-01")
    book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="military", title="Tanks")


def add(book: Ledger, n: int) -> str:
    return book.add_entry(
        "C1",
        stage="pledged",
        document="D1",
        quote=f"In step {n} Norway pledged {n} tanks.",
        amount=f"{n} tank",
        cumulative=False,
    ).ref


def check_whole(place: str) -> None:
    """All entries are there, numbered in one row, in one chain, and summed."""
    with ledger.open(place) as book:
        assert book.verify() == []
        [row] = book.gap(as_of="2024-12-31").rows
        assert str(row.figures["promised"]) == str(sum(range(1, 2 * STEPS + 1)))
    numbers = [number for (number,) in run(place, "SELECT id FROM entry ORDER BY id")]
    assert numbers == list(range(1, 2 * STEPS + 1))


def test_two_threads_write_one_chain(place: str) -> None:
    with ledger.open(place) as book:
        fill(book)

    def write(start: int) -> list[str]:
        with ledger.open(place, by_whom=f"writer {start}") as book:
            return [add(book, n) for n in range(start, start + STEPS)]

    with ThreadPoolExecutor(2) as pool:
        told = [ref for refs in pool.map(write, (1, STEPS + 1)) for ref in refs]
    assert len(set(told)) == 2 * STEPS
    check_whole(place)


def test_two_processes_write_one_chain(place: str) -> None:
    with ledger.open(place) as book:
        fill(book)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_WRITER, place, f"writer {start}", str(start)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for start in (1, STEPS + 1)
    ]
    told = [ref for writer in writers for ref in writer.communicate(timeout=120)[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(set(told)) == 2 * STEPS
    check_whole(place)


def test_a_reader_sees_one_state_while_another_writes(place: str) -> None:
    with ledger.open(place) as book, ledger.open(place) as other:
        fill(book)
        with book.reading() as connection:
            from ledger.audit import records

            before = records.commitment(connection, 1).entries
            assert add(other, 1) == "E1"
            assert records.commitment(connection, 1).entries == before == []
        assert [one.ref.number for one in book.commitments()[0].entries] == [1]


def test_what_is_not_finished_is_not_seen(place: str) -> None:
    with ledger.open(place) as book, ledger.open(place) as other:
        fill(book)
        with book.writing() as writer:
            new = ledger.asking.new_entry(
                stage="pledged", document="D1", quote="In step 1 Norway pledged 1 tanks."
            )
            writer.add_entry(1, new)
            assert other.commitments()[0].entries == []
        assert len(other.commitments()[0].entries) == 1


def test_reading_writes_nothing(place: str) -> None:
    with ledger.open(place) as book:
        fill(book)
        add(book, 1)
    before = contents(place)
    with ledger.open(place) as book:
        book.gap(as_of="2024-12-31")
        book.trace("C1")
        book.verify()
        book.documents()
    assert contents(place) == before


def take(path: Path, patience: float, say: Callable[[str], None]) -> None:
    with lock.writing(path, patience, say):
        pass


def test_a_writer_gives_up_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    told: list[str] = []
    with (
        lock.writing(path, 1.0, told.append),
        pytest.raises(StoreError, match="Another program has been writing"),
    ):
        take(path, 0.0, told.append)
    take(path, 0.0, told.append)
    assert told == []


def test_a_writer_that_waits_says_so_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_SAY_AFTER_SECONDS", 0.0)
    path = tmp_path / "ledger.db"
    told: list[str] = []
    with lock.writing(path, 1.0, told.append), pytest.raises(StoreError):
        take(path, 0.1, told.append)
    [said] = told
    assert str(path) in said
