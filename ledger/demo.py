"""The demonstration: five articles that ship with the program, read and reviewed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ledger.api import Ledger, open_ledger, unheard
from ledger.errors import StoreError
from ledger.importers.manifest import Listed, read_manifest
from ledger.reading.plugins import named_reader
from ledger.resources import folder
from ledger.review.extract import extract_document
from ledger.review.recorded import decide
from ledger.store import schema
from ledger.store.engine import make_engine
from ledger.store.location import Location, locate
from ledger.store.lock import LOCK_FILES

DEFAULT_DB = "aid-ledger-demo.db"
AS_OF = "2024-04-30"
"""The day after the last of the five articles."""

FIGURE = "E9"
"""The entry that the demonstration traces: the European Union's 5 billion euros."""


def open_demo(db: str, *, fresh: bool, say: Callable[[str], None] = unheard) -> tuple[Ledger, bool]:
    """Open the demonstration, built if it is not there or ``fresh``; and whether it was built.

    A ledger that holds anything else is left alone: :class:`ledger.errors.StoreError`. One
    without documents is filled, and never removed: it may hold rates and names.
    """
    location = locate(db)
    if fresh and _is_there(location):
        with open_ledger(db) as book:
            _require_demo(book)
            is_filled = bool(book.documents())
        if is_filled:
            _remove(location)
    book = open_ledger(db, create_it=True, say=say)
    if not book.documents():
        _fill(book)
        return book, True
    _require_demo(book)
    return book, False


def _fill(book: Ledger) -> None:
    """Take the articles in, read them, and decide on what was read; all of it or nothing."""
    with book.writing() as writer:
        documents = {
            listed.path.name: writer.add_document(listed.document)[0] for listed in _articles()
        }
        for number in documents.values():
            extract_document(writer, number, named_reader())
        decide(writer, folder("seeds") / "decisions.toml", documents)


def _articles() -> list[Listed]:
    return read_manifest(folder("seeds") / "articles" / "index.csv")


def _require_demo(book: Ledger) -> None:
    ours = {hashlib.sha256(listed.document.content).hexdigest() for listed in _articles()}
    if any(document.sha256 not in ours for document in book.documents()):
        raise StoreError(
            f"{book.location} holds other documents than the demonstration's five articles.",
            hint="It was left alone. Give the demonstration another place with --db.",
        )


def _is_there(location: Location) -> bool:
    if location.path is not None:
        return location.path.exists()
    return not schema.status(make_engine(location), location).is_empty


def _remove(location: Location) -> None:
    """Remove an earlier demonstration, with the files that are kept beside it."""
    if location.path is None:
        schema.drop(make_engine(location), location)
        return
    for suffix in ("", "-wal", "-shm", *LOCK_FILES):
        location.path.with_name(location.path.name + suffix).unlink(missing_ok=True)
