"""Whatever is changed behind the program's back: blocked by the database, or found by verify."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import BACKENDS
from databases import RECORD, Rows, guards_back, transaction, verified, without_guards
from sqlalchemy import Connection, exc, inspect, text

from ledger.audit.heads import check_head, head, parse
from ledger.audit.verify import CHECKS
from ledger.model.tables import KEPT, METADATA
from ledger.store import journal, keeping
from tests.faults.building import fill

pytestmark = pytest.mark.faults

Counted = Callable[..., None]


@pytest.fixture(scope="module", params=BACKENDS)
def kept(
    request: pytest.FixtureRequest,
    new_ledger: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """A ledger; what a test does to it is undone."""
    address = new_ledger(request.param)
    fill(address, tmp_path_factory.mktemp("rates"))
    return address


@pytest.fixture
def hands_on(kept: str) -> Iterator[Connection]:
    with without_guards(kept) as connection:
        ignore_checks(connection, "ON")
        yield connection


def ignore_checks(connection: Connection, switch: str) -> None:
    """SQLite has a switch for its CHECK constraints; so has whoever tampers."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA ignore_check_constraints = {switch}")


@contextmanager
def checks_on(connection: Connection) -> Iterator[None]:
    """As they are for whoever verifies."""
    ignore_checks(connection, "OFF")
    yield
    ignore_checks(connection, "ON")


# the rows, with the triggers off


