"""What is recorded, as plain rows: read with SQL of its own, without the program's modules.

Figures are whole numbers of ten-thousandths; an open upper end is ``None``, and so is no figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, text

Figure = tuple[int, int | None]
Link = tuple[int, int, str, int]
"""Source, target, kind, and the number of the journal row."""


@dataclass(frozen=True)
class Entry:
    """An entry; ``item`` is what money was counted in before it was valued."""

    id: int
    commitment: int
    stage: str
    figure: Figure | None
    unit: str | None
    money: bool
    first: date | None
    last: date
    total: bool
    official: bool
    published: date
    seq: int
    replaces: int | None
    item: str | None = None

    def valued(self, figure: Figure, currency: str) -> Entry:
        """The same entry in a currency."""
        item = None if self.money else self.unit
        return replace(self, figure=figure, unit=currency, money=True, item=item)


@dataclass(frozen=True)
class Commitment:
    """A commitment; donor and recipient by code, or by name where there is no code."""

    donor: str
    recipient: str
    aid_type: str
    item: str | None
    programme: str | None


@dataclass(frozen=True)
class Rate:
    """One ``unit`` costs ``value`` of ``priced_in``."""

    unit: str
    priced_in: str
    day: date
    value: Fraction
    basis: str
    provider: str
    seq: int


@dataclass
class Record:
    """All of it."""

    commitments: dict[int, Commitment]
    entries: list[Entry]
    rates: dict[date, list[Rate]]
    currencies: set[str]
    links: list[Link] = field(default_factory=list)


_ENTRIES = """
    SELECT e.id, e.commitment_id, e.stage, e.low_whole, e.low_e4, e.high_whole, e.high_e4, e.unit,
           u.kind, e.date_low, e.date_high, e.cumulative, d.publisher_kind, d.published_on,
           e.journal_seq, e.replaces
    FROM entry e LEFT JOIN unit u ON u.code = e.unit, citation x, document d
    WHERE x.entry_id = e.id AND x.commitment_id = e.commitment_id AND x.number = 1
      AND d.id = x.document_id
"""
_COMMITMENTS = """
    SELECT c.id, COALESCE(d.code, d.name), COALESCE(r.code, r.name), c.aid_type, c.item, c.programme
    FROM commitment c, organisation d, organisation r
    WHERE d.id = c.donor_id AND r.id = c.recipient_id
"""
_RATES = "SELECT unit, priced_in, day, value, basis, provider, journal_seq FROM rate"


def read(connection: Connection) -> Record:
    """Everything that the gap depends on."""

    def rows(query: str) -> list[Any]:
        return list(connection.execute(text(query)))

    rates: dict[date, list[Rate]] = {}
    for unit, into, day, value, basis, provider, seq in rows(_RATES):
        rate = Rate(unit, into, _day(day), Fraction(value), basis, provider, seq)
        rates.setdefault(rate.day, []).append(rate)
    return Record(
        {number: Commitment(*about) for number, *about in rows(_COMMITMENTS)},
        [_entry(row) for row in rows(_ENTRIES)],
        rates,
        {code for (code,) in rows("SELECT code FROM unit WHERE kind = 'currency'")},
        [
            (source, target, kind, seq)
            for source, target, kind, seq in rows(
                "SELECT source_id, target_id, kind, journal_seq FROM commitment_link"
            )
        ],
    )


def _entry(row: Any) -> Entry:
    low = None if row.low_whole is None else row.low_whole * 10_000 + row.low_e4
    high = None if row.high_whole is None else row.high_whole * 10_000 + row.high_e4
    return Entry(
        id=row.id,
        commitment=row.commitment_id,
        stage=row.stage,
        figure=None if row.unit is None else (low or 0, high),
        unit=row.unit,
        money=row.kind == "currency",
        first=None if row.date_low is None else _day(row.date_low),
        last=_day(row.date_high),
        total=bool(row.cumulative),
        official=row.publisher_kind == "official",
        published=_day(row.published_on),
        seq=row.journal_seq,
        replaces=row.replaces,
    )


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))
