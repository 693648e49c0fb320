"""What the ledger keeps of itself: its identity, its journal, and where commitments stand."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from ledger.model.base import bounds, flag, is_hash, one_of, table
from ledger.model.types import Count, Day, Flag, Moment
from ledger.rules.lines import COLUMNS
from ledger.values.stages import Stage


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


class Position(SQLModel, table=True):
    """What a commitment stands at now, a row a unit; kept by the writer.

    ``unit`` is empty where nothing has a figure and the commitment names no item. ``day`` is the
    last day of the promise, ``last_day`` that of the latest entry behind it.
    """

    __tablename__ = "position"
    __table_args__ = table(
        ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
        flag("unquantified"),
        flag("evidence"),
        flag("conflict"),
        flag("other_unit"),
        one_of("stage", Stage),
    )

    commitment_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    unit: str = Field(primary_key=True, sa_type=Text)
    unquantified: bool = Field(sa_type=Flag)
    evidence: bool = Field(sa_type=Flag)
    conflict: bool = Field(sa_type=Flag)
    other_unit: bool = Field(sa_type=Flag)
    day: date = Field(sa_type=Day)
    stage: str = Field(sa_type=Text)
    last_day: date = Field(sa_type=Day)


class PositionFigure(SQLModel, table=True):
    """One figure of a position: the bounds in one column of the gap."""

    __tablename__ = "position_figure"
    __table_args__ = table(
        ForeignKeyConstraint(
            ["commitment_id", "unit"],
            ["position.commitment_id", "position.unit"],
            name="fk_position_figure_position",
            ondelete="CASCADE",
        ),
        *bounds(),
        one_of("figure", COLUMNS),
    )

    commitment_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    unit: str = Field(primary_key=True, sa_type=Text)
    figure: str = Field(primary_key=True, sa_type=Text)
    low_whole: int | None = Field(sa_type=Count)
    low_e4: int | None = Field(sa_type=Count)
    high_whole: int | None = Field(sa_type=Count)
    high_e4: int | None = Field(sa_type=Count)
