"""The rates of a ledger that a question needs, as a book to look up in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Connection

from ledger.rules.rates import EURO, RateBook
from ledger.store import rates
from ledger.store.names import Names
from ledger.values.rate import Rate


def rate_book(
    connection: Connection,
    names: Names,
    units: Collection[str],
    into: str,
    *,
    bases: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    known_at: int | None = None,
) -> RateBook:
    """All rates by which ``units`` can be had in the currency ``into``, by a day, as known then.

    ``since`` leaves out exchange rates of earlier days.
    """
    currencies = {unit.code for unit in names.units.values() if unit.is_currency}
    items = set(units) - currencies
    prices: list[Rate] = []
    if items:
        prices += rates.read(connection, items, until=until, known_at=known_at)
    money = {*units, into, EURO, *(rate.priced_in for rate in prices)} & currencies
    exchange = rates.read(connection, money, money, since=since, until=until, known_at=known_at)
    return RateBook([*prices, *exchange], currencies, bases)
