"""Writing a sheet: for people on a terminal, or as CSV, TSV, JSON or JSON Lines.

Figures are decimal strings, unknown is null or empty. Text cells of CSV and TSV that a
spreadsheet would take for a formula are guarded with an apostrophe; nothing else is changed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

from ledger.exporters.columns import Column, Kind, Sheet
from ledger.exporters.harmless import UNSAFE

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_GUARDED = frozenset({Kind.TEXT})
BOM = "\ufeff"


class Format(StrEnum):
    """How a sheet is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


def as_json(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows as JSON values, columns in the order of the registry."""
    return [
        {column.name: json_value(row.get(column.name)) for column in sheet.columns}
        for row in sheet.rows
    ]


def json_text(value: Any) -> str:
    """JSON for people and programs: indented, a newline at the end."""
    return _json(value, indent=2) + "\n"


def json_lines(sheet: Sheet) -> Iterator[str]:
    """One JSON object a row."""
    for row in as_json(sheet):
        yield _json(row) + "\n"


def _json(value: Any, indent: int | None = None) -> str:
    """JSON with every character as itself, but for those that a screen would obey."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def delimited(sheet: Sheet, delimiter: str = ",", *, excel: bool = False) -> str:
    """CSV (or TSV) with a header; ``excel`` adds a byte order mark and ends lines with CRLF."""
    cells = [
        [column.name for column in sheet.columns],
        *([_cell(column, row.get(column.name)) for column in sheet.columns] for row in sheet.rows),
    ]
    # the writer puts a lone carriage return between quotation marks only if its own lines end so
    writer = csv.writer(_Line(), delimiter=delimiter, lineterminator="\r\n")
    lines = (cast(str, writer.writerow(row)).removesuffix("\r\n") for row in cells)
    end = "\r\n" if excel else "\n"
    return (BOM if excel else "") + "".join(line + end for line in lines)


class _Line:
    """Where a CSV writer writes to that gives back the line."""

    def write(self, text: str) -> str:
        return text


def json_value(value: Any) -> Any:
    """A value as JSON has it: days and times as ISO text, anything else that is text as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: json_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(one) for one in value]
    return str(value)


def cell_text(value: Any) -> str:
    """A value as a cell of a file has it: empty for unknown."""
    plain = json_value(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _cell(column: Column, value: Any) -> str:
    text = cell_text(value)
    if column.kind in _GUARDED and text.startswith(_FORMULA_STARTS):
        return "'" + text
    return text
