"""Column types that mean the same on SQLite and on PostgreSQL.

SQLite tables are STRICT, which knows INTEGER, TEXT and BLOB alone: days and times are ISO 8601
texts there, which sort as they should, and native types on PostgreSQL.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

from ledger.errors import StoreError
from ledger.values.amount import shown

Count = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit integer on both databases."""


class Day(TypeDecorator[date]):
    """A day of the calendar."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT on SQLite, DATE elsewhere."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Bind as ISO text on SQLite."""
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Read back as a date; :class:`StoreError` for a text that is none."""
        try:
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            raise _unreadable(value, "day") from None


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT on SQLite, TIMESTAMP WITH TIME ZONE elsewhere."""
        native = Text() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(native)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Bind as ISO text on SQLite, always with microseconds so that it sorts."""
        return moment_text(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read back as an aware datetime in UTC; :class:`StoreError` for a text that is none."""
        if isinstance(value, str):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                raise _unreadable(value, "moment") from None
        return None if value is None else value.astimezone(UTC)


class Flag(TypeDecorator[bool]):
    """True or false, as the integers 1 and 0 on both databases."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Bind as 0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """Read back as a bool."""
        return None if value is None else bool(value)


def _unreadable(value: str, what: str) -> StoreError:
    return StoreError(
        f"The database holds {shown(value)} where a {what} should stand.",
        hint="It was changed from outside. See where: aid-ledger verify",
    )


@lru_cache(maxsize=64)
def moment_text(moment: datetime) -> str:
    """``2026-03-01T08:30:00.000000Z``: UTC, microseconds always there."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
