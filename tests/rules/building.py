"""Small constructors, so that a test of a rule reads like the sentence it tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count
from typing import Any

from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, LinkKind, stand
from ledger.rules.lines import COLUMNS, Line, lines
from ledger.values import days
from ledger.values.stages import Stage
from ledger.values.units import parse_quantity

Shown = dict[str, str | bool]
"""The columns of a line that hold anything, printed; a flag that is up is ``True``."""

_numbers = count(1)


def fact(stage: Stage, figure: str | None, when: str, **more: Any) -> Fact:
    """``fact(Stage.PLEDGED, "100 EUR", "2024-03-01")``; ``None`` is a fact without a figure."""
    quantity = None if figure is None else parse_quantity(figure)
    unit = None if quantity is None else quantity.unit
    number = next(_numbers)
    more.setdefault("recorded", number)
    if isinstance(more.get("published"), str):
        more["published"] = date.fromisoformat(more["published"])
    return Fact(
        id=number,
        stage=stage,
        days=days.parse(when),
        figure=None if quantity is None else quantity.bounds,
        unit=unit,
        money=unit is not None and len(unit) == 3 and unit.isupper(),
        **more,
    )


proposed = partial(fact, Stage.PROPOSED)
stalled = partial(fact, Stage.STALLED)
pledged = partial(fact, Stage.PLEDGED)
committed = partial(fact, Stage.COMMITTED)
allocated = partial(fact, Stage.ALLOCATED)
in_transit = partial(fact, Stage.IN_TRANSIT)
delivered = partial(fact, Stage.DELIVERED)
shortfall = partial(fact, Stage.SHORTFALL)
cancelled = partial(fact, Stage.CANCELLED)


def part_of(part: int, package: int) -> Link:
    return Link(part, package, LinkKind.PART_OF)


def draws_on(drawdown: int, fund: int) -> Link:
    return Link(drawdown, fund, LinkKind.DRAWS_ON)


def duplicates(again: int, first: int) -> Link:
    return Link(again, first, LinkKind.DUPLICATES)


def supersedes(new: int, old: int) -> Link:
    return Link(new, old, LinkKind.SUPERSEDES)


def family_lines(
    facts: Mapping[int, Iterable[Fact]],
    links: Sequence[Link] = (),
    *,
    as_of: str | None = None,
    known_at: int | None = None,
    promised_at: Stage = Stage.PLEDGED,
    item: str | None = None,
) -> dict[tuple[int, str | None], Line]:
    """The lines of several commitments, by commitment and unit."""
    day = None if as_of is None else date.fromisoformat(as_of)
    count_in = {ref: counted(told, day, known_at) for ref, told in facts.items()}
    return {
        (ref, unit): line
        for ref, account in stand(count_in, links, promised_at)
        for unit, line in lines(account, item).items()
    }


def line(*facts: Fact, **question: Any) -> Line:
    """The one line of a commitment that has figures in one unit, or in none."""
    (found,) = family_lines({1: facts}, **question).values()
    return found


def shown(one: Line) -> Shown:
    """What a line shows: figures as printed, and the flags that are up, but for ``evidence``."""
    figures: Shown = {
        column: str(getattr(one, column)) for column in COLUMNS if getattr(one, column) is not None
    }
    flags = ("unquantified", "conflict", "other_unit")
    return figures | {flag: True for flag in flags if getattr(one, flag)}


def stands(*facts: Fact, **question: Any) -> dict[str | None, Shown]:
    """What one commitment stands at, by unit."""
    found = family_lines({1: facts}, **question)
    return {unit: shown(one) for (_, unit), one in found.items()}


def family(
    facts: Mapping[int, Iterable[Fact]], *links: Link, **question: Any
) -> dict[tuple[int, str | None], Shown]:
    """What several commitments stand at, by commitment and unit."""
    return {key: shown(one) for key, one in family_lines(facts, links, **question).items()}
