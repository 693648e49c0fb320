"""Rates in the database: what the journal says of a load, writing it, and reading rates back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ledger.model.tables import RATE, RATE_SOURCE
from ledger.store.batches import batches
from ledger.store.engine import into
from ledger.values.rate import Rate

_BATCH = 10_000
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

RateKey = tuple[str, str, date, str, str]
"""Unit, currency, day, basis and provider: for these there is one value."""

_RATES = select(
    RATE.c.unit,
    RATE.c.priced_in,
    RATE.c.day,
    RATE.c.value,
    RATE.c.provider,
    RATE.c.basis,
    RATE_SOURCE.c.name,
    RATE_SOURCE.c.file_sha256,
).join(RATE_SOURCE, RATE_SOURCE.c.journal_seq == RATE.c.journal_seq)


@dataclass(frozen=True, slots=True)
class RateSource:
    """Where the rates of a load came from: a file, or words of a document."""

    name: str
    file_sha256: str | None = None
    document_id: int | None = None
    start_at: int | None = None
    end_at: int | None = None
    exact: str | None = None

    def columns(self) -> dict[str, Any]:
        """As columns of its table."""
        return {
            "name": self.name,
            "file_sha256": self.file_sha256,
            "document_id": self.document_id,
            "start_at": self.start_at,
            "end_at": self.end_at,
            "exact": self.exact,
        }


def are_on_record(connection: Connection) -> bool:
    """Whether there are any rates."""
    return connection.execute(select(RATE.c.unit).limit(1)).first() is not None


def key_of(rate: Rate) -> RateKey:
    """What a rate is told apart by in the ledger."""
    assert rate.day is not None
    assert rate.basis is not None
    return (rate.unit, rate.priced_in, rate.day, rate.basis, rate.provider)


def body(source: RateSource, rates: Sequence[Rate]) -> dict[str, Any]:
    """What the journal says of a load: its source, and number and digest of its rates."""
    rows = [(*key_of(rate), rate.value) for rate in rates]
    return {**source.columns(), "rates": len(rows), "sha256": digest(rows)}


def digest(rows: Iterable[tuple[str, str, date, str, str, str]]) -> str:
    """SHA-256 of all rates of a load: a JSON array each, in the order of their keys, by lines."""
    hashed = hashlib.sha256()
    for unit, priced_in, day, basis, provider, value in sorted(rows):
        line = _ENCODE([unit, priced_in, day.isoformat(), basis, provider, value])
        hashed.update(f"{line}\n".encode())
    return hashed.hexdigest()


def insert_all(
    connection: Connection, rates: Sequence[Rate], seq: int, tick: Callable[[int], None]
) -> None:
    """Insert the rates of the load with journal number ``seq``; ``tick`` hears of each batch."""
    for some in batches(rates, _BATCH):
        into(RATE).write(connection, [_row(rate, seq) for rate in some])
        tick(len(some))


def _row(rate: Rate, seq: int) -> dict[str, Any]:
    return {
        "unit": rate.unit,
        "priced_in": rate.priced_in,
        "day": rate.day,
        "basis": rate.basis,
        "provider": rate.provider,
        "value": rate.value,
        "journal_seq": seq,
    }


def values(
    connection: Connection, units: Collection[str], providers: Collection[str]
) -> dict[RateKey, str]:
    """The values that are there for some units by some providers."""
    query = select(
        RATE.c.unit, RATE.c.priced_in, RATE.c.day, RATE.c.basis, RATE.c.provider, RATE.c.value
    ).where(RATE.c.unit.in_(units), RATE.c.provider.in_(providers))
    return {
        (unit, priced_in, day, basis, provider): value
        for unit, priced_in, day, basis, provider, value in connection.execute(query)
    }


def series(
    connection: Connection,
    units: Collection[str] | None = None,
    priced_in: Collection[str] | None = None,
) -> list[dict[str, Any]]:
    """What there are rates of: first and last day, and how many, by whom and at which basis."""
    names = (RATE.c.unit, RATE.c.priced_in, RATE.c.basis, RATE.c.provider)
    query: Select[Any] = select(
        *names,
        func.min(RATE.c.day).label("first_day"),
        func.max(RATE.c.day).label("last_day"),
        func.count().label("rates"),
    ).group_by(*names)
    if units is not None:
        query = query.where(RATE.c.unit.in_(units))
    if priced_in is not None:
        query = query.where(RATE.c.priced_in.in_(priced_in))
    found = [row._asdict() for row in connection.execute(query)]
    return sorted(found, key=lambda row: tuple(str(row[column.name]) for column in names))


def read(
    connection: Connection,
    units: Collection[str] | None = None,
    priced_in: Collection[str] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    known_at: int | None = None,
) -> Iterator[Rate]:
    """Rates in the order of unit, currency and day; all, or of some units in some currencies.

    ``since`` and ``until`` are the first and the last day, ``known_at`` the journal number by
    which they were recorded.
    """
    query: Select[Any] = _RATES.order_by(RATE.c.unit, RATE.c.priced_in, RATE.c.day)
    if units is not None:
        query = query.where(RATE.c.unit.in_(units))
    if priced_in is not None:
        query = query.where(RATE.c.priced_in.in_(priced_in))
    if since is not None:
        query = query.where(RATE.c.day >= since)
    if until is not None:
        query = query.where(RATE.c.day <= until)
    if known_at is not None:
        query = query.where(RATE.c.journal_seq <= known_at)
    for unit, currency, day, value, provider, basis, name, sha256 in connection.execute(query):
        yield Rate(unit, currency, day, value, provider, basis, name, sha256)
