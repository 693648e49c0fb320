"""The review queue: claims of readers, and decisions of people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from ledger.model.base import VERDICTS, flag, is_hash, one_of, table
from ledger.model.types import Count, Flag, Moment


class Claim(SQLModel, table=True):
    """What a reader found in a document, before a person has looked.

    ``body`` is the claim as canonical JSON and is replaced when the document is read again;
    ``key`` is the SHA-256 of what makes it this claim. ``withdrawn`` marks one that is not found
    any more: it keeps its number, because decisions refer to it.
    """

    __tablename__ = "claim"
    __table_args__ = table(
        UniqueConstraint("key"),
        ForeignKeyConstraint(["document_id"], ["document.id"]),
        Index(None, "document_id"),
        is_hash("key"),
        flag("withdrawn"),
        CheckConstraint("start_at >= 0 AND start_at < end_at", name="span"),
        CheckConstraint("confidence_e4 BETWEEN 0 AND 10000", name="confidence"),
    )

    id: int = Field(primary_key=True, sa_type=Count)
    key: str = Field(sa_type=Text)
    document_id: int = Field(sa_type=Count)
    reader: str = Field(sa_type=Text)
    rule: str = Field(sa_type=Text)
    start_at: int = Field(sa_type=Count)
    end_at: int = Field(sa_type=Count)
    confidence_e4: int = Field(sa_type=Count)
    body: str = Field(sa_type=Text)
    extracted_at: datetime = Field(sa_type=Moment)
    withdrawn: bool = Field(sa_type=Flag, sa_column_kwargs={"server_default": "0"})


class Decision(SQLModel, table=True):
    """A person's accept, amend or reject of a claim; append-only, one a claim.

    It keeps the claim as it was decided on (``claim``, canonical JSON), because claims are
    replaced when a document is read again.
    """

    __tablename__ = "decision"
    __table_args__ = table(
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
    )

    id: int = Field(primary_key=True, sa_type=Count)
    claim_id: int = Field(sa_type=Count)
    claim_key: str = Field(sa_type=Text)
    claim: str = Field(sa_type=Text)
    reader: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    reason: str | None = Field(sa_type=Text)
    commitment_id: int | None = Field(sa_type=Count)
    entry_id: int | None = Field(sa_type=Count)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)
