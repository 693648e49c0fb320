"""One entry added by hand, beside a bare transaction that leaves the same rows behind.

There are two copies of a ledger. An entry is added to one with :meth:`ledger.Ledger.add_entry`.
What rows it has then that the other one lacks, in any table, is looked up, and written there with
``sqlite3`` alone: one transaction on a connection that stays open. Both are durable: WAL, and the
``synchronous`` that SQLite has unless told otherwise.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import ledger

_TABLES = ("journal", "entry", "citation", "entry_in_euro", "position", "cell")
"""What an entry leaves rows in, each after those that it refers to."""

_SENTENCES = 30
"""So long is a document that an entry rests on."""

Rows = list[tuple[str, list[tuple[object, ...]]]]


def pairs(source: Path, folder: Path, runs: int) -> Iterator[tuple[float, float]]:
    """Seconds of an entry added by hand, and of its rows written bare; in turn.

    Each rests on a document of its own, which nobody has read before. The first pair is not told.
    """
    ours, other = folder / "ours.db", folder / "bare.db"
    _copy(source, ours)
    with ExitStack() as stack:
        book = stack.enter_context(ledger.open(ours, by_whom="benchmark"))
        documents = [
            book.add_document(_article(number).encode(), published="2025-02-01").ref
            for number in range(runs + 1)
        ]
        _copy(ours, other)
        reader = stack.enter_context(closing(sqlite3.connect(ours, isolation_level=None)))
        reader.execute("ATTACH ? AS other", (str(other),))
        bare = stack.enter_context(closing(_connected(other)))
        for number, commitment in enumerate(_in_dollars(bare, runs + 1)):
            begin = time.perf_counter()
            book.add_entry(
                f"C{commitment}",
                stage="delivered",
                document=documents[number],
                quote=_sentence(number, 7),
                amount=f"{number + 1}0700 USD",
                date="2024-12-30",
            )
            seconds = time.perf_counter() - begin
            rows = _news(reader)
            begin = time.perf_counter()
            _write(bare, rows)
            took = time.perf_counter() - begin
            if any(found for _, found in _news(reader)):
                sys.exit(f"After entry {number + 1} the two ledgers differ.")
            if number:
                yield seconds, took


def _article(number: int) -> str:
    return "\n".join(_sentence(number, line) for line in range(_SENTENCES))


def _sentence(number: int, line: int) -> str:
    return f"On 30 December 2024 {number + 1}{line:02}00 USD worth of aid was delivered."


def _copy(source: Path, target: Path) -> None:
    """All of a ledger as it stands now, in a file of its own that keeps its journal mode."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as two:
        one.backup(two)
        two.execute("PRAGMA journal_mode = WAL")


def _connected(path: Path) -> sqlite3.Connection:
    """Set up as the program sets up a connection of its own."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _in_dollars(connection: sqlite3.Connection, count: int) -> list[int]:
    query = "SELECT DISTINCT commitment_id FROM entry WHERE unit = 'USD' ORDER BY 1 LIMIT ?"
    return [number for (number,) in connection.execute(query, (count,))]


def _news(reader: sqlite3.Connection) -> Rows:
    """The rows that are in our ledger and not in the other, table by table."""
    return [
        (
            table,
            reader.execute(f"SELECT * FROM {table} EXCEPT SELECT * FROM other.{table}").fetchall(),
        )
        for table in _TABLES
    ]


def _write(connection: sqlite3.Connection, rows: Rows) -> None:
    """Kept rows take the place of those with their key; the record has no such."""
    connection.execute("BEGIN IMMEDIATE")
    for table, found in rows:
        if found:
            verb = "INSERT OR REPLACE" if table in {"position", "cell"} else "INSERT"
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"{verb} INTO {table} VALUES ({marks})", found)
    connection.execute("COMMIT")
