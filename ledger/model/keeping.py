"""What the ledger keeps of itself: its identity and its journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from ledger.model.base import is_hash, table
from ledger.model.types import Count, Moment


class Ledger(SQLModel, table=True):
    """One row: which ledger this is."""

    __tablename__ = "ledger"
    __table_args__ = table(CheckConstraint("id = 1", name="only_one"))

    id: int = Field(primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False})
    ledger_id: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class Journal(SQLModel, table=True):
    """One hash-chained row per change."""

    __tablename__ = "journal"
    __table_args__ = table(
        UniqueConstraint("hash"),
        UniqueConstraint("previous"),
        is_hash("hash"),
        is_hash("previous"),
    )

    seq: int = Field(primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    by: str = Field(sa_type=Text)
    action: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)
    previous: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)
