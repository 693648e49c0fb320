"""Which version of the schema a database has, and bringing it up to this program's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from ledger.errors import StoreError
from ledger.model.tables import METADATA
from ledger.resources import folder
from ledger.store.engine import APPLICATION_ID, changing, reading, use_write_ahead_log
from ledger.store.keeping import keep_all
from ledger.store.location import Location
from ledger.store.lock import Wait

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""All revisions this program knows, oldest first; the last is the one it works with."""

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Status:
    """``revision`` is ``None`` for a database without a ledger."""

    revision: str | None
    is_empty: bool

    @property
    def is_current(self) -> bool:
        """Whether this program can work with it as it is."""
        return self.revision == REVISIONS[-1]


def status(engine: Engine, location: Location) -> Status:
    """Read the schema's version; a foreign or newer database raises :class:`StoreError`."""
    _require_sqlite(location)
    with reading(engine, location) as connection:
        return _status(connection, location)


def _require_sqlite(location: Location) -> None:
    """SQLite takes a file of a byte or two for an empty database, and would write over it."""
    if location.path is None or not location.path.exists():
        return
    try:
        with location.path.open("rb") as file:
            start = file.read(len(_SQLITE))
    except OSError as error:
        raise StoreError(f"{location} cannot be read: {error.strerror}.") from None
    if start and start != _SQLITE:
        raise StoreError(f"{location} is not a ledger: the file is not a SQLite database.")


def _status(connection: Connection, location: Location) -> Status:
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables or "ledger" not in tables:
        if tables and not location.is_postgresql:
            raise StoreError(
                f"{location} is a database of some other program, not a ledger.",
                hint="Give --db another path; nothing was changed.",
            )
        if tables - {"alembic_version"}:
            raise StoreError(
                f"{location} holds tables of some other program.",
                hint="Give the ledger a database of its own: createdb NAME.",
            )
        return Status(None, is_empty=True)
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if revision not in REVISIONS:
        raise StoreError(
            f"{location} has schema {revision}; this program knows up to {REVISIONS[-1]}.",
            hint="It was written by a newer version. Update with: pip install -U aid-ledger",
        )
    return Status(str(revision), is_empty=False)


def require_current(engine: Engine, location: Location) -> None:
    """Raise :class:`StoreError` unless the database holds a ledger of this very schema."""
    found = status(engine, location)
    if found.is_empty:
        raise StoreError(
            f"There is no ledger in {location} yet.",
            hint="Start one with: aid-ledger db upgrade, or look at one with: aid-ledger demo",
        )
    if not found.is_current:
        raise StoreError(
            f"{location} has the older schema {found.revision}; "
            f"this program works with {REVISIONS[-1]}.",
            hint="Bring it up with: aid-ledger db upgrade",
        )


def upgrade(
    engine: Engine, location: Location, wait: Wait, when_new: Callable[[Connection], None]
) -> str | None:
    """Bring the schema up in one transaction; returns the revision it had before.

    ``when_new`` writes the first rows of a database that had no ledger. Killed at any instant,
    the database is as it was.
    """
    from alembic import command

    status(engine, location)  # or a file of some other program would get our kind of log
    if not location.is_postgresql:
        use_write_ahead_log(engine, location)
    with changing(engine, location, wait) as connection:
        before = _status(connection, location).revision  # nobody else can change it from here on
        command.upgrade(alembic_config(connection), "head")
        if before is None:
            when_new(connection)
        elif before != REVISIONS[-1]:
            keep_all(connection)
        if not location.is_postgresql:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    return before


def drop(engine: Engine, location: Location) -> None:
    """Remove a ledger from a PostgreSQL database, in one transaction."""
    with changing(engine, location, Wait()) as connection:
        for view in ("v_citation", "v_delivery", "v_entry", "v_commitment"):
            connection.execute(text(f"DROP VIEW {view}"))
        METADATA.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("DROP FUNCTION refuse_change()"))


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for a connection of ours; no alembic.ini is needed."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
