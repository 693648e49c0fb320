"""[G12] Which rate a figure is converted at: direct or through the euro, of which day.

A day without a rate takes the previous published day, at most a week back; nothing is ever
interpolated, and what is missing is missing. Everything here is computed from rates that are
given, exactly, in fractions; there is no database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ledger.values.bounds import Bounds
from ledger.values.rate import Rate, rounded

EURO = "EUR"
FIRST = "ECB"
"""The provider that goes before others where several price the same on the same day."""

DAYS_BACK = 7
"""How many days back a published rate still stands for a day without one."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A rate as it is used: ``inverse`` where a figure is divided by it."""

    rate: Rate
    inverse: bool

    @property
    def factor(self) -> Fraction:
        """What a figure is multiplied with."""
        return 1 / self.rate.exact if self.inverse else self.rate.exact


@dataclass(frozen=True, slots=True)
class Price:
    """What one ``unit`` is in ``into``, and the rates that make it so, in order.

    ``asked`` is the day that was asked for (``None``: the rate holds for all days), ``via_euro``
    tells a cross rate made of two rates of the euro.
    """

    unit: str
    into: str
    asked: date | None
    legs: tuple[Leg, ...]
    via_euro: bool = False

    @property
    def factor(self) -> Fraction:
        """What a figure in ``unit`` is multiplied with, exactly."""
        factor = Fraction(1)
        for leg in self.legs:
            factor *= leg.factor
        return factor

    @property
    def found(self) -> date | None:
        """The day of the exchange rate, or of an item's price where that needs no exchange."""
        return self.legs[-1].rate.day


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no price."""

    why: str


class RateBook:
    """Rates to look up in; ``currencies`` tells money from items among their units.

    ``bases`` are those at which items may be valued, the first that has a price being taken.
    Without any, an item is valued at whatever basis it is priced at, if that is one alone.
    """

    def __init__(
        self, rates: Iterable[Rate], currencies: Collection[str], bases: Sequence[str] = ()
    ) -> None:
        self._currencies = currencies
        self._bases = bases
        self._exchange: dict[tuple[str, str], dict[date, Rate]] = {}
        self._items: dict[str, list[Rate]] = {}
        self._known: dict[tuple[str, str, date, int], Price | Missing] = {}
        for rate in sorted(rates, key=_precedence):
            if rate.unit in currencies and rate.day is not None:
                days = self._exchange.setdefault((rate.unit, rate.priced_in), {})
                days.setdefault(rate.day, rate)
            else:
                self._items.setdefault(rate.unit, []).append(rate)

    def price(self, unit: str, into: str, day: date, days_back: int = DAYS_BACK) -> Price | Missing:
        """What one ``unit`` was in the currency ``into`` on a day, or why that is not known."""
        key = (unit, into, day, days_back)
        if key not in self._known:
            look = self._money if unit in self._currencies else self._item
            self._known[key] = look(unit, into, day, days_back)
        return self._known[key]

    def _money(self, unit: str, into: str, day: date, days_back: int) -> Price | Missing:
        """Of the latest day that has a rate; on one day direct before cross."""
        for one in _back(day, days_back):
            direct = self._between(unit, into, one)
            if direct is not None:
                return Price(unit, into, day, (direct,))
            cross = self._through_the_euro(unit, into, one)
            if cross is not None:
                return Price(unit, into, day, cross, via_euro=True)
        return Missing(self._why_not(unit, into, day, days_back))

    def _item(self, unit: str, into: str, day: date, days_back: int) -> Price | Missing:
        """An item's price stands from its day on, until a later one; its currency is exchanged."""
        priced = [rate for rate in self._items.get(unit, ()) if rate.day and rate.day <= day]
        if not priced:
            return Missing(f"no price of {unit} is known by {day}")
        bases = list(dict.fromkeys(sorted(rate.basis or "" for rate in priced)))
        if not self._bases and len(bases) > 1:
            return Missing(f"{unit} is priced at {' and '.join(bases)}: choose with --basis")
        for basis in self._bases or bases:
            of_basis = [rate for rate in priced if rate.basis == basis]
            if of_basis:
                return self._at(_latest(of_basis, into), into, day, days_back)
        return Missing(f"{unit} is priced at {' and '.join(bases)} alone")

    def _at(self, rate: Rate, into: str, day: date, days_back: int) -> Price | Missing:
        own = Leg(rate, inverse=False)
        if rate.priced_in == into:
            return Price(rate.unit, into, day, (own,))
        exchange = self.price(rate.priced_in, into, day, days_back)
        if isinstance(exchange, Missing):
            return Missing(f"{rate.unit} is priced in {rate.priced_in}, and {exchange.why}")
        return Price(rate.unit, into, day, (own, *exchange.legs), exchange.via_euro)

    def _between(self, unit: str, into: str, day: date) -> Leg | None:
        rate = self._exchange.get((unit, into), {}).get(day)
        inverse = self._exchange.get((into, unit), {}).get(day)
        if inverse is None or (rate is not None and _precedence(rate) <= _precedence(inverse)):
            return None if rate is None else Leg(rate, inverse=False)
        return Leg(inverse, inverse=True)

    def _through_the_euro(self, unit: str, into: str, day: date) -> tuple[Leg, Leg] | None:
        """Both rates of one day: a cross of two days would be the rate of none."""
        if EURO in {unit, into}:
            return None
        first, second = self._between(unit, EURO, day), self._between(EURO, into, day)
        return None if first is None or second is None else (first, second)

    def _why_not(self, unit: str, into: str, day: date, days_back: int) -> str:
        days = self._days(unit, into)
        if EURO not in {unit, into}:
            days |= self._days(unit, EURO) & self._days(EURO, into)
        last = max((one for one in days if one <= day), default=None)
        if last is None:
            return f"no rate of {unit} in {into} is known by {day}"
        return (
            f"the last rate of {unit} in {into} by {day} is of {last},"
            f" more than {days_back} days back"
        )

    def _days(self, unit: str, into: str) -> set[date]:
        return {*self._exchange.get((unit, into), ()), *self._exchange.get((into, unit), ())}


def _back(day: date, days: int) -> Iterator[date]:
    """A day, and the days before it, as far as the calendar goes."""
    first = max(day.toordinal() - days, date.min.toordinal())
    return (date.fromordinal(number) for number in range(day.toordinal(), first - 1, -1))


def _precedence(rate: Rate) -> tuple[bool, str, str]:
    """The European Central Bank before others, then by name: the order never changes."""
    return (rate.provider != FIRST, rate.provider, rate.basis or "")


def _latest(rates: Sequence[Rate], into: str) -> Rate:
    last = max(rate.day for rate in rates if rate.day is not None)
    of_the_day = [rate for rate in rates if rate.day == last]
    return min(of_the_day, key=lambda r: (*_precedence(r), r.priced_in != into, r.priced_in))


def in_currency(figure: Bounds, factor: Fraction) -> Bounds:
    """[G12] A figure converted: each end rounded half-even to four decimals by itself."""
    return Bounds(
        None if figure.low is None else rounded(figure.low, factor),
        None if figure.high is None else rounded(figure.high, factor),
    )
