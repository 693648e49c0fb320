"""Rates: the price of one unit in another, with where it came from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text
from sqlmodel import Field, SQLModel

from ledger.model.base import BASES, one_of, table
from ledger.model.types import Count, Day, Moment


class RateSource(SQLModel, table=True):
    """Where rates came from, a row a load: a file with its SHA-256, or words of a document.

    ``name`` is the file's name, or the document's reference; ``start_at``, ``end_at`` and
    ``exact`` are the words that state the value, as in :class:`Citation`.
    """

    __tablename__ = "rate_source"
    __table_args__ = table(
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        ForeignKeyConstraint(["document_id"], ["document.id"]),
        CheckConstraint("length(name) > 0", name="name"),
        CheckConstraint("file_sha256 IS NULL OR length(file_sha256) = 64", name="file_sha256"),
        CheckConstraint("(file_sha256 IS NULL) <> (document_id IS NULL)", name="file_or_document"),
        CheckConstraint(
            "(document_id IS NULL) = (start_at IS NULL) AND (document_id IS NULL) ="
            " (end_at IS NULL) AND (document_id IS NULL) = (exact IS NULL)",
            name="words_iff_document",
        ),
        CheckConstraint("start_at IS NULL OR (start_at >= 0 AND start_at < end_at)", name="span"),
    )

    journal_seq: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    name: str = Field(sa_type=Text)
    file_sha256: str | None = Field(sa_type=Text)
    document_id: int | None = Field(sa_type=Count)
    start_at: int | None = Field(sa_type=Count)
    end_at: int | None = Field(sa_type=Count)
    exact: str | None = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)


class Rate(SQLModel, table=True):
    """The price of one unit in a currency on a day, with its provider.

    ``value`` is a decimal as text without needless zeros: a rate is never multiplied in SQL.
    ``journal_seq`` is the load that brought it, see :class:`RateSource`.
    """

    __tablename__ = "rate"
    __table_args__ = (
        ForeignKeyConstraint(["unit"], ["unit.code"]),
        ForeignKeyConstraint(["priced_in"], ["unit.code"]),
        ForeignKeyConstraint(["journal_seq"], ["rate_source.journal_seq"]),
        one_of("basis", BASES),
        CheckConstraint("unit <> priced_in", name="not_in_itself"),
        CheckConstraint("length(value) BETWEEN 1 AND 41", name="value"),
        CheckConstraint("length(provider) > 0", name="provider"),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )

    unit: str = Field(primary_key=True, sa_type=Text)
    priced_in: str = Field(primary_key=True, sa_type=Text)
    day: date = Field(primary_key=True, sa_type=Day)
    basis: str = Field(primary_key=True, sa_type=Text)
    provider: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)
