"""Sheets made from the gap and from the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ledger.audit.findings import Finding
from ledger.audit.records import (
    CitationRecord,
    CommitmentRecord,
    DocumentRecord,
    EntryRecord,
    entry_refs,
)
from ledger.audit.trace import citation_json, commitment_json
from ledger.exporters.columns import (
    CITATIONS,
    COMMITMENTS,
    DOCUMENTS,
    ENTRIES,
    EXPLANATION,
    FINDINGS,
    GAP,
    SENTENCES,
    VOCABULARY,
    Column,
    Sheet,
)
from ledger.exporters.elsewhere import elsewhere_json, elsewhere_text, from_elsewhere
from ledger.exporters.rates import (
    conversions_text,
    converted_json,
    rates_json,
    unconverted_json,
)
from ledger.exporters.write import as_json, json_value
from ledger.gap.answer import Gap
from ledger.gap.grouping import GapRow
from ledger.gap.question import NAMED, Dimension, Question
from ledger.rules.lines import COLUMNS
from ledger.store.names import Names
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.refs import Ref, RefKind


def gap_sheet(gap: Gap) -> Sheet:
    """The gap, a row a group and unit."""
    return Sheet("gap", grouped_columns(GAP, gap.question), gap_rows(gap.rows))


def gap_rows(rows: Iterable[GapRow]) -> list[dict[str, Any]]:
    """Rows of the gap by column name."""
    return [gap_row(row) for row in rows]


def gap_row(row: GapRow) -> dict[str, Any]:
    """One row of the gap by column name; figures as decimal strings."""
    figures: dict[str, Any] = {}
    for column, bounds in row.figures.items():
        figures |= ends(column, bounds)
    return {**row.group, "unit": row.unit, **figures, **row.counts}


def explanation_sheet(gap: Gap) -> Sheet:
    """Behind every cell of the gap: which commitment adds what, and on which entries it rests."""
    rows = [
        {**row.group, "unit": row.unit, **part} for row in gap.rows for part in explain(gap, row)
    ]
    columns = grouped_columns(EXPLANATION, gap.question)
    if gap.question.policy is None:
        columns = [column for column in columns if column.name != "conversions"]
    return Sheet("explanation", columns, rows)


def explain(gap: Gap, row: GapRow) -> list[dict[str, Any]]:
    """What each commitment adds to each cell of a row; the parts add up to the cell."""
    parts: list[dict[str, Any]] = []
    for column in (*COLUMNS, "unquantified"):
        for one in row.stands:
            if column == "unquantified":
                if not one.line.unquantified:
                    continue
                bounds = None
            else:
                bounds = getattr(one.line, column)
                if bounds is None:
                    continue
            entries = one.line.facts.get(column, ())
            others = from_elsewhere(gap, one.commitment, one.unit, entries)
            parts.append(
                {
                    "figure": column,
                    **ends(None, bounds),
                    "commitment": Ref(RefKind.COMMITMENT, one.commitment),
                    "entries": " ".join(entry_refs(entries)),
                    "elsewhere": "; ".join(map(elsewhere_text, others)) or None,
                    "from_elsewhere": others,
                    "conversions": conversions_text(gap.converted, entries),
                    "converted": [
                        converted_json(gap.converted[number])
                        for number in dict.fromkeys(entries)
                        if number in gap.converted
                    ],
                }
            )
    return parts


def commitments_sheet(records: Iterable[CommitmentRecord]) -> Sheet:
    """Commitments, a row each."""
    narrow = ("ref", "donor", "recipient", "aid_type", "stage", "item", "title", "links")
    return Sheet("commitments", COMMITMENTS, [commitment_row(one) for one in records], narrow)


def commitment_row(record: CommitmentRecord) -> dict[str, Any]:
    """One commitment by column name."""
    standing = [one for one in record.entries if one.replaced_by is None]
    latest = max(standing, key=lambda one: (one.days.high, one.journal_seq), default=None)
    links = "; ".join(f"{link.source} {link.kind} {link.target}" for link in record.links)
    return {
        **commitment_json(record),
        "stage": None if latest is None else latest.stage,
        "entries": len(record.entries),
        "links": links or None,
    }


def entries_sheet(records: Iterable[CommitmentRecord], stages: Sequence[str] = ()) -> Sheet:
    """Entries, a row each, with the words that they rest on; of some stages or of all."""
    rows = [
        entry_row(entry, record)
        for record in records
        for entry in record.entries
        if not stages or entry.stage in stages
    ]
    rows.sort(key=lambda row: row["ref"].number)
    narrow = (
        "ref",
        "commitment",
        "donor",
        "recipient",
        "stage",
        "low",
        "high",
        "unit",
        "date_high",
        "due_high",
    )
    return Sheet("entries", ENTRIES, rows, (*narrow, "document", "replaced_by"))


def entry_row(entry: EntryRecord, record: CommitmentRecord) -> dict[str, Any]:
    """One entry by column name."""
    told = figure_citation(entry)
    return {
        "ref": entry.ref,
        "commitment": entry.commitment,
        "donor": record.donor.key,
        "recipient": record.recipient.key,
        "stage": entry.stage,
        **ends(None, entry.figure),
        "unit": entry.unit,
        "qualifier": entry.qualifier,
        "date_low": entry.days.low,
        "date_high": entry.days.high,
        "due_low": None if entry.due is None else entry.due.low,
        "due_high": None if entry.due is None else entry.due.high,
        "cumulative": entry.cumulative,
        "basis": entry.basis,
        "document": told.document.ref,
        "publisher": told.document.publisher,
        "published_on": told.document.published_on,
        "sha256": told.document.sha256,
        "exact": told.exact,
        "sentence": told.sentence,
        "replaces": entry.replaces,
        "replaced_by": entry.replaced_by,
        "reason": entry.reason,
        "recorded_at": entry.recorded_at,
        "recorded_by": entry.recorded_by,
        "journal_seq": entry.journal_seq,
        "journal_hash": entry.journal_hash,
    }


def figure_citation(entry: EntryRecord) -> CitationRecord:
    """The citation of an entry's figure, or of its statement where it has no figure."""
    of_figures = [one for one in entry.citations if one.field in {"amount", "quantity"}]
    return (of_figures or entry.citations)[0]


