"""The schema itself: whatever is dropped, altered, put out of force or added is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import BACKENDS
from databases import transaction
from sqlalchemy import Connection, text

import ledger
from ledger.audit.catalogue import catalogue
from ledger.audit.verify import verify
from ledger.audit.verify_schema import check_schema, new_schema
from ledger.resources import folder

from .building import build


@pytest.fixture(scope="module", params=BACKENDS)
def kept(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> str:
    """A ledger with something of every kind; what a test does to it is undone."""
    address = new_ledger(request.param)
    with ledger.open(address, by_whom="tests") as book:
        build(book)
        assert book.verify() == []
    return address


@pytest.fixture
def hands_on(kept: str) -> Iterator[Connection]:
    with transaction(kept) as connection:
        yield connection


def found(connection: Connection) -> list[str]:
    return [str(finding) for finding in check_schema(connection)]


def test_what_is_recorded_is_the_schema_of_a_new_ledger(place: str) -> None:
    """If this fails, run: uv run python scripts/record_schema.py"""
    with transaction(place) as connection:
        there = catalogue(connection)
        assert there == list(new_schema(connection.dialect.name))
    assert len({(part.kind, part.name, part.of) for part in there}) == len(there)


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_record_is_a_line_a_part(backend: str) -> None:
    """So that a change of the schema can be read in a comparison of two versions."""
    lines = (folder("seeds") / "schema" / f"{backend}.json").read_text("utf-8").splitlines()
    parts = [part.told() for part in new_schema(backend)]
    assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == parts


ON_BOTH = [
    ("DROP VIEW v_citation", "schema-missing  view v_citation"),
    ("DROP INDEX ix_entry_id", "schema-missing  index ix_entry_id of entry"),
    ("CREATE TABLE notes (words TEXT)", "schema-extra  table notes"),
    ("CREATE VIEW mine AS SELECT 1 AS one", "schema-extra  view mine"),
    ("CREATE INDEX mine ON entry (stage)", "schema-extra  index mine of entry"),
]

ON_SQLITE = [
    ("DROP TRIGGER entry_no_update", "schema-missing  trigger entry_no_update of entry"),
    ("DROP TRIGGER rate_no_replace", "schema-missing  trigger rate_no_replace of rate"),
    (
        "CREATE TRIGGER mine AFTER INSERT ON claim BEGIN DELETE FROM position; END",
        "schema-extra  trigger mine of claim",
    ),
    ("PRAGMA application_id = 1", "schema-changed  mark application_id"),
]

ON_POSTGRESQL = [
    ("DROP TRIGGER entry_no_change ON entry", "schema-missing  trigger entry_no_change of entry"),
    (
        "ALTER TABLE entry DISABLE TRIGGER entry_no_change",
        "schema-changed  trigger entry_no_change",
    ),
    (
        "ALTER TABLE entry ENABLE REPLICA TRIGGER entry_no_change",
        "schema-changed  trigger entry_no",
    ),
    ("ALTER TABLE rate DISABLE TRIGGER ALL", "schema-extra  trigger fk_rate_journal_seq of rate"),
    (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RETURN NEW; END $$",
        "schema-changed  function refuse_change()",
    ),
    (
        "CREATE FUNCTION nothing() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "schema-extra  function nothing()",
    ),
    (
        "CREATE TRIGGER mine BEFORE INSERT ON claim EXECUTE FUNCTION refuse_change()",
        "schema-extra  trigger mine of claim",
    ),
    (
        "ALTER TABLE entry DROP CONSTRAINT ck_entry_stage",
        "schema-missing  constraint ck_entry_stage of entry",
    ),
    (
        "ALTER TABLE claim DROP CONSTRAINT ck_claim_span,"
        " ADD CONSTRAINT ck_claim_span CHECK (start_at >= 0)",
        "schema-changed  constraint ck_claim_span of claim",
    ),
    (
        "ALTER TABLE claim DROP CONSTRAINT ck_claim_span, ADD CONSTRAINT ck_claim_span"
        " CHECK ((start_at >= 0) AND (start_at < end_at)) NOT VALID",
        "schema-changed  constraint ck_claim_span of claim",
    ),
    ("ALTER TABLE claim ALTER COLUMN rule DROP NOT NULL", "schema-changed  column rule of claim"),
    ("ALTER TABLE claim ALTER COLUMN withdrawn SET DEFAULT 1", "schema-changed  column withdrawn"),
    (
        "ALTER TABLE cell ALTER COLUMN cuboid TYPE varchar(99)",
        "schema-changed  column cuboid of cell",
    ),
    ("ALTER TABLE claim ADD COLUMN more TEXT", "schema-extra  column more of claim"),
    (
        "CREATE RULE mine AS ON DELETE TO claim DO INSTEAD NOTHING",
        "schema-extra  rule mine of claim",
    ),
    ("CREATE POLICY mine ON entry USING (id < 3)", "schema-extra  policy mine of entry"),
    ("ALTER TABLE entry ENABLE ROW LEVEL SECURITY", "schema-changed  table entry"),
    ("CREATE TABLE more () INHERITS (journal)", "schema-extra  table more"),
    (
        "CREATE OR REPLACE VIEW v_delivery AS SELECT * FROM v_entry WHERE stage = 'delivered'",
        "schema-changed  view v_delivery of definition",
    ),
]


@pytest.mark.parametrize(("statement", "finding"), ON_BOTH)
def test_a_change_of_either_schema(hands_on: Connection, statement: str, finding: str) -> None:
    hands_on.exec_driver_sql(statement)
    assert any(line.startswith(finding) for line in found(hands_on)), found(hands_on)


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("statement", "finding"), ON_SQLITE)
def test_a_change_of_a_schema_of_sqlite(hands_on: Connection, statement: str, finding: str) -> None:
    hands_on.exec_driver_sql(statement)
    assert [line.partition(":")[0] for line in found(hands_on)] == [finding]


@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("statement", "finding"), ON_POSTGRESQL)
def test_a_change_of_a_schema_of_postgresql(
    hands_on: Connection, statement: str, finding: str
) -> None:
    hands_on.exec_driver_sql(statement)
    assert any(line.startswith(finding) for line in found(hands_on)), found(hands_on)


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("length(title) > 0", "length(title) > -1", "schema-changed  table commitment"),
        (" NOT NULL", "", "schema-changed  table commitment"),
        ("STRICT", "", "schema-changed  table commitment"),
        ("'military'", "'Military'", "schema-changed  table commitment"),
        ("military", "mili  tary", "schema-changed  table commitment"),
    ],
)
def test_sqlite_tables_are_compared_to_the_letter(
    hands_on: Connection, old: str, new: str, finding: str
) -> None:
    hands_on.exec_driver_sql("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE name = 'commitment'"
    assert hands_on.execute(text(change), {"old": old, "new": new}).rowcount == 1
    assert [line.partition(":")[0] for line in found(hands_on)] == [finding]


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
def test_white_space_and_statistics_are_no_part_of_a_schema(hands_on: Connection) -> None:
    """Other versions of the libraries break lines elsewhere; ANALYZE is anybody's right."""
    hands_on.exec_driver_sql("ANALYZE")
    hands_on.exec_driver_sql("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = replace(replace(sql, char(10), ' '), ' NOT', '  NOT')"
    assert hands_on.exec_driver_sql(change + " WHERE name = 'commitment'").rowcount == 1
    assert found(hands_on) == []


@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
def test_a_view_may_be_worded_otherwise(hands_on: Connection) -> None:
    """As each version of the server words the definitions of views in its own way."""
    hands_on.exec_driver_sql(
        "CREATE OR REPLACE VIEW v_delivery AS SELECT v_entry.* FROM v_entry"
        " WHERE v_entry.stage = ANY (ARRAY['in_transit', 'delivered'])"
    )
    assert found(hands_on) == []


@pytest.mark.parametrize("kept", ["postgresql"], indirect=True)
def test_extensions_bring_what_they_like(hands_on: Connection) -> None:
    available = hands_on.exec_driver_sql("SELECT name FROM pg_available_extensions").scalars()
    chosen = {"pg_stat_statements", "pgcrypto", "citext", "vector"} & set(available)
    assert chosen
    for name in chosen:
        hands_on.exec_driver_sql(f'CREATE EXTENSION "{name}" SCHEMA public')
    assert found(hands_on) == []


def test_verify_reports_the_schema(hands_on: Connection) -> None:
    hands_on.exec_driver_sql("DROP VIEW v_citation")
    assert "schema-missing" in {one.code for one in verify(hands_on)}


@pytest.mark.parametrize("table", ["cell", "citation", "document", "journal", "item_alias"])
def test_a_table_that_is_gone_is_named(hands_on: Connection, table: str) -> None:
    """And what could not be looked at without it, too."""
    if hands_on.dialect.name == "sqlite":
        hands_on.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        hands_on.exec_driver_sql(f"DROP TABLE {table}")
    else:
        hands_on.exec_driver_sql(f"DROP TABLE {table} CASCADE")
    findings = [str(finding) for finding in verify(hands_on)]
    assert any(line.startswith(f"schema-missing  table {table}:") for line in findings)
    assert any(line.startswith("not-checked") for line in findings)


def test_a_page_that_cannot_be_read_is_damage(demo_file: Path, tmp_path: Path) -> None:
    place = Path(shutil.copy(demo_file, tmp_path / "ledger.db"))
    with closing(sqlite3.connect(place)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'position'"
        (page,) = connection.execute(query).fetchone()
    with place.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    with ledger.open(place) as book:
        codes = {finding.code for finding in book.verify()}
    assert codes >= {"database-damaged", "not-checked"}
