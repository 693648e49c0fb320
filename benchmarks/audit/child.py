"""One way to go through a ledger, in a process of its own: how long, and how much memory.

``verify`` is the whole check; ``bare`` is what is the least that reads everything: SQLite's own
``PRAGMA integrity_check``, then all rows of all tables, read and hashed. Start-up is not counted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass

import ledger
from benchmarks.gap.child import peak


@dataclass(frozen=True)
class Run:
    """Seconds, and peak bytes of the process."""

    seconds: float
    peak: int


def run(how: str, place: str) -> Run:
    """Go through a ledger in a child process."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.audit.child", how, place],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    return Run(**json.loads(told))


def verify(place: str) -> None:
    """The whole check, which must find nothing."""
    with ledger.open(place) as book:
        found = book.verify()
    if found:
        sys.exit(f"{place}: {len(found)} findings, the first is {found[0]}.")


def bare(place: str) -> None:
    """SQLite's own check, and one hash over every row that there is."""
    with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            sys.exit(f"{place} is damaged.")
        digest = hashlib.sha256()
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (table,) in connection.execute(tables).fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                digest.update(repr(row).encode())


def main() -> None:
    how, place = sys.argv[1:]
    begin = time.perf_counter()
    {"verify": verify, "bare": bare}[how](place)
    seconds = time.perf_counter() - begin
    json.dump({"seconds": seconds, "peak": peak()}, sys.stdout)


if __name__ == "__main__":
    main()
