"""Plain-text accounting: the seeded ledger as a journal, for ledger-cli and for beancount.

A journal knows balances and costs, and neither bounds nor promises: each end of a figure goes to
an account of its own, a promise that is stated anew takes the earlier one back, and an open end is
counted. What one commitment still lacks cannot be asked for, so these two answer for promised and
delivered by donor, in euro, alone. The cost of each posting is what the ledger makes of it.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from benchmarks.gap import seeded
from benchmarks.gap.asking import Ask
from benchmarks.gap.questions import Answer, Question, key
from benchmarks.gap.seeded import SCALE, Entry

COLUMNS = ("promised", "delivered")

Balances = dict[tuple[str, int, str, str], Decimal]
"""By column, donor, end (low, high, open) and commodity."""

_NAMES = {item: f"ITEM{chr(65 + number)}" for number, item in enumerate(seeded.ITEMS)}
_OPEN = "OPEN"
_ITEMS = {name: item for item, name in _NAMES.items()}


def fill(place: Path, size: int, donors: list[str], write: Callable[[TextIO, int], None]) -> None:
    """Write a journal, and beside it what its donors are called."""
    place.with_suffix(".donors").write_text("\n".join(donors))
    with place.open("w") as file:
        write(file, size)


def _donors(place: str) -> list[str]:
    return Path(place).with_suffix(".donors").read_text().splitlines()


def write_ledger_cli(file: TextIO, size: int) -> None:
    """A journal as ledger-cli reads it; the first line says how exactly it prints euros."""
    file.write("D 1000.0000 EUR\n")
    for entry, column, donor, sign, cost in _postings(size):
        file.write(f"{entry.last:%Y/%m/%d} E{entry.number}\n")
        for end, amount in _ends(entry, sign, cost):
            file.write(f"    {column}:{donor}:{end}  {amount}\n")
        file.write("    against\n")


def write_beancount(file: TextIO, size: int) -> None:
    """A journal as beancount reads it."""
    first = seeded.FIRST - timedelta(1)
    file.write('option "operating_currency" "EUR"\n')
    accounts = [
        f"Assets:{column.title()}:D{donor}:{end.title()}"
        for column in COLUMNS
        for donor in range(seeded.DONORS)
        for end in ("low", "high", "open")
    ]
    for account in [*accounts, "Equity:Against"]:
        file.write(f"{first} open {account}\n")
    for entry, column, donor, sign, cost in _postings(size):
        file.write(f'{entry.last} * "E{entry.number}"\n')
        for end, amount in _ends(entry, sign, cost):
            file.write(f"  Assets:{column.title()}:D{donor}:{end.title()}  {amount}\n")
            _, _, in_euro = amount.partition(" @@ ")
            back = in_euro or amount.removeprefix("-")
            file.write(f"  Equity:Against  {'-' if sign > 0 else ''}{back}\n")


def _postings(size: int) -> Iterator[tuple[Entry, str, int, int, Callable[[int], int] | None]]:
    """Each entry with its column, donor, sign, and what its ends are in euro."""
    costs = _Costs()
    for about, entries in seeded.commitments(size):
        promise: Entry | None = None
        for entry in entries:
            column = "delivered" if entry.stage == "delivered" else "promised"
            if column == "promised" and promise is not None:
                again = promise._replace(number=entry.number, last=entry.last)
                yield again, column, about.donor, -1, costs.of(promise)
            if column == "promised":
                promise = entry
            yield entry, column, about.donor, 1, costs.of(entry)


class _Costs:
    """What a figure of an entry is in euro, rounded half-even."""

    def __init__(self) -> None:
        self._rates = {(one.priced_in, one.day): one.value for one in seeded.rates()}

    def of(self, entry: Entry) -> Callable[[int], int] | None:
        if entry.unit not in seeded.PER_EURO:
            return None
        day = entry.last
        while (entry.unit, day) not in self._rates:
            day -= timedelta(1)
        rate = self._rates[entry.unit, day]

        def in_euro(figure: int) -> int:
            whole, rest = divmod(figure * SCALE, rate)
            return whole + (2 * rest > rate or (2 * rest == rate and whole % 2 == 1))

        return in_euro


def _ends(entry: Entry, sign: int, cost: Callable[[int], int] | None) -> Iterable[tuple[str, str]]:
    minus = "-" if sign < 0 else ""
    unit = _NAMES.get(entry.unit, entry.unit)
    for end, figure in (("low", entry.low), ("high", entry.high)):
        if figure is None:
            yield "open", f"{minus}1 {_OPEN}{'EUR' if unit in seeded.CURRENCIES else unit}"
        elif figure and cost is not None:
            yield end, f"{minus}{seeded.decimal(figure)} {unit} @@ {_four(cost(figure))} EUR"
        else:
            yield end, f"{minus}{_four(figure)} {unit if cost is None else 'EUR'}"


def _four(figure: int) -> str:
    whole, rest = divmod(figure, SCALE)
    return f"{whole}.{rest:04}"


@contextmanager
def ledger_cli(place: str) -> Iterator[Ask]:
    """Runs the program once a question: it has no other way."""

    def ask(_: Question) -> Answer:
        told = subprocess.run(
            ["ledger", "--args-only", "-f", place, "balance", "--basis", "--flat", "--no-total",
             "^promised", "^delivered"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        balances: Balances = {}
        before: list[list[str]] = []
        for line in told.splitlines():  # several commodities stand above each other
            amount, unit, *account = line.split()
            before.append([amount, unit])
            if account:
                column, donor, end = account[0].split(":")
                for amount, unit in before:
                    balances[column, int(donor), end, unit] = Decimal(amount)
                before = []
        return _answer(balances, _donors(place))

    yield ask


@contextmanager
def beancount(place: str) -> Iterator[Ask]:
    """Loads the journal, not what it kept of an earlier run, and asks it as bean-query does."""
    os.environ["BEANCOUNT_DISABLE_LOAD_CACHE"] = "1"
    import beanquery

    def ask(_: Question) -> Answer:
        connection = beanquery.connect(f"beancount:{place}")
        told = connection.execute(
            "SELECT account, currency(weight), sum(number(weight))"
            " WHERE account ~ '^Assets' GROUP BY account, currency(weight)"
        )
        balances: Balances = {}
        for account, unit, amount in told.fetchall():
            _, column, donor, end = account.split(":")
            balances[column.lower(), int(donor[1:]), end.lower(), unit] = amount
        return _answer(balances, _donors(place))

    yield ask


def _answer(balances: Balances, donors: list[str]) -> Answer:
    """Sums of both ends by donor and unit; the upper one is open where any part of it is."""
    result: Answer = {}
    told = {(column, donor, unit.removeprefix(_OPEN)) for column, donor, _, unit in balances}
    for column, donor, unit in told:  # a balance of zero is not told of

        def of(end: str, unit: str, column: str = column, donor: int = donor) -> Decimal:
            return balances.get((column, donor, end, unit), Decimal(0))

        is_open = of("open", f"{_OPEN}{unit}") > 0
        row = result.setdefault(key(donors[donor], _ITEMS.get(unit, unit)), {})
        row[column] = _whole(of("low", unit)), None if is_open else _whole(of("high", unit))
    return result


def _whole(amount: Decimal) -> int:
    """In ten-thousandths; beancount divides costs, and is as exact as 28 digits are."""
    return int(amount.quantize(Decimal("0.0001")).scaleb(4))
