"""Engines and connections: transactions that mean the same on both databases."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    RootTransaction,
    Table,
    create_engine,
    event,
    exc,
    insert,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool, Pool, QueuePool

from ledger.errors import LedgerError, StoreError
from ledger.store.location import Location
from ledger.store.lock import Wait
from ledger.store.prepared import Prepared, run

APPLICATION_ID = 0x41494C44
"""Marks a SQLite file as a ledger of ours ("AILD")."""

_ADVISORY_LOCK = 0x41494C44
_LOCK_NOT_AVAILABLE = "55P03"
_PRIMARY_CODE = 0xFF
"""The part of SQLite's error codes that says what, not why."""

_WRITER_KIB = 128 * 1024
"""What a writer may keep of the file in memory; SQLite itself keeps 2 MB."""

_READER_ROOM = "32MB"
"""What a server may use to sort or look up, each time; more than that only if it does already.

With the 4 MB that it has unless told otherwise, a question by a clock at a million entries puts
what it looks up on the disk, and takes a tenth longer.
"""

_MAKE_ROOM = text(
    "SELECT set_config('work_mem', :room, true)"
    " WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(:room)"
).bindparams(room=_READER_ROOM)

_BUSY_SECONDS = 30

_WRITES = "ledger_writes"
"""Set on a connection whose transaction is begun by :func:`changing`."""


def make_engine(location: Location) -> Engine:
    """An engine whose connections enforce foreign keys and leave transactions to us."""
    if location.path is None:
        try:
            engine = create_engine(location.url or "", poolclass=NullPool)
            engine.dialect.import_dbapi()
        except ImportError:
            raise StoreError(
                "The driver for PostgreSQL is not installed.",
                hint="Install it with: pip install 'aid-ledger[postgresql]'",
            ) from None
        except exc.ArgumentError:
            raise StoreError("That is not a PostgreSQL URL.") from None
        return engine
    engine = _engine_of_file(location.path, NullPool)
    event.listen(engine, "begin", _begin_to_read)
    return engine


def make_writing_engine(location: Location) -> Engine:
    """An engine for one writer after another: on SQLite it keeps its connection between them.

    To open a file and be the last to close it costs more than a small transaction. Readers
    have connections of their own, which see what the file holds and not what somebody remembers.
    It tells nobody of what it begins and executes, which would take its time at each statement.
    """
    if location.path is None:
        return make_engine(location)
    engine = _engine_of_file(location.path, QueuePool)
    event.listen(engine, "connect", _remember_file(location.path))
    event.listen(engine, "connect", _remember_pages)
    event.listen(engine, "checkout", _require_same_file(location.path))
    return engine


def _engine_of_file(path: Path, pool: type[Pool]) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(
        url,
        poolclass=pool,
        pool_reset_on_return=None,  # whoever begins a transaction ends it
        connect_args={"timeout": _BUSY_SECONDS},
    )
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _remember_pages(connection: Any, _record: Any) -> None:
    """Room for what a large import changes; else pages go to the disk many times over.

    What SQLite notes down for the case that a statement fails would go there, too: at 300,000
    entries in all 24 GB instead of 2.
    """
    connection.execute(f"PRAGMA cache_size = -{_WRITER_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")


def _remember_file(path: Path) -> Callable[[Any, Any], None]:
    def remember(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    return remember


def _require_same_file(path: Path) -> Callable[[Any, Any, Any], None]:
    """Nothing is written to a file that another took the place of, nor over what a fork shares."""

    def require(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(path):
            raise exc.DisconnectionError

    return require


def _identity(path: Path) -> tuple[int, ...]:
    """Which process looks at which file, if there is one."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return (os.getpid(),)
    return os.getpid(), there.st_dev, there.st_ino


def use_write_ahead_log(engine: Engine, location: Location) -> None:
    """Let readers of a SQLite ledger go on while somebody writes; kept in the file itself."""
    with told(location):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins no transactions; we do, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # or REPLACE deletes rows unseen
    cursor.execute("PRAGMA trusted_schema = OFF")
    cursor.close()


def _begin_to_read(connection: Connection) -> None:
    if not connection.info.get(_WRITES):
        connection.exec_driver_sql("BEGIN DEFERRED")


def mark_of(connection: Connection) -> str:
    """What stands for a value in a statement that is given to the driver as text."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


@cache
def into(table: Table) -> Prepared:
    """The statement that inserts rows."""
    return Prepared(insert(table))


@contextmanager
def reading(engine: Engine, location: Location) -> Iterator[Connection]:
    """A connection that sees one state of the ledger throughout, and writes nothing."""
    with told(location), engine.connect() as connection:
        if location.is_postgresql:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            connection.execute(_MAKE_ROOM)
        yield connection


@contextmanager
def changing(
    engine: Engine, location: Location, wait: Wait, *, for_good: bool = True
) -> Iterator[Connection]:
    """A connection in a transaction that no other writer can enter.

    It commits at the end, or, where it is not ``for_good``, takes everything back.
    """
    with told(location), engine.connect() as connection:
        begin = _begin_on_server if location.is_postgresql else _begin_in_file
        with begin(connection, location, wait) as transaction:
            yield connection
            if not for_good:
                transaction.rollback()


def _begin_in_file(connection: Connection, location: Location, wait: Wait) -> RootTransaction:
    """Begin as the only writer; programs that know nothing of our lock are waited for, too."""
    connection.info[_WRITES] = True
    transaction = connection.begin()

    def attempt(seconds: float) -> bool:
        _set_busy_timeout(connection, seconds)
        try:
            run(connection, "BEGIN IMMEDIATE").close()
        except exc.OperationalError as error:
            code = getattr(error.orig, "sqlite_errorcode", 0)
            if code & _PRIMARY_CODE == sqlite3.SQLITE_BUSY:
                return False
            raise
        return True

    wait.for_turn(location, attempt)
    return transaction


def _begin_on_server(connection: Connection, location: Location, wait: Wait) -> RootTransaction:
    """Begin, and hold the lock of the ledger's only writer until the transaction ends."""
    key = {"key": _ADVISORY_LOCK}
    transaction = connection.begin()
    if connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), key).scalar():
        return transaction

    def attempt(seconds: float) -> bool:
        _set_lock_timeout(connection, seconds)
        try:
            with connection.begin_nested():
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)
        except exc.OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
                return False
            raise
        _set_lock_timeout(connection, None)
        return True

    wait.for_turn(location, attempt)
    return transaction


