"""Reading stored documents into the queue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ledger.api import Ledger
from ledger.reading.record import claim_record
from ledger.review.queue import extract
from ledger.store.claims import Replaced


def extract_documents(
    book: Ledger, numbers: Sequence[int] = (), reader: str | None = None
) -> Iterator[tuple[int, Replaced]]:
    """Read the given documents, or all, each in a transaction of its own."""
    from ledger.reading.plugins import named_reader

    chosen = named_reader(reader)

    def read(text: str, published: date) -> list[dict[str, Any]]:
        return [claim_record(claim) for claim in chosen.read(text, published)]

    for number in numbers or [document.ref.number for document in book.documents()]:
        with book.writing() as writer:
            found = extract(writer, number, chosen.name, read)
        yield number, found
