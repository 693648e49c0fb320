"""The database file itself: whether SQLite finds every page, index and constraint as it should be.

A flipped bit may leave every row as it was and an index that does not lead to it, or a number of
a kind that no program writes there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, exc, text

from ledger.audit.findings import Finding


def check_file(connection: Connection) -> Iterator[Finding]:
    """What SQLite finds wrong with its file; PostgreSQL looks after its own pages."""
    if connection.dialect.name == "sqlite":
        try:
            for (said,) in connection.execute(text("PRAGMA integrity_check")):
                if said != "ok":
                    yield Finding("database-damaged", "database", str(said).replace("\n", " "))
        except exc.DatabaseError as error:  # it cannot even be looked at
            yield Finding("database-damaged", "database", str(error.orig))
