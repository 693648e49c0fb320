"""What holds for every history and every family: the identity, counting once, order, time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ledger.rules.account import PROMISE_RUNGS
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, LinkKind, stand
from ledger.rules.lines import COLUMNS, Line, lines
from ledger.values.bounds import Bounds
from ledger.values.stages import Stage

from . import naive
from .histories import (
    FIRST,
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

any_fact = facts_of(st.none() | figures, days=partial_days())
fact_in_any_unit = facts_of(st.none() | figures, days=partial_days(), units=any_unit)
mostly_exact = exact_figures | exact_figures | exact_figures | st.none()
exact_fact = facts_of(mostly_exact)
exact_pledge = facts_of(mostly_exact, st.just(Stage.PLEDGED))
rungs = st.sampled_from(PROMISE_RUNGS)

FAMILY = dict[tuple[int, str | None], Line]


def all_lines(
    members: Mapping[int, Iterable[Fact]],
    links: list[Link],
    promised_at: Stage = Stage.PLEDGED,
    known_at: int | None = None,
) -> FAMILY:
    told = {ref: counted(facts, known_at=known_at) for ref, facts in members.items()}
    return {
        (ref, unit): line
        for ref, account in stand(told, links, promised_at)
        for unit, line in lines(account).items()
    }


def figure(bounds: Bounds | None) -> int:
    """An exact figure; nothing said counts as nothing."""
    if bounds is None:
        return 0
    assert bounds.is_exact
    assert bounds.low is not None
    return bounds.low


def is_exact(line: Line) -> bool:
    """Whether the figures told are exact, and there is one for the promise if there is one."""
    told = (line.promised, line.delivered)
    return not line.unquantified and all(one is None or one.is_exact for one in told)


def promised_of(found: FAMILY) -> int:
    return sum(figure(line.promised) for line in found.values())


@given(histories(any_fact), st.integers(0, 9), st.integers(0, 8), rungs)
def test_one_commitment_stands_where_the_sentences_of_the_rules_say(
    facts: list[Fact], day: int, known_at: int, promised_at: Stage
) -> None:
    as_of = FIRST + timedelta(day)
    expected = naive.stands_at(facts, as_of, known_at, promised_at)
    told = counted(facts, as_of, known_at)
    ((_, account),) = stand({1: told}, [], promised_at)
    found = lines(account).get(UNIT, Line())
    columns = {
        name: (
            getattr(found, name).low,
            naive.INFINITE if getattr(found, name).high is None else getattr(found, name).high,
        )
        for name in COLUMNS
        if getattr(found, name) is not None and name != "cancelled"
    }
    assert columns == expected


@given(histories(exact_fact), rungs)
def test_g7_identity_of_one_commitment(facts: list[Fact], promised_at: Stage) -> None:
    for line in all_lines({1: facts}, [], promised_at).values():
        if is_exact(line):
            assert figure(line.promised) == (
                figure(line.delivered)
                + figure(line.outstanding)
                + figure(line.undetermined)
                - figure(line.overdelivered)
            )


@given(families(exact_fact), rungs)
def test_g7_identity_of_the_sums_of_a_family(family: Family, promised_at: Stage) -> None:
    found = list(all_lines(*family, promised_at).values())
    if not all(is_exact(line) for line in found):
        return
    columns = ("promised", "delivered", "outstanding", "undetermined", "overdelivered")
    sums = {name: sum(figure(getattr(line, name)) for line in found) for name in columns}
    assert sums["promised"] == (
        sums["delivered"] + sums["outstanding"] + sums["undetermined"] - sums["overdelivered"]
    )


@given(families(fact_in_any_unit), rungs)
def test_g7_undetermined_and_outstanding_exclude_each_other(
    family: Family, promised_at: Stage
) -> None:
    for line in all_lines(*family, promised_at).values():
        assert line.undetermined is None or line.outstanding is None
        assert (line.undetermined is None) or (
            line.undetermined == line.promised and not line.evidence
        )
        assert line.promised is None or line.undetermined or line.outstanding


@given(families(exact_pledge, st.just(LinkKind.PART_OF)))
def test_g9_a_package_is_counted_once(family: Family) -> None:
    members, links = family
    own = {ref: all_lines({ref: facts}, []) for ref, facts in members.items()}
    if not all(
        is_exact(line) for found in own.values() for line in found.values() if line.promised
    ):
        return

    def once(ref: int) -> int:
        headline = own[ref].get((ref, UNIT))
        if headline is not None:
            return figure(headline.promised)
        return sum(once(link.source) for link in links if link.target == ref)

    parts = {link.source for link in links}
    assert promised_of(all_lines(*family)) == sum(once(ref) for ref in members if ref not in parts)


@given(families(exact_pledge, st.just(LinkKind.PART_OF), most_facts=1))
def test_g9_the_unspecified_is_all_that_is_shown_of_a_package_beside_its_parts(
    family: Family,
) -> None:
    _, links = family
    packages = {link.target for link in links}
    found = all_lines(*family)
    shown = {ref for ref, _ in found}
    for (ref, _), line in found.items():
        if ref in packages and any(link.target == ref and link.source in shown for link in links):
            assert line.unspecified == line.promised


@given(families(exact_fact), rungs)
def test_g9_what_was_delivered_changes_nothing_about_what_was_promised(
    family: Family, promised_at: Stage
) -> None:
    members, links = family
    news = {Stage.DELIVERED, Stage.IN_TRANSIT, Stage.SHORTFALL}
    promises = {
        ref: [fact for fact in facts if fact.stage not in news] for ref, facts in members.items()
    }
    found = all_lines(members, links, promised_at)
    if all(line.promised is None or line.promised.is_exact for line in found.values()):
        assert promised_of(found) == promised_of(all_lines(promises, links, promised_at))


@given(families(exact_pledge, st.just(LinkKind.DRAWS_ON)))
def test_g10_drawdowns_add_nothing_to_promised(family: Family) -> None:
    members, links = family
    drawn = {link.source for link in links}
    funds = {ref: facts for ref, facts in members.items() if ref not in drawn}
    with_drawdowns, without = all_lines(*family), all_lines(funds, [])
    assert {ref for ref, _ in with_drawdowns} <= set(funds)
    for key, line in with_drawdowns.items():
        assert line.promised == without.get(key, Line()).promised


statements = facts_of(
    st.none() | figures, st.sampled_from(sorted(set(Stage) - {Stage.CANCELLED}))
) | facts_of(st.none(), st.just(Stage.CANCELLED))


@given(histories(statements), histories(statements))
def test_g10_a_duplicate_never_increases_promised(one: list[Fact], other: list[Fact]) -> None:
    shift = len(one)
    other = [
        replace(
            fact,
            id=fact.id + shift,
            recorded=fact.recorded + shift,
            replaces=None if fact.replaces is None else fact.replaces + shift,
        )
        for fact in other
    ]

    def most(links: list[Link]) -> int:
        promises = [line.promised for line in all_lines({1: one, 2: other}, links).values()]
        return sum(naive.INFINITE if p.high is None else p.high for p in promises if p is not None)

    assert most([Link(2, 1, LinkKind.DUPLICATES)]) <= most([])


@given(families(fact_in_any_unit), st.randoms(use_true_random=False), rungs)
def test_g2_the_order_in_which_facts_are_given_does_not_matter(
    family: Family, chance: Random, promised_at: Stage
) -> None:
    members, links = family
    shuffled = {ref: list(facts) for ref, facts in reversed(list(members.items()))}
    for facts in shuffled.values():
        chance.shuffle(facts)
    assert all_lines(shuffled, links[::-1], promised_at) == all_lines(members, links, promised_at)


@given(histories(any_fact), st.integers(0, 8))
def test_g1_known_at_equals_folding_only_what_was_recorded_by_then(
    facts: list[Fact], known_at: int
) -> None:
    by_then = [fact for fact in facts if fact.recorded <= known_at]
    assert all_lines({1: facts}, [], known_at=known_at) == all_lines({1: by_then}, [])


@given(families(fact_in_any_unit), rungs)
def test_every_figure_names_the_facts_behind_it(family: Family, promised_at: Stage) -> None:
    members, _ = family
    ids = {fact.id for facts in members.values() for fact in facts}
    for line in all_lines(*family, promised_at).values():
        for column in COLUMNS:
            if getattr(line, column) is not None:
                assert line.facts[column]
                assert set(line.facts[column]) <= ids
