"""Random histories of commitments, and random families of them, for the property tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from ledger.rules.facts import Fact
from ledger.rules.families import Link, LinkKind
from ledger.values.bounds import Bounds, exact
from ledger.values.days import Days
from ledger.values.stages import Stage

FIRST = date(2024, 3, 1)
UNIT = "EUR"
CURRENCIES = (UNIT, "USD")

amounts = st.integers(0, 12)
exact_figures = st.builds(exact, amounts)
figures = st.one_of(
    exact_figures,
    st.builds(lambda low: Bounds(low, None), amounts),
    st.builds(lambda low, width: Bounds(low, low + width), amounts, amounts),
)
one_unit = st.just(UNIT)
any_unit = st.sampled_from([*CURRENCIES, "tank"])
any_stage = st.sampled_from(Stage)
any_kind = st.sampled_from(LinkKind)
single_days = st.integers(0, 8).map(lambda n: Days(FIRST + timedelta(n), FIRST + timedelta(n)))


@st.composite
def partial_days(draw: st.DrawFn) -> Days:
    high = FIRST + timedelta(draw(st.integers(0, 8)))
    return Days(draw(st.none() | st.integers(0, 4).map(lambda n: high - timedelta(n))), high)


@st.composite
def facts_of(
    draw: st.DrawFn,
    figures: st.SearchStrategy[Bounds | None],
    stages: st.SearchStrategy[Stage] = any_stage,
    days: st.SearchStrategy[Days] = single_days,
    units: st.SearchStrategy[str] = one_unit,
) -> Fact:
    """A fact, not numbered yet."""
    figure = draw(figures)
    unit = None if figure is None else draw(units)
    return Fact(
        id=0,
        stage=draw(stages),
        days=draw(days),
        figure=figure,
        unit=unit,
        money=unit in CURRENCIES,
        cumulative=draw(st.booleans()),
        official=draw(st.booleans()),
        published=draw(st.none() | st.integers(0, 3).map(lambda n: FIRST + timedelta(n))),
    )


def numbered(facts: list[Fact], start: int = 1) -> list[Fact]:
    return [replace(f, id=n, recorded=n) for n, f in enumerate(facts, start)]


@st.composite
def histories(draw: st.DrawFn, facts: st.SearchStrategy[Fact]) -> list[Fact]:
    """The facts of one commitment as recorded; a few replace an earlier one."""
    told = numbered(draw(st.lists(facts, max_size=7)))
    result: list[Fact] = []
    for fact in told:
        free = sorted({f.id for f in result} - {f.replaces for f in result if f.replaces})
        old = draw(st.sampled_from([None, None, None, *free]))
        result.append(replace(fact, replaces=old))
    return result


Family = tuple[Mapping[int, list[Fact]], list[Link]]


@st.composite
def families(
    draw: st.DrawFn,
    facts: st.SearchStrategy[Fact],
    kinds: st.SearchStrategy[LinkKind] = any_kind,
    most_facts: int = 3,
) -> Family:
    """Up to six commitments, acyclic, one home each."""
    sizes = draw(st.lists(st.lists(facts, max_size=most_facts), min_size=1, max_size=6))
    members: dict[int, list[Fact]] = {}
    links: list[Link] = []
    recorded = 1
    for ref, told in enumerate(sizes, 1):
        members[ref] = numbered(told, recorded)
        recorded += len(told)
        home = draw(st.sampled_from([None, *range(1, ref)]) if ref > 1 else st.none())
        if home is None:
            continue
        kind = draw(kinds)
        supersedes = kind is LinkKind.SUPERSEDES
        links.append(Link(home, ref, kind) if supersedes else Link(ref, home, kind))
    return members, links
