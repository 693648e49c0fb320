"""[G12] What a figure is in another currency, from the sentences of docs/rates.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from .record import Entry, Figure, Rate

Days = Mapping[date, Sequence[Rate]]
"""The rates of each day."""


@dataclass
class Rates:
    """Into which currency, at the rates of which day; ``items`` are valued, at these bases."""

    currency: str
    days: Days
    currencies: set[str]
    policy: str = "event-date"
    fixed: Mapping[str, Fraction] = field(default_factory=dict)
    items: bool = False
    bases: Sequence[str] = ()

    def converted(self, entry: Entry, as_of: date) -> Entry | None:
        """The entry in the currency, or ``None`` where it has no rate."""
        assert entry.figure is not None
        assert entry.unit is not None
        factor = self.factor(entry.unit, entry.last, as_of)
        if factor is None:
            return None
        low, high = entry.figure
        figure: Figure = (
            half_even(low * factor),
            None if high is None else half_even(high * factor),
        )
        return entry.valued(figure, self.currency)

    def is_asked_for(self, entry: Entry) -> bool:
        in_other = entry.figure is not None and entry.unit != self.currency
        return in_other and (entry.money or self.items)

    def day(self, last: date, as_of: date) -> tuple[date, date]:
        """The day whose rate is asked for, and the first whose rate may stand for it."""
        if self.policy == "as-of":
            return as_of, as_of - timedelta(7)
        if self.policy.startswith("month:"):
            first = date.fromisoformat(f"{self.policy.removeprefix('month:')}-01")
            return (first + timedelta(31)).replace(day=1) - timedelta(1), first
        return last, last - timedelta(7)

    def factor(self, unit: str, last: date, as_of: date) -> Fraction | None:
        if self.fixed:
            return self.fixed.get(unit)
        day, back_to = self.day(last, as_of)
        if unit in self.currencies:
            return self.exchange(unit, day, back_to)
        price = self.price(unit, day)
        if price is None:
            return None
        exchange = self.exchange(price.priced_in, day, back_to)
        return None if exchange is None else price.value * exchange

    def exchange(self, unit: str, day: date, back_to: date) -> Fraction | None:
        """Of the last day that has a rate; a direct one before one through the euro."""
        if unit == self.currency:
            return Fraction(1)
        while day >= back_to:
            direct = self.of_day(unit, self.currency, day)
            if direct is not None:
                return direct
            if "EUR" not in {unit, self.currency}:
                legs = self.of_day(unit, "EUR", day), self.of_day("EUR", self.currency, day)
                if legs[0] is not None and legs[1] is not None:
                    return legs[0] * legs[1]
            day -= timedelta(1)
        return None

    def of_day(self, unit: str, into: str, day: date) -> Fraction | None:
        """Either way round; the European Central Bank's first, then by name."""
        found = [
            (r.provider != "ECB", r.provider, r.unit != unit, r.value)
            for r in self.days.get(day, ())
            if {r.unit, r.priced_in} == {unit, into}
        ]
        if not found:
            return None
        *_, is_inverse, value = min(found)
        return 1 / value if is_inverse else value

    def price(self, item: str, day: date) -> Rate | None:
        """An item's price stands from its day on; nobody chooses between bases unasked."""
        told = [r for n, rates in self.days.items() for r in rates if n <= day and r.unit == item]
        bases = {r.basis for r in told}
        if self.bases:
            chosen = [basis for basis in self.bases if basis in bases]
        else:
            chosen = list(bases) if len(bases) == 1 else []
        if not chosen:
            return None
        told = [r for r in told if r.basis == chosen[0]]
        told = [r for r in told if r.day == max(one.day for one in told)]
        told.sort(key=lambda r: (r.priced_in != self.currency, r.priced_in))
        told.sort(key=lambda r: (r.provider != "ECB", r.provider))
        return told[0]


def half_even(value: Fraction) -> int:
    """To a whole number; a half to the even one."""
    whole, rest = divmod(value.numerator, value.denominator)
    twice = 2 * rest
    if twice > value.denominator or (twice == value.denominator and whole % 2 == 1):
        whole += 1
    return whole
