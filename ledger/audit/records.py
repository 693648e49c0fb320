"""The record as people read it: documents, commitments, entries and citations, with their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ledger.audit.clocks import NOW, Clocks
from ledger.errors import NotFound
from ledger.model.tables import (
    CITATION,
    COMMITMENT,
    COMMITMENT_LINK,
    DECISION,
    DOCUMENT,
    ENTRY,
    JOURNAL,
)
from ledger.store.facts import bounds_of, due_of
from ledger.store.names import Names, Party
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.refs import Ref, RefKind
from ledger.values.stages import AidType, Stage

Numbers = Collection[int] | Select[Any]
"""Which rows: their numbers, or a query for them, which has no limit."""

_ABOUT_DOCUMENT = [column for column in DOCUMENT.c if column.name not in {"content", "text"}]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document without its bytes and text."""

    ref: Ref
    sha256: str
    text_sha256: str
    media_type: str
    encoding: str
    title: str
    publisher: str | None
    publisher_kind: str
    url: str | None
    archive_url: str | None
    language: str | None
    published_on: date
    published_how: str
    retrieved_at: datetime | None
    recorded_at: datetime
    recorded_by: str
    journal_seq: int


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A citation with the sentence around it; ``start`` and ``end`` count code points."""

    field: str
    document: DocumentRecord
    start: int | None
    end: int | None
    exact: str
    sentence_start: int | None
    sentence_end: int | None
    sentence: str | None
    selector: str | None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What a person decided on the claim that an entry came from, and which reader found it."""

    claim: Ref
    verdict: str
    reason: str | None
    reader: str
    recorded_at: datetime
    recorded_by: str
    journal_seq: int


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry with its citations, and the journal row that brought it."""

    ref: Ref
    commitment: Ref
    stage: Stage
    figure: Bounds | None
    unit: str | None
    qualifier: Qualifier
    days: Days
    due: Days | None
    cumulative: bool
    basis: str
    replaces: Ref | None
    replaced_by: Ref | None
    reason: str | None
    recorded_at: datetime
    recorded_by: str
    journal_seq: int
    journal_hash: str
    decision: DecisionRecord | None
    citations: list[CitationRecord] = field(default_factory=list)

    @property
    def document(self) -> DocumentRecord:
        """The document that the entry as a whole rests on."""
        return self.citations[0].document


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """``source`` is a part of, draws on, supersedes or duplicates ``target``."""

    source: Ref
    target: Ref
    kind: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """A commitment with its entries in the order in which they were recorded, and its links."""

    ref: Ref
    donor: Party
    recipient: Party
    aid_type: AidType
    item: str | None
    title: str
    programme: str | None
    recorded_at: datetime
    recorded_by: str
    journal_seq: int
    entries: list[EntryRecord] = field(default_factory=list)
    links: list[LinkRecord] = field(default_factory=list)


def documents(
    connection: Connection, numbers: Numbers | None = None, clocks: Clocks = NOW
) -> list[DocumentRecord]:
    """Documents in the order in which they were taken in."""
    query = clocks.recorded(select(*_ABOUT_DOCUMENT).order_by(DOCUMENT.c.id), DOCUMENT)
    if numbers is not None:
        query = query.where(DOCUMENT.c.id.in_(numbers))
    return [_document(row) for row in connection.execute(query)]


def document(
    connection: Connection, number: int, clocks: Clocks = NOW
) -> tuple[DocumentRecord, str]:
    """One document and its text."""
    found = documents(connection, [number], clocks)
    if not found:
        raise _not_found(Ref(RefKind.DOCUMENT, number), clocks, "source list")
    text = connection.execute(select(DOCUMENT.c.text).where(DOCUMENT.c.id == number)).scalar_one()
    return found[0], text


def commitments(
    connection: Connection, numbers: Numbers | None = None, clocks: Clocks = NOW
) -> list[CommitmentRecord]:
    """Commitments by number, each with its entries, citations and links, as the clocks say."""
    names = Names(connection)
    query = clocks.recorded(select(COMMITMENT).order_by(COMMITMENT.c.id), COMMITMENT)
    if numbers is not None:
        query = query.where(COMMITMENT.c.id.in_(numbers))
    by_commitment: dict[int, list[EntryRecord]] = defaultdict(list)
    for one in entries(connection, numbers, clocks):
        by_commitment[one.commitment.number].append(one)
    links = _links(connection, clocks)
    return [
        CommitmentRecord(
            ref=Ref(RefKind.COMMITMENT, row.id),
            donor=names.parties[row.donor_id],
            recipient=names.parties[row.recipient_id],
            aid_type=AidType(row.aid_type),
            item=row.item,
            title=row.title,
            programme=row.programme,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            journal_seq=row.journal_seq,
            entries=by_commitment[row.id],
            links=links[row.id],
        )
        for row in connection.execute(query)
    ]


def commitment(connection: Connection, number: int, clocks: Clocks = NOW) -> CommitmentRecord:
    """One commitment."""
    found = commitments(connection, [number], clocks)
    if not found:
        raise _not_found(Ref(RefKind.COMMITMENT, number), clocks, "commitment list")
    return found[0]


def entry_of(
    connection: Connection, number: int, clocks: Clocks = NOW
) -> tuple[CommitmentRecord, EntryRecord]:
    """One entry, and the commitment that it belongs to."""
    commitment_id = connection.execute(
        select(ENTRY.c.commitment_id).where(ENTRY.c.id == number)
    ).scalar_one_or_none()
    ref = Ref(RefKind.ENTRY, number)
    for record in [] if commitment_id is None else commitments(connection, [commitment_id], clocks):
        for one in record.entries:
            if one.ref == ref:
                return record, one
    raise _not_found(ref, clocks, "commitment list --entries")


def citing(document: int) -> Numbers:
    """The commitments that rest on a document."""
    return select(CITATION.c.commitment_id).where(CITATION.c.document_id == document)


def entries(
    connection: Connection, commitments: Numbers | None = None, clocks: Clocks = NOW
) -> list[EntryRecord]:
    """Entries by number, of the given commitments or all.

    What had not happened by ``clocks.as_of`` is left out; what is replaced by an entry that
    was recorded in time is replaced, whatever day that speaks of [G1].
    """
    query = clocks.recorded(
        select(ENTRY, JOURNAL.c.hash)
        .join(JOURNAL, JOURNAL.c.seq == ENTRY.c.journal_seq)
        .order_by(ENTRY.c.id),
        ENTRY,
    )
    if commitments is not None:
        query = query.where(ENTRY.c.commitment_id.in_(commitments))
    rows = connection.execute(query).all()
    cited = _citations(connection, commitments)
    decided = _decisions(connection, commitments, clocks)
    replaced_by = {row.replaces: row.id for row in rows if row.replaces is not None}
    found = [
        _entry(row, replaced_by.get(row.id), decided.get(row.id), cited[row.id]) for row in rows
    ]
    return [one for one in found if clocks.happened(one.days)]


def _entry(
    row: Row[Any],
    replaced_by: int | None,
    decision: DecisionRecord | None,
    cited: list[CitationRecord],
) -> EntryRecord:
    return EntryRecord(
        ref=Ref(RefKind.ENTRY, row.id),
        commitment=Ref(RefKind.COMMITMENT, row.commitment_id),
        stage=Stage(row.stage),
        figure=bounds_of(row),
        unit=row.unit,
        qualifier=Qualifier(row.qualifier),
        days=Days(row.date_low, row.date_high),
        due=due_of(row),
        cumulative=row.cumulative,
        basis=row.basis,
        replaces=None if row.replaces is None else Ref(RefKind.ENTRY, row.replaces),
        replaced_by=None if replaced_by is None else Ref(RefKind.ENTRY, replaced_by),
        reason=row.reason,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        journal_seq=row.journal_seq,
        journal_hash=row.hash,
        decision=decision,
        citations=cited,
    )


def _decisions(
    connection: Connection, commitments: Numbers | None, clocks: Clocks
) -> dict[int, DecisionRecord]:
    """The decisions that entries came from, by entry."""
    query = clocks.recorded(select(DECISION).where(DECISION.c.entry_id.is_not(None)), DECISION)
    if commitments is not None:
        query = query.where(DECISION.c.commitment_id.in_(commitments))
    return {
        row.entry_id: DecisionRecord(
            claim=Ref(RefKind.CLAIM, row.claim_id),
            verdict=row.verdict,
            reason=row.reason,
            reader=row.reader,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
            journal_seq=row.journal_seq,
        )
        for row in connection.execute(query)
    }


def _citations(
    connection: Connection, commitments: Numbers | None
) -> dict[int, list[CitationRecord]]:
    query = select(CITATION).order_by(CITATION.c.entry_id, CITATION.c.number)
    wanted = select(CITATION.c.document_id)
    if commitments is not None:
        query = query.where(CITATION.c.commitment_id.in_(commitments))
        wanted = wanted.where(CITATION.c.commitment_id.in_(commitments))
    rows = connection.execute(query).all()
    about = {one.ref.number: one for one in documents(connection, wanted)}
    texts = {
        row.id: row.text
        for row in connection.execute(
            select(DOCUMENT.c.id, DOCUMENT.c.text).where(DOCUMENT.c.id.in_(wanted))
        )
    }
    result: dict[int, list[CitationRecord]] = defaultdict(list)
    for row in rows:
        sentence = None
        if row.sentence_start is not None:
            sentence = texts[row.document_id][row.sentence_start : row.sentence_end]
        result[row.entry_id].append(
            CitationRecord(
                field=row.field,
                document=about[row.document_id],
                start=row.start_at,
                end=row.end_at,
                exact=row.exact,
                sentence_start=row.sentence_start,
                sentence_end=row.sentence_end,
                sentence=sentence,
                selector=row.selector,
            )
        )
    return result


def _links(connection: Connection, clocks: Clocks) -> dict[int, list[LinkRecord]]:
    result: dict[int, list[LinkRecord]] = defaultdict(list)
    every = select(COMMITMENT_LINK).order_by(COMMITMENT_LINK.c.journal_seq)
    for row in connection.execute(clocks.recorded(every, COMMITMENT_LINK)):
        link = LinkRecord(
            Ref(RefKind.COMMITMENT, row.source_id),
            Ref(RefKind.COMMITMENT, row.target_id),
            row.kind,
            row.reason,
        )
        for number in (row.source_id, row.target_id):
            result[number].append(link)
    return result


def _document(row: Row[Any]) -> DocumentRecord:
    values = row._asdict()
    return DocumentRecord(ref=Ref(RefKind.DOCUMENT, values.pop("id")), **values)


def _not_found(ref: Ref, clocks: Clocks, command: str) -> NotFound:
    noun = ref.kind.name.lower()
    asked = [
        *([] if clocks.as_of is None else [f"that had happened by {clocks.as_of}"]),
        *([] if clocks.known_at is None else [f"on record at journal row {clocks.known_at}"]),
    ]
    which = f" {' and '.join(asked)}" if asked else ""
    return NotFound(f"There is no {noun} {ref}{which}.", hint=f"See: aid-ledger {command}")


def entry_refs(numbers: Iterable[int]) -> list[str]:
    """``["E7", "E9"]`` in order, each once."""
    return [str(Ref(RefKind.ENTRY, number)) for number in sorted(set(numbers))]
