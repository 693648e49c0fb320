"""The seeded ledger, written through the library."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Connection, select

import ledger.asking
from benchmarks.gap import seeded
from benchmarks.gap.seeded import Commitment, Made
from ledger.api import Ledger
from ledger.model.inputs import NewCommitment
from ledger.model.tables import ORGANISATION
from ledger.store.bulk import SheetEntry
from ledger.store.rates import RateSource
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.rate import Rate
from ledger.values.stages import AidType, Stage
from ledger.vocabulary import OrganisationKind

PUBLISHED = date(2025, 1, 15)
AT_ONCE = 30_000
"""So many commitments rest on one sheet, unless somebody says otherwise."""

FIGURE = 2
"""The column of a sheet with the figure, counted from 1."""


def write_rates(book: Ledger, every: int = 1) -> float:
    """The rates of currencies (of every so many days) and the prices of items; the seconds."""
    begin = time.perf_counter()
    with book.writing() as writer:
        for name, rows in (("rates", seeded.rates(every=every)), ("prices", seeded.prices())):
            source = RateSource(f"{name}.csv", file_sha256=f"{seeded.SEED:064x}")
            writer.add_rates(source, [_rate(row) for row in rows])
    return time.perf_counter() - begin


def _rate(row: seeded.Price) -> Rate:
    return Rate(
        row.unit, row.priced_in, row.day, seeded.decimal(row.value), row.provider, row.basis
    )


def write_entries(book: Ledger, size: int, at_once: int = AT_ONCE) -> float:
    """All commitments with their entries; the seconds it took, without making the rows up.

    ``at_once`` commitments rest on one sheet, and are written in one transaction.
    """
    with book.reading() as connection:
        donors, recipients = parties(connection)
    made = seeded.commitments(size)
    seconds = 0.0
    while some := list(islice(made, at_once)):
        sheet = _sheet(some)
        begin = time.perf_counter()
        _write(book, some, sheet, donors, recipients)
        seconds += time.perf_counter() - begin
    return seconds


def parties(connection: Connection) -> tuple[list[str], list[str]]:
    """Donors and recipients among the organisations that a new ledger knows."""
    kinds = (OrganisationKind.STATE, OrganisationKind.INSTITUTION)
    query = select(ORGANISATION.c.code, ORGANISATION.c.name).where(ORGANISATION.c.kind.in_(kinds))
    return seeded.parties([code or name for code, name in connection.execute(query)])


def _sheet(made: Sequence[Made]) -> bytes:
    """A CSV with a row for each entry."""
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(("stage", "figure", "unit", "day", "commitment"))
    for _, entries in made:
        for one in entries:
            figure = Bounds(one.low, one.high)
            write((one.stage, figure, one.unit, one.last, one.commitment))
    return text.getvalue().encode()


def _write(
    book: Ledger,
    made: Sequence[Made],
    sheet: bytes,
    donors: Sequence[str],
    recipients: Sequence[str],
) -> None:
    """A sheet and all that stands in it, in one transaction."""
    new = ledger.asking.new_document(sheet, PUBLISHED, publisher_kind="official")
    with book.writing_in_bulk() as writer:
        document, _ = writer.add_document(new)
        numbers = writer.add_commitments(
            _commitment(about, donors, recipients) for about, _ in made
        )
        writer.add_sheet_entries(document, _entries(made, numbers))


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


def _entries(made: Sequence[Made], numbers: Sequence[int]) -> Iterator[SheetEntry]:
    row = 1
    for number, (_, entries) in zip(numbers, made, strict=True):
        for one in entries:
            row += 1
            yield SheetEntry(
                number,
                Stage(one.stage),
                row,
                Days(one.first, one.last),
                FIGURE,
                Bounds(one.low, one.high),
                one.unit,
                Qualifier(one.qualifier),
                cumulative=one.total,
            )
