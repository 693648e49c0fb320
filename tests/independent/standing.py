"""[G3] to [G8] What one commitment stands at, a line for each unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .folding import Stage, fold, in_date_order, in_money, left, plus
from .record import Entry, Figure

SOME: Figure = (0, None)
RUNGS = ("pledged", "committed", "allocated")
FIRM = {*RUNGS, "in_transit", "delivered"}
TOLD = ("proposed", "promised", "allocated", "in_transit", "delivered")


@dataclass
class Line:
    """One commitment in one unit; a column that is not there says nothing."""

    unit: str | None
    stage: str
    day: date
    columns: dict[str, Figure] = field(default_factory=dict)
    unquantified: bool = False
    evidence: bool = False
    conflict: bool = False
    other_unit: bool = False
    ids: set[int] = field(default_factory=set)


def counted(entries: Sequence[Entry], as_of: date, known_at: int | None) -> list[Entry]:
    """[G1]"""
    known = [e for e in entries if known_at is None or e.seq <= known_at]
    return [e for e in known if e.last <= as_of and all(k.replaces != e.id for k in known)]


def lines(entries: Sequence[Entry], rung: str, item: str | None) -> list[Line]:
    """The lines of a commitment from its counted entries; none without any."""
    told = in_date_order(entries)
    if not told:
        return []

    def at(*stages: str) -> list[Entry]:
        return [e for e in told if e.stage in stages]

    gone, latest = at("cancelled"), told[-1]
    stages: dict[str, Stage] = {
        "proposed": {} if at(*FIRM) else in_money(fold(at("proposed", "stalled"), gone)),
        "promised": in_money(promised({r: fold(at(r), gone) for r in RUNGS}, rung)),
        "allocated": in_money(fold(at("allocated"), gone)),
        "in_transit": in_money(fold(at("in_transit"))),
        "delivered": in_money(fold(at("delivered"))),
        "shortfall": in_money(fold(at("shortfall"))),
    }
    has_promise = promises(told, rung)
    result = [
        Line(unit, latest.stage, latest.last, evidence=bool(at("delivered", "shortfall")))
        for unit in dict.fromkeys(
            unit for name in TOLD for held in stages[name].values() for unit in held.units
        )
    ]
    arrived = unmeasured(at("delivered"))
    for line in result:
        fill(line, stages, arrived=arrived, has_promise=has_promise)
    if not result:
        result = [Line(item, latest.stage, latest.last)]
        result[0].evidence = bool(at("delivered", "shortfall"))
        if arrived and item is not None:
            result[0].columns["delivered"] = SOME
    for line in result:
        line.ids |= {e.id for e in at("shortfall")}
    result[0].unquantified = has_promise and not stages["promised"]
    return result


def promised(folds: dict[str, Stage], rung: str) -> Stage:
    """[G3] The latest at the rung or firmer; committed where both speak of the same day."""
    asked = RUNGS[RUNGS.index(rung) :]
    pledged = folds["pledged"] if "pledged" in asked else {}
    committed = folds["committed"] if "committed" in asked else {}
    result: Stage = {}
    for kind in [*pledged, *committed, *folds["allocated"]]:
        if kind in pledged and kind in committed:
            is_later = pledged[kind].last > committed[kind].last
            result[kind] = (pledged if is_later else committed)[kind]
        else:
            result[kind] = {**folds["allocated"], **pledged, **committed}[kind]
    return result


def promises(told: Sequence[Entry], rung: str) -> bool:
    """[G8] Whether there is a promise, with a figure or without."""
    since = 0
    for n, entry in enumerate(told):
        if entry.stage == "cancelled" and entry.figure is None:
            since = n
    return any(e.stage in {*RUNGS[RUNGS.index(rung) :], "shortfall"} for e in told[since:])


def unmeasured(deliveries: Sequence[Entry]) -> bool:
    """[G5] Whether something was delivered without a figure that no later total has counted."""
    totals = [e.last for e in deliveries if e.total and e.figure is not None]
    return any(e.figure is None and all(e.last > day for day in totals) for e in deliveries)


def fill(line: Line, stages: dict[str, Stage], *, arrived: bool, has_promise: bool) -> None:
    """All columns of a line."""
    as_told(line, stages)
    line.other_unit = delivery(line, stages, arrived=arrived)
    promise, delivered = line.columns.get("promised"), line.columns.get("delivered")
    if promise is not None:
        remainder(line, promise, SOME if line.other_unit else delivered)
    elif delivered is not None:
        line.other_unit = bool(stages["promised"])
        if not has_promise and not stages["promised"]:
            line.columns["overdelivered"] = delivered


def as_told(line: Line, stages: dict[str, Stage]) -> None:
    """What the stages hold in the line's unit."""
    unit = str(line.unit)
    for name in TOLD:
        for held in stages[name].values():
            if unit in held.units:
                line.columns[name] = held.units[unit]
                line.conflict = line.conflict or held.conflict
                line.ids |= held.ids
                if name in {"proposed", "promised"}:
                    line.day = held.last  # of the promise, where there is one
    source = "promised" if "promised" in line.columns else "proposed"
    for held in stages[source].values():
        if unit in held.cancelled:
            line.columns["cancelled"] = held.cancelled[unit]


def holds(stages: dict[str, Stage], name: str, unit: str) -> bool:
    return any(unit in held.units for held in stages[name].values())


def delivery(line: Line, stages: dict[str, Stage], *, arrived: bool) -> bool:
    """[G5], [G6] What arrived; whether that was told in another unit than the promise."""
    unit = str(line.unit)
    if arrived:
        line.columns["delivered"] = plus(line.columns.get("delivered", (0, 0)), SOME)
    elif "promised" in line.columns and "delivered" not in line.columns:
        told = {other for held in stages["delivered"].values() for other in held.units}
        if any(not holds(stages, "promised", other) for other in told):
            return True
        for held in stages["shortfall"].values():
            if unit in held.units:
                line.columns["delivered"] = left(line.columns["promised"], held.units[unit])
    return False


def remainder(line: Line, promise: Figure, delivered: Figure | None) -> None:
    """[G6], [G7] What is left of the promise, or undetermined, or more than it."""
    if not line.evidence:
        line.columns["undetermined"] = promise
        return
    line.columns["outstanding"] = promise if delivered is None else left(promise, delivered)
    over = (0, 0) if delivered is None else left(delivered, promise)
    if over[0]:
        line.columns["overdelivered"] = over
