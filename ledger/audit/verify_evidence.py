"""Documents against their hashes, citations against documents, figures against quotes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, select

from ledger.audit.findings import Finding
from ledger.errors import DocumentRefused, ValueRefused
from ledger.model.tables import CITATION, DOCUMENT, ENTRY, UNIT
from ledger.sources.deadlines import contradicts
from ledger.sources.decode import decode
from ledger.sources.figures import stated
from ledger.sources.selectors import select as selected
from ledger.sources.sheets import Sheet
from ledger.sources.snapshot import PLAIN
from ledger.store.facts import STATEMENT, bounds_of, due_of
from ledger.values.bounds import Bounds, Qualifier, parse
from ledger.values.units import UnitKind

_STATEMENT = CITATION.alias("statement")


def check_documents(connection: Connection) -> Iterator[Finding]:
    """Each document's bytes and text, and every citation that points into it."""
    query = select(DOCUMENT).order_by(DOCUMENT.c.id).limit(1)
    row = connection.execute(query).one_or_none()
    while row is not None:
        yield from _check_document(row)
        sheet = _Sheet(row.text)
        for cited in connection.execute(streamed(_cited(row.id))):
            if cited.selector_kind == "cell":
                yield from _check_cell(cited, sheet)
            else:
                yield from _check_citation(cited, row.text)
        row = connection.execute(query.where(DOCUMENT.c.id > row.id)).one_or_none()


def streamed(query: Select[Any]) -> Select[Any]:
    """Rows as they are needed, where the database's driver would fetch all of them at once."""
    return query.execution_options(yield_per=500)


def _check_document(row: Row[Any]) -> Iterator[Finding]:
    where = f"D{row.id}"
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        yield Finding("document-bytes", where, "its bytes do not have the SHA-256 recorded")
    if hashlib.sha256(row.text.encode()).hexdigest() != row.text_sha256:
        yield Finding("document-text", where, "its text does not have the SHA-256 recorded")
    if row.media_type == PLAIN and _decoded(row) != row.text:
        yield Finding("document-decoded", where, "its text is not what its bytes say")


def _decoded(row: Row[Any]) -> str | None:
    """What the bytes say; of a web page only the hashes tell, as its reader may have changed."""
    try:
        return decode(row.content, row.encoding).text
    except (DocumentRefused, ValueRefused):
        return None


def _cited(document: int) -> Any:
    entry = and_(
        ENTRY.c.commitment_id == CITATION.c.commitment_id, ENTRY.c.id == CITATION.c.entry_id
    )
    statement = and_(
        _STATEMENT.c.commitment_id == CITATION.c.commitment_id,
        _STATEMENT.c.entry_id == CITATION.c.entry_id,
        _STATEMENT.c.number == STATEMENT,
    )
    return (
        select(
            CITATION,
            ENTRY.c.low_whole,
            ENTRY.c.low_e4,
            ENTRY.c.high_whole,
            ENTRY.c.high_e4,
            ENTRY.c.unit,
            ENTRY.c.qualifier,
            ENTRY.c.due_low,
            ENTRY.c.due_high,
            UNIT.c.kind,
            _STATEMENT.c.start_at.label("quote_start"),
            _STATEMENT.c.exact.label("quote"),
        )
        .join(ENTRY, entry)
        .outerjoin(UNIT, UNIT.c.code == ENTRY.c.unit)
        .outerjoin(_STATEMENT, statement)
        .where(CITATION.c.document_id == document)
        .order_by(CITATION.c.entry_id, CITATION.c.number)
    )


def _check_citation(row: Row[Any], text: str) -> Iterator[Finding]:
    where = f"E{row.entry_id}"
    if row.selector_kind == "text":
        quote = selected(text, row.start_at, row.end_at)
        if (quote.exact, quote.prefix, quote.suffix) != (row.exact, row.prefix, row.suffix):
            yield Finding(
                "citation-slice",
                where,
                f"the citation of its {row.field} is not what D{row.document_id} says at "
                f"{row.start_at} to {row.end_at}",
            )
        if not (row.sentence_start <= row.start_at and row.end_at <= row.sentence_end):
            yield Finding(
                "citation-sentence", where, f"the {row.field} stands outside its sentence"
            )
        if row.field in {"amount", "quantity"} and row.quote_start is not None:
            yield from _check_figure(row, where)
        due = due_of(row)
        if row.field == "due" and due is not None and contradicts(row.exact, due):
            yield Finding("due-not-stated", where, "the words cited do not say that it is due then")


class _Sheet:
    """A document as a sheet, read only where a citation points at a cell of it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _sheet(self) -> Sheet | None:
        try:
            return Sheet(self._text)
        except DocumentRefused:
            return None

    def quote(self, selector: str) -> str | None:
        """What the sheet says there; nothing where it is none."""
        return None if self._sheet is None else self._sheet.quote(selector)


def _check_cell(row: Row[Any], sheet: _Sheet) -> Iterator[Finding]:
    where = f"E{row.entry_id}"
    if sheet.quote(row.selector) != row.exact:
        yield Finding(
            "citation-slice",
            where,
            f"the citation of its {row.field} is not what D{row.document_id} says at"
            f" {row.selector}",
        )
    if row.field in {"amount", "quantity"} and _parsed(row.exact) != bounds_of(row):
        yield Finding("figure-not-stated", where, "the cell cited does not state its figure")


def _parsed(cell: str) -> Bounds | None:
    try:
        return parse(cell)
    except ValueRefused:
        return None


def _check_figure(row: Row[Any], where: str) -> Iterator[Finding]:
    bounds = bounds_of(row)
    is_currency = row.kind == UnitKind.CURRENCY
    spans = (
        []
        if bounds is None
        else stated(row.quote, bounds, Qualifier(row.qualifier), row.unit, is_currency)
    )
    start = row.start_at - row.quote_start
    if (start, row.end_at - row.quote_start) not in spans:
        yield Finding("figure-not-stated", where, "its quote does not state its figure there")


def check_cited(connection: Connection) -> Iterator[Finding]:
    """Every entry rests on a statement, and every figure has a citation of its own."""
    of_figures = CITATION.c.field.in_(("amount", "quantity"))
    counted = (
        select(
            ENTRY.c.id,
            ENTRY.c.unit,
            ENTRY.c.due_high,
            func.sum(case((CITATION.c.number == STATEMENT, 1), else_=0)).label("statements"),
            func.sum(case((of_figures, 1), else_=0)).label("figures"),
            func.sum(case((CITATION.c.field == "due", 1), else_=0)).label("dues"),
        )
        .outerjoin(
            CITATION,
            and_(
                ENTRY.c.commitment_id == CITATION.c.commitment_id,
                ENTRY.c.id == CITATION.c.entry_id,
            ),
        )
        .group_by(ENTRY.c.commitment_id, ENTRY.c.id, ENTRY.c.unit, ENTRY.c.due_high)
        .order_by(ENTRY.c.id)
    )
    for row in connection.execute(streamed(counted)):
        if not row.statements:
            yield Finding("citation-missing", f"E{row.id}", "it has no citation of its statement")
        if row.unit is not None and not row.figures:
            yield Finding("citation-missing", f"E{row.id}", "its figure has no citation")
        if row.due_high is not None and not row.dues:
            yield Finding("citation-missing", f"E{row.id}", "its due date has no citation")
