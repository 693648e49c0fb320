"""[G12] Policies: the day whose rate a figure is converted at."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from ledger.errors import DocumentRefused, LedgerError, UsageRefused, ValueRefused
from ledger.rules.rates import DAYS_BACK, Leg, Missing, Price, RateBook
from ledger.sources.decode import decode
from ledger.sources.files import read_file
from ledger.values import days
from ledger.values.amount import shown
from ledger.values.days import Days
from ledger.values.rate import Rate, parse_value

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}", re.ASCII)


class PolicyKind(StrEnum):
    """Which day, or which file."""

    EVENT_DATE = "event-date"
    AS_OF = "as-of"
    MONTH = "month"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class FixedRates:
    """Rates of a file, for all days: what one unit is in the currency asked for."""

    name: str
    sha256: str
    rates: Mapping[str, Rate]


@dataclass(frozen=True, slots=True)
class Policy:
    """Into which currency and at which rates; ``value_items`` prices items, too.

    ``bases`` are the valuation bases at which items may be priced, in order of choice; empty: any
    one. ``month`` goes with ``PolicyKind.MONTH``, ``fixed`` with ``PolicyKind.FIXED``.
    """

    currency: str
    kind: PolicyKind = PolicyKind.EVENT_DATE
    month: Days | None = None
    fixed: FixedRates | None = None
    value_items: bool = False
    bases: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        """As it is given: ``event-date``, ``month:2024-06``, ``fixed:rates.csv``."""
        if self.month is not None:
            return f"{self.kind}:{self.month}"
        return f"{self.kind}:{self.fixed.name}" if self.fixed else str(self.kind)

    def price(self, book: RateBook, unit: str, last_day: date, as_of: date) -> Price | Missing:
        """What one ``unit`` is in the currency, for a figure whose days end with ``last_day``."""
        if self.fixed is not None:
            rate = self.fixed.rates.get(unit)
            if rate is None:
                return Missing(f"{self.fixed.name} has no rate of {unit}")
            return Price(unit, self.currency, None, (Leg(rate, inverse=False),))
        return book.price(unit, self.currency, *self.reach(last_day, as_of))

    def reach(self, last_day: date, as_of: date) -> tuple[date, int]:
        """The day whose rate is asked for, and how many days back one may be taken.

        Of a month it is the last day that has a rate, and never one of the month before.
        """
        if self.month is not None:
            return self.month.high, self.month.high.day - 1
        return (as_of if self.kind is PolicyKind.AS_OF else last_day), DAYS_BACK


def parse_policy(
    text: str,
    currency: str,
    unit_code: Callable[[str], str],
    *,
    value_items: bool = False,
    bases: tuple[str, ...] = (),
) -> Policy:
    """Read ``event-date``, ``as-of``, ``month:2024-06`` or ``fixed:FILE``.

    ``unit_code`` finds the code of a unit by any of its names.
    """
    word, _, rest = text.partition(":")
    kind = word.strip().casefold()
    month = fixed = None
    if kind == PolicyKind.MONTH and _MONTH.fullmatch(rest):
        month = _month(rest)
    elif kind == PolicyKind.FIXED and rest:
        fixed = read_fixed(Path(rest), currency, unit_code)
    elif rest or kind not in {PolicyKind.EVENT_DATE, PolicyKind.AS_OF}:
        raise UsageRefused(
            f"{shown(text)} is not a way to choose rates.",
            hint="One of: event-date, as-of, month:2024-06, fixed:FILE.",
        )
    return Policy(currency, PolicyKind(kind), month, fixed, value_items, bases)


def _month(text: str) -> Days:
    try:
        return days.parse(text)
    except ValueRefused as error:
        raise ValueRefused(error.sentence, hint="Write a month as month:2024-06.") from None


def read_fixed(path: Path, currency: str, unit_code: Callable[[str], str]) -> FixedRates:
    """Read a CSV with the columns ``unit`` and ``value``: what one unit is in ``currency``."""
    content = read_file(path)
    sha256 = hashlib.sha256(content).hexdigest()
    rates: dict[str, Rate] = {}
    for line, row in csv_rows(path, decode(content).text, ("unit", "value")):
        try:
            unit = unit_code(row["unit"])
            if unit == currency:
                raise ValueRefused(f"{unit} has no rate in itself.")
            value = parse_value(row["value"])
        except LedgerError as error:
            raise at_line(path, line, error) from None
        if rates.get(unit) is not None and rates[unit].value != value:
            raise DocumentRefused(f"{path}, line {line}: {unit} has another rate further up.")
        rates[unit] = Rate(unit, currency, None, value, path.name, None, path.name, sha256)
    return FixedRates(path.name, sha256, rates)


def csv_rows(path: Path, text: str, required: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV by column, each with the number of its line."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        missing = [name for name in required if name not in (reader.fieldnames or ())]
        if missing:
            raise DocumentRefused(
                f"{path} has no column {' and no column '.join(missing)}.",
                hint=f"Its first line names the columns: {','.join(required)}",
            )
        rows = []
        for row in reader:
            if None in row or None in row.values():
                raise DocumentRefused(
                    f"{path}, line {reader.line_num}: it has more or fewer cells than the first"
                    " line."
                )
            rows.append((reader.line_num, {name: str(cell) for name, cell in row.items()}))
    except csv.Error as error:
        raise DocumentRefused(f"{path}, line {reader.line_num}: {error}.") from None
    if not rows:
        raise DocumentRefused(f"{path} holds no rates.")
    return rows


def at_line(path: Path, line: int, error: LedgerError) -> DocumentRefused:
    """The same error, with where it happened in front."""
    return DocumentRefused(f"{path}, line {line}: {error.sentence}", hint=error.hint)
