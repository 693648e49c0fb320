"""Many commitments and entries at once, out of a sheet, in few statements.

What is written is what :class:`ledger.store.writer.Writer` writes for one: each commitment and each
entry has its journal row, each entry a citation of its row and each figure one of its cell, which
must say the figure. What is kept of them is folded when the transaction ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from ledger.errors import LedgerError, QuoteRefused, ValueRefused
from ledger.model.inputs import NewCommitment
from ledger.model.tables import CITATION, COMMITMENT, ENTRY, JOURNAL
from ledger.model.types import moment_text
from ledger.sources.sheets import BETWEEN_CELLS, Sheet, cell_selector, row_selector
from ledger.store import journal
from ledger.store.engine import mark_of
from ledger.store.euro import Foreign
from ledger.store.facts import columns_of
from ledger.store.learnt import Learnt
from ledger.store.prepared import run_many
from ledger.store.writer import Writer, now
from ledger.values import amount, bounds
from ledger.values.amount import shown
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.stages import Stage

BATCH = 10_000
"""Rows that are written at a time."""


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A fact that stands in a row of a sheet, the figure as bounds (``5..7``) in one cell of it.

    ``row`` and ``column`` count from 1. ``figure`` and ``unit`` are ``None`` together, where the
    row gives no figure.
    """

    commitment: int
    stage: Stage
    row: int
    days: Days
    column: int = 1
    figure: Bounds | None = None
    unit: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cumulative: bool = True
    basis: str = "source"


class Rows:
    """Rows of one table on their way into the database, a batch at a time.

    They are plain tuples in the order of the columns: days and moments as texts, which both
    databases take, and flags as 0 and 1.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        preparer = connection.dialect.identifier_preparer
        names = ", ".join(preparer.format_column(column) for column in table.columns)
        marks = ", ".join([mark_of(connection)] * len(table.columns))
        self._statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """One more row."""
        self._waiting.append(row)

    def __len__(self) -> int:
        return len(self._waiting)

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            run_many(self._connection, self._statement, self._waiting)
            self._waiting.clear()


class BulkWriter(Writer):
    """A writer that also takes commitments, and the facts of a sheet, by the thousand."""

    def __init__(
        self,
        connection: Connection,
        by_whom: str,
        clock: Callable[[], datetime] = now,
        learnt: Learnt | None = None,
    ) -> None:
        super().__init__(connection, by_whom, clock, learnt)
        self._rows = {
            table.name: Rows(connection, table) for table in (JOURNAL, COMMITMENT, ENTRY, CITATION)
        }
        self._moment = self._clock()

    def add_commitments(self, new: Iterable[NewCommitment]) -> list[int]:
        """Open commitments; their numbers, in order."""
        numbers = []
        for number, one in enumerate(new, self._next(COMMITMENT.c.id)):
            row = self._commitment_row(number, one)
            recorded = self._tell("commitment.add", row)
            self._rows[COMMITMENT.name].add((*row.values(), *recorded))
            numbers.append(number)
            self._flush(BATCH)
        self._flush()
        return numbers

    def add_sheet_entries(self, document: int, new: Iterable[SheetEntry]) -> list[int]:
        """Add facts of a CSV document to commitments that are there; their numbers, in order.

        Raises :class:`LedgerError` with the row where a cell does not say the figure; nothing of
        the transaction is kept then.
        """
        sheet = Sheet(self.document(document)[1])
        numbers = []
        for number, one in enumerate(new, self._next(ENTRY.c.id)):
            try:
                self._add(number, one, document, sheet)
            except LedgerError as error:
                raise ValueRefused(
                    f"D{document}, row {one.row}: {error.sentence}", hint=error.hint
                ) from None
            numbers.append(number)
            self._flush(BATCH)
        self._flush()
        return numbers

    def _add(self, number: int, one: SheetEntry, document: int, sheet: Sheet) -> None:
        unit = None if one.unit is None else self.names.unit(one.unit)
        row = {
            "commitment_id": one.commitment,
            "id": number,
            "stage": one.stage.value,
            **columns_of(_checked(one)),
            "unit": None if unit is None else unit.code,
            "qualifier": one.qualifier.value,
            "date_low": None if one.days.low is None else one.days.low.isoformat(),
            "date_high": one.days.high.isoformat(),
            "due_low": None,
            "due_high": None,
            "cumulative": int(one.cumulative),
            "basis": one.basis,
            "replaces": None,
            "reason": None,
        }
        cited = [_citation(1, "statement", document, row_selector(one.row), _row(sheet, one))]
        if unit is not None:
            field = "amount" if unit.is_currency else "quantity"
            selector = cell_selector(one.row, one.column)
            cited.append(_citation(2, field, document, selector, _cell(sheet, one)))
        # the journal says yes or no, not 1 or 0, as it does of one entry
        told = {**row, "cumulative": one.cumulative, "citations": cited}
        recorded = self._tell("entry.add", told)
        *values, replaces, reason = row.values()
        self._rows[ENTRY.name].add((*values, *recorded[:2], replaces, reason, recorded[2]))
        for citation in cited:
            self._rows[CITATION.name].add((one.commitment, number, *citation.values()))
        self._touched.add(one.commitment)
        if unit is not None and unit.is_foreign and one.figure is not None:
            day = one.days.high
            self._foreign.append(Foreign(one.commitment, number, one.figure, unit.code, day))

    def _tell(self, action: str, body: Mapping[str, Any]) -> tuple[str, str, int]:
        """Add a row to the journal; when, by whom and as which number something is recorded."""
        before = self._head
        head, text = journal.following(before, self._moment, self._by_whom, action, body)
        assert head.at is not None
        at = moment_text(head.at)
        told = (head.seq, at, self._by_whom, action, text, before.hash, head.hash)
        self._rows[JOURNAL.name].add(told)
        self._head = head
        return at, self._by_whom, head.seq

    def _flush(self, at_least: int = 1) -> None:
        """Write what waits if there is so much of it; the journal first, which all refer to."""
        if len(self._rows[JOURNAL.name]) >= at_least:
            for rows in self._rows.values():
                rows.flush()
            self._moment = self._clock()


def _checked(one: SheetEntry) -> Bounds | None:
    for end in (one.figure.low, one.figure.high) if one.figure else ():
        if end is not None:
            amount.checked(end)
    return one.figure


def _row(sheet: Sheet, one: SheetEntry) -> str:
    row = sheet.row(one.row)
    if row is None:
        raise QuoteRefused("the sheet ends before it.")
    return BETWEEN_CELLS.join(row)


def _cell(sheet: Sheet, one: SheetEntry) -> str:
    """The words of the cell, which must be the figure."""
    row = sheet.row(one.row) or ()
    cell = row[one.column - 1] if one.column <= len(row) else ""
    if bounds.parse(cell) != one.figure:
        raise QuoteRefused(f"column {one.column} says {shown(cell)}, not {one.figure}.")
    return cell


def _citation(number: int, field: str, document: int, selector: str, exact: str) -> dict[str, Any]:
    """A citation of a sheet, in the order of its columns."""
    return {
        "number": number,
        "field": field,
        "document_id": document,
        "selector_kind": "cell",
        "selector": selector,
        "start_at": None,
        "end_at": None,
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "sentence_start": None,
        "sentence_end": None,
    }
