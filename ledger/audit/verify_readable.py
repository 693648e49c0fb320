"""What a SQLite file holds that is no text, no day or no moment.

SQLite keeps days and moments as texts and does not look at the bytes of a text, so a flipped bit
or another program can leave what no other check can read. Only where one of them stumbles is
everything looked at, value by value. A day that is spelt in another way is read as the same, but
does not sort as it should: that is always looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import (
    Cast,
    Column,
    Connection,
    Dialect,
    LargeBinary,
    Table,
    Text,
    cast,
    func,
    literal,
    not_,
    select,
)

from ledger.audit.findings import Finding
from ledger.errors import StoreError
from ledger.model.tables import METADATA
from ledger.model.types import Day, Moment

_LETTERS = {"document": "D", "commitment": "C", "entry": "E"}
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_MOMENT = f"{_DAY}T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].{'[0-9]' * 6}Z"


def check_readable(connection: Connection) -> Iterator[Finding]:
    """Every value that cannot be read, by table, row and column."""
    for table in METADATA.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Text | Day | Moment):
                yield from _check_column(connection, table, column)


def check_spelling(connection: Connection) -> Iterator[Finding]:
    """Every day and moment of a SQLite file is spelt as the program spells them."""
    if connection.dialect.name != "sqlite":
        return
    for table in METADATA.sorted_tables:
        for column in table.c:
            if isinstance(column.type, Day | Moment):
                yield from _check_spelling(connection, table, column)


def _check_spelling(
    connection: Connection, table: Table, column: Column[object]
) -> Iterator[Finding]:
    pattern = _DAY if isinstance(column.type, Day) else _MOMENT
    spelt = func.glob(literal(pattern), cast(column, Text))
    whole = func.length(cast(column, LargeBinary)) == len(pattern.replace("[0-9]", "0"))
    query = select(*_key(table)).where(column.is_not(None), not_(spelt & whole))
    for row in connection.execute(query):
        what = f"its {column.name} is not spelt as the program spells it"
        yield Finding("unreadable", _where(table, row), what)


def _key(table: Table) -> list[Cast[bytes]]:
    """What tells a row of a table apart, as bytes."""
    key = [table.c.id] if table.name in _LETTERS else list(table.primary_key)
    return [cast(part, LargeBinary) for part in key]


def _where(table: Table, key: Sequence[bytes | None]) -> str:
    letter = _LETTERS.get(table.name)
    name = " ".join((part or b"NULL").decode(errors="replace") for part in key)
    return f"{letter}{name}" if letter else f"{table.name} row {name}"


def _check_column(
    connection: Connection, table: Table, column: Column[object]
) -> Iterator[Finding]:
    query = select(cast(column, LargeBinary), *_key(table)).where(column.is_not(None))
    for content, *row in connection.execute(query):
        if not _is_readable(content, column, connection.dialect):
            what = f"its {column.name} cannot be read"
            yield Finding("unreadable", _where(table, row), what)


def _is_readable(content: bytes | None, column: Column[object], dialect: Dialect) -> bool:
    if content is None:  # SQLite trusts the table that it is not, but not so a damaged page
        return False
    try:
        text = content.decode()
        if isinstance(column.type, Day | Moment):
            column.type.process_result_value(text, dialect)
    except (UnicodeDecodeError, StoreError):
        return False
    return True
