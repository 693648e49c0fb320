"""Rates: the price of one unit in another, with where it came from."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, Text

from ledger.model.base import BASES, METADATA, key, one_of
from ledger.model.types import Count, Day, Moment

RATE_SOURCE = Table(
    "rate_source",
    METADATA,
    key("journal_seq", Count),
    Column("name", Text, nullable=False),
    Column("file_sha256", Text, nullable=True),
    Column("document_id", Count, nullable=True),
    Column("start_at", Count, nullable=True),
    Column("end_at", Count, nullable=True),
    Column("exact", Text, nullable=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
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
    sqlite_strict=True,
)
"""Where rates came from, a row a load: a file with its SHA-256, or words of a document.

``name`` is the file's name, or the document's reference; ``start_at``, ``end_at`` and
``exact`` are the words that state the value, as in :data:`ledger.model.record.CITATION`.
"""

RATE = Table(
    "rate",
    METADATA,
    key("unit", Text),
    key("priced_in", Text),
    key("day", Day),
    key("basis", Text),
    key("provider", Text),
    Column("value", Text, nullable=False),
    Column("journal_seq", Count, nullable=False),
    ForeignKeyConstraint(["unit"], ["unit.code"]),
    ForeignKeyConstraint(["priced_in"], ["unit.code"]),
    ForeignKeyConstraint(["journal_seq"], ["rate_source.journal_seq"]),
    one_of("basis", BASES),
    CheckConstraint("unit <> priced_in", name="not_in_itself"),
    CheckConstraint("length(value) BETWEEN 1 AND 41", name="value"),
    CheckConstraint("length(provider) > 0", name="provider"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The price of one unit in a currency on a day, with its provider.

``value`` is a decimal as text without needless zeros: a rate is never multiplied in SQL.
``journal_seq`` is the load that brought it, see :data:`RATE_SOURCE`.
"""
