"""The seeded ledger, written through the library."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Connection, select

import ledger.asking
from benchmarks.gap import seeded
from benchmarks.gap.seeded import Commitment, Entry, Made
from ledger.api import Ledger
from ledger.model.inputs import NewCommitment, NewEntry
from ledger.model.tables import ORGANISATION
from ledger.store.rates import RateSource
from ledger.store.writer import Writer
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.rate import Rate
from ledger.values.stages import AidType, Stage
from ledger.values.units import Quantity
from ledger.vocabulary import OrganisationKind

PUBLISHED = date(2025, 1, 15)
AT_ONCE = 100
"""So many commitments rest on one document and are written in one transaction."""


def write_rates(book: Ledger, every: int = 1) -> None:
    """The rates of currencies (of every so many days) and the prices of items, each as a load."""
    with book.writing() as writer:
        for name, rows in (("rates", seeded.rates(every=every)), ("prices", seeded.prices())):
            source = RateSource(f"{name}.csv", file_sha256=f"{seeded.SEED:064x}")
            writer.add_rates(source, [_rate(row) for row in rows])


def _rate(row: seeded.Price) -> Rate:
    return Rate(
        row.unit, row.priced_in, row.day, seeded.decimal(row.value), row.provider, row.basis
    )


def write_entries(book: Ledger, size: int) -> float:
    """All commitments with their entries; the seconds it took, without making the rows up."""
    with book.reading() as connection:
        donors, recipients = parties(connection)
    made = seeded.commitments(size)
    seconds = 0.0
    while some := list(islice(made, AT_ONCE)):
        begin = time.perf_counter()
        with book.writing() as writer:
            _write(writer, some, donors, recipients)
        seconds += time.perf_counter() - begin
    return seconds


def parties(connection: Connection) -> tuple[list[str], list[str]]:
    """Donors and recipients among the organisations that a new ledger knows."""
    kinds = (OrganisationKind.STATE, OrganisationKind.INSTITUTION)
    query = select(ORGANISATION.c.code, ORGANISATION.c.name).where(ORGANISATION.c.kind.in_(kinds))
    return seeded.parties([code or name for code, name in connection.execute(query)])


def _write(
    writer: Writer, made: Sequence[Made], donors: Sequence[str], recipients: Sequence[str]
) -> None:
    lines = {
        entry.number: seeded.sentence(entry, donors[about.donor])
        for about, entries in made
        for entry in entries
    }
    text = "\n".join(lines.values())
    document, _ = writer.add_document(
        ledger.asking.new_document(text.encode(), PUBLISHED, publisher_kind="official")
    )
    for about, entries in made:
        commitment = writer.add_commitment(_commitment(about, donors, recipients))
        for entry in entries:
            writer.add_entry(commitment, _entry(entry, document, lines[entry.number]))


def _commitment(
    about: Commitment, donors: Sequence[str], recipients: Sequence[str]
) -> NewCommitment:
    return NewCommitment(
        donor=donors[about.donor],
        recipient=recipients[about.recipient],
        aid_type=AidType(about.aid_type),
        title=f"Promise {about.number}",
        item=about.item,
        programme=about.programme,
    )


def _entry(entry: Entry, document: int, quote: str) -> NewEntry:
    figure = Quantity(Bounds(entry.low, entry.high), entry.unit, Qualifier(entry.qualifier))
    return NewEntry(
        stage=Stage(entry.stage),
        document=document,
        quote=quote,
        quantity=figure,
        days=Days(entry.first, entry.last),
        cumulative=entry.total,
    )
