"""What a database holds, and what to mind about it."""

from __future__ import annotations

import sqlite3

from sqlalchemy import func, select

from ledger.errors import StoreError
from ledger.model.tables import COMMITMENT, DOCUMENT, ENTRY, JOURNAL, LEDGER
from ledger.store import schema
from ledger.store.engine import make_engine, reading
from ledger.store.location import locate

_SAFE_WAL = (3, 51, 3)
"""From this version SQLite checkpoints a WAL safely whatever other connections do."""


def describe(db: str) -> list[tuple[str, str]]:
    """Names and values for people: place, schema, identity, counts, last change, warnings."""
    location = locate(db)
    if location.path is not None and not location.path.exists():
        raise StoreError(
            f"There is no ledger at {location}.", hint="Start one with: aid-ledger db upgrade"
        )
    engine = make_engine(location)
    found = schema.status(engine, location)
    lines = [("database", str(location)), ("schema", found.revision or "none: no ledger yet")]
    if found.is_current:
        with reading(engine, location) as connection:
            ledger_id = connection.execute(select(LEDGER.c.ledger_id)).scalar()
            lines.append(("ledger id", str(ledger_id)))
            for name, table in (
                ("documents", DOCUMENT),
                ("commitments", COMMITMENT),
                ("entries", ENTRY),
                ("journal rows", JOURNAL),
            ):
                count = connection.execute(select(func.count()).select_from(table)).scalar()
                lines.append((name, f"{count:,}"))
            last = connection.execute(select(func.max(JOURNAL.c.at))).scalar()
            lines.append(("last change", f"{last:%Y-%m-%d %H:%M:%S} UTC" if last else "never"))
    elif not found.is_empty:
        lines.append(("note", "an older schema; bring it up with: aid-ledger db upgrade"))
    if location.path is not None and sqlite3.sqlite_version_info < _SAFE_WAL:
        lines.append(
            (
                "note",
                f"SQLite {sqlite3.sqlite_version} can damage a database that several programs write"
                " at once; aid-ledger's own writers take turns by a lock beside the file.",
            )
        )
    return lines
