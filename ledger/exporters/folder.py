"""``export csv``: the ledger as a folder of tidy CSV files, with a dictionary of every column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from ledger.audit import records
from ledger.audit.clocks import Clocks
from ledger.exporters import sheets
from ledger.exporters.columns import Column, Kind, Sheet
from ledger.exporters.write import delimited
from ledger.gap.answer import answer
from ledger.gap.question import Question

_DICTIONARY = (
    Column("table", Kind.REF, "the file, without .csv"),
    Column("column", Kind.REF, "the column's name"),
    Column("type", Kind.REF, "how its cells are written; an empty cell is unknown, never zero"),
    Column("meaning", Kind.TEXT, "what it means"),
)


def exported(connection: Connection, question: Question) -> list[Sheet]:
    """The gap with its explanation, and the whole record behind it, as sheets.

    The question's day is the gap's; of the record all is there that was known.
    """
    gap = answer(connection, question, from_entries=True)
    clocks = Clocks(known_at=question.known_at)
    commitments = records.commitments(connection, clocks=clocks)
    tables = [
        sheets.gap_sheet(gap),
        sheets.explanation_sheet(gap),
        sheets.commitments_sheet(commitments),
        sheets.entries_sheet(commitments),
        sheets.citations_sheet(commitments),
        sheets.documents_sheet(records.documents(connection, clocks=clocks)),
    ]
    return [*tables, dictionary(tables)]


def dictionary(tables: Sequence[Sheet]) -> Sheet:
    """Every column of every table, from the registry that the tables are made from."""
    rows = [
        {
            "table": table.name,
            "column": column.name,
            "type": column.kind.value,
            "meaning": column.meaning,
        }
        for table in tables
        for column in table.columns
    ]
    return Sheet("data-dictionary", _DICTIONARY, rows)


def csv_files(tables: Sequence[Sheet], *, excel: bool = False) -> dict[Path, str]:
    """File names and contents."""
    return {Path(f"{table.name}.csv"): delimited(table, excel=excel) for table in tables}
