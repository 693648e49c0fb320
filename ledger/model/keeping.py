"""What the ledger keeps of itself: its identity and its journal."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Table, Text, UniqueConstraint

from ledger.model.base import METADATA, is_hash, key
from ledger.model.types import Count, Moment

LEDGER = Table(
    "ledger",
    METADATA,
    key("id", Count),
    Column("ledger_id", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
    sqlite_strict=True,
)
"""One row: which ledger this is."""

JOURNAL = Table(
    "journal",
    METADATA,
    key("seq", Count),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    UniqueConstraint("hash"),
    UniqueConstraint("previous"),
    is_hash("hash"),
    is_hash("previous"),
    sqlite_strict=True,
)
"""One hash-chained row per change."""
