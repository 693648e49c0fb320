"""Reading stored documents into the queue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ledger.api import Ledger
from ledger.reading.plugins import Reader, named_reader
from ledger.reading.record import claim_record
from ledger.review.queue import extract
from ledger.store.claims import Replaced
from ledger.store.writer import Writer


def extract_documents(
    book: Ledger, numbers: Sequence[int] = (), reader: str | None = None
) -> Iterator[tuple[int, Replaced]]:
    """Read the given documents, or all, each in a transaction of its own."""
    chosen = named_reader(reader)
    for number in numbers or [document.ref.number for document in book.documents()]:
        with book.writing() as writer:
            found = extract_document(writer, number, chosen)
        yield number, found


def extract_document(writer: Writer, number: int, reader: Reader) -> Replaced:
    """Read one document into the queue."""

    def read(text: str, published: date) -> list[dict[str, Any]]:
        return [claim_record(claim) for claim in reader.read(text, published)]

    return extract(writer, number, reader.name, read)
