"""Where a ledger is: a file, or a PostgreSQL database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ledger.errors import StoreError, ValueRefused

_POSTGRESQL = ("postgresql://", "postgres://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Location:
    """A place that ``--db`` names: ``path`` for SQLite, or ``url`` for PostgreSQL."""

    path: Path | None
    url: str | None

    def __str__(self) -> str:
        """How messages name it: never with a password."""
        if self.path is not None:
            return str(self.path)
        from sqlalchemy import make_url

        return make_url(self.url or "").render_as_string(hide_password=True)

    @property
    def is_postgresql(self) -> bool:
        """Whether this is a database on a server."""
        return self.url is not None


def locate(db: str | Path) -> Location:
    """Read what ``--db`` gives: a path, or a ``postgresql://`` URL."""
    text = str(db)
    for scheme in _POSTGRESQL:
        if text.startswith(scheme):
            return Location(None, "postgresql+psycopg://" + text.removeprefix(scheme))
    if "://" in text:
        raise ValueRefused(
            f"{text.partition('://')[0]}:// is not a kind of database that a ledger can live in.",
            hint="Give the path of a file, or a URL that starts with postgresql://.",
        )
    if not text.strip() or "\0" in text:
        raise ValueRefused("The database has no name.", hint="Give --db the path of a file.")
    path = Path(text)
    if path.is_dir():
        raise StoreError(f"{path} is a directory, not a ledger.", hint=f"Try {path / 'ledger.db'}.")
    return Location(path, None)
