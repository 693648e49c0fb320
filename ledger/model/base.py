"""What all tables share: words that columns hold, names of constraints, and common CHECKs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, MetaData

PUBLISHER_KINDS = ("official", "media", "other")
PUBLISHED_HOW = ("given", "stated", "inferred")
BASES = ("source", "book", "replacement", "estimate")
SELECTORS = ("text", "cell", "xpath")
FIELDS = (
    "amount",
    "quantity",
    "unit",
    "donor",
    "recipient",
    "stage",
    "date",
    "due",
    "item",
    "programme",
    "statement",
)
"""What a citation supports. ``statement`` is the quote that the entry as a whole rests on."""

VERDICTS = ("accept", "amend", "reject")

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""All tables, and how constraints and indexes are named that are given no name of their own."""


def key(name: str, kind: Any) -> Column[Any]:
    """A column of the primary key that whoever writes the row gives."""
    return Column(name, kind, primary_key=True, autoincrement=False, nullable=False)


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """A column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def is_hash(column: str) -> CheckConstraint:
    """A column holds a SHA-256 in hexadecimal."""
    return CheckConstraint(f"length({column}) = 64", name=column)


def flag(column: str) -> CheckConstraint:
    """A column holds 0 or 1."""
    return CheckConstraint(f"{column} IN (0, 1)", name=column)


def partial_index(name: str, column: str, *, where: str) -> Index:
    """An index of some rows, which is made by a migration.

    The condition is noted for whoever reads this: told to SQLAlchemy it would have every command
    load all of its PostgreSQL dialect.
    """
    return Index(name, column, info={"where": where})


def bounds() -> tuple[CheckConstraint, ...]:
    """Both integers of an end or none, nothing below zero, and low not above high."""
    ends = tuple(
        CheckConstraint(
            f"({end}_whole IS NULL AND {end}_e4 IS NULL) OR ({end}_whole IS NOT NULL"
            f" AND {end}_e4 IS NOT NULL AND {end}_whole >= 0 AND {end}_e4 BETWEEN 0 AND 9999)",
            name=f"{end}_end",
        )
        for end in ("low", "high")
    )
    return (
        *ends,
        CheckConstraint(
            "low_whole IS NULL OR high_whole IS NULL OR low_whole < high_whole"
            " OR (low_whole = high_whole AND low_e4 <= high_e4)",
            name="low_not_above_high",
        ),
    )
