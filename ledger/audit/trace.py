"""From a figure back to its sentence: an entry, a commitment or a document, and what led here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ledger.audit.clocks import NOW, Clocks
from ledger.audit.records import (
    CitationRecord,
    CommitmentRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
    citing,
    commitment,
    commitments,
    document,
    entry_of,
)
from ledger.errors import NotFound
from ledger.model.tables import DECISION
from ledger.values import amount
from ledger.values.refs import Ref, RefKind


@dataclass(frozen=True, slots=True)
class Trace:
    """What a reference leads to.

    An entry: its commitment and the entry. A commitment: all its entries. A document: the
    document, and the commitments and entries that rest on it. A claim: the entry that came of it.
    """

    ref: Ref
    document: DocumentRecord | None
    commitments: list[CommitmentRecord]
    entries: list[EntryRecord]


def trace(connection: Connection, ref: Ref, clocks: Clocks = NOW) -> Trace:
    """Follow a reference; one that leads nowhere raises :class:`ledger.errors.NotFound`.

    What was recorded, or had happened, only after ``clocks`` is not there.
    """
    match ref.kind:
        case RefKind.DOCUMENT:
            about, _ = document(connection, ref.number, clocks)
            resting = [
                (record, entry)
                for record in commitments(connection, citing(ref.number), clocks)
                for entry in record.entries
                if any(one.document.ref == ref for one in entry.citations)
            ]
            found = {record.ref: record for record, _ in resting}
            entries = sorted((entry for _, entry in resting), key=lambda one: one.ref.number)
            return Trace(ref, about, list(found.values()), entries)
        case RefKind.ENTRY:
            record, entry = entry_of(connection, ref.number, clocks)
            return Trace(ref, None, [record], [entry])
        case RefKind.CLAIM:
            return trace(connection, _entry_of_claim(connection, ref, clocks), clocks)
        case RefKind.COMMITMENT:
            record = commitment(connection, ref.number, clocks)
            return Trace(ref, None, [record], record.entries)


def _entry_of_claim(connection: Connection, claim: Ref, clocks: Clocks) -> Ref:
    """The entry that came of a claim."""
    query = select(DECISION.c.entry_id).where(DECISION.c.claim_id == claim.number)
    entry = connection.execute(clocks.recorded(query, DECISION)).scalar_one_or_none()
    if entry is None:
        raise NotFound(f"No entry came of {claim}.", hint=f"See: aid-ledger review show {claim}")
    return Ref(RefKind.ENTRY, entry)


def as_json(found: Trace) -> dict[str, Any]:
    """The trace as values for JSON; figures are decimal strings."""
    if found.document is not None:
        about = document_json(found.document)
        return {**about, "entries": [entry_json(one) for one in found.entries]}
    [record] = found.commitments
    if found.ref.kind is RefKind.ENTRY:
        [entry] = found.entries
        return {**entry_json(entry), "commitment": commitment_json(record)}
    return {**commitment_json(record), "entries": [entry_json(one) for one in record.entries]}


def commitment_json(record: CommitmentRecord) -> dict[str, Any]:
    """A commitment without its entries."""
    return {
        "ref": record.ref,
        "donor": record.donor.key,
        "donor_name": record.donor.name,
        "recipient": record.recipient.key,
        "recipient_name": record.recipient.name,
        "aid_type": record.aid_type,
        "item": record.item,
        "title": record.title,
        "programme": record.programme,
        "links": [
            {"source": link.source, "kind": link.kind, "target": link.target, "reason": link.reason}
            for link in record.links
        ],
        "recorded_at": record.recorded_at,
        "recorded_by": record.recorded_by,
        "journal_seq": record.journal_seq,
    }


def entry_json(entry: EntryRecord) -> dict[str, Any]:
    """An entry with its citations."""
    figure = entry.figure
    return {
        "ref": entry.ref,
        "commitment": entry.commitment,
        "stage": entry.stage,
        "low": None if figure is None or figure.low is None else amount.text(figure.low),
        "high": None if figure is None or figure.high is None else amount.text(figure.high),
        "unit": entry.unit,
        "qualifier": entry.qualifier,
        "date_low": entry.days.low,
        "date_high": entry.days.high,
        "due_low": None if entry.due is None else entry.due.low,
        "due_high": None if entry.due is None else entry.due.high,
        "cumulative": entry.cumulative,
        "basis": entry.basis,
        "replaces": entry.replaces,
        "replaced_by": entry.replaced_by,
        "reason": entry.reason,
        "recorded_at": entry.recorded_at,
        "recorded_by": entry.recorded_by,
        "citations": [citation_json(one) for one in entry.citations],
        "decision": None if entry.decision is None else decision_json(entry.decision),
        "rates": [],
        "journal_seq": entry.journal_seq,
        "journal_hash": entry.journal_hash,
    }


def decision_json(one: DecisionRecord) -> dict[str, Any]:
    """Who took a claim for an entry, when and why, and which reader had found it."""
    return {name: getattr(one, name) for name in DecisionRecord.__slots__}


def citation_json(one: CitationRecord) -> dict[str, Any]:
    """A citation with what an auditor needs to find it again."""
    return {
        "field": one.field,
        "document": one.document.ref,
        "publisher": one.document.publisher,
        "published_on": one.document.published_on,
        "published_how": one.document.published_how,
        "url": one.document.url,
        "sha256": one.document.sha256,
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "sentence_start": one.sentence_start,
        "sentence_end": one.sentence_end,
        "sentence": one.sentence,
        "selector": one.selector,
    }


def document_json(one: DocumentRecord) -> dict[str, Any]:
    """A document without its bytes and text."""
    return {field: getattr(one, field) for field in DocumentRecord.__slots__}