def some_rows(connection: Connection, table: str, number: int = 1) -> list[dict[str, Any]]:
    """Rows from the middle, which other rows lean on from both sides."""
    rows = connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
    start = max(0, min(len(rows) // 2, len(rows) - number))
    return [dict(row) for row in rows[start : start + number]]


def where(connection: Connection, table: str, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    key = inspect(connection).get_pk_constraint(table)["constrained_columns"] or list(row)
    condition = " AND ".join(f'"{part}" = :key_{part}' for part in key)
    return condition, {f"key_{part}": row[part] for part in key}


def others(value: Any) -> list[Any]:
    """Values that might stand in its place, the nearest first."""
    if isinstance(value, bool | int):
        return [value + 1, value - 1, 0, None]
    if isinstance(value, bytes | memoryview):
        return [bytes(value)[:-1] + b"?", b""]
    if isinstance(value, str):
        last = value[-1:]
        return [value[:-1] + chr(ord(last or "a") ^ 1), value + "\n", value.swapcase(), "", None]
    if value is None:
        return [1, "x", "2024-01-01", "2024-01-01T00:00:00.000000Z"]
    return [value.replace(day=value.day % 28 + 1), None]  # a day or a moment of PostgreSQL's


def change(connection: Connection, statement: str, values: Mapping[str, Any]) -> bool:
    """Whether the database lets it happen, and it does something."""
    try:
        with connection.begin_nested():
            return connection.execute(text(statement), dict(values)).rowcount > 0
    except (exc.DBAPIError, OverflowError):
        return False


def is_found(connection: Connection, table: str) -> bool:
    """Whether verify finds anything: its checks one after the other, the likeliest end first."""
    kept = table in {one.name for one in KEPT}
    try:
        with guards_back(connection):
            checks = reversed(CHECKS) if kept else CHECKS
            return any(finding for check in checks for finding in check(connection))
    except Exception:  # verify says what that comes from
        return bool(verified(connection))


def found_and_undone(
    connection: Connection, table: str, *changes: tuple[str, Mapping[str, Any]]
) -> bool | None:
    """Whether verify finds what these do; ``None`` if the database does not let them."""
    with connection.begin_nested() as point:
        done = [change(connection, *one) for one in changes]
        with checks_on(connection):
            found = is_found(connection, table) if all(done) else None
        point.rollback()
    return found


COLUMNS = [
    pytest.param(table.name, column.name, id=f"{table.name}.{column.name}")
    for table in METADATA.sorted_tables
    for column in table.c
]


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_value_of_a_row(hands_on: Connection, counted: Counted, table: str, column: str) -> None:
    [row] = some_rows(hands_on, table)
    condition, key = where(hands_on, table, row)
    statement = f'UPDATE {table} SET "{column}" = :other WHERE {condition}'
    tried = [
        found_and_undone(hands_on, table, (statement, {**key, "other": other}))
        for other in [one for one in others(row[column]) if one != row[column]][:2]
    ]
    assert False not in tried
    counted("rows", len(tried))


@pytest.mark.parametrize("table", [table.name for table in METADATA.sorted_tables])
def test_rows_that_go_come_or_change_places(
    hands_on: Connection, counted: Counted, table: str
) -> None:
    [one] = some_rows(hands_on, table)
    condition, key = where(hands_on, table, one)
    tried = [
        found_and_undone(hands_on, table, (f"DELETE FROM {table} WHERE {condition}", key)),
        found_and_undone(hands_on, table, (f"DELETE FROM {table}", {})),
    ]
    columns = exchangeable(hands_on, table, one)
    rows = hands_on.execute(text(f"SELECT * FROM {table}")).mappings().all()
    other = next((row for row in rows if any(row[name] != one[name] for name in columns)), None)
    if other is not None:
        tried.append(
            found_and_undone(hands_on, table, *swapped(hands_on, table, columns, one, other))
        )
    assert set(tried) <= {True, None}
    assert tried[:2] == [True, True]
    counted("gone", len(tried))


def exchangeable(connection: Connection, table: str, row: Mapping[str, Any]) -> list[str]:
    """The columns in which two rows may change places: not the key, nor what stands only once."""
    found = inspect(connection)
    unique = {name for key in found.get_unique_constraints(table) for name in key["column_names"]}
    fixed = unique | set(found.get_pk_constraint(table)["constrained_columns"])
    return [name for name in row if name not in fixed]


def swapped(
    connection: Connection,
    table: str,
    columns: list[str],
    one: Mapping[str, Any],
    other: Mapping[str, Any],
) -> list[tuple[str, Mapping[str, Any]]]:
    """Each row says what the other said."""
    assigned = ", ".join(f'"{name}" = :{name}' for name in columns)
    changes: list[tuple[str, Mapping[str, Any]]] = []
    for mine, theirs in ((one, other), (other, one)):
        condition, key = where(connection, table, mine)
        values = {**{name: theirs[name] for name in columns}, **key}
        changes.append((f"UPDATE {table} SET {assigned} WHERE {condition}", values))
    return changes


# statements: refused by the triggers, and found once the triggers are gone or were for a while


def attacks(connection: Connection, table: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """UPDATE, DELETE, UPSERT, REPLACE and TRUNCATE, each of which would change something."""
    [row] = some_rows(connection, table)
    condition, key = where(connection, table, row)
    column = next(name for name in reversed(row) if isinstance(row[name], str))
    other = {**row, column: others(row[column])[0]}
    columns = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(f":{name}" for name in row)
    into = f"INTO {table} ({columns}) VALUES ({values})"
    keys = ", ".join(inspect(connection).get_pk_constraint(table)["constrained_columns"])
    found = {
        "update": (
            f'UPDATE {table} SET "{column}" = :other WHERE {condition}',
            {**key, "other": other[column]},
        ),
        "delete": (f"DELETE FROM {table} WHERE {condition}", key),
        "upsert": (
            f'INSERT {into} ON CONFLICT ({keys}) DO UPDATE SET "{column}" = excluded."{column}"',
            other,
        ),
    }
    if connection.dialect.name == "sqlite":
        found["replace"] = (f"INSERT OR REPLACE {into}", other)
        found["truncate"] = (f"DELETE FROM {table}", {})
    else:
        found["truncate"] = (f"TRUNCATE {table} CASCADE", {})
    return found


def triggers(connection: Connection, table: str) -> Rows:
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
    else:
        query = (
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid = CAST(:table AS regclass)"
        )
    return [tuple(row) for row in connection.execute(text(query), {"table": table})]


@pytest.mark.parametrize("table", RECORD)
def test_statements_against_the_record(kept: str, counted: Counted, table: str) -> None:
    with transaction(kept) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tried = attacks(connection, table)
        for statement, values in tried.values():
            with pytest.raises(exc.DBAPIError, match="append-only"), connection.begin_nested():
                connection.execute(text(statement), values)
        for back in (False, True):
            for statement, values in tried.values():
                with connection.begin_nested() as point:
                    guards = triggers(connection, table)
                    for name, _ in guards:
                        on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
                        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
                    done = change(connection, statement, values)
                    for _, made in guards if back else ():
                        connection.exec_driver_sql(made)
                    assert is_found(connection, table) or (back and not done)
                    point.rollback()
        counted(f"statements-{connection.dialect.name}", 3 * len(tried))


# the journal, against a head that was kept


def cut(connection: Connection, last: int) -> None:
    """The journal ends there, and everything else is as if no more had ever been recorded."""
    reads = "SELECT seq FROM journal WHERE seq > :last AND action = 'document.read'"
    undone = connection.execute(text(reads), {"last": last}).scalars().all()
    later = "(SELECT id FROM entry WHERE journal_seq > :last)"
    statements = [
        f"DELETE FROM citation WHERE entry_id IN {later}",
        *(
            f"DELETE FROM {table} WHERE journal_seq > :last"
            for table in ("decision", "entry", "commitment_link", "rate", "rate_source")
        ),
        *(["DELETE FROM claim"] if undone else []),
        *(f"DELETE FROM {table}" for table in ("cell", "position", "entry_in_euro")),
        *(f"DELETE FROM {table} WHERE journal_seq > :last" for table in ("commitment", "document")),
    ]
    bodies = connection.execute(
        text("SELECT action, body FROM journal WHERE seq > :last"), {"last": last}
    ).all()
    for statement in statements:
        connection.execute(text(statement), {"last": last} if ":last" in statement else {})
    for action, body in bodies:
        told = journal.told(body)
        if action == "organisation.add":
            connection.execute(text("DELETE FROM organisation WHERE id = :id"), {"id": told["id"]})
        elif action == "item.add":
            for table in ("item", "unit"):
                connection.execute(
                    text(f"DELETE FROM {table} WHERE code = :name"), {"name": told["name"]}
                )
    connection.execute(text("DELETE FROM journal WHERE seq > :last"), {"last": last})
    keeping.keep_all(connection)


def rewrite(connection: Connection, by: str) -> None:
    """Every row by somebody else, in the record and in a chain whose hashes all fit."""
    ledger_id = connection.execute(text("SELECT ledger_id FROM ledger")).scalar_one()
    rows, previous = list(journal.rows(connection)), journal.genesis(ledger_id)
    connection.execute(text("DELETE FROM journal"))
    for row in rows:
        digest = journal.row_hash(previous, row.seq, row.at, by, row.action, row.body)
        told = {**row._asdict(), "by": by, "previous": previous, "hash": digest}
        connection.execute(METADATA.tables["journal"].insert(), told)
        previous = digest
    for table in ("document", "commitment", "commitment_link", "entry", "decision", "rate_source"):
        connection.execute(text(f"UPDATE {table} SET recorded_by = :by"), {"by": by})


def test_an_end_that_was_cut_off(hands_on: Connection, counted: Counted) -> None:
    """Where all else fits, nothing but the head that was kept tells."""
    kept_head = parse(str(head(hands_on)))
    for last in range(2, kept_head.seq):
        with hands_on.begin_nested() as point:
            cut(hands_on, last)
            assert verified(hands_on) == []
            assert [one.code for one in check_head(hands_on, kept_head)] == ["head-missing"]
            point.rollback()
    counted("heads", kept_head.seq - 2)


def test_a_journal_written_anew(hands_on: Connection, counted: Counted) -> None:
    heads = [head(hands_on)]
    rewrite(hands_on, "somebody else")
    assert verified(hands_on) == []
    heads += [type(heads[0])(row.seq, row.hash) for row in journal.rows(hands_on)]
    assert [one.code for one in check_head(hands_on, heads[0])] == ["head-changed"]
    assert all(not list(check_head(hands_on, one)) for one in heads[1:])
    counted("heads", 1)
