"""A manifest: a CSV that names files and says what is known of each.

Columns: ``file`` and ``published``, and optionally published_how, title, publisher,
publisher_kind, url, archive_url, language, encoding and retrieved_at. Files are named relative to
the manifest's folder and lie inside it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.errors import DocumentRefused, LedgerError, ValueRefused
from ledger.model.inputs import NewDocument, validated
from ledger.sources.decode import decode
from ledger.sources.files import read_file
from ledger.values import days
from ledger.values.amount import shown

REQUIRED = ("file", "published")
OPTIONAL = (
    "published_how",
    "title",
    "publisher",
    "publisher_kind",
    "url",
    "archive_url",
    "language",
    "encoding",
    "retrieved_at",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of the manifest, read and validated."""

    path: Path
    document: NewDocument


def read_manifest(path: Path) -> list[Listed]:
    """Read a manifest and all its files; every row that cannot be taken is told at once."""
    text = decode(read_file(path)).text
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = rows.fieldnames or ()
    except csv.Error as error:
        raise DocumentRefused(f"{path}, line 1: {error}.") from None
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise DocumentRefused(
            f"{path} has no column {' and no column '.join(missing)}.",
            hint="Its first line names the columns: file,published,publisher,title,url",
        )
    listed: list[Listed] = []
    problems: list[str] = []
    try:
        for row in rows:
            try:
                listed.append(_listed(path.parent, row))
            except LedgerError as error:
                column = getattr(error, "field", None)
                where = f"line {rows.line_num}" + (f", column {column}" if column else "")
                problems.append(f"{path}, {where}: {error.sentence}")
    except csv.Error as error:
        problems.append(f"{path}, line {rows.line_num}: {error}.")
    if problems:
        raise DocumentRefused("\n".join(problems), hint="Nothing was changed.")
    if not listed:
        raise DocumentRefused(f"{path} lists no files.")
    return listed


def _listed(folder: Path, row: Mapping[str | None, Any]) -> Listed:
    if None in row or None in row.values():
        raise ValueRefused("It has more or fewer cells than the first line.")
    known: dict[str, Any] = {name: row[name] for name in OPTIONAL if row.get(name)}
    with _in_column("published"):
        known["published_on"] = days.parse_day(str(row["published"]))
    if "retrieved_at" in known:
        with _in_column("retrieved_at"):
            known["retrieved_at"] = days.parse_moment(known["retrieved_at"])
    with _in_column("file"):
        path = _inside(folder, str(row["file"]))
        content = read_file(path)
    with _in_column("file", DocumentRefused):
        return Listed(path, validated(NewDocument, content=content, **known))


def _inside(folder: Path, named: str) -> Path:
    path = folder / named
    if not named or not path.resolve().is_relative_to(folder.resolve()):
        raise ValueRefused(f"The file {shown(named)} does not lie in the manifest's folder.")
    return path


@contextmanager
def _in_column(name: str, kind: type[LedgerError] = LedgerError) -> Iterator[None]:
    """Say which column it is that holds what is refused."""
    try:
        yield
    except kind as error:
        raise ValueRefused(error.sentence, hint=error.hint, field=name) from error
