"""A document and claims about it, made by hand: what a reader would have found."""

from __future__ import annotations

from typing import Any

from ledger.api import Ledger
from ledger.review.queue import Queued, extract, queue
from ledger.store.claims import Replaced

TEXT = """Norway pledges air defense

OSLO - Norway pledged 150 million euros in military aid to Ukraine on Tuesday. The package
includes 2 NASAMS launchers worth a part of it. Denmark will send 12 howitzers to Ukraine.
"""


def claim(words: str, text: str = TEXT, **fields: Any) -> dict[str, Any]:
    """A claim on the first place of ``words``, with the fields that differ from the usual ones."""
    start = text.index(words)
    stop = text.index(".", start) + 1
    begin = max(text.rfind(". ", 0, start) + 2, text.rfind("\n\n", 0, start) + 2)
    usual = {
        "start": start,
        "end": start + len(words),
        "text": words,
        "sentence_start": begin,
        "sentence_end": stop,
        "donor": "Norway",
        "donor_code": "NOR",
        "recipient": "Ukraine",
        "recipient_code": "UKR",
        "aid_type": "military",
        "stage": "pledged",
        "qualifier": "exact",
        "low": "150000000",
        "high": "150000000",
        "unit": "EUR",
        "unit_kind": "currency",
        "item": None,
        "date_low": "2024-03-12",
        "date_high": "2024-03-12",
        "part_of": None,
        "repeats": [],
        "confidence": 0.97,
        "rule": "by hand",
        "warnings": [],
        "support": {},
    }
    return usual | fields


def norway() -> dict[str, Any]:
    """Norway's pledge, with the words that bear it out."""
    at = TEXT.index("Norway pledged")
    return claim("150 million euros", support={"donor": [at, at + 6], "stage": [at + 7, at + 14]})


def launchers() -> dict[str, Any]:
    """A part of Norway's package."""
    whole = norway()
    return claim(
        "2",
        low="2",
        high="2",
        unit="NASAMS launcher",
        unit_kind="item",
        part_of=[whole["start"], whole["end"]],
        confidence=0.8,
    )


def denmark() -> dict[str, Any]:
    """Denmark's howitzers."""
    return claim(
        "12",
        donor="Denmark",
        donor_code="DNK",
        low="12",
        high="12",
        unit="howitzer",
        unit_kind="item",
        confidence=0.6,
    )


def store(book: Ledger, text: str = TEXT) -> int:
    """Take the document in; its number."""
    return int(book.add_document(text.encode(), published="2024-03-13").ref[1:])


def found(book: Ledger, document: int, *claims: dict[str, Any]) -> Replaced:
    """Put claims into the queue as if a reader had found them."""
    with book.writing() as writer:
        return extract(writer, document, "by hand 1", lambda _text, _day: list(claims))


def open_claims(book: Ledger) -> list[Queued]:
    """What waits for a decision."""
    with book.reading() as connection:
        return queue(connection)
