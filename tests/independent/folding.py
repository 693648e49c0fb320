"""[G2], [G4], [G11] What a stage holds, from the sentences of docs/gap.md, in naive loops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .record import Entry, Figure


@dataclass
class Held:
    """Figures by unit; ``stated`` where they start from a total; ``ids`` of what is behind."""

    units: dict[str, Figure] = field(default_factory=dict)
    cancelled: dict[str, Figure] = field(default_factory=dict)
    last: date = date.min
    stated: bool = False
    conflict: bool = False
    ids: set[int] = field(default_factory=set)


Stage = dict[str, Held]
"""By what a total replaces: ``money``, or a kind of item."""


def plus(one: Figure, other: Figure) -> Figure:
    high = None if one[1] is None or other[1] is None else one[1] + other[1]
    return one[0] + other[0], high


def left(whole: Figure, taken: Figure) -> Figure:
    low = 0 if taken[1] is None else max(0, whole[0] - taken[1])
    return low, None if whole[1] is None else max(0, whole[1] - taken[0])


def add_to(units: dict[str, Figure], unit: str, figure: Figure) -> None:
    units[unit] = plus(units[unit], figure) if unit in units else figure


def in_date_order(entries: Sequence[Entry]) -> list[Entry]:
    """By last day; a cancellation after what it cancels; then as they were recorded."""
    ordered = sorted(entries, key=lambda e: e.id)
    ordered.sort(key=lambda e: e.seq)
    ordered.sort(key=lambda e: 1 if e.stage == "cancelled" else 0)
    ordered.sort(key=lambda e: e.last)
    return ordered


def kind_of(entry: Entry) -> str | None:
    if entry.figure is None:
        return None
    if entry.item is not None:
        return f"item {entry.item}"
    return "money" if entry.money else f"item {entry.unit}"


def fold(entries: Sequence[Entry], cancellations: Sequence[Entry] = ()) -> Stage:
    """Each kind for itself; a cancellation without a figure concerns them all."""
    result: Stage = {}
    for kind in [kind_of(e) for e in in_date_order(entries)]:
        if kind is not None and kind not in result:
            told = [e for e in entries if kind_of(e) == kind]
            gone = [e for e in cancellations if kind_of(e) in {kind, None}]
            result[kind] = one_kind(in_date_order([*told, *gone]))
    return result


def one_kind(told: Sequence[Entry]) -> Held:
    held = Held(last=max(e.last for e in told if e.stage != "cancelled"))
    is_total = [e.total and e.stage != "cancelled" for e in told]
    start = 0
    if any(is_total):
        start = max(n for n, yes in enumerate(is_total) if yes) + 1
        side_by_side = [told[start - 1]]
        for n in range(start - 2, -1, -1):
            if not is_total[n]:
                break
            if all((later.first or later.last) <= told[n].last for later in told[n + 1 : start]):
                side_by_side.append(told[n])
        state(held, side_by_side)
    for n in range(start, len(told)):
        entry = told[n]
        if entry.stage != "cancelled":
            assert entry.figure is not None
            add_to(held.units, str(entry.unit), entry.figure)
        elif not told_anew(entry, told[n + 1 :]):
            cancel(held, entry)
        else:
            continue
        held.ids.add(entry.id)
    return held


def state(held: Held, totals: Sequence[Entry]) -> None:
    """[G11] The leading figure, or the range of all where they cannot all be true."""
    best = totals[0]
    for entry in totals[1:]:
        if leads(entry, best):
            best = entry
    assert best.figure is not None
    figures = [e.figure for e in totals if e.unit == best.unit and e.figure is not None]
    low, high = best.figure
    for one in figures:
        below = one[1] is not None and one[1] < best.figure[0]
        above = best.figure[1] is not None and best.figure[1] < one[0]
        held.conflict = held.conflict or below or above
    if held.conflict:
        low = min(one[0] for one in figures)
        ends = [one[1] for one in figures]
        high = None if None in ends else max(end for end in ends if end is not None)
    held.units[str(best.unit)] = (low, high)
    held.stated = True
    held.ids |= {e.id for e in totals}


def leads(one: Entry, other: Entry) -> bool:
    """An official source before the media, then the later published, then the more specific."""
    if one.official != other.official:
        return one.official
    if one.published != other.published:
        return one.published > other.published
    assert one.figure is not None
    assert other.figure is not None
    if one.figure[1] is None or other.figure[1] is None:
        if (one.figure[1] is None) == (other.figure[1] is None):
            return one.seq > other.seq
        return other.figure[1] is None
    width, its_width = one.figure[1] - one.figure[0], other.figure[1] - other.figure[0]
    return one.seq > other.seq if width == its_width else width < its_width


def told_anew(cancellation: Entry, later: Sequence[Entry]) -> bool:
    """Whether a later total of what was cancelled has this one in it."""
    for entry in later:
        if entry.stage == "cancelled" and entry.figure is None:
            return False
        if entry.stage == "cancelled" and entry.total:
            return cancellation.figure is not None
    return False


def cancel(held: Held, entry: Entry) -> None:
    """[G4] A figure, or without one all that is held by its day; never below zero."""
    if entry.figure is None:
        for unit, figure in held.units.items():
            add_to(held.cancelled, unit, figure)
            held.units[unit] = (0, 0)
        return
    unit = str(entry.unit)
    add_to(held.cancelled, unit, entry.figure)
    if unit in held.units:
        held.units[unit] = left(held.units[unit], entry.figure)


def in_money(stage: Stage) -> Stage:
    """Items that were valued, with the money of their stage; a total in money has them in it."""
    result: Stage = {}
    valued: list[Held] = []
    for kind, held in stage.items():
        if kind == "money":
            result[kind] = held
            continue
        item = kind.removeprefix("item ")
        for name in [unit for unit in held.units if unit == item]:
            result[kind] = part_of(held, {name})
        if held.units.keys() - {item}:
            valued.append(part_of(held, held.units.keys() - {item}))
    if valued and not (stage.get("money") and stage["money"].stated):
        result["money"] = together([*([stage["money"]] if "money" in stage else []), *valued])
    return result


def part_of(held: Held, units: set[str]) -> Held:
    return Held(
        {unit: figure for unit, figure in held.units.items() if unit in units},
        {unit: figure for unit, figure in held.cancelled.items() if unit in units},
        held.last,
        held.stated,
        held.conflict,
        set(held.ids),
    )


def together(parts: Sequence[Held]) -> Held:
    result = Held()
    for part in parts:
        for unit, figure in part.units.items():
            add_to(result.units, unit, figure)
        for unit, figure in part.cancelled.items():
            add_to(result.cancelled, unit, figure)
        result.last = max(result.last, part.last)
        result.stated = result.stated or part.stated
        result.conflict = result.conflict or part.conflict
        result.ids |= part.ids
    return result
