"""What a SQLite file holds that is no text, no day or no moment.

SQLite keeps days and moments as texts and does not look at the bytes of a text, so a flipped bit
or another program can leave what no other check can read. Only where one of them stumbles is
everything looked at, value by value.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Dialect, LargeBinary, Table, Text, cast, select

from ledger.audit.findings import Finding
from ledger.errors import StoreError
from ledger.model.tables import METADATA
from ledger.model.types import Day, Moment

_LETTERS = {"document": "D", "commitment": "C", "entry": "E"}


def check_readable(connection: Connection) -> Iterator[Finding]:
    """Every value that cannot be read, by table, row and column."""
    for table in METADATA.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Text | Day | Moment):
                yield from _check_column(connection, table, column)


def _check_column(
    connection: Connection, table: Table, column: Column[object]
) -> Iterator[Finding]:
    letter = _LETTERS.get(table.name)
    key = [table.c.id] if letter else list(table.primary_key)
    parts = [cast(part, LargeBinary) for part in key]
    query = select(cast(column, LargeBinary), *parts).where(column.is_not(None))
    for content, *row in connection.execute(query):
        if not _is_readable(content, column, connection.dialect):
            name = " ".join(part.decode(errors="replace") for part in row)
            where = f"{letter}{name}" if letter else f"{table.name} row {name}"
            yield Finding("unreadable", where, f"its {column.name} cannot be read")


def _is_readable(content: bytes, column: Column[object], dialect: Dialect) -> bool:
    try:
        text = content.decode()
        if isinstance(column.type, Day | Moment):
            column.type.process_result_value(text, dialect)
    except (UnicodeDecodeError, StoreError):
        return False
    return True
