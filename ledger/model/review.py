"""The review queue: claims of readers, and decisions of people."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from ledger.model.base import METADATA, VERDICTS, flag, is_hash, one_of
from ledger.model.types import Count, Flag, Moment

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", Count, primary_key=True, nullable=False),
    Column("key", Text, nullable=False),
    Column("document_id", Count, nullable=False),
    Column("reader", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start_at", Count, nullable=False),
    Column("end_at", Count, nullable=False),
    Column("confidence_e4", Count, nullable=False),
    Column("body", Text, nullable=False),
    Column("extracted_at", Moment, nullable=False),
    Column("withdrawn", Flag, nullable=False, server_default="0"),
    UniqueConstraint("key"),
    ForeignKeyConstraint(["document_id"], ["document.id"]),
    Index(None, "document_id"),
    is_hash("key"),
    flag("withdrawn"),
    CheckConstraint("start_at >= 0 AND start_at < end_at", name="span"),
    CheckConstraint("confidence_e4 BETWEEN 0 AND 10000", name="confidence"),
    sqlite_strict=True,
)
"""What a reader found in a document, before a person has looked.

``body`` is the claim as canonical JSON and is replaced when the document is read again;
``key`` is the SHA-256 of what makes it this claim. ``withdrawn`` marks one that is not found
any more: it keeps its number, because decisions refer to it.
"""

DECISION = Table(
    "decision",
    METADATA,
    Column("id", Count, primary_key=True, nullable=False),
    Column("claim_id", Count, nullable=False),
    Column("claim_key", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=True),
    Column("commitment_id", Count, nullable=True),
    Column("entry_id", Count, nullable=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("journal_seq", Count, nullable=False),
    UniqueConstraint("claim_id"),
    UniqueConstraint("journal_seq"),
    ForeignKeyConstraint(["claim_id"], ["claim.id"]),
    ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
    ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
    Index(None, "entry_id"),
    is_hash("claim_key"),
    one_of("verdict", VERDICTS),
    CheckConstraint(
        "(verdict = 'reject') = (entry_id IS NULL) AND"
        " (commitment_id IS NULL) = (entry_id IS NULL)",
        name="entry_unless_rejected",
    ),
    CheckConstraint("verdict <> 'reject' OR reason IS NOT NULL", name="reason_if_rejected"),
    sqlite_strict=True,
)
"""A person's accept, amend or reject of a claim; append-only, one a claim.

It keeps the claim as it was decided on (``claim``, canonical JSON), because claims are
replaced when a document is read again.
"""
