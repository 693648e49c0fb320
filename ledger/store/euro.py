"""[G12] Figures in other currencies as they are kept in euro: each at the rate of its own day.

A rate that is loaded later may price what had none, or price it from a nearer day; then what it
changes is converted anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, or_, select

from ledger.model.kept import ENDS
from ledger.model.tables import ENTRY, ENTRY_IN_EURO
from ledger.rules.rates import DAYS_BACK, EURO, Missing, RateBook, in_currency
from ledger.store.engine import into
from ledger.store.facts import columns_of, joined, same_entry
from ledger.store.names import Names
from ledger.store.rate_book import rate_book
from ledger.values.bounds import Bounds
from ledger.values.rate import Rate

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Foreign:
    """A figure in a currency that is not the euro, and the last day of its entry."""

    commitment: int
    entry: int
    figure: Bounds
    unit: str
    day: date


class EuroBook:
    """The rates that conversions into euro need, read as far as they are asked for."""

    def __init__(self, connection: Connection, names: Names) -> None:
        self.connection = connection
        self._names = names
        self._units: set[str] = set()
        self._since = date.max
        self._until = date.min
        self._book = RateBook((), ())
        self._factors: dict[tuple[str, date], Fraction | None] = {}

    def keep(self, foreign: Sequence[Foreign]) -> None:
        """Convert figures that are not kept yet, as far as there are rates."""
        rows = list(self._rows(foreign))
        if rows:
            into(ENTRY_IN_EURO).write(self.connection, rows)

    def keep_all(self) -> None:
        """Convert whatever is not kept yet, of all entries."""
        for unit in self._foreign_units():
            for foreign, there in self._priced_by(unit, date.min, date.max):
                self.keep([one for one in foreign if one.entry not in there])

    def strayed(self) -> Iterator[int]:
        """The entries whose figure in euro is not what the rates make of it, or has no cause."""
        units = self._foreign_units()
        for unit in units:
            for foreign, there in self._priced_by(unit, date.min, date.max):
                now = {row["entry_id"]: _ends(row) for row in self._rows(foreign)}
                yield from (n for n in sorted({*now, *there}) if now.get(n) != there.get(n))
        query = (
            select(ENTRY_IN_EURO.c.entry_id)
            .outerjoin(ENTRY, same_entry())
            .where(or_(ENTRY.c.unit.is_(None), ENTRY.c.unit.not_in(units)))
        )
        yield from self.connection.execute(query).scalars()

    def _foreign_units(self) -> list[str]:
        units = select(ENTRY.c.unit).where(ENTRY.c.unit != EURO).distinct()
        found = sorted(self.connection.execute(units).scalars())
        known = self._names.units
        return [unit for unit in found if unit in known and known[unit].is_foreign]

    def keep_anew(self, rates: Iterable[Rate]) -> set[int]:
        """Convert again what these rates may price; the commitments of what they changed."""
        changed: set[int] = set()
        for unit, since, until in _reaches(rates):
            for foreign, there in self._priced_by(unit, since, until):
                now = {row["entry_id"]: row for row in self._rows(foreign)}
                stale = [
                    one for one in foreign if there.get(one.entry) != _ends(now.get(one.entry))
                ]
                self._replace(stale, [now[one.entry] for one in stale if one.entry in now])
                changed |= {one.commitment for one in stale}
        return changed

    def _rows(self, foreign: Sequence[Foreign]) -> Iterator[dict[str, Any]]:
        self._reach(foreign)
        for one in foreign:
            factor = self._factor(one.unit, one.day)
            if factor is not None:
                yield {
                    "commitment_id": one.commitment,
                    "entry_id": one.entry,
                    **columns_of(in_currency(one.figure, factor)),
                }

    def _factor(self, unit: str, day: date) -> Fraction | None:
        key = (unit, day)
        if key not in self._factors:
            price = self._book.price(unit, EURO, day)
            self._factors[key] = None if isinstance(price, Missing) else price.factor
        return self._factors[key]

    def _reach(self, foreign: Sequence[Foreign]) -> None:
        """Read the rates of these units and days, unless they have been."""
        if not foreign:
            return
        units = {one.unit for one in foreign}
        since = _earlier(min(one.day for one in foreign), DAYS_BACK)
        until = max(one.day for one in foreign)
        if units <= self._units and self._since <= since and until <= self._until:
            return
        self._units |= units
        self._since, self._until = min(self._since, since), max(self._until, until)
        self._factors.clear()
        self._book = rate_book(
            self.connection,
            self._names,
            self._units,
            EURO,
            since=self._since,
            until=self._until,
        )

    def _priced_by(
        self, unit: str, since: date, until: date
    ) -> Iterator[tuple[list[Foreign], dict[int, tuple[Any, ...]]]]:
        """Figures in a unit of some days, some at a time, and what is kept of them by entry."""
        query = (
            select(
                ENTRY.c.commitment_id,
                ENTRY.c.id,
                *(ENTRY.c[end] for end in ENDS),
                ENTRY.c.date_high,
                ENTRY_IN_EURO.c.entry_id.label("kept"),
                *(ENTRY_IN_EURO.c[end].label(f"kept_{end}") for end in ENDS),
            )
            .outerjoin(ENTRY_IN_EURO, same_entry())
            .where(ENTRY.c.unit == unit, ENTRY.c.date_high >= since, ENTRY.c.date_high <= until)
            .order_by(ENTRY.c.id)
            .limit(_BATCH)
        )
        last = 0
        while rows := self.connection.execute(query.where(ENTRY.c.id > last)).all():
            foreign = [
                Foreign(row.commitment_id, row.id, bounds, unit, row.date_high)
                for row in rows
                if (bounds := joined(*row[2:6])) is not None
            ]
            yield foreign, {row.id: tuple(row[8:12]) for row in rows if row.kept is not None}
            last = rows[-1].id

    def _replace(self, stale: Sequence[Foreign], rows: Sequence[Mapping[str, Any]]) -> None:
        if stale:
            this = and_(
                ENTRY_IN_EURO.c.commitment_id == bindparam("commitment"),
                ENTRY_IN_EURO.c.entry_id == bindparam("entry"),
            )
            keys = [{"commitment": one.commitment, "entry": one.entry} for one in stale]
            self.connection.execute(delete(ENTRY_IN_EURO).where(this), keys)
        if rows:
            into(ENTRY_IN_EURO).write(self.connection, rows)


def _ends(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else tuple(row[end] for end in ENDS)


def _reaches(rates: Iterable[Rate]) -> Iterator[tuple[str, date, date]]:
    """For which currency and which days rates of the euro can be used, if for any."""
    days: dict[str, list[date]] = {}
    for rate in rates:
        if EURO in {rate.unit, rate.priced_in} and rate.day is not None:
            other = rate.priced_in if rate.unit == EURO else rate.unit
            days.setdefault(other, []).append(rate.day)
    for unit, found in sorted(days.items()):
        yield unit, min(found), _later(max(found), DAYS_BACK)


def _earlier(day: date, days: int) -> date:
    return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if day.toordinal() + days < date.max.toordinal() else date.max