def _set_busy_timeout(connection: Connection, seconds: float) -> None:
    if connection.info.get("patience") == seconds:
        return
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
    cursor.close()
    connection.info["patience"] = seconds


def _set_lock_timeout(connection: Connection, seconds: float | None) -> None:
    """For this transaction; ``None`` waits for ever, and so would no milliseconds."""
    limit = "0" if seconds is None else f"{max(1, round(seconds * 1000))}ms"
    connection.execute(text("SELECT set_config('lock_timeout', :limit, true)"), {"limit": limit})


@contextmanager
def told(location: Location) -> Iterator[None]:
    """Turn what a database driver raises into one sentence about this ledger."""
    try:
        yield
    except LedgerError:
        raise
    except exc.DBAPIError as error:
        raise _explained(error, location) from error
    except sqlite3.Error as error:
        raise StoreError(f"{location}: {error}.") from error
    except OverflowError as error:  # SQLite's driver, of an integer above its largest
        sentence, hint = _TOO_LARGE
        raise StoreError(sentence.format(at=location), hint=hint) from error
    except UnicodeDecodeError as error:  # in the schema, or in what SQLite says of it
        sentence = f"{location} is damaged: it holds what is no text."
        raise StoreError(sentence, hint="Restore a copy.") from error


_TOO_LARGE = (
    "A sum would be above 9,223,372,036,854,775,807 whole units, the most that a database keeps:"
    " nothing was changed in {at}.",
    "Look for a figure that is too large. gap --explain adds up what is on record without a limit.",
)
_SENTENCES = (
    ("integer overflow", *_TOO_LARGE),
    ("cannot store REAL value in INTEGER column", *_TOO_LARGE),  # what overflows becomes a float
    ("bigint out of range", *_TOO_LARGE),
    ("file is not a database", "{at} is not a ledger: the file is not a SQLite database.", None),
    ("disk image is malformed", "{at} is damaged: SQLite cannot read it.", "Restore a copy."),
    ("database or disk is full", "The disk is full; nothing was changed in {at}.", "Free space."),
    ("disk I/O error", "The disk refused to read or write {at}.", "Look for space and faults."),
    (
        "readonly database",
        "{at} is read-only here, or its folder is; SQLite writes beside a ledger even to read it.",
        "Copy it to a folder that you may write to.",
    ),
    ("unable to open", "{at} cannot be opened.", "Does its folder exist, and may you write there?"),
    ("database is locked", "Another program is writing to {at}.", "Try again when it is done."),
    ("connection refused", "No PostgreSQL server answers at {at}.", "Is it running?"),
    ("password authentication", "{at} refused the user name or password.", None),
    ("does not exist", "{at} does not exist on the server.", "Create it: createdb NAME."),
    ("permission denied", "You may not do this on {at}.", "Ask its owner for the right."),
    ("must be owner", "You may not do this on {at}: it is for its owner to do.", None),
)


def _explained(error: exc.DBAPIError, location: Location) -> StoreError:
    said = str(error.orig).strip()
    for mark, sentence, hint in _SENTENCES:
        if mark.casefold() in said.casefold():
            return StoreError(sentence.format(at=location), hint=hint)
    first = said.splitlines()[0] if said else type(error).__name__
    return StoreError(f"The database at {location} refused: {first}.")
