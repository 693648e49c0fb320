"""The tables of the ledger, as SQLModel classes.

Amounts stand in two integer columns, whole units and ten-thousandths (``low_whole`` and
``low_e4``), because a 64-bit integer cannot hold 10^15 with four decimals, SQLite has no decimal
type, and sums must be exact on both databases. Times and days: see :mod:`ledger.model.types`.

``table=True`` models do not validate; :mod:`ledger.model.inputs` does, and so does the database.
Every table whose rows are facts of the record carries ``journal_seq``, the number of the journal
row that brought it; that number is the ledger's clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from ledger.model.types import Count, Day, Flag, Moment
from ledger.rules.families import LinkKind
from ledger.rules.lines import COLUMNS
from ledger.values.bounds import Qualifier
from ledger.values.stages import AidType, Stage
from ledger.values.units import UnitKind
from ledger.vocabulary import AliasSort, OrganisationKind

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
    "item",
    "programme",
    "statement",
)
"""What a citation supports. ``statement`` is the quote that the entry as a whole rests on."""

VERDICTS = ("accept", "amend", "reject")

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
METADATA: MetaData = SQLModel.metadata


def _table(*constraints: Any) -> tuple[Any, ...]:
    return (*constraints, {"sqlite_strict": True})


def _one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _is_hash(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) = 64", name=column)


def _flag(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (0, 1)", name=column)


def _bounds() -> tuple[CheckConstraint, ...]:
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


class Ledger(SQLModel, table=True):
    """One row: which ledger this is."""

    __tablename__ = "ledger"
    __table_args__ = _table(CheckConstraint("id = 1", name="only_one"))

    id: int = Field(primary_key=True, sa_type=Count, sa_column_kwargs={"autoincrement": False})
    ledger_id: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)


class Organisation(SQLModel, table=True):
    """A donor or recipient: a state, a group of states, an institution, a fund."""

    __tablename__ = "organisation"
    __table_args__ = _table(
        UniqueConstraint("name"), UniqueConstraint("code"), _one_of("kind", OrganisationKind)
    )

    id: int = Field(primary_key=True, sa_type=Count)
    code: str | None = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    iati: str | None = Field(sa_type=Text)


class OrganisationAlias(SQLModel, table=True):
    """Another name that sources use for an organisation."""

    __tablename__ = "organisation_alias"
    __table_args__ = _table(
        ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        _one_of("sort", AliasSort),
    )

    alias: str = Field(primary_key=True, sa_type=Text)
    organisation_id: int = Field(primary_key=True, sa_type=Count)
    sort: str = Field(sa_type=Text)


class Membership(SQLModel, table=True):
    """A state in a group, since a day."""

    __tablename__ = "membership"
    __table_args__ = _table(
        ForeignKeyConstraint(["member_id"], ["organisation.id"]),
        ForeignKeyConstraint(["group_id"], ["organisation.id"]),
        CheckConstraint("member_id <> group_id", name="not_of_itself"),
    )

    member_id: int = Field(primary_key=True, sa_type=Count)
    group_id: int = Field(primary_key=True, sa_type=Count)
    since: date | None = Field(sa_type=Day)


class Unit(SQLModel, table=True):
    """What is counted: a currency by its ISO 4217 code, or an item by its name."""

    __tablename__ = "unit"
    __table_args__ = _table(_one_of("kind", UnitKind))

    code: str = Field(primary_key=True, sa_type=Text)
    kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)


class Item(SQLModel, table=True):
    """A kind of thing that is given: its unit, category, and how it is counted."""

    __tablename__ = "item"
    __table_args__ = _table(ForeignKeyConstraint(["code"], ["unit.code"]))

    code: str = Field(primary_key=True, sa_type=Text)
    category: str = Field(sa_type=Text)
    counting_unit: str = Field(sa_type=Text)


class ItemAlias(SQLModel, table=True):
    """Another name that sources use for an item."""

    __tablename__ = "item_alias"
    __table_args__ = _table(ForeignKeyConstraint(["item_code"], ["item.code"]))

    alias: str = Field(primary_key=True, sa_type=Text)
    item_code: str = Field(sa_type=Text)


class Document(SQLModel, table=True):
    """What somebody published, as an immutable snapshot."""

    __tablename__ = "document"
    __table_args__ = _table(
        UniqueConstraint("sha256"),
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        _is_hash("sha256"),
        _is_hash("text_sha256"),
        _one_of("publisher_kind", PUBLISHER_KINDS),
        _one_of("published_how", PUBLISHED_HOW),
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
    __table_args__ = _table(
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["donor_id"], ["organisation.id"]),
        ForeignKeyConstraint(["recipient_id"], ["organisation.id"]),
        ForeignKeyConstraint(["item"], ["item.code"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        _one_of("aid_type", AidType),
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
    __table_args__ = _table(
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["source_id"], ["commitment.id"]),
        ForeignKeyConstraint(["target_id"], ["commitment.id"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        _one_of("kind", LinkKind),
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
    __table_args__ = _table(
        UniqueConstraint("commitment_id", "replaces"),
        Index("ix_entry_id", "id"),
        Index(None, "journal_seq"),
        ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
        ForeignKeyConstraint(["unit"], ["unit.code"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        *_bounds(),
        _one_of("stage", Stage),
        _one_of("qualifier", Qualifier),
        _one_of("basis", BASES),
        _flag("cumulative"),
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
    __table_args__ = _table(
        ForeignKeyConstraint(
            ["commitment_id", "entry_id"],
            ["entry.commitment_id", "entry.id"],
            name="fk_citation_entry",
        ),
        ForeignKeyConstraint(["document_id"], ["document.id"]),
        Index(None, "document_id"),
        _one_of("field", FIELDS),
        _one_of("selector_kind", SELECTORS),
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


class RateSource(SQLModel, table=True):
    """Where rates came from, a row a load: a file with its SHA-256, or words of a document.

    ``name`` is the file's name, or the document's reference; ``start_at``, ``end_at`` and
    ``exact`` are the words that state the value, as in :class:`Citation`.
    """

    __tablename__ = "rate_source"
    __table_args__ = _table(
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
        _one_of("basis", BASES),
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


class Claim(SQLModel, table=True):
    """What a reader found in a document, before a person has looked.

    ``body`` is the claim as canonical JSON and is replaced when the document is read again;
    ``key`` is the SHA-256 of what makes it this claim. ``withdrawn`` marks one that is not found
    any more: it keeps its number, because decisions refer to it.
    """

    __tablename__ = "claim"
    __table_args__ = _table(
        UniqueConstraint("key"),
        ForeignKeyConstraint(["document_id"], ["document.id"]),
        Index(None, "document_id"),
        _is_hash("key"),
        _flag("withdrawn"),
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
    __table_args__ = _table(
        UniqueConstraint("claim_id"),
        UniqueConstraint("journal_seq"),
        ForeignKeyConstraint(["claim_id"], ["claim.id"]),
        ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
        ForeignKeyConstraint(["journal_seq"], ["journal.seq"]),
        Index(None, "entry_id"),
        _is_hash("claim_key"),
        _one_of("verdict", VERDICTS),
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


class Journal(SQLModel, table=True):
    """One hash-chained row per change."""

    __tablename__ = "journal"
    __table_args__ = _table(
        UniqueConstraint("hash"),
        UniqueConstraint("previous"),
        _is_hash("hash"),
        _is_hash("previous"),
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
    __table_args__ = _table(
        ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
        _flag("unquantified"),
        _flag("evidence"),
        _flag("conflict"),
        _flag("other_unit"),
        _one_of("stage", Stage),
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
    __table_args__ = _table(
        ForeignKeyConstraint(
            ["commitment_id", "unit"],
            ["position.commitment_id", "position.unit"],
            name="fk_position_figure_position",
            ondelete="CASCADE",
        ),
        *_bounds(),
        _one_of("figure", COLUMNS),
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


# The same tables for queries in SQLAlchemy Core, which is what reads and writes them.
LEDGER: Table = METADATA.tables["ledger"]
ORGANISATION: Table = METADATA.tables["organisation"]
ORGANISATION_ALIAS: Table = METADATA.tables["organisation_alias"]
MEMBERSHIP: Table = METADATA.tables["membership"]
UNIT: Table = METADATA.tables["unit"]
ITEM: Table = METADATA.tables["item"]
ITEM_ALIAS: Table = METADATA.tables["item_alias"]
DOCUMENT: Table = METADATA.tables["document"]
COMMITMENT: Table = METADATA.tables["commitment"]
COMMITMENT_LINK: Table = METADATA.tables["commitment_link"]
ENTRY: Table = METADATA.tables["entry"]
CITATION: Table = METADATA.tables["citation"]
RATE_SOURCE: Table = METADATA.tables["rate_source"]
RATE: Table = METADATA.tables["rate"]
CLAIM: Table = METADATA.tables["claim"]
DECISION: Table = METADATA.tables["decision"]
JOURNAL: Table = METADATA.tables["journal"]
POSITION: Table = METADATA.tables["position"]
POSITION_FIGURE: Table = METADATA.tables["position_figure"]
