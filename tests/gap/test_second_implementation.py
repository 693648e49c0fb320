"""Every answer a second time, in plain Python over the entries (``tests/independent``).

It follows the sentences of docs/gap.md and docs/rates.md and uses neither the rules nor the gap
nor the queries of the program; the seeded ledger is that of ``benchmarks/gap``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKENDS, on_both
from databases import run, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from independent.converting import Rates
from independent.gap import Asked, Standing, answer, stand
from independent.record import Record, read

import ledger
from benchmarks.gap import writing
from ledger.api import Ledger
from ledger.asking import build_question
from ledger.exporters.sheets import gap_json
from ledger.gap.answer import answer as anew
from ledger.rules.families import LinkKind
from ledger.store.rates import RateSource, key_of
from ledger.values import amount
from ledger.values.rate import Rate

from .histories import FIRST, LAST, Linked, Step, Told, histories, label

SIZE = 150
NEVER_ENDS = date(2100, 1, 1)
COLUMNS = (
    "proposed", "promised", "allocated", "delivered", "outstanding", "undetermined",
    "overdelivered", "in_transit", "cancelled", "unspecified",
)  # fmt: skip
COUNTERS = ("commitments", "unquantified", "with_delivery_evidence", "conflicts", "other_unit")
POLICIES = ("event-date", "as-of", "month:2024-03", "fixed")
RUNGS = ("pledged", "committed", "allocated")
FIXED = {"USD": "0.9", "GBP": "1.25", "EUR": "1.1", "drone": "12345.6789", "tank": "3.33335"}
SINGLE = ("donor", "recipient", "aid_type", "item", "programme", "month", "quarter", "year")
GROUPINGS = (*((name,) for name in SINGLE), ("donor", "month"), ("item", "year", "donor"), ())


@dataclass(frozen=True)
class Conversion:
    """Into which currency, at which rates."""

    currency: str = "EUR"
    policy: str = "event-date"
    items: bool = False
    bases: tuple[str, ...] = ()

    def options(self, folder: Path) -> dict[str, Any]:
        """As the program takes it."""
        rates = self.policy
        if rates == "fixed":
            path = folder / f"{self.currency}.csv"
            rows = [f"{unit},{value}" for unit, value in FIXED.items() if unit != self.currency]
            path.write_text("\n".join(["unit,value", *rows]))
            rates = f"fixed:{path}"
        options = {"currency": self.currency, "rates": rates, "value_items": self.items}
        return options | ({"basis": self.bases} if self.bases else {})

    def rates(self, record: Record) -> Rates:
        """As the second implementation takes it."""
        fixed = {unit: Fraction(v) for unit, v in FIXED.items() if unit != self.currency}
        return Rates(
            self.currency,
            record.rates,
            record.currencies,
            self.policy,
            fixed if self.policy == "fixed" else {},
            self.items,
            self.bases,
        )


@dataclass(frozen=True)
class Clocks:
    """Both clocks, and the rung that counts as a promise."""

    as_of: date = NEVER_ENDS
    known_at: int | None = None
    promised_at: str = "pledged"

    def by_row(self, last: int) -> Clocks:
        """The same in a journal of so many rows: of those to come nobody may ask."""
        known_at = None if self.known_at is None else min(self.known_at, last)
        return replace(self, known_at=known_at)


def check(
    book: Ledger,
    record: Record,
    folder: Path,
    conversion: Conversion | None,
    clocks: Clocks,
    groupings: Sequence[Sequence[str]],
) -> None:
    """Ask both, and compare every row, counter, converted figure and what was left."""
    rates = None if conversion is None else conversion.rates(record)
    standing = stand(record, Asked(clocks.as_of, clocks.known_at, clocks.promised_at, rates))
    options = {} if conversion is None else conversion.options(folder)
    for by in groupings:
        expected = rows_of(record, standing, by)
        behind = {number for row in answer(record, standing, by).values() for number in row.ids}
        gap = book.gap(by, **vars(clocks), **options)
        assert shown(gap_json(gap, None)["rows"], by) == expected
        assert {one.entry for one in gap.unconverted} == standing.left & behind
    with book.reading() as connection:  # as --explain has it
        question = build_question(connection, by, **vars(clocks), **options)
        gap = anew(connection, question, from_entries=True)
    assert shown(gap_json(gap, None)["rows"], by) == expected
    assert {n: (c.figure.low or 0, c.figure.high) for n, c in gap.converted.items()} == {
        n: figure for n, figure in standing.converted.items() if n in behind
    }


def written(book: Ledger) -> Record:
    with transaction(str(book.location)) as connection:
        return read(connection)


def shown(rows: Sequence[dict[str, Any]], by: Sequence[str]) -> dict[Any, Any]:
    """The program's rows by their groups."""

    def exact(text: str | None) -> Fraction | None:
        return None if text is None else Fraction(text)

    result = {}
    for row in rows:
        key = (*(row[name] for name in by), row["unit"])
        assert key not in result
        figures = {
            name: (exact(row[f"{name}_low"]), exact(row[f"{name}_high"]))
            for name in COLUMNS
            if (row[f"{name}_low"], row[f"{name}_high"]) != (None, None)
        }
        result[key] = (figures, {name: row[name] for name in COUNTERS})
    return result