def citations_sheet(records: Iterable[CommitmentRecord]) -> Sheet:
    """Citations, a row each."""
    return citations_of(entry for record in records for entry in record.entries)


def citations_of(entries: Iterable[EntryRecord]) -> Sheet:
    """The citations of some entries."""
    rows = [
        {"entry": entry.ref, "commitment": entry.commitment, **citation_json(one)}
        for entry in entries
        for one in entry.citations
    ]
    rows.sort(key=lambda row: row["entry"].number)
    return Sheet("citations", CITATIONS, rows)


def documents_sheet(records: Iterable[DocumentRecord]) -> Sheet:
    """Documents, a row each."""
    rows = [{column.name: getattr(one, column.name) for column in DOCUMENTS} for one in records]
    narrow = ("ref", "published_on", "published_how", "publisher", "publisher_kind", "title")
    return Sheet("documents", DOCUMENTS, rows, narrow)


def sentences_sheet(document: Ref, regions: Iterable[Mapping[str, Any]]) -> Sheet:
    """The sentences of a document, a row each, under the regions they stand in."""
    rows = [
        {"document": document, "region": region["kind"], **sentence}
        for region in regions
        for sentence in region["sentences"]
    ]
    return Sheet("sentences", SENTENCES, rows)


def findings_sheet(findings: Iterable[Finding]) -> Sheet:
    """What verify found, a row each."""
    rows = [{"code": one.code, "where": one.where, "what": one.what} for one in findings]
    return Sheet("findings", FINDINGS, rows)


