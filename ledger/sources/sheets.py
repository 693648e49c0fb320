"""Cells of a CSV document: where they stand, as a fragment of RFC 7111, and what they say.

Rows and columns count from 1, and a header is row 1: ``row=12``, ``cell=12,4``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from ledger.errors import DocumentRefused

_ROW = re.compile(r"row=([1-9][0-9]{0,8})", re.ASCII)
_CELL = re.compile(r"cell=([1-9][0-9]{0,8}),([1-9][0-9]{0,4})", re.ASCII)

BETWEEN_CELLS = " | "
"""What stands between the cells of a row where a row is quoted."""


class Sheet:
    """The rows of a CSV text."""

    def __init__(self, text: str) -> None:
        try:
            self._rows: list[list[str]] = list(
                csv.reader(io.StringIO(text, newline=""), strict=True)
            )
        except csv.Error as error:
            raise DocumentRefused(f"The document is no sheet: {error}.") from None

    def row(self, number: int) -> Sequence[str] | None:
        """The cells of a row; ``None`` beyond the last."""
        return self._rows[number - 1] if 0 < number <= len(self._rows) else None

    def quote(self, selector: str) -> str | None:
        """What stands where a selector points: a cell, or all cells of a row."""
        if found := _CELL.fullmatch(selector):
            cells = self.row(int(found[1])) or ()
            column = int(found[2])
            return cells[column - 1] if column <= len(cells) else None
        if found := _ROW.fullmatch(selector):
            row = self.row(int(found[1]))
            return None if row is None else BETWEEN_CELLS.join(row)
        return None


def row_selector(row: int) -> str:
    """Points at a row."""
    return f"row={row}"


def cell_selector(row: int, column: int) -> str:
    """Points at a cell."""
    return f"cell={row},{column}"
