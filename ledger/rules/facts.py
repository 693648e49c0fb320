"""An entry as the rules see it, and which entries count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ledger.values.bounds import Bounds
from ledger.values.days import Days
from ledger.values.stages import Stage

MONEY = "money"
"""The measure of all currencies."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated statement about one commitment, without the words it came from.

    ``figure`` is in ten-thousandths of ``unit``; both are ``None`` together. ``official`` and
    ``published`` rank the source among others that say something else; ``recorded`` is the
    number of the journal row that brought the entry, which orders what dates leave open.
    ``item`` is what a figure in money was counted in before it was valued [G12], ``due`` when
    a promise is to be delivered, where the entry says so [G14].
    """

    id: int
    stage: Stage
    days: Days
    figure: Bounds | None = None
    unit: str | None = None
    money: bool = False
    cumulative: bool = True
    official: bool = False
    published: date | None = None
    recorded: int = 0
    replaces: int | None = None
    item: str | None = None
    due: Days | None = None

    @property
    def measure(self) -> str | None:
        """What a total replaces: all money together, but each kind of item for itself."""
        if self.item is not None:
            return self.item
        return MONEY if self.money else self.unit


def counted(
    facts: Iterable[Fact], as_of: date | None = None, known_at: int | None = None
) -> list[Fact]:
    """[G1] The facts that count, in the order in which they are folded.

    A fact counts if it was recorded by ``known_at`` (a journal number; ``None``: all are), is
    not replaced by one recorded by then, and its last day is not after ``as_of`` (``None``: no
    day is).
    """
    known = [fact for fact in facts if known_at is None or fact.recorded <= known_at]
    replaced = {fact.replaces for fact in known if fact.replaces is not None}
    return in_order(
        fact
        for fact in known
        if fact.id not in replaced and (as_of is None or fact.days.high <= as_of)
    )


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """By last day; on one day a cancellation comes after what it cancels."""
    return sorted(
        facts,
        key=lambda fact: (fact.days.high, fact.stage is Stage.CANCELLED, fact.recorded, fact.id),
    )


def headline(statements: Sequence[Fact]) -> Fact:
    """[G11] The statement to lead with: official, then later published, then more specific."""

    def rank(fact: Fact) -> tuple[bool, date, bool, int, int]:
        width = None if fact.figure is None else fact.figure.width
        return (
            fact.official,
            fact.published or date.min,
            width is not None,
            -(width or 0),
            fact.recorded,
        )

    return max(statements, key=rank)