def ends(name: str | None, bounds: Bounds | None) -> dict[str, str | None]:
    """``{"promised_low": …, "promised_high": …}``, or ``low`` and ``high`` without a name."""
    low, high = (f"{name}_low", f"{name}_high") if name else ("low", "high")
    if bounds is None:
        return {low: None, high: None}
    return {
        low: None if bounds.low is None else amount.text(bounds.low),
        high: None if bounds.high is None else amount.text(bounds.high),
    }


def grouped_columns(columns: Sequence[Column], question: Question) -> list[Column]:
    """The columns of the dimensions asked for, and all that are not dimensions."""
    wanted: list[str] = []
    for dimension in question.by:
        wanted.append(dimension.value)
        if dimension in NAMED:
            wanted.append(f"{dimension.value}_name")
    dimensions = {*Dimension, *(f"{dimension}_name" for dimension in NAMED)}
    by_name: Mapping[str, Column] = {column.name: column for column in columns}
    rest = [column for column in columns if column.name not in dimensions]
    return [*(by_name[name] for name in wanted), *rest]


def gap_json(gap: Gap, known_at: str | None, *, explained: bool = False) -> dict[str, Any]:
    """The whole answer as JSON: the question's clocks, and the rows by column name."""
    sheet = gap_sheet(gap)
    rows = as_json(sheet)
    if explained:
        for row, found in zip(rows, gap.rows, strict=True):
            row["explanation"] = [part_json(gap, part) for part in explain(gap, found)]
    return {
        **question_json(gap, known_at),
        "rows": rows,
        **totals_json(gap, GAP),
        "unconverted": json_value(unconverted_json(gap)),
    }


def question_json(gap: Gap, known_at: str | None) -> dict[str, Any]:
    """What was asked: the clocks, the dimensions, the currency and its rates."""
    return {
        "as_of": gap.question.as_of.isoformat(),
        "known_at": known_at,
        "by": [dimension.value for dimension in gap.question.by],
        "currency": None if gap.question.policy is None else gap.question.policy.currency,
        "rates": json_value(rates_json(gap)),
    }


def totals_json(gap: Gap, columns: Sequence[Column]) -> dict[str, Any]:
    """The rows that add up all others, where they were asked for."""
    if not gap.totals:
        return {}
    whole = grouped_columns(columns, replace(gap.question, by=()))
    return {"totals": as_json(Sheet("totals", whole, gap_rows(gap.totals)))}


def part_json(gap: Gap, part: dict[str, Any]) -> dict[str, Any]:
    """One part of an explanation as values for JSON."""
    told = {name: part[name] for name in ("figure", "low", "high")}
    told |= {"commitment": str(part["commitment"]), "entries": part["entries"].split()}
    told["elsewhere"] = json_value([elsewhere_json(one) for one in part["from_elsewhere"]])
    converted = {"converted": json_value(part["converted"])} if gap.question.policy else {}
    return told | converted


def vocabulary_sheet(names: Names, search: str = "") -> Sheet:
    """What the ledger has names for: organisations, currencies and items."""
    wanted = search.casefold()
    rows: list[dict[str, Any]] = [
        {
            "kind": "organisation",
            "code": party.key,
            "name": party.name,
            "also": ", ".join(
                alias for alias in names.aliases[party.id] if alias not in {party.key, party.name}
            ),
        }
        for party in names.parties.values()
    ]
    for unit in names.units.values():
        aliases = [] if unit.is_currency else names.item_aliases[unit.code]
        rows.append(
            {
                "kind": "currency" if unit.is_currency else "item",
                "code": unit.code,
                "name": unit.code,
                "also": ", ".join(alias for alias in aliases if alias != unit.code),
            }
        )
    found = [row for row in rows if any(wanted in str(cell).casefold() for cell in row.values())]
    return Sheet("names", VOCABULARY, found)
