"""``export bundle``: all that an outsider needs to check the record, without this program.

The same ledger and the same question give the same bytes: nothing in a bundle says when it was
made, and a bundle as known at a journal row is the one that could be made then.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.audit.clocks import Clocks
from ledger.errors import StoreError, UsageRefused
from ledger.exporters.columns import Kind, Sheet
from ledger.exporters.folder import csv_files, exported
from ledger.gap.question import Question
from ledger.model.tables import DOCUMENT
from ledger.model.types import moment_text
from ledger.sources.snapshot import PLAIN
from ledger.store import journal

Files = dict[str, bytes]
"""Contents by path; ``/`` parts folders."""

_MANIFEST = "manifest-sha256.txt"
_SUFFIXES = {"text/plain": "txt", "text/html": "html"}
_TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.REF: {"type": "string"},
    Kind.DAY: {"type": "date"},
    Kind.MOMENT: {"type": "datetime", "format": "any"},
    Kind.FIGURE: {"type": "number"},
    Kind.COUNT: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
}
_POINTS_AT = {
    ("entries", "commitment"): "commitments",
    ("entries", "document"): "documents",
    ("citations", "entry"): "entries",
    ("citations", "commitment"): "commitments",
    ("citations", "document"): "documents",
    ("explanation", "commitment"): "commitments",
}
_KEYED = frozenset({"commitments", "entries", "documents"})
_EPOCH = (1980, 1, 1, 0, 0, 0)

_README = """\
This is a bundle of aid-ledger: promises and deliveries of aid, each with the words it rests on.

gap.csv               the gap, as of {as_of}
explanation.csv       behind each cell of it: which commitment adds what, and on which entries
commitments.csv       the promises
entries.csv           what is on record about each: one dated, cited fact a row
citations.csv         where in a document each value stands; offsets count code points of its text
documents.csv         the documents, with the SHA-256 of their bytes and of their text
documents/            the documents, as they were taken in
texts/                the texts that web pages were reduced to, if there are any
data-dictionary.csv   what each column means
datapackage.json      the same for programs (Frictionless Data Package)
journal.jsonl         every change ever made, a hash-chained row each
manifest-sha256.txt   the SHA-256 of each of these files
check.py              checks all of this; it needs Python 3.11 or later, and nothing else:

    python -I check.py

What it cannot compute is what each commitment adds to the gap: that follows from its entries by
the rules of aid-ledger (gap --explain). It checks that what they add makes up the gap.

The head of the journal is {head}
If you were given a head on another way, check that it is in here: python -I check.py --head HEAD
Whoever changes the files could change check.py too: where that matters, take it from aid-ledger.

The text of a document, but for web pages, is its bytes in the encoding that documents.csv names,
without a byte order mark, with every line end a newline.

