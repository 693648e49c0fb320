"""What is recorded can be neither changed nor removed, by any way into the database."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from databases import RECORD, insert, rows_of, transaction
from sqlalchemy import Connection, exc, inspect, text

from .test_checks import A_HASH, GOOD, MOMENT, prepared

REFUSED = "append-only"


def fill(connection: Connection) -> None:
    """A row in those tables of which the demonstration has none."""
    prepared(connection)
    for table in ("commitment_link", "rate_source", "rate"):
        insert(connection, table, GOOD[table])
    claim: dict[str, Any] = {
        "id": 9_000,
        "key": A_HASH,
        "document_id": 1,
        "reader": "tests",
        "rule": "none",
        "start_at": 0,
        "end_at": 5,
        "confidence_e4": 9_000,
        "body": "{}",
        "extracted_at": MOMENT,
    }
    decision: dict[str, Any] = {
        "id": 9_000,
        "claim_id": 9_000,
        "document_id": 1,
        "claim_key": A_HASH,
        "claim": "{}",
        "reader": "tests",
        "verdict": "reject",
        "reason": "a joke",
        **{key: GOOD["entry"][key] for key in ("recorded_at", "recorded_by", "journal_seq")},
    }
    insert(connection, "claim", claim)
    there = {column["name"] for column in inspect(connection).get_columns("decision")}
    insert(connection, "decision", {key: decision[key] for key in decision if key in there})


def some_row(connection: Connection, table: str) -> dict[str, Any]:
    return dict(connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).mappings().one())


def keys_of(connection: Connection, table: str) -> list[list[str]]:
    """Columns by which a row may take the place of another."""
    found = inspect(connection)
    unique = [list(one["column_names"]) for one in found.get_unique_constraints(table)]
    return [list(found.get_pk_constraint(table)["constrained_columns"]), *unique]


@pytest.mark.parametrize("table", RECORD)
class TestOnBoth:
    def test_update(self, demo_place: str, table: str) -> None:
        with transaction(demo_place) as connection:
            fill(connection)
            column = next(iter(some_row(connection, table)))
            with pytest.raises(exc.DBAPIError, match=REFUSED):
                connection.exec_driver_sql(f"UPDATE {table} SET {column} = {column}")

    def test_delete(self, demo_place: str, table: str) -> None:
        with transaction(demo_place) as connection:
            fill(connection)
            with pytest.raises(exc.DBAPIError, match=REFUSED):
                connection.exec_driver_sql(f"DELETE FROM {table}")

    def test_insert_over_a_row(self, demo_place: str, table: str) -> None:
        """INSERT ... ON CONFLICT DO UPDATE, on every key."""
        with transaction(demo_place) as connection:
            fill(connection)
            row = some_row(connection, table)
            column = next(iter(row))
            before = rows_of(connection, table)
            for key in keys_of(connection, table):
                if any(row[part] is None for part in key):
                    continue
                columns = ", ".join(f'"{name}"' for name in row)
                values = ", ".join(f":{name}" for name in row)
                upsert = (
                    f"INSERT INTO {table} ({columns}) VALUES ({values})"
                    f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {column} = excluded.{column}"
                )
                with (
                    pytest.raises(exc.DBAPIError, match=REFUSED),
                    connection.begin_nested(),
                ):
                    connection.execute(text(upsert), row)
            assert rows_of(connection, table) == before


@pytest.mark.parametrize("backend", ["postgresql"])
@pytest.mark.parametrize("table", RECORD)
def test_truncate(demo_place: str, table: str) -> None:
    """PostgreSQL's way round row triggers; SQLite has no such statement."""
    with transaction(demo_place) as connection, pytest.raises(exc.DBAPIError, match=REFUSED):
        connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A SQLite ledger with a row in every append-only table."""
    from ledger.demo import open_demo

    path = tmp_path_factory.mktemp("filled") / "ledger.db"
    shutil.copy(sqlite_template, path)
    open_demo(str(path), fresh=False)[0].close()
    with transaction(str(path), keep=True) as connection:
        fill(connection)
    return path


@pytest.mark.parametrize("table", RECORD)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_replace_through_a_plain_connection(filled: Path, table: str, recursive: str) -> None:
    """SQLite's REPLACE, on every key, whatever the connection has set."""
    with transaction(str(filled)) as connection:
        keys = keys_of(connection, table)
    plain = sqlite3.connect(filled, isolation_level=None)
    plain.row_factory = sqlite3.Row
    plain.execute(f"PRAGMA recursive_triggers = {recursive}")
    plain.execute("BEGIN")
    before = [tuple(row) for row in plain.execute(f"SELECT * FROM {table}")]
    row = dict(plain.execute(f"SELECT * FROM {table} LIMIT 1").fetchone())
    for key in keys:
        if any(row[part] is None for part in key):
            continue
        fresh = {name: _other(value) for name, value in row.items()}
        taken = fresh | {part: row[part] for part in key}
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" for _ in row)
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            with pytest.raises(sqlite3.IntegrityError, match=REFUSED):
                plain.execute(
                    f"{verb} INTO {table} ({columns}) VALUES ({marks})", tuple(taken.values())
                )
    with pytest.raises(sqlite3.IntegrityError, match=REFUSED):
        plain.execute(f"UPDATE OR REPLACE {table} SET {keys[0][0]} = {keys[0][0]}")
    with pytest.raises(sqlite3.IntegrityError, match=REFUSED):
        plain.execute(f"DELETE FROM {table} WHERE 1")
    assert [tuple(row) for row in plain.execute(f"SELECT * FROM {table}")] == before
    plain.close()


def _other(value: Any) -> Any:
    """Another value of the same form, so that only the key that is tried collides."""
    if isinstance(value, int):
        return value + 500_000
    if isinstance(value, str) and len(value) == len(A_HASH):
        return "9" * len(A_HASH)
    return value


def test_every_table_of_the_record_is_guarded(demo_place: str) -> None:
    """What names a journal row is a record of it, and records are guarded."""
    with transaction(demo_place) as connection:
        found = inspect(connection)
        recorded = {
            table
            for table in found.get_table_names()
            if any(column["name"] == "journal_seq" for column in found.get_columns(table))
        }
    assert recorded <= set(RECORD)