def rows_of(record: Record, standing: Standing, by: Sequence[str]) -> dict[Any, Any]:
    """The second implementation's, alike."""
    return {
        key: (
            {
                name: (Fraction(low, 10_000), None if high is None else Fraction(high, 10_000))
                for name, (low, high) in row.figures.items()
            },
            {name: row.counts[name] for name in COUNTERS},
        )
        for key, row in answer(record, standing, by).items()
    }


@pytest.fixture(scope="module")
def seeded_on(new_ledger: Callable[[str], str]) -> Callable[[str], tuple[Ledger, Record]]:
    """The ledger of the benchmark, small, and what is recorded in it, on a backend; made once."""

    @cache
    def made(backend: str) -> tuple[Ledger, Record]:
        book = ledger.open(new_ledger(backend), by_whom="tests")
        writing.write_rates(book, every=20)
        writing.write_entries(book, SIZE)
        return book, written(book)

    return made


@pytest.fixture(params=BACKENDS)
def seeded(
    request: pytest.FixtureRequest, seeded_on: Callable[[str], tuple[Ledger, Record]]
) -> tuple[Ledger, Record]:
    """The same, to be asked."""
    return seeded_on(request.param)


CONVERSIONS = (
    None,
    *(Conversion("EUR", policy, items=items) for policy in POLICIES for items in (False, True)),
)
CLOCKS = (
    Clocks(),
    Clocks(as_of=date(2020, 6, 30)),
    Clocks(known_at=110),
    Clocks(as_of=date(2022, 2, 24), known_at=140, promised_at="committed"),
)


@pytest.mark.parametrize(
    ("seeded", "conversion"), on_both(CONVERSIONS, every=4), indirect=["seeded"], ids=str
)
def test_the_seeded_ledger_stands_where_a_second_computation_has_it(
    seeded: tuple[Ledger, Record], tmp_path: Path, conversion: Conversion | None
) -> None:
    """Each way to convert by each clock, and every grouping by each clock in turn."""
    turn = CONVERSIONS.index(conversion)
    for number, clocks in enumerate(CLOCKS):
        groupings = [GROUPINGS[(turn + 5 * number + n) % len(GROUPINGS)] for n in (0, 3)]
        check(*seeded, tmp_path, conversion, clocks, groupings)


values = st.integers(1, 30_000).map(amount.text)
rate_days = st.dates(FIRST - timedelta(12), LAST)
money_rates = st.builds(
    Rate,
    st.just("EUR"),
    st.sampled_from(["USD", "USD", "GBP"]),
    rate_days,
    values,
    st.sampled_from(["ECB", "ECB", "a bank", "another bank"]),
)
other_way = st.builds(Rate, st.just("USD"), st.just("EUR"), rate_days, values, st.just("a bank"))
direct = st.builds(Rate, st.just("USD"), st.just("GBP"), rate_days, values, st.just("a bank"))
item_prices = st.builds(
    Rate,
    st.just("tank"),
    st.sampled_from(["EUR", "USD", "GBP"]),
    rate_days,
    values,
    st.sampled_from(["ECB", "a list"]),
    st.sampled_from(["estimate", "estimate", "book"]),
)
some_rates = st.lists(money_rates | money_rates | other_way | direct | item_prices, max_size=12)
conversions = st.builds(
    Conversion,
    st.sampled_from(["EUR", "USD", "GBP", "UAH"]),
    st.sampled_from(POLICIES),
    st.booleans(),
    st.just(()),
) | st.builds(
    Conversion,
    st.sampled_from(["EUR", "GBP"]),
    st.sampled_from(POLICIES),
    st.just(True),
    st.sampled_from([("estimate",), ("book", "estimate"), ("replacement",)]),
)
clocks = st.builds(
    Clocks,
    st.dates(FIRST, LAST) | st.just(NEVER_ENDS),
    st.none() | st.integers(0, 80),
    st.sampled_from(["pledged", *RUNGS]),
)
asked = st.tuples(st.none() | conversions, clocks, st.sampled_from(GROUPINGS))


MERGED = {LinkKind.DUPLICATES, LinkKind.SUPERSEDES}
"""Links that make one promise of two; of packages and drawdowns tests/rules has the proof."""

without_packages = histories.map(
    lambda steps: [one for one in steps if not isinstance(one, Linked) or one.kind in MERGED]
)


@pytest.mark.parametrize("backend", BACKENDS)
@settings(
    deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    history=without_packages,
    drawn=some_rates,
    questions=st.lists(asked, min_size=6, max_size=6),
)
def test_a_random_ledger_stands_where_a_second_computation_has_it(
    new_ledger: Callable[[str], str],
    tmp_path: Path,
    backend: str,
    history: list[Step],
    drawn: list[Rate],
    questions: list[Any],
) -> None:
    with ledger.open(new_ledger(backend), by_whom="tests") as book:
        half = len(history) // 2
        told = Told(book)
        told.write(history[:half], label(), at_once=True)
        with book.writing() as writer:
            fresh = {key_of(rate): rate for rate in drawn}
            writer.add_rates(RateSource("drawn.csv", file_sha256="0" * 64), list(fresh.values()))
        told.write(history[half:], label(), at_once=True)
        record = written(book)
        [(last,)] = run(str(book.location), "SELECT max(seq) FROM journal")
        for conversion, drawn_clocks, by in questions:
            both_clocks = drawn_clocks.by_row(last)
            check(book, record, tmp_path, conversion, both_clocks, [by])