The hash of a journal row is the SHA-256, in UTF-8, of three
lines: the hash of the row before it; its number, time, author and action as a JSON array without
white space; and its body. Before the first row stands the SHA-256 of the ledger's id, which its
body gives.
"""


def bundle(connection: Connection, question: Question) -> Files:
    """All files of a bundle, its manifest last."""
    rows = _journal(connection, question.known_at)
    if not rows:
        raise UsageRefused("At that time this ledger was not begun.")
    tables = exported(connection, question)
    last = rows[-1]
    head = f"{last['seq']}:{last['hash']}"
    files = {str(path): text.encode() for path, text in csv_files(tables).items()}
    files |= dict(_documents(connection, question.known_at))
    files["journal.jsonl"] = "".join(f"{journal.canonical(row)}\n" for row in rows).encode()
    files["check.py"] = Path(__file__).with_name("check.py").read_bytes()
    files["README.txt"] = _README.format(as_of=question.as_of, head=head).encode()
    about = {
        "name": "aid-ledger",
        "title": "Promises and deliveries of aid, each with the words it rests on",
        "profile": "data-package",
        "created": last["at"],
        "as_of": question.as_of.isoformat(),
        "head": head,
        "resources": [*_tables(tables, files), *_others(files)],
    }
    files["datapackage.json"] = f"{json.dumps(about, indent=2, ensure_ascii=False)}\n".encode()
    lines = [f"{_sha256(files[path])}  {path}\n" for path in sorted(files)]
    return {**files, _MANIFEST: "".join(lines).encode()}


def write_bundle(files: Mapping[str, bytes], target: Path) -> None:
    """Write a bundle as a zip archive where ``target`` ends so, else as a folder; whole or not.

    Raises :class:`StoreError` for a folder that has anything in it.
    """
    try:
        if target.suffix.lower() == ".zip":
            _write_zip(files, target)
        else:
            _write_folder(files, target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive with the same bytes wherever it is made: compression differs, so none."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, _EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[path])
    return out.getvalue()


def _write_zip(files: Mapping[str, bytes], target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(zipped(files))
        _as_others(Path(name), 0o666)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _write_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Into a folder beside its place, which is moved there: an empty one gives way."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError(
            f"{target} is there already.", hint="A bundle goes into a new or an empty folder."
        )
    target.absolute().parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))
    try:
        for path, content in files.items():
            (made / path).parent.mkdir(exist_ok=True)
            (made / path).write_bytes(content)
        _as_others(made, 0o777)
        os.replace(made, target)
    except BaseException:
        rmtree(made)
        raise


def _as_others(path: Path, mode: int) -> None:
    """Give what was made for us alone the rights that new files have."""
    umask = os.umask(0)
    os.umask(umask)
    path.chmod(mode & ~umask)


def _journal(connection: Connection, known_at: int | None) -> list[dict[str, Any]]:
    """The rows, each with all its columns, as text and numbers."""
    return [
        {**row._asdict(), "at": moment_text(row.at)}
        for row in journal.rows(connection)
        if known_at is None or row.seq <= known_at
    ]


def _documents(connection: Connection, known_at: int | None) -> Iterator[tuple[str, bytes]]:
    """The documents' bytes, under names made of their numbers alone; of pages the text too."""
    columns = (DOCUMENT.c.id, DOCUMENT.c.media_type, DOCUMENT.c.content, DOCUMENT.c.text)
    query = select(*columns).order_by(DOCUMENT.c.id)
    row: Row[Any]
    for row in connection.execute(Clocks(known_at=known_at).recorded(query, DOCUMENT)):
        suffix = _SUFFIXES.get(row.media_type, "bin")
        yield f"documents/D{row.id}.{suffix}", row.content
        if row.media_type != PLAIN:
            yield f"texts/D{row.id}.txt", row.text.encode()


def _tables(tables: Sequence[Sheet], files: Files) -> Iterator[dict[str, Any]]:
    for table in tables:
        path = f"{table.name}.csv"
        yield {
            "name": table.name,
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            **_size(files[path]),
            "schema": _schema(table),
        }


def _schema(table: Sheet) -> dict[str, Any]:
    fields = [
        {"name": column.name, **_TYPES[column.kind], "description": column.meaning}
        for column in table.columns
    ]
    keys = [
        {"fields": column.name, "reference": {"resource": other, "fields": "ref"}}
        for column in table.columns
        if (other := _POINTS_AT.get((table.name, column.name))) is not None
    ]
    return {
        "fields": fields,
        "missingValues": [""],
        **({"primaryKey": "ref"} if table.name in _KEYED else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _others(files: Files) -> Iterator[dict[str, Any]]:
    yield {
        "name": "journal",
        "path": "journal.jsonl",
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **_size(files["journal.jsonl"]),
    }
    for path in _documents_of(files):
        name = path.rpartition("/")[2]
        yield {
            "name": path.partition(".")[0].lower().replace("/", "-"),
            "path": path,
            "format": name.partition(".")[2],
            **_size(files[path]),
        }


def _documents_of(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path.startswith(("documents/", "texts/"))]


def _size(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{_sha256(content)}"}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
