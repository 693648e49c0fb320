"""Reaching past the program into its database, the same way on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection, inspect, text

from ledger.audit import verify as verifying
from ledger.audit.findings import Finding
from ledger.audit.verify import CHECKS
from ledger.errors import LedgerError
from ledger.store.engine import make_engine
from ledger.store.location import locate

RECORD = (
    "ledger",
    "journal",
    "document",
    "commitment",
    "commitment_link",
    "entry",
    "citation",
    "rate_source",
    "rate",
    "decision",
)
"""The append-only tables."""

Rows = list[tuple[Any, ...]]
Check = Callable[[Connection], Iterator[Finding]]


@contextmanager
def transaction(place: str, *, keep: bool = False) -> Iterator[Connection]:
    """A transaction of our own; undone at its end unless ``keep``."""
    with make_engine(locate(place)).connect() as connection, connection.begin() as ours:
        yield connection
        if not keep:
            ours.rollback()


@contextmanager
def without_guards(place: str) -> Iterator[Connection]:
    """A transaction in which neither triggers nor foreign keys hold; undone at its end."""
    with make_engine(locate(place)).connect() as connection:
        if connection.dialect.name == "sqlite":
            unguarded = connection.connection.cursor()
            unguarded.execute("PRAGMA foreign_keys = OFF")
            unguarded.close()
        with connection.begin() as ours:
            if connection.dialect.name == "sqlite":
                triggers = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                dropped = {name: made for name, made in connection.execute(triggers)}  # noqa: C416
                for name in dropped:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
                connection.info["dropped"] = dropped
            else:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield connection
            ours.rollback()


@contextmanager
def guards_back(connection: Connection) -> Iterator[None]:
    """As it is once whoever took the guards away has put them back; undone at its end."""
    dropped: dict[str, str] = connection.info.get("dropped", {})
    with connection.begin_nested() as point:
        for sql in dropped.values():
            connection.exec_driver_sql(sql)
        yield
        point.rollback()


def verified(connection: Connection, *but: Check) -> list[Finding]:
    """What ``verify`` finds once whoever took the guards away has put them back.

    All its checks are made ``but`` those that are named.
    """
    checks = tuple(check for check in CHECKS if check not in but)
    with guards_back(connection), patch.object(verifying, "CHECKS", checks):
        return verifying.verify(connection)


def run(place: str, statement: str, **values: Any) -> Rows:
    """One statement in a transaction that is kept; the rows it gives."""
    with transaction(place, keep=True) as connection:
        result = connection.execute(text(statement), values)
        return [tuple(row) for row in result] if result.returns_rows else []


def insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    """Insert a row as it is, without the types of the models."""
    columns = ", ".join(f'"{column}"' for column in row)
    values = ", ".join(f":{column}" for column in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), dict(row))


def rows_of(connection: Connection, table: str) -> Rows:
    """All rows of a table as the database holds them, in an order of their own."""
    rows = connection.execute(text(f"SELECT * FROM {table}"))
    return sorted((tuple(row) for row in rows), key=repr)


def contents(place: str) -> dict[str, Rows]:
    """All rows of all tables."""
    with transaction(place) as connection:
        tables = inspect(connection).get_table_names()
        return {table: rows_of(connection, table) for table in tables}


def is_one_sentence(error: LedgerError) -> bool:
    """Whether an error is told as people expect: one line, and no innards."""
    said = error.sentence
    return said.endswith(".") and "\n" not in said and len(said) < 400 and "Traceback" not in said
