"""What the journal says of a row: the same columns, made from the row in one place.

The writer makes the body from the row that it is about to insert, ``verify`` from the row that
the table holds; they must be the same to the byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ledger.model.types import moment_text

_IN_THE_JOURNAL_ROW = frozenset({"recorded_at", "recorded_by", "journal_seq"})
_HASHED = frozenset({"content", "text"})

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})

Row = Mapping[str, Any]


def body(row: Row) -> dict[str, Any]:
    """A row as JSON values, without what the journal row itself says.

    Of a document the bytes and the text stand for themselves by their hashes.
    """
    return {
        column: _plain(value)
        for column, value in row.items()
        if column not in _IN_THE_JOURNAL_ROW and column not in _HASHED
    }


def entry_body(row: Row, citations: Sequence[Row]) -> dict[str, Any]:
    """An entry with its citations, which belong to it for good."""
    ordered = sorted(citations, key=lambda citation: citation["number"])
    return {**body(row), "citations": [_citation(citation) for citation in ordered]}


def _citation(row: Row) -> dict[str, Any]:
    of_the_entry = {"commitment_id", "entry_id"}
    return {column: _plain(value) for column, value in row.items() if column not in of_the_entry}


def _plain(value: Any) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value
