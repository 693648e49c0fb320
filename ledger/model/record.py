"""The record: documents, commitments, entries and their citations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from ledger.model.base import (
    BASES,
    FIELDS,
    PUBLISHED_HOW,
    PUBLISHER_KINDS,
    SELECTORS,
    bounds,
    flag,
    is_hash,
    one_of,
    partial_index,
    table,
)
from ledger.model.types import Count, Day, Flag, Moment
from ledger.rules.families import LinkKind
from ledger.values.bounds import Qualifier
from ledger.values.stages import AidType, Stage


class Document(SQLModel, table=True):
    """What somebody published, as an immutable snapshot."""

    __tablename__ = "document"
    __table_args__ = table(
        UniqueConstraint("sha256"),
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        is_hash("sha256"),
        is_hash("text_sha256"),
        one_of("publisher_kind", PUBLISHER_KINDS),
        one_of("published_how", PUBLISHED_HOW),
    )

    id: int = Field(primary_key=True, sa_type=Count)
    sha256: str = Field(sa_type=Text)
    text_sha256: str = Field(sa_type=Text)
    media_type: str = Field(sa_type=Text)
    encoding: str = Field(sa_type=Text)
    content: bytes = Field(sa_type=LargeBinary)
    text: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    publisher: str | None = Field(sa_type=Text)
    publisher_kind: str = Field(sa_type=Text)
    url: str | None = Field(sa_type=Text)
    archive_url: str | None = Field(sa_type=Text)
    language: str | None = Field(sa_type=Text)
    published_on: date = Field(sa_type=Day)
    published_how: str = Field(sa_type=Text)
    retrieved_at: datetime | None = Field(sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)


class Commitment(SQLModel, table=True):
    """One promise by a donor to a recipient; the thing whose fulfilment is followed."""

    __tablename__ = "commitment"
    __table_args__ = table(
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["donor_id"], ["organisation.id"]),
        ForeignKeyConstraint(["recipient_id"], ["organisation.id"]),
        ForeignKeyConstraint(["item"], ["item.code"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        one_of("aid_type", AidType),
        CheckConstraint("length(title) > 0", name="title"),
        Index(None, "donor_id"),
        Index(None, "recipient_id"),
    )

    id: int = Field(primary_key=True, sa_type=Count)
    donor_id: int = Field(sa_type=Count)
    recipient_id: int = Field(sa_type=Count)
    aid_type: str = Field(sa_type=Text)
    item: str | None = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    programme: str | None = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)


class CommitmentLink(SQLModel, table=True):
    """What one commitment is to another.

    ``folded_id`` is the one of the two that is counted with the other. It is the key: nothing is
    counted in two places.
    """

    __tablename__ = "commitment_link"
    __table_args__ = table(
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["source_id"], ["commitment.id"]),
        ForeignKeyConstraint(["target_id"], ["commitment.id"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        one_of("kind", LinkKind),
        CheckConstraint("source_id <> target_id", name="not_to_itself"),
        CheckConstraint(
            "folded_id = CASE kind WHEN 'supersedes' THEN target_id ELSE source_id END",
            name="folded",
        ),
        Index(None, "source_id"),
        Index(None, "target_id"),
    )

    folded_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    source_id: int = Field(sa_type=Count)
    target_id: int = Field(sa_type=Count)
    kind: str = Field(sa_type=Text)
    reason: str | None = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)


class Entry(SQLModel, table=True):
    """One dated, cited fact about one commitment; append-only.

    The key starts with the commitment, so that a table that is spread over servers by
    commitment can keep it. Entry numbers are unique in the ledger all the same.
    """

    __tablename__ = "entry"
    __table_args__ = table(
        UniqueConstraint("commitment_id", "replaces"),
        Index("ix_entry_id", "id"),
        partial_index("ix_entry_replacing", "commitment_id", where="replaces IS NOT NULL"),
        Index(
            "ix_entry_fold",
            *("commitment_id", "date_high", "date_low", "journal_seq", "stage", "unit"),
            *("low_whole", "low_e4", "high_whole", "high_e4", "cumulative", "id"),
        ),
        Index(None, "journal_seq"),
        partial_index("ix_entry_due_high", "due_high", where="due_high IS NOT NULL"),
        ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
        ForeignKeyConstraint(["unit"], ["unit.code"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        *bounds(),
        one_of("stage", Stage),
        one_of("qualifier", Qualifier),
        one_of("basis", BASES),
        flag("cumulative"),
        CheckConstraint(
            "(low_whole IS NULL OR low_whole < 1000000000000000"
            " OR (low_whole = 1000000000000000 AND low_e4 = 0))"
            " AND (high_whole IS NULL OR high_whole < 1000000000000000"
            " OR (high_whole = 1000000000000000 AND high_e4 = 0))",
            name="largest",
        ),
        CheckConstraint(
            "(unit IS NOT NULL) = (low_whole IS NOT NULL OR high_whole IS NOT NULL)",
            name="unit_iff_figure",
        ),
        CheckConstraint(
            "(qualifier = 'undisclosed') = (unit IS NULL)", name="undisclosed_iff_no_figure"
        ),
        CheckConstraint("date_low IS NULL OR date_low <= date_high", name="date_low_not_after"),
        CheckConstraint(
            "due_high IS NULL OR stage NOT IN ('in_transit', 'delivered', 'cancelled')",
            name="due_of_promise",
        ),
        CheckConstraint(
            "due_low IS NULL OR (due_high IS NOT NULL AND due_low <= due_high)",
            name="due_low_not_after",
        ),
        CheckConstraint("replaces IS NULL OR replaces < id", name="replaces_earlier"),
        CheckConstraint("(replaces IS NULL) = (reason IS NULL)", name="reason_iff_replaces"),
    )

    commitment_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    id: int = Field(primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False})
    stage: str = Field(sa_type=Text)
    low_whole: int | None = Field(sa_type=Count)
    low_e4: int | None = Field(sa_type=Count)
    high_whole: int | None = Field(sa_type=Count)
    high_e4: int | None = Field(sa_type=Count)
    unit: str | None = Field(sa_type=Text)
    qualifier: str = Field(sa_type=Text)
    date_low: date | None = Field(sa_type=Day)
    date_high: date = Field(sa_type=Day)
    due_low: date | None = Field(sa_type=Day)
    due_high: date | None = Field(sa_type=Day)
    cumulative: bool = Field(sa_type=Flag)
    basis: str = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(sa_type=Text)
    replaces: int | None = Field(sa_type=Count)
    reason: str | None = Field(sa_type=Text)
    journal_seq: int = Field(sa_type=Count)


class Citation(SQLModel, table=True):
    """Where in a document a value of an entry stands: a W3C Web Annotation selector.

    In text: ``start_at`` and ``end_at`` count code points (TextPositionSelector), ``exact``,
    ``prefix`` and ``suffix`` are its TextQuoteSelector. In a sheet ``selector`` is the cell, in
    XML the XPath.
    """

    __tablename__ = "citation"
    __table_args__ = table(
        ForeignKeyConstraint(
            ["commitment_id", "entry_id"],
            ["entry.commitment_id", "entry.id"],
            name="fk_citation_entry",
        ),
        ForeignKeyConstraint(["document_id"], ["document.id"]),
        Index(None, "document_id"),
        one_of("field", FIELDS),
        one_of("selector_kind", SELECTORS),
        CheckConstraint(
            "(selector_kind = 'text' AND selector IS NULL AND start_at IS NOT NULL"
            " AND end_at IS NOT NULL AND sentence_start IS NOT NULL AND sentence_end IS NOT NULL)"
            " OR (selector_kind <> 'text' AND selector IS NOT NULL AND start_at IS NULL"
            " AND end_at IS NULL AND sentence_start IS NULL AND sentence_end IS NULL)",
            name="selector",
        ),
        CheckConstraint("start_at IS NULL OR (start_at >= 0 AND start_at < end_at)", name="span"),
        CheckConstraint(
            "sentence_start IS NULL OR (sentence_start >= 0 AND sentence_start < sentence_end)",
            name="sentence",
        ),
    )

    commitment_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    entry_id: int = Field(
        primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False}
    )
    number: int = Field(primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False})
    field: str = Field(sa_type=Text)
    document_id: int = Field(sa_type=Count)
    selector_kind: str = Field(sa_type=Text)
    selector: str | None = Field(sa_type=Text)
    start_at: int | None = Field(sa_type=Count)
    end_at: int | None = Field(sa_type=Count)
    exact: str = Field(sa_type=Text)
    prefix: str = Field(sa_type=Text)
    suffix: str = Field(sa_type=Text)
    sentence_start: int | None = Field(sa_type=Count)
    sentence_end: int | None = Field(sa_type=Count)
