"""[G15] What an account has at each rung, also where something firmer has come since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ledger.rules.fold import Folds, Held, valued
from ledger.values.bounds import ZERO, Bounds
from ledger.values.stages import Stage

if TYPE_CHECKING:
    from ledger.rules.account import Account

RUNGS: tuple[Stage, ...] = (Stage.PROPOSED, Stage.PLEDGED, Stage.COMMITTED)
"""The rungs of which an account keeps what was said at each, the softest first."""

Rungs = Mapping[Stage, Folds]


def with_further(own: Bounds | None, further: Bounds | None) -> Bounds | None:
    """What was said at a rung or, where that is more, what certainly got further."""
    if own is None or further is None:
        return further if own is None else own
    certain = further.low or 0
    if own.high is not None and own.high <= certain:
        return further
    return Bounds(max(own.low or 0, certain), own.high)


def at_rung(account: Account, rung: Stage) -> Folds:
    """What was said at a rung."""
    return valued(account.rungs.get(rung, {}))


def reached(account: Account) -> dict[Stage, Folds]:
    """What an account has at each rung, with what got further, by measure and unit."""
    result: dict[Stage, Folds] = {}
    further = _raised(account.allocated, account.delivered)
    for rung in reversed(RUNGS):
        further = result[rung] = _raised(at_rung(account, rung), further)
    return result


def rest_at_rungs(own: Account, parts: Sequence[Account]) -> Rungs:
    """[G9] What a package has at each rung when what its parts have there is taken out."""
    of_parts = [reached(part) for part in parts]
    return {rung: _without(at_rung(own, rung), [part[rung] for part in of_parts]) for rung in RUNGS}


def _raised(own: Folds, further: Folds) -> Folds:
    result = dict(own)
    for measure, held in further.items():
        mine = own.get(measure, Held())
        units = dict(mine.units)
        for unit, figure in held.units.items():
            units[unit] = with_further(mine.units.get(unit), figure) or figure
        result[measure] = replace(mine, units=units)
    return result


def _without(folds: Folds, parts: Sequence[Folds]) -> Folds:
    result: Folds = {}
    for measure, held in folds.items():
        units = dict(held.units)
        for part in parts:
            for unit, figure in part.get(measure, Held()).units.items():
                if unit in units:
                    units[unit] = units[unit].less(figure)
        result[measure] = replace(held, units={u: f for u, f in units.items() if f != ZERO})
    return result
