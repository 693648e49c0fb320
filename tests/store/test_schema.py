"""The schema: migrations, frozen databases, and what is refused as no ledger of this version."""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, product
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from conftest import new_database, on_both, on_server
from databases import contents, is_one_sentence, run, transaction
from sqlalchemy import Connection, Engine, event, inspect, text

import ledger
from ledger.api import Ledger, upgrade
from ledger.demo import open_demo
from ledger.errors import LedgerError, StoreError, ValueRefused
from ledger.exporters.sheets import gap_json
from ledger.model.tables import METADATA
from ledger.store import schema
from ledger.store.engine import make_engine
from ledger.store.location import locate

FROZEN = Path(__file__).parents[2] / "fixtures" / "databases"
FROZEN_REVISIONS = sorted(path.stem for path in FROZEN.glob("*.sqlite"))


def bring_up(place: str) -> str | None:
    location = locate(place)
    return upgrade(make_engine(location), location, "tests")


def catalogue(place: str) -> list[tuple[Any, ...]]:
    """Everything that a schema is made of."""
    with transaction(place) as connection:
        if connection.dialect.name == "sqlite":
            parts = ["SELECT type, name, tbl_name, sql FROM sqlite_master"]
        else:
            parts = [
                "SELECT table_name, column_name, data_type, is_nullable, column_default"
                " FROM information_schema.columns WHERE table_schema = 'public'",
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
                " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
                "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'",
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
                "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            ]
        found = [tuple(row) for part in parts for row in connection.execute(text(part))]
    return sorted(found, key=repr)


def gap_of(book: Ledger) -> dict[str, Any]:
    return gap_json(book.gap("donor,item,month", as_of="2024-04-30"), None, explained=True)


def names_of(connection: Connection, table: str) -> set[str]:
    """The names of all constraints and indexes that a database has on a table."""
    found = inspect(connection)
    return {
        str(one["name"])
        for one in (
            found.get_pk_constraint(table),
            *found.get_foreign_keys(table),
            *found.get_unique_constraints(table),
            *found.get_check_constraints(table),
            *(
                index
                for index in found.get_indexes(table)
                if not index.get("duplicates_constraint")
            ),
        )
    }


def test_models_and_migrations_agree(place: str) -> None:
    with transaction(place) as connection:
        config = schema.alembic_config(connection)
        config.stdout = (
            io.StringIO()
        )  # what was standard output when alembic was imported may be gone
        command.check(config)


def test_the_list_of_revisions_is_the_history(place: str) -> None:
    with transaction(place) as connection:
        scripts = ScriptDirectory.from_config(schema.alembic_config(connection))
    history = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(history)) == schema.REVISIONS
    assert scripts.get_heads() == [schema.REVISIONS[-1]]


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_database_and_models_name_every_constraint_alike(demo_place: str, table: str) -> None:
    model = METADATA.tables[table]
    expected = {str(one.name) for one in (*model.constraints, *model.indexes)}
    with transaction(demo_place) as connection:
        assert names_of(connection, table) == expected
    ours = re.compile(rf"pk_{table}|(?:fk|uq|ck|ix)_{table}_(?!ck_)[a-z0-9_]+")
    assert all(ours.fullmatch(name) for name in expected)


def test_every_revision_goes_up_from_the_one_before(
    backend: str, empty_place: Callable[[str], str], new_ledger: Callable[[str], str]
) -> None:
    place = empty_place(backend)
    for revision in schema.REVISIONS:
        with transaction(place, keep=True) as connection:
            command.upgrade(schema.alembic_config(connection), revision)
        assert run(place, "SELECT version_num FROM alembic_version") == [(revision,)]
    assert catalogue(place) == catalogue(new_ledger(backend))


def test_an_upgrade_of_what_is_current_changes_nothing(place: str) -> None:
    before = contents(place), catalogue(place)
    assert bring_up(place) == schema.REVISIONS[-1]
    assert (contents(place), catalogue(place)) == before


def thaw(revision: str, backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if backend == "sqlite":
        return shutil.copy(FROZEN / f"{revision}.sqlite", tmp_path / "thawed.db").as_posix()
    place = new_database(request.getfixturevalue("server"))
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute((FROZEN / f"{revision}.sql").read_bytes())
    return place


def test_the_released_schemas_are_frozen_for_both_databases() -> None:
    assert sorted(path.stem for path in FROZEN.glob("*.sql")) == FROZEN_REVISIONS
    assert "0003" in FROZEN_REVISIONS
    assert set(FROZEN_REVISIONS) <= set(schema.REVISIONS)


@pytest.mark.parametrize("revision", FROZEN_REVISIONS)
def test_frozen_databases_come_up_whole_and_answer_as_a_new_one(
    revision: str,
    backend: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    new_ledger: Callable[[str], str],
) -> None:
    place = thaw(revision, backend, tmp_path, request)
    assert bring_up(place) == revision
    with ledger.open(place) as thawed, open_demo(new_ledger(backend), fresh=False)[0] as fresh:
        assert thawed.verify() == []
        assert gap_of(thawed) == gap_of(fresh)
        thawed.add_document(b"Norway pledged 8 tanks.\n", published="2024-05-01")
        assert thawed.verify() == []
    assert catalogue(place) == catalogue(new_ledger(backend))


class LightsOut(Exception):
    """What stops an upgrade at some statement."""


@contextmanager
def watched(do: Callable[[str], None]) -> Iterator[None]:
    """Call ``do`` with each statement before it goes to a database."""

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        do(statement)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)


def at_revision(place: str, revision: str | None) -> str:
    """An empty place brought up to a revision, without rows."""
    if revision is not None:
        with transaction(place, keep=True) as connection:
            command.upgrade(schema.alembic_config(connection), revision)
    return place


