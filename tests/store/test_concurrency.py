"""Two at once: readers see one state, writers take turns, and the journal stays one chain."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from databases import contents, is_one_sentence, run, transaction
from sqlalchemy import text

import ledger
import ledger.asking
from ledger.api import Ledger, open_ledger
from ledger.errors import StoreError
from ledger.store import lock
from ledger.store.engine import APPLICATION_ID
from ledger.store.location import locate

TEXT = "\n".join(f"In step {n} Norway pledged {n} tanks." for n in range(1, 41))
STEPS = 10
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


@pytest.mark.large
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


def test_who_comes_first_makes_the_ledger_and_others_find_it(
    backend: str, empty_place: Callable[[str], str]
) -> None:
    place = empty_place(backend)

    def start(number: int) -> str:
        with ledger.open(place, create=True, by_whom=f"maker {number}") as book:
            return book.location.path.name if book.location.path else str(book.location)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(start, range(4)))) == 1
    assert run(place, "SELECT count(*) FROM ledger") == [(1,)]
    with ledger.open(place) as book:
        assert book.verify() == []


@contextmanager
def somebody_writes(place: str) -> Iterator[None]:
    """Another aid-ledger in the middle of its work."""
    with ledger.open(place, by_whom="the other") as other, other.writing():
        yield


@contextmanager
def a_foreign_program_writes(place: str) -> Iterator[None]:
    """A program that knows nothing of our locks holds those of the database."""
    if place.startswith("postgresql"):
        with transaction(place) as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": APPLICATION_ID})
            yield
    else:
        plain = sqlite3.connect(place, isolation_level=None)
        plain.execute("BEGIN IMMEDIATE")
        yield
        plain.close()


@pytest.mark.parametrize("other", [somebody_writes, a_foreign_program_writes])
class TestWaiting:
    def test_a_wait_is_told_once_and_ends_in_a_sentence(
        self,
        place: str,
        other: Callable[[str], AbstractContextManager[None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(lock, "_MOMENT_SECONDS", 0.05)
        monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.2)
        told: list[str] = []
        with other(place), open_ledger(place, say=told.append) as book:
            with pytest.raises(StoreError) as raised:
                fill(book)
            assert is_one_sentence(raised.value)
            assert "Another program has been writing to" in raised.value.sentence
            assert "Try again" in str(raised.value.hint)
            [said] = told
            assert said.startswith("Waiting for another program that writes to ")
        with open_ledger(place, say=told.append) as book:
            fill(book)
            assert book.verify() == []
        assert len(told) == 1

    def test_who_waits_comes_next(
        self,
        place: str,
        other: Callable[[str], AbstractContextManager[None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(lock, "_MOMENT_SECONDS", 0.05)
        heard = Event()
        with ThreadPoolExecutor(1) as pool:
            with other(place), open_ledger(place, say=lambda _: heard.set()) as book:
                waiting = pool.submit(fill, book)
                assert heard.wait(30)
                assert not waiting.done()
            waiting.result()
        assert [one.entries for one in book.commitments()] == [[]]

    def test_a_short_wait_is_not_worth_a_word(
        self,
        place: str,
        other: Callable[[str], AbstractContextManager[None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(lock, "_MOMENT_SECONDS", lock.PATIENCE_SECONDS)
        told: list[str] = []
        entered = Event()

        def write() -> None:
            with open_ledger(place, say=told.append) as book:
                entered.set()
                fill(book)

        with ThreadPoolExecutor(1) as pool:
            with other(place):
                writing = pool.submit(write)
                assert entered.wait(30)
            writing.result()
        assert told == []


def test_nobody_starves(tmp_path: Path) -> None:
    """A writer that comes straight back does not keep another one out."""
    location = locate(tmp_path / "ledger.db")
    busy, done = Event(), Event()
    turns = count(1)

    def come_back_again_and_again() -> int:
        turn = 0
        while not done.is_set():
            with lock.writing(location, lock.Wait()):
                turn = next(turns)
                busy.set()
                sleep(0.001)
        return turn

    with ThreadPoolExecutor(1) as pool:
        coming_back = pool.submit(come_back_again_and_again)
        assert busy.wait(30)
        before = next(turns)
        for _ in range(20):
            with lock.writing(location, lock.Wait()):
                pass
        after = next(turns)
        done.set()
        coming_back.result()
    assert after - before < 200
