"""Two roles on a real PostgreSQL server: what each may do, and everything that neither may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from databases import RECORD, contents
from psycopg import sql

import ledger
from ledger.api import Ledger
from ledger.demo import open_demo
from ledger.errors import StoreError, ValueRefused
from ledger.model.tables import KEPT, METADATA
from ledger.store.roles import READERS, WRITERS, roles_sql
from ledger.store.schema import REVISIONS
from tests.audit.building import build

PRICES = Path(__file__).parents[2] / "docs" / "examples" / "prices.csv"
LASTING = sorted(METADATA.tables.keys() - {table.name for table in KEPT})
LOGINS = {"adds": WRITERS, "reads": READERS}


def as_login(place: str, login: str) -> str:
    parts = urlsplit(place)
    return f"postgresql://{login}@{parts.path}?{parts.query}"


@pytest.fixture(scope="module")
def shared(new_ledger: Callable[[str], str]) -> Iterator[str]:
    """A ledger with the roles, as its owner reaches it, filled by one who may add."""
    place = new_ledger("postgresql")
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(roles_sql().encode())
        for login, role in LOGINS.items():
            name, group = sql.Identifier(login), sql.Identifier(role)
            owner.execute(sql.SQL("CREATE ROLE {} LOGIN IN ROLE {}").format(name, group))
    open_demo(as_login(place, "adds"), fresh=False)[0].close()
    yield place
    with psycopg.connect(place, autocommit=True) as owner:
        for role in (*LOGINS, WRITERS, READERS):
            owner.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))
            owner.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def opened(shared: str) -> Callable[[str], Ledger]:
    return lambda login: ledger.open(as_login(shared, login), by_whom=login)


def test_one_role_may_do_all_that_the_program_does(
    shared: str, new_ledger: Callable[[str], str]
) -> None:
    place = new_ledger("postgresql")
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(roles_sql().encode())
    with ledger.open(as_login(place, "adds"), by_whom="adds") as book:
        build(book)
        book.load_rates("csv", PRICES)
        assert book.verify() == []
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(sql.SQL("DROP OWNED BY {}, {}").format(*map(sql.Identifier, LOGINS)))
        owner.execute(f"DROP OWNED BY {READERS}, {WRITERS}")


def test_the_other_role_may_read_all(opened: Callable[[str], Ledger]) -> None:
    with opened("reads") as book:
        assert book.verify() == []
        assert book.gap().rows
        assert book.trace("C1")


def test_and_is_told_that_it_may_not_add(shared: str, opened: Callable[[str], Ledger]) -> None:
    before = contents(shared)
    with opened("reads") as book, pytest.raises(StoreError) as refused:
        book.add_document(b"News.", published="2024-01-01")
    assert refused.value.sentence.startswith("You may not do this on ")
    assert contents(shared) == before


FORBIDDEN = {
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
    "drop table": "DROP TABLE {table} CASCADE",
    "disable triggers": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "own trigger": "CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION refuse_change()",
    "rule": "CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "take": "ALTER TABLE {table} OWNER TO CURRENT_USER",
}
ANYWHERE = (
    "SET session_replication_role = replica",
    "DROP FUNCTION refuse_change() CASCADE",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RETURN NEW; END $$",
    "CREATE TABLE mine (words TEXT)",
    "CREATE SCHEMA mine",
    "DROP VIEW v_entry",
    f"GRANT {READERS} TO CURRENT_USER WITH ADMIN OPTION",
    "SET ROLE postgres",
    "UPDATE alembic_version SET version_num = '9999'",
)


def refused(place: str, login: str, statement: str) -> bool:
    with psycopg.connect(as_login(place, login)) as connection:
        try:
            connection.execute(statement.encode())
        except psycopg.errors.InsufficientPrivilege:
            return True
        finally:
            connection.rollback()
    return False


@pytest.mark.parametrize("login", LOGINS)
class TestNeitherRole:
    @pytest.mark.parametrize("attempt", FORBIDDEN)
    def test_may_touch_what_is_recorded(self, shared: str, login: str, attempt: str) -> None:
        for table in LASTING:
            column = next(iter(METADATA.tables[table].columns)).name
            statement = FORBIDDEN[attempt].format(table=table, column=column)
            assert refused(shared, login, statement), statement

    def test_may_drop_a_trigger(self, shared: str, login: str) -> None:
        with psycopg.connect(shared) as owner:
            triggers = owner.execute(
                "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
            ).fetchall()
        assert len(triggers) >= 2 * 10
        for trigger, table in triggers:
            assert refused(shared, login, f"DROP TRIGGER {trigger} ON {table}")

    @pytest.mark.parametrize("statement", ANYWHERE)
    def test_may_get_round_it(self, shared: str, login: str, statement: str) -> None:
        assert refused(shared, login, statement)

    def test_gives_itself_rights(self, shared: str, login: str) -> None:
        """The server only warns of a GRANT that grants nothing."""
        with psycopg.connect(as_login(shared, login)) as connection:
            connection.execute(f"GRANT ALL ON entry TO {LOGINS[login]}".encode())
        assert refused(shared, login, "DELETE FROM entry")


def test_who_only_reads_inserts_nowhere(shared: str) -> None:
    for table in METADATA.tables:
        assert refused(shared, "reads", f"INSERT INTO {table} SELECT * FROM {table}")


def test_others_on_the_server_see_nothing(shared: str) -> None:
    with psycopg.connect(shared, autocommit=True) as owner:
        owner.execute("CREATE ROLE stranger LOGIN")
        assert refused(shared, "stranger", "SELECT * FROM public.entry")
        owner.execute("DROP ROLE stranger")


def test_an_upgrade_is_for_the_owner(shared: str, backend_of_an_older_one: str) -> None:
    with pytest.raises(StoreError, match="You may not do this on"):
        open_and_upgrade(backend_of_an_older_one)


@pytest.fixture
def backend_of_an_older_one(shared: str, new_ledger: Callable[[str], str]) -> Iterator[str]:
    place = new_ledger("postgresql")
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(roles_sql().encode())
        owner.execute(f"UPDATE alembic_version SET version_num = '{REVISIONS[-2]}'")
        owner.execute("CREATE TABLE position_figure ()")  # which the next revision drops
    yield as_login(place, "adds")
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(f"DROP OWNED BY {READERS}, {WRITERS}")


def open_and_upgrade(place: str) -> None:
    from ledger.api import upgrade
    from ledger.store.engine import make_engine
    from ledger.store.location import locate

    location = locate(place)
    upgrade(make_engine(location), location, "adds")


def test_what_is_no_record_is_listed_as_kept() -> None:
    """A table either is guarded by triggers, or holds names, or is kept by the program."""
    names = {"organisation", "organisation_alias", "membership", "unit", "item", "item_alias"}
    assert {*RECORD, *names} == set(LASTING)


@pytest.mark.parametrize("name", ["", "a b", "a'; DROP ROLE x; --", 'a"b', "é", "a" * 64, "1a"])
def test_names_that_no_role_can_have_are_refused(name: str) -> None:
    for names in ({"readers": name}, {"writers": name}):
        with pytest.raises(ValueRefused):
            roles_sql(**names)


def test_one_role_cannot_be_both() -> None:
    with pytest.raises(ValueRefused):
        roles_sql("team", "team")