@pytest.mark.parametrize(
    ("backend", "start", "from_the_end"),
    on_both(product([None, schema.REVISIONS[-2]], [0, 1, 3, 8]), every=5),
    indirect=["backend"],
)
def test_an_upgrade_that_fails_midway_leaves_all_as_it_was(
    backend: str, start: str | None, from_the_end: int, empty_place: Callable[[str], str]
) -> None:
    example = at_revision(empty_place(backend), start)
    statements: list[str] = []
    with watched(statements.append):
        bring_up(example)
    place = at_revision(empty_place(backend), start)
    before = contents(place), catalogue(place)
    left = count(len(statements) - from_the_end - 1, -1)

    def fail(_: str) -> None:
        if next(left) == 0:
            raise LightsOut

    with watched(fail), pytest.raises(LightsOut):
        bring_up(place)
    assert (contents(place), catalogue(place)) == before
    assert bring_up(place) == start
    assert catalogue(place) == catalogue(example)


WAYS_IN: dict[str, Callable[[str], object]] = {
    "open": ledger.open,
    "create": lambda place: ledger.open(place, create=True),
    "upgrade": bring_up,
}


def refused(place: str, way: str, kind: type[LedgerError] = StoreError) -> LedgerError:
    with pytest.raises(kind) as raised:
        WAYS_IN[way](place)
    assert is_one_sentence(raised.value)
    return raised.value


def sqlite_file(path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (words TEXT)")
    connection.execute("INSERT INTO notes VALUES ('mine')")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("way", WAYS_IN)
class TestFilesThatAreNoLedger:
    def test_of_another_program(self, way: str, tmp_path: Path) -> None:
        path = sqlite_file(tmp_path / "notes.db")
        before = path.read_bytes()
        assert "some other program" in refused(str(path), way).sentence
        assert path.read_bytes() == before

    @pytest.mark.parametrize("size", [2, 50, 5_000])
    def test_of_text(self, way: str, size: int, tmp_path: Path) -> None:
        path = tmp_path / "ledger.db"
        path.write_bytes(b"a" * size)
        assert "not a SQLite database" in refused(str(path), way).sentence
        assert path.read_bytes() == b"a" * size

    @pytest.mark.parametrize("part", [60, 100, 5_000, 0.5, 0.99])
    def test_truncated(self, way: str, part: float, tmp_path: Path, sqlite_template: Path) -> None:
        whole = sqlite_template.read_bytes()
        path = tmp_path / "ledger.db"
        cut = whole[: int(part if part > 1 else part * len(whole))]
        path.write_bytes(cut)
        refused(str(path), way)
        assert path.read_bytes() == cut

    def test_a_directory(self, way: str, tmp_path: Path) -> None:
        error = refused(str(tmp_path), way)
        assert "is a directory" in error.sentence
        assert str(tmp_path / "ledger.db") in str(error.hint)

    def test_in_a_folder_that_is_not_there(self, way: str, tmp_path: Path) -> None:
        refused(str(tmp_path / "nowhere" / "ledger.db"), way)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("name", ["", "  ", "a\0b", "mysql://host/ledger"])
    def test_with_no_name(self, way: str, name: str) -> None:
        refused(name, way, ValueRefused)


@pytest.mark.parametrize("way", WAYS_IN)
class TestServersWithoutALedger:
    def test_database_of_another_program(self, way: str, server: str) -> None:
        place = new_database(server)
        run(place, "CREATE TABLE notes (words TEXT)")
        run(place, "INSERT INTO notes VALUES ('mine')")
        before = contents(place), catalogue(place)
        assert "some other program" in refused(place, way).sentence
        assert (contents(place), catalogue(place)) == before

    def test_no_such_database(self, way: str, server: str) -> None:
        assert "does not exist" in refused(on_server(server, "nowhere"), way).sentence

    def test_no_such_server(self, way: str, tmp_path: Path) -> None:
        refused(f"postgresql://postgres@/ledger?host={tmp_path}", way)

    def test_password_stays_secret(self, way: str, tmp_path: Path) -> None:
        error = refused(f"postgresql://someone:hushhush@/ledger?host={tmp_path}", way)
        assert "hushhush" not in f"{error.sentence} {error.hint}"


def test_an_empty_place_holds_no_ledger_yet(
    backend: str, empty_place: Callable[[str], str]
) -> None:
    place = empty_place(backend)
    if backend == "sqlite":
        Path(place).touch()
    error = refused(place, "open")
    assert "There is no ledger" in error.sentence
    assert "db upgrade" in str(error.hint)
    assert contents(place) == {}


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    assert "There is no ledger" in refused(str(tmp_path / "ledger.db"), "open").sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("way", WAYS_IN)
def test_a_newer_schema_is_left_alone(place: str, way: str) -> None:
    run(place, "UPDATE alembic_version SET version_num = '9999'")
    before = contents(place)
    error = refused(place, way)
    assert "9999" in error.sentence
    assert "newer version" in str(error.hint)
    assert contents(place) == before


@pytest.mark.parametrize("way", ["open", "create"])
def test_an_older_schema_is_told_to_go_up(
    backend: str, way: str, empty_place: Callable[[str], str]
) -> None:
    place = empty_place(backend)
    with transaction(place, keep=True) as connection:
        command.upgrade(schema.alembic_config(connection), schema.REVISIONS[-2])
    before = contents(place)
    error = refused(place, way)
    assert schema.REVISIONS[-2] in error.sentence
    assert "db upgrade" in str(error.hint)
    assert contents(place) == before


@pytest.mark.parametrize("content", [b"\n", b"x", b"SQLite format 4\0 and more"])
def test_a_file_too_short_for_a_database_is_not_written_over(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a SQLite database"):
        ledger.open(path, create=True)
    assert path.read_bytes() == content
