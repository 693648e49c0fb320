"""A trace as a page: the figure marked in its sentence, and everything that led there."""

from __future__ import annotations

import textwrap

from sqlalchemy import Connection

from ledger.audit import records
from ledger.audit.clocks import NOW, Clocks
from ledger.audit.records import (
    CitationRecord,
    CommitmentRecord,
    DecisionRecord,
    DocumentRecord,
    EntryRecord,
)
from ledger.audit.trace import Trace, as_json, trace
from ledger.cli.gap_table import words
from ledger.cli.output import Output
from ledger.exporters.harmless import harmless
from ledger.exporters.sheets import citations_of, figure_citation
from ledger.exporters.write import Format, cell_text, json_value
from ledger.values.bounds import Qualifier
from ledger.values.refs import Ref, RefKind

_WIDTH = 88
_MARKS = ("»", "«")


def show_trace(found: Trace, out: Output) -> None:
    """Write a trace."""
    if out.format is not Format.TABLE:
        _data(found, out)
        return
    lines: list[str] = []
    if found.document is not None:
        lines += [*_document(found.document), ""]
        lines += [f"{len(found.entries)} entries rest on it:", ""] if found.entries else []
    elif found.ref.kind is RefKind.COMMITMENT:
        lines += [*_commitment(found.commitments[0]), ""]
    by_ref = {record.ref: record for record in found.commitments}
    for entry in found.entries:
        about = None if found.ref.kind is RefKind.COMMITMENT else by_ref[entry.commitment]
        lines += [*_entry(entry, about), ""]
    out.text("".join(f"{harmless(line)}\n" for line in lines[:-1]))


def _data(found: Trace, out: Output) -> None:
    """The whole trace as JSON; in formats that are a table, a row a citation."""
    if out.format is Format.JSON:
        out.json(json_value(as_json(found)))
    else:
        out.sheet(citations_of(found.entries))


def show_commitment(connection: Connection, number: int, out: Output, clocks: Clocks = NOW) -> None:
    """Write a commitment with its history."""
    if out.format is not Format.TABLE:
        _data(trace(connection, Ref(RefKind.COMMITMENT, number), clocks), out)
        return
    record = records.commitment(connection, number, clocks)
    lines = [*_commitment(record), ""]
    for entry in sorted(record.entries, key=lambda one: (one.days.high, one.ref.number)):
        quote = entry.citations[0]
        replaced = f"  (replaced by {entry.replaced_by})" if entry.replaced_by else ""
        due = "" if entry.due is None else f", due {entry.due}"
        lines.append(f"  {entry.days!s:>24}  {entry.stage:<10} {figure(entry)}{due}{replaced}")
        lines.append(f"  {'':24}  {entry.ref}, {quote.document.ref}: “{_flat(quote.exact)}”")
    out.text("".join(f"{harmless(line)}\n" for line in lines))


def figure(entry: EntryRecord) -> str:
    """The figure of an entry in words."""
    if entry.figure is None:
        return "no figure published"
    about = "about " if entry.qualifier is Qualifier.ABOUT else ""
    return f"{about}{words(entry.figure)} {entry.unit}"


def _commitment(record: CommitmentRecord) -> list[str]:
    lines = [
        f"{record.ref}  {record.title}",
        f"    {record.donor.name} → {record.recipient.name}, {record.aid_type}",
    ]
    for name, value in (("item", record.item), ("programme", record.programme)):
        if value is not None:
            lines.append(f"    {name}: {value}")
    for link in record.links:
        why = f" ({link.reason})" if link.reason else ""
        lines.append(f"    {link.source} {link.kind.replace('_', ' ')} {link.target}{why}")
    lines.append(
        f"    recorded by {record.recorded_by} at {cell_text(record.recorded_at)}, "
        f"journal row {record.journal_seq}"
    )
    return lines


def _entry(entry: EntryRecord, commitment: CommitmentRecord | None) -> list[str]:
    counts = "" if entry.figure is None else (", a total" if entry.cumulative else ", a part")
    due = "" if entry.due is None else f", due {entry.due}"
    lines = [f"{entry.ref}  {entry.stage}, {entry.days}: {figure(entry)}{counts}{due}"]
    if commitment is not None:
        lines.append(
            f"    of {commitment.ref}  {commitment.title} "
            f"({commitment.donor.name} → {commitment.recipient.name}, {commitment.aid_type})"
        )
        lines += [f"    {link.source} {link.kind} {link.target}" for link in commitment.links]
    told = figure_citation(entry)
    lines += ["", *_sentence(told), ""]
    lines += [f"    {line}" for line in _document(told.document)]
    lines += _supports(entry)
    if entry.replaces is not None:
        lines.append(f"    replaces {entry.replaces}: {entry.reason}")
    if entry.replaced_by is not None:
        lines.append(f"    replaced by {entry.replaced_by}")
    if entry.decision is not None:
        lines.append(_decision(entry.decision))
    lines.append(f"    recorded by {entry.recorded_by} at {cell_text(entry.recorded_at)}")
    lines.append(f"    journal row {entry.journal_seq}, hash {entry.journal_hash}")
    return lines


def _decision(decision: DecisionRecord) -> str:
    why = f": {decision.reason}" if decision.reason else ""
    verb = "accepted" if decision.verdict == "accept" else "accepted, amended"
    return (
        f"    {decision.claim} of {decision.reader}, {verb} by {decision.recorded_by}"
        f" at {cell_text(decision.recorded_at)}{why}"
    )


def _sentence(told: CitationRecord) -> list[str]:
    """The sentence with the words marked, wrapped for reading."""
    if told.sentence is None or told.start is None or told.end is None:
        return [f"    {told.selector}: {told.exact}"]
    start = told.start - (told.sentence_start or 0)
    end = told.end - (told.sentence_start or 0)
    before, marked, after = told.sentence[:start], told.sentence[start:end], told.sentence[end:]
    text = _flat(f"{before}{_MARKS[0]}{marked}{_MARKS[1]}{after}") + "”"
    wrapped = textwrap.wrap(
        text, _WIDTH, initial_indent="    “", subsequent_indent="     ", break_on_hyphens=False
    )
    return [*wrapped, f"    {told.field} at {told.start}–{told.end} of {told.document.ref}"]


def _supports(entry: EntryRecord) -> list[str]:
    """The words that bear out the other fields."""
    told = figure_citation(entry)
    others = [one for one in entry.citations if one is not told and one.field != "statement"]
    return [
        f"    {one.field:9} “{_flat(one.exact)}” at {one.start}–{one.end} of {one.document.ref}"
        for one in others
    ]


def _document(about: DocumentRecord) -> list[str]:
    published = f"published {about.published_on} ({about.published_how})"
    lines = [
        f"{about.ref}  {about.title}",
        f"    {about.publisher or 'publisher not known'}, {published}",
        f"    sha256 {about.sha256}",
    ]
    if about.url is not None:
        lines.append(f"    {about.url}")
    return lines


def _flat(text: str) -> str:
    return " ".join(text.split())
