"""[G12] Facts converted into one currency, each at its own rate, before they are folded.

Each figure is rounded half-even to four decimals by itself, so that whatever is made of the
figures adds up. One without a rate stays in its unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from ledger.rates.policy import Policy
from ledger.rules.facts import Fact
from ledger.rules.rates import Missing, Price, RateBook, in_currency
from ledger.store.names import Names
from ledger.store.rate_book import rate_book
from ledger.values.bounds import Bounds

Facts = Mapping[int, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Converted:
    """An entry's figure as published and as converted, and the price of one of its units."""

    entry: int
    commitment: int
    original: Bounds
    figure: Bounds
    price: Price
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Unconverted:
    """An entry's figure that stays in its unit, the day whose rate was asked for, and why."""

    entry: int
    commitment: int
    figure: Bounds
    unit: str
    day: date
    why: str


@dataclass(slots=True)
class Conversions:
    """Facts by commitment in one currency, as far as they go, and what was done by entry."""

    facts: dict[int, list[Fact]]
    converted: dict[int, Converted]
    unconverted: dict[int, Unconverted]


def conversions(
    connection: Connection,
    names: Names,
    facts: Facts,
    policy: Policy,
    as_of: date,
    known_at: int | None,
) -> Conversions:
    """Convert all facts that had happened by a day, at the rates recorded by a journal number."""
    return convert(
        facts, policy, book_for(connection, names, facts, policy, as_of, known_at), as_of
    )


def book_for(
    connection: Connection,
    names: Names,
    facts: Facts,
    policy: Policy,
    as_of: date,
    known_at: int | None,
) -> RateBook:
    """The rates that facts may be converted at, on that day or any before."""
    units = {
        fact.unit
        for entries in facts.values()
        for fact in entries
        if _is_asked_for(fact, policy, as_of) and fact.unit is not None
    }
    return rate_book(
        connection,
        names,
        units,
        policy.currency,
        bases=policy.bases,
        until=as_of if policy.month is None else policy.month.high,
        known_at=known_at,
    )


def convert(facts: Facts, policy: Policy, book: RateBook, as_of: date) -> Conversions:
    """Convert facts by the rates of a book; pure."""
    result = Conversions({}, {}, {})
    for commitment, entries in facts.items():
        result.facts[commitment] = [
            _convert(fact, commitment, policy, book, as_of, result)
            if _is_asked_for(fact, policy, as_of)
            else fact
            for fact in entries
        ]
    return result


def _is_asked_for(fact: Fact, policy: Policy, as_of: date) -> bool:
    """Money in another currency, and items where they are to be valued."""
    return (
        fact.figure is not None
        and fact.unit != policy.currency
        and (fact.money or policy.value_items)
        and fact.days.high <= as_of
    )


def _convert(
    fact: Fact, commitment: int, policy: Policy, book: RateBook, as_of: date, result: Conversions
) -> Fact:
    assert fact.unit is not None
    assert fact.figure is not None
    price = policy.price(book, fact.unit, fact.days.high, as_of)
    if isinstance(price, Missing):
        day, _ = policy.reach(fact.days.high, as_of)
        result.unconverted[fact.id] = Unconverted(
            fact.id, commitment, fact.figure, fact.unit, day, price.why
        )
        return fact
    figure = in_currency(fact.figure, price.factor)
    result.converted[fact.id] = Converted(
        fact.id, commitment, fact.figure, figure, price, is_item=not fact.money
    )
    item = None if fact.money else fact.unit
    return replace(fact, figure=figure, unit=policy.currency, money=True, item=item)
