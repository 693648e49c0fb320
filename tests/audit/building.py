"""A small ledger with something of every kind, made step by step: articles, entries, decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.api import Ledger
from ledger.asking import new_commitment, new_entry, new_item, new_organisation
from ledger.model.inputs import NewDecision, validated
from ledger.review.queue import extract

NEWS = """Norway pledges tanks

On 4 March 2024 Norway pledged 8 tanks to Ukraine. The figure was 9 tanks. Of these 3 tanks
arrived in May 2024. "=cmd" said a minister. Denmark will send 12 howitzers to Ukraine.
"""
LATER = "On 2 July 2024 another 4 tanks were handed over. Norway pledged 80 million euros in all."

ABOUT = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "military"}


def claim(words: str, **fields: Any) -> dict[str, Any]:
    """A claim on the first place of ``words``, as a reader would have found it."""
    start = NEWS.index(words)
    usual = {
        "start": start,
        "end": start + len(words),
        "text": words,
        "sentence_start": start,
        "sentence_end": NEWS.index(".", start) + 1,
        "donor": "Denmark",
        "donor_code": "DNK",
        "stage": "pledged",
        "low": "12",
        "high": "12",
        "unit": "howitzer",
        "rule": "by hand",
        "confidence": 0.9,
    }
    return usual | fields


def news(book: Ledger) -> None:
    """D1, with two claims."""
    book.add_document(NEWS.encode(), published="2024-06-01", publisher="=The Paper")
    with book.writing() as writer:
        extract(writer, 1, "by hand 1", lambda _text, _day: [claim("12"), claim("3", low="3")])


def pledge(book: Ledger) -> None:
    """C1 and E1."""
    book.add_commitment(title="-8 tanks", item="tank", **ABOUT)
    book.add_entry(
        "C1", stage="pledged", document="D1", quote="Norway pledged 8 tanks", amount="8 tank"
    )


def correction(book: Ledger) -> None:
    """E2 replaces E1."""
    book.add_entry(
        "C1",
        stage="pledged",
        document="D1",
        quote="The figure was 9 tanks.",
        amount="9 tank",
        date="2024-03-04",
        replaces="E1",
        reason="misread",
    )


def decisions(book: Ledger) -> None:
    """K1 becomes E3 of C2; K2 is rejected."""
    with book.writing() as writer:
        extracted = {"donor": "Denmark", "recipient": "Ukraine", "aid_type": "military"}
        commitment = writer.add_commitment(new_commitment(title="Howitzers", **extracted))
        entry = writer.add_entry(
            commitment,
            new_entry(
                stage="pledged",
                document="D1",
                quote="Denmark will send 12 howitzers",
                amount="12 howitzer",
            ),
        )
        accepted = validated(NewDecision, verdict="accept", reason="it says so")
        writer.add_decision(1, accepted, commitment, entry)
        writer.add_decision(2, validated(NewDecision, verdict="reject", reason="a delivery"))


def deliveries(book: Ledger) -> None:
    """C3, a part of C1, and E4, what arrived of it."""
    book.add_commitment(title="The first of them", item="tank", **ABOUT)
    book.add_entry(
        "C3",
        stage="delivered",
        document="D1",
        quote="Of these 3 tanks\narrived in May 2024.",
        amount="3 tank",
        date="2024-05",
    )
    book.link("C3", "part_of", "C1", reason="the first of them")


def more_news(book: Ledger) -> None:
    """D2, which is no UTF-8, and E5."""
    book.add_document(LATER.encode("utf-16"), published="2024-07-03", publisher_kind="official")
    book.add_entry(
        "C1",
        stage="delivered",
        document="D2",
        quote="another 4 tanks were handed over",
        amount="4 tank",
        date="2024-07-02",
    )


def more_names(book: Ledger) -> None:
    """An organisation and an item that no list has, and a commitment of theirs: C4."""
    with book.writing() as writer:
        writer.add_organisation(new_organisation(name="A new fund"))
        writer.add_item(new_item(name="sledge"))
    book.add_commitment(
        donor="A new fund", recipient="Ukraine", aid_type="other", title="Sledges", item="sledge"
    )
    book.link("C4", "draws_on", "C2", reason="paid from there")


STEPS: tuple[Callable[[Ledger], None], ...] = (
    news,
    pledge,
    correction,
    decisions,
    deliveries,
    more_news,
    more_names,
)
"""The whole history, in its order."""


def build(book: Ledger) -> None:
    """All steps."""
    for step in STEPS:
        step(book)
