"""The record: documents, commitments, entries and their citations."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from ledger.model.base import (
    BASES,
    FIELDS,
    METADATA,
    PUBLISHED_HOW,
    PUBLISHER_KINDS,
    SELECTORS,
    bounds,
    flag,
    is_hash,
    key,
    one_of,
    partial_index,
)
from ledger.model.types import Count, Day, Flag, Moment
from ledger.rules.families import LinkKind
from ledger.values.bounds import Qualifier
from ledger.values.stages import AidType, Stage

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Count, primary_key=True, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=True),
    Column("publisher_kind", Text, nullable=False),
    Column("url", Text, nullable=True),
    Column("archive_url", Text, nullable=True),
    Column("language", Text, nullable=True),
    Column("published_on", Day, nullable=False),
    Column("published_how", Text, nullable=False),
    Column("retrieved_at", Moment, nullable=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("journal_seq", Count, nullable=False),
    UniqueConstraint("sha256"),
    UniqueConstraint("journal_seq"),
    ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
    is_hash("sha256"),
    is_hash("text_sha256"),
    one_of("publisher_kind", PUBLISHER_KINDS),
    one_of("published_how", PUBLISHED_HOW),
    sqlite_strict=True,
)
"""What somebody published, as an immutable snapshot."""

COMMITMENT = Table(
    "commitment",
    METADATA,
    Column("id", Count, primary_key=True, nullable=False),
    Column("donor_id", Count, nullable=False),
    Column("recipient_id", Count, nullable=False),
    Column("aid_type", Text, nullable=False),
    Column("item", Text, nullable=True),
    Column("title", Text, nullable=False),
    Column("programme", Text, nullable=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("journal_seq", Count, nullable=False),
    UniqueConstraint("journal_seq"),
    ForeignKeyConstraint(["donor_id"], ["organisation.id"]),
    ForeignKeyConstraint(["recipient_id"], ["organisation.id"]),
    ForeignKeyConstraint(["item"], ["item.code"]),
    ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
    one_of("aid_type", AidType),
    CheckConstraint("length(title) > 0", name="title"),
    Index(None, "donor_id"),
    Index(None, "recipient_id"),
    sqlite_strict=True,
)
"""One promise by a donor to a recipient; the thing whose fulfilment is followed."""

COMMITMENT_LINK = Table(
    "commitment_link",
    METADATA,
    key("folded_id", Count),
    Column("source_id", Count, nullable=False),
    Column("target_id", Count, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=True),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("journal_seq", Count, nullable=False),
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
    sqlite_strict=True,
)
"""What one commitment is to another.

``folded_id`` is the one of the two that is counted with the other. It is the key: nothing is
counted in two places.
"""

ENTRY = Table(
    "entry",
    METADATA,
    key("commitment_id", Count),
    key("id", Count),
    Column("stage", Text, nullable=False),
    Column("low_whole", Count, nullable=True),
    Column("low_e4", Count, nullable=True),
    Column("high_whole", Count, nullable=True),
    Column("high_e4", Count, nullable=True),
    Column("unit", Text, nullable=True),
    Column("qualifier", Text, nullable=False),
    Column("date_low", Day, nullable=True),
    Column("date_high", Day, nullable=False),
    Column("due_low", Day, nullable=True),
    Column("due_high", Day, nullable=True),
    Column("cumulative", Flag, nullable=False),
    Column("basis", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("replaces", Count, nullable=True),
    Column("reason", Text, nullable=True),
    Column("journal_seq", Count, nullable=False),
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
    sqlite_strict=True,
)
"""One dated, cited fact about one commitment; append-only.

The key starts with the commitment, so that a table that is spread over servers by
commitment can keep it. Entry numbers are unique in the ledger all the same.
"""

CITATION = Table(
    "citation",
    METADATA,
    key("commitment_id", Count),
    key("entry_id", Count),
    key("number", Count),
    Column("field", Text, nullable=False),
    Column("document_id", Count, nullable=False),
    Column("selector_kind", Text, nullable=False),
    Column("selector", Text, nullable=True),
    Column("start_at", Count, nullable=True),
    Column("end_at", Count, nullable=True),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("sentence_start", Count, nullable=True),
    Column("sentence_end", Count, nullable=True),
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
    sqlite_strict=True,
)
"""Where in a document a value of an entry stands: a W3C Web Annotation selector.

In text: ``start_at`` and ``end_at`` count code points (TextPositionSelector), ``exact``,
``prefix`` and ``suffix`` are its TextQuoteSelector. In a sheet ``selector`` is the cell, in
XML the XPath.
"""
