"""[G15] The funnel narrows, holds what the gap holds, and counts each promise once at each rung."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.facts import Fact, counted
from ledger.rules.families import LinkKind, stand
from ledger.rules.funnel import FUNNEL, funnel
from ledger.rules.lines import Line
from ledger.values.bounds import Bounds
from ledger.values.stages import Stage

from .building import (
    allocated,
    cancelled,
    committed,
    delivered,
    part_of,
    pledged,
    proposed,
    stalled,
    supersedes,
)
from .histories import (
    UNIT,
    Family,
    any_unit,
    exact_figures,
    facts_of,
    families,
    figures,
    histories,
    partial_days,
)

Funnels = list[tuple[int, str | None, Line, dict[str, Bounds | None]]]


def funnels(family: Family) -> Funnels:
    members, links = family
    told = {ref: counted(facts) for ref, facts in members.items()}
    return [
        (ref, unit, line, by_rung)
        for ref, account in stand(told, links)
        for unit, (line, by_rung) in funnel(account).items()
    ]


def of(*facts: Fact) -> dict[str, str]:
    [(_, _, _, found)] = funnels(({1: list(facts)}, []))
    return {name: str(figure) for name, figure in found.items() if figure is not None}


def test_each_rung_holds_what_was_said_there() -> None:
    assert of(
        proposed("120 EUR", "2024-03-01"),
        pledged("100 EUR", "2024-03-02"),
        committed("80 EUR", "2024-03-03"),
        allocated("50 EUR", "2024-03-04"),
        delivered("30 EUR", "2024-03-05"),
    ) == {
        "proposed": "120",
        "pledged": "100",
        "committed": "80",
        "allocated": "50",
        "delivered": "30",
    }


def test_what_got_further_was_at_every_rung_before() -> None:
    rungs = dict.fromkeys(FUNNEL[:4], "60")
    assert of(allocated("60 EUR", "2024-03-01"), delivered("20 EUR", "2024-03-02")) == {
        **rungs,
        "delivered": "20",
    }
    assert of(pledged("50 EUR", "2024-03-01"), delivered("60 EUR", "2024-03-02")) == {
        **rungs,
        "delivered": "60",
    }


def test_a_delivery_without_a_figure_adds_nothing_that_is_certain() -> None:
    found = of(pledged("100 EUR", "2024-03-01"), delivered(None, "2024-03-02"))
    assert (found["pledged"], found["committed"], found["delivered"]) == ("100", "0..", "0..")


def test_a_cancellation_goes_for_every_rung() -> None:
    found = of(
        stalled("90 EUR", "2024-03-01"),
        pledged("80 EUR", "2024-03-02"),
        committed("70 EUR", "2024-03-03"),
        cancelled("20 EUR", "2024-03-04"),
    )
    assert found == {"proposed": "70", "pledged": "60", "committed": "50"}


def test_a_package_and_its_parts_are_counted_once_at_each_rung() -> None:
    found = funnels(
        (
            {
                1: [pledged("100 EUR", "2024-03-01")],
                2: [committed("30 EUR", "2024-03-02")],
                3: [pledged("20 EUR", "2024-03-02")],
            },
            [part_of(2, 1), part_of(3, 1)],
        )
    )
    assert {ref: str(by_rung["pledged"]) for ref, _, _, by_rung in found} == {
        1: "50",
        2: "30",
        3: "20",
    }
    assert sum_of(found, "pledged") == 100 * 10_000
    assert sum_of(found, "committed") == 30 * 10_000


def test_a_pledge_that_its_parts_fell_short_of_stays_with_its_package() -> None:
    found = funnels(
        (
            {
                1: [pledged("100 EUR", "2024-03-01"), committed("80 EUR", "2024-03-02")],
                2: [committed("80 EUR", "2024-03-02")],
            },
            [part_of(2, 1)],
        )
    )
    assert sum_of(found, "pledged") == 100 * 10_000
    assert sum_of(found, "committed") == 80 * 10_000


def test_what_was_superseded_is_at_no_rung() -> None:
    found = funnels(
        (
            {1: [pledged("100 EUR", "2024-03-01")], 2: [committed("80 EUR", "2024-03-02")]},
            [supersedes(2, 1)],
        )
    )
    assert [str(by_rung["pledged"]) for *_, by_rung in found] == ["80"]


def test_what_arrived_in_another_unit_got_no_further_here() -> None:
    found = funnels(
        ({1: [pledged("100 EUR", "2024-03-01"), delivered("2 tank", "2024-03-02")]}, [])
    )
    by_unit = {unit: by_rung for _, unit, _, by_rung in found}
    assert str(by_unit["EUR"]["pledged"]) == "100"
    assert by_unit["EUR"]["delivered"] is None
    assert by_unit["tank"]["pledged"] is None
    assert str(by_unit["tank"]["delivered"]) == "2"


def sum_of(found: Funnels, rung: str) -> int:
    return sum(figure.low or 0 for *_, by_rung in found if (figure := by_rung[rung]))


def lows(by_rung: dict[str, Bounds | None]) -> list[int]:
    return [0 if (figure := by_rung[name]) is None else figure.low or 0 for name in FUNNEL]


fact = facts_of(st.none() | figures, days=partial_days())
exact = facts_of(st.none() | exact_figures)
in_any_unit = facts_of(st.none() | figures, days=partial_days(), units=any_unit)


@given(families(in_any_unit))
def test_the_lower_bounds_narrow(family: Family) -> None:
    for *_, line, by_rung in funnels(family):
        if line.promised is not None or not line.other_unit:
            assert lows(by_rung) == sorted(lows(by_rung), reverse=True)


@given(families(exact))
def test_exact_figures_narrow(family: Family) -> None:
    for *_, by_rung in funnels(family):
        told = [by_rung[name] for name in FUNNEL if by_rung[name] is not None]
        if all(figure is not None and figure.is_exact for figure in told):
            highs = [figure.high or 0 for figure in told if figure is not None]
            assert highs == sorted(highs, reverse=True)
            # once nothing is said at a rung, nothing is at a firmer one
            assert told == [by_rung[name] for name in FUNNEL[: len(told)]]


@given(families(in_any_unit))
def test_the_funnel_ends_with_what_the_gap_has_delivered(family: Family) -> None:
    for *_, line, by_rung in funnels(family):
        assert by_rung["delivered"] == line.delivered


@given(histories(fact))
def test_what_is_promised_was_pledged(facts: list[Fact]) -> None:
    for *_, line, by_rung in funnels(({1: facts}, [])):
        if line.promised is not None:
            assert by_rung["pledged"] is not None
            assert (by_rung["pledged"].low or 0) >= (line.promised.low or 0)
        if line.proposed is not None and line.delivered is None:
            assert by_rung["proposed"] == line.proposed


stages = st.sampled_from([Stage.PROPOSED, Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED])


@given(families(facts_of(exact_figures, stages), st.just(LinkKind.PART_OF)))
def test_a_package_has_its_headline_or_its_parts_at_each_rung(family: Family) -> None:
    """At each rung a package has no less than its headline there, and no more than all told."""
    members, links = family
    parts = {link.source for link in links}
    own = {ref: funnels(({ref: facts}, [])) for ref, facts in members.items()}
    whole = funnels(family)
    heads = {ref: found for ref, found in own.items() if ref not in parts}
    for rung in ("pledged", "committed"):
        least = sum(sum_of(found, rung) for found in heads.values())
        most = sum(sum_of(found, rung) for found in own.values())
        assert least <= sum_of([one for one in whole if one[1] == UNIT], rung) <= most
