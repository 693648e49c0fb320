"""Whole processes, writing, and one entry more: what is not a question to a filled ledger."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import ledger
from ledger.store.writer import now

AID_LEDGER = str(Path(sys.executable).with_name("aid-ledger"))

_HELLO = """
import typer

app = typer.Typer()


@app.command()
def hello(name: str) -> None:
    print(f"Hello {name}")


app()
"""


def processes(folder: Path) -> dict[str, list[str]]:
    """Commands that are timed as a whole, by name."""
    demo, hello = folder / "demo.db", folder / "hello.py"
    hello.write_text(_HELLO)
    subprocess.run(
        [AID_LEDGER, "demo", "--db", str(demo), "--quiet"], check=True, stdout=subprocess.DEVNULL
    )
    return {
        "gap on the demo": [AID_LEDGER, "--db", str(demo), "gap"],
        "import sqlalchemy": [sys.executable, "-c", "import sqlalchemy"],
        "--help": [AID_LEDGER, "--help"],
        "hello with typer": [sys.executable, str(hello), "--help"],
    }


def seconds_of(command: Sequence[str]) -> float:
    """How long a command takes from start to end."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def bare_writing(source: Path, target: Path) -> float:
    """Seconds to write a ledger's rows into a new one with nothing but ``sqlite3``.

    The same rows into the same tables, with their indexes and triggers, in one transaction; reading
    them is not counted.
    """
    ledger.open(target, create=True, by_whom="benchmark").close()
    seconds = 0.0
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as rows,
        closing(sqlite3.connect(target, isolation_level=None)) as written,
    ):
        written.execute("PRAGMA foreign_keys = ON")
        written.execute("BEGIN IMMEDIATE")
        for table in _tables(rows):
            there = written.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            if there and table != "journal":
                continue
            found = rows.execute(f"SELECT * FROM {table} LIMIT -1 OFFSET {there}")
            marks = ", ".join("?" * len(found.description))
            while some := found.fetchmany(10_000):
                begin = time.perf_counter()
                written.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
                seconds += time.perf_counter() - begin
        begin = time.perf_counter()
        written.execute("COMMIT")
        seconds += time.perf_counter() - begin
    return seconds


def _tables(connection: sqlite3.Connection) -> list[str]:
    """All tables, each after those that it refers to."""
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name <> 'alembic_version'"
        )
    ]
    ordered: list[str] = []
    while len(ordered) < len(tables):
        for table in tables:
            needs = {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
            if table not in ordered and needs <= {table, *ordered}:
                ordered.append(table)
    return ordered


class OneMore:
    """Adds one entry at a time to a ledger, each in a transaction of its own.

    The entries tell of things under way, which no figure that contenders are compared by counts.
    """

    def __init__(self, place: str) -> None:
        self._book = ledger.open(place, by_whom="benchmark")
        self._numbers = count(1)
        lines = "\n".join(f"Part {number} of 1000 left the port." for number in range(1, 1001))
        words = f"Written at {now()}.\n{lines}"
        self._document = self._book.add_document(words.encode(), published="2025-02-01").ref

    def seconds(self) -> float:
        """How long the next one takes."""
        number = next(self._numbers)
        begin = time.perf_counter()
        self._book.add_entry(
            f"C{number}",
            stage="in_transit",
            document=self._document,
            quote=f"Part {number} of 1000 left the port.",
            date="2024-12-31",
        )
        return time.perf_counter() - begin

    def close(self) -> None:
        self._book.close()
