"""What cannot be read is named, whatever the database gives instead of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine

from ledger.audit.verify_readable import _check_column
from ledger.model.tables import ORGANISATION_ALIAS


def test_nothing_where_something_must_stand(tmp_path: Path) -> None:
    """As on a damaged page: the table says that it is never empty, and SQLite does not look."""
    place = tmp_path / "damaged.db"
    made = "CREATE TABLE organisation_alias (organisation_id INTEGER, alias TEXT{})"
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute(made.format(""))
        connection.execute("INSERT INTO organisation_alias VALUES (7, NULL), (8, 'Kyiv')")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = ?", (made.format(" NOT NULL"),))
    engine = create_engine(f"sqlite:///{place}")
    with engine.connect() as connection:
        found = list(_check_column(connection, ORGANISATION_ALIAS, ORGANISATION_ALIAS.c.alias))
    engine.dispose()
    assert [(one.code, one.what) for one in found] == [("unreadable", "its alias cannot be read")]
