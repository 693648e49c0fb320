"""The connection that a ledger keeps for its writers, and when it takes another one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text

import ledger
from ledger.api import Ledger


def add(book: Ledger, words: str) -> None:
    book.add_document(words.encode(), published="2024-05-01")


def connections(book: Ledger) -> list[object]:
    """Those that writers open from now on."""
    opened: list[object] = []
    event.listen(book._writing_engine, "connect", lambda one, _: opened.append(one))
    return opened


def test_writers_one_after_another_share_a_connection(tmp_path: Path) -> None:
    with ledger.open(tmp_path / "ledger.db", create=True) as book:
        opened = connections(book)
        for words in ("One.", "Two.", "Three."):
            add(book, words)
        assert len(opened) == 1


def test_what_another_process_took_over_is_not_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.open(tmp_path / "ledger.db", create=True) as book:
        opened = connections(book)
        add(book, "One.")
        monkeypatch.setattr(os, "getpid", lambda: 1)
        add(book, "Two.")
        assert len(opened) == 2


def test_an_entry_goes_into_the_file_that_stands_at_its_place(tmp_path: Path) -> None:
    place, other = tmp_path / "ledger.db", tmp_path / "other.db"
    with ledger.open(other, create=True) as book:
        add(book, "What the other one holds.")
    with ledger.open(place, create=True) as book:
        add(book, "What the first one held.")
        os.replace(other, place)
        for end in ("-wal", "-shm"):
            place.with_name(place.name + end).unlink(missing_ok=True)
        add(book, "What came last.")
    with ledger.open(place) as book:
        assert [one.title for one in book.documents()] == [
            "What the other one holds.",
            "What came last.",
        ]
        assert book.verify() == []


def test_nothing_is_left_beside_a_ledger_that_was_closed(tmp_path: Path) -> None:
    with ledger.open(tmp_path / "ledger.db", create=True) as book:
        add(book, "One.")
    assert not list(tmp_path.glob("*-wal"))


def test_a_copy_that_sqlite_makes_of_an_open_ledger_is_whole_and_has_the_last_word(
    tmp_path: Path,
) -> None:
    place, copy = tmp_path / "ledger.db", tmp_path / "copy.db"
    with ledger.open(place, create=True) as book:
        add(book, "The last word.")
        assert (tmp_path / "ledger.db-wal").stat().st_size > 0
        with closing(sqlite3.connect(place)) as here, closing(sqlite3.connect(copy)) as there:
            here.backup(there)
    assert not (tmp_path / "ledger.db-wal").exists()
    with ledger.open(copy) as copied:
        assert [one.title for one in copied.documents()] == ["The last word."]
        assert copied.verify() == []


@pytest.mark.parametrize(("usual", "then"), [("4MB", "32MB"), ("1GB", "1GB")])
def test_a_reader_has_room_on_the_server_to_sort_in(
    new_ledger: Callable[[str], str], usual: str, then: str
) -> None:
    address = make_url(new_ledger("postgresql"))
    asked = address.update_query_dict({"options": f"-c work_mem={usual}"})
    with (
        ledger.open(asked.render_as_string(hide_password=False)) as book,
        book.reading() as connection,
    ):
        assert connection.execute(text("SHOW work_mem")).scalar_one() == then
