"""The rules for one commitment in one unit a second time, slowly, straight from their sentences.

Written apart from ``ledger/rules`` so that a property test can hold one against the other. A
figure is a pair ``(low, high)``; an open upper end is ``INFINITE``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from ledger.rules.facts import Fact
from ledger.values.stages import Stage

INFINITE = 10**40
Pair = tuple[int, int]


def pair(fact: Fact) -> Pair:
    assert fact.figure is not None
    low, high = fact.figure.low, fact.figure.high
    return (low or 0, INFINITE if high is None else high)


def add(one: Pair, other: Pair) -> Pair:
    return one[0] + other[0], min(INFINITE, one[1] + other[1])


def left_of(whole: Pair, taken: Pair) -> Pair:
    low = max(0, whole[0] - taken[1])
    return low, INFINITE if whole[1] == INFINITE else max(0, whole[1] - taken[0])


def that_count(facts: Sequence[Fact], as_of: date, known_at: int) -> list[Fact]:
    """[G1]"""
    result = []
    for fact in facts:
        recorded = fact.recorded <= known_at
        replaced = any(f.replaces == fact.id and f.recorded <= known_at for f in facts)
        if recorded and not replaced and fact.days.high <= as_of:
            result.append(fact)
    return result


def in_date_order(facts: Sequence[Fact]) -> list[Fact]:
    ordered = sorted(facts, key=lambda f: (f.recorded, f.id))
    ordered.sort(key=lambda f: f.stage == Stage.CANCELLED)
    ordered.sort(key=lambda f: f.days.high)
    return ordered


def held(facts: Sequence[Fact]) -> tuple[Pair, date] | None:
    """[G2], [G4], [G11] What a stage holds, and the day that it is as late as."""
    ordered = in_date_order([f for f in facts if f.figure or f.stage == Stage.CANCELLED])
    figures = [f for f in ordered if f.stage != Stage.CANCELLED]
    if not figures:
        return None
    totals = [n for n, f in enumerate(ordered) if f.cumulative and f.stage != Stage.CANCELLED]
    value, since = (0, 0), ordered
    if totals:
        side_by_side = [totals[-1]]
        for later, earlier in pairwise(reversed(totals)):
            if later - earlier > 1:
                break
            side_by_side.append(earlier)
        told = [ordered[n] for n in side_by_side]
        value = settled(
            [
                f
                for n, f in enumerate(told)
                if all((g.days.low or g.days.high) <= f.days.high for g in told[:n])
            ]
        )
        since = ordered[totals[-1] + 1 :]
    for n, fact in enumerate(since):
        if fact.stage != Stage.CANCELLED:
            value = add(value, pair(fact))
        elif fact.figure is None:
            value = (0, 0)
        elif not any(
            f.stage == Stage.CANCELLED and f.figure and f.cumulative
            for f in until_all_gone(since, n)
        ):
            value = left_of(value, pair(fact))
    return value, figures[-1].days.high


def until_all_gone(since: Sequence[Fact], n: int) -> list[Fact]:
    """What follows the n-th, up to a cancellation of everything."""
    rest = []
    for fact in since[n + 1 :]:
        if fact.stage == Stage.CANCELLED and fact.figure is None:
            break
        rest.append(fact)
    return rest


def settled(told: Sequence[Fact]) -> Pair:
    """[G11] The headline's figure, or the whole range where another one disagrees with it."""
    best = told[0]
    for fact in told:
        if leads(fact, best):
            best = fact
    low, high = pair(best)
    if all(pair(f)[0] <= high and low <= pair(f)[1] for f in told):
        return low, high
    return min(pair(f)[0] for f in told), max(pair(f)[1] for f in told)


def leads(one: Fact, other: Fact) -> bool:
    """Official before the media, then the later published, then the more specific."""
    width: Callable[[Fact], int] = lambda f: pair(f)[1] - pair(f)[0]  # noqa: E731
    published: Callable[[Fact], date] = lambda f: f.published or date.min  # noqa: E731
    if one.official != other.official:
        return one.official
    if published(one) != published(other):
        return published(one) > published(other)
    if pair(one)[1] == pair(other)[1] == INFINITE or width(one) == width(other):
        return one.recorded > other.recorded
    return width(one) < width(other)


def stands_at(
    facts: Sequence[Fact], as_of: date, known_at: int, promised_at: Stage
) -> dict[str, Pair]:
    """[G1] to [G7] The columns of one commitment whose figures are all in one unit."""
    told = that_count(facts, as_of, known_at)
    columns: dict[str, Pair] = {}

    def of(*stages: Stage) -> list[Fact]:
        return [f for f in told if f.stage in stages]

    rungs = [Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED]
    rungs = rungs[rungs.index(promised_at) :]
    firm = {Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED, Stage.IN_TRANSIT, Stage.DELIVERED}
    folds = {rung: held(of(rung, Stage.CANCELLED)) for rung in rungs}
    pledge, commitment = folds.get(Stage.PLEDGED), folds.get(Stage.COMMITTED)
    if pledge and commitment:
        latest: tuple[Pair, date] | None = pledge if pledge[1] > commitment[1] else commitment
    else:
        latest = pledge or commitment or folds[Stage.ALLOCATED]
    if latest:
        columns["promised"] = latest[0]
    simple = {
        "allocated": held(of(Stage.ALLOCATED, Stage.CANCELLED)),
        "in_transit": held(of(Stage.IN_TRANSIT)),
        "delivered": held(of(Stage.DELIVERED)),
        "proposed": held(of(Stage.PROPOSED, Stage.STALLED, Stage.CANCELLED)),
    }
    if any(f.stage in firm for f in told):
        del simple["proposed"]
    columns |= {name: found[0] for name, found in simple.items() if found}
    delivery_columns(columns, of(Stage.DELIVERED), of(Stage.SHORTFALL))
    if "promised" in columns and not of(Stage.DELIVERED, Stage.SHORTFALL):
        columns["undetermined"] = columns["promised"]
    promise = any(f.stage in rungs for f in told) or bool(of(Stage.SHORTFALL))
    if "promised" not in columns and not promise and "delivered" in columns:
        columns["overdelivered"] = columns["delivered"]
    return columns


def delivery_columns(
    columns: dict[str, Pair], deliveries: Sequence[Fact], shortfalls: Sequence[Fact]
) -> None:
    """[G5], [G6]"""
    total_days = [f.days.high for f in deliveries if f.figure and f.cumulative]
    unmeasured = any(
        f.figure is None and all(f.days.high > day for day in total_days) for f in deliveries
    )
    promised, missing = columns.get("promised"), held(shortfalls)
    if unmeasured and columns:
        columns["delivered"] = add(columns.get("delivered", (0, 0)), (0, INFINITE))
    elif "delivered" not in columns and promised and missing:
        columns["delivered"] = left_of(promised, missing[0])
    if promised and (deliveries or shortfalls):
        columns["outstanding"] = left_of(promised, columns.get("delivered", (0, 0)))
        over = left_of(columns.get("delivered", (0, 0)), promised)
        if over[0] > 0:
            columns["overdelivered"] = over
