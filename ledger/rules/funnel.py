"""[G15] The funnel: how much of what was proposed got to each rung, down to what was delivered."""

from __future__ import annotations

from ledger.rules.account import Account
from ledger.rules.fold import Folds
from ledger.rules.lines import Line, lines
from ledger.rules.rungs import RUNGS, at_rung, with_further
from ledger.values.bounds import Bounds

FUNNEL: tuple[str, ...] = ("proposed", "pledged", "committed", "allocated", "delivered")
"""The figures of a funnel, from the softest rung to the firmest."""

Figures = dict[str, Bounds | None]


def funnel(account: Account, item: str | None = None) -> dict[str | None, tuple[Line, Figures]]:
    """For each line of an account (see :func:`ledger.rules.lines.lines`) its figures by rung.

    What is left of a package may be a pledge of which nothing was committed in the end: that has
    no line, and an empty one stands for it.
    """
    found = {
        unit: (line, _figures(account, unit, line)) for unit, line in lines(account, item).items()
    }
    for unit in _left_behind(account):
        if unit not in found:
            line = Line(day=account.last_day, stage=account.stage)
            found[unit] = line, _figures(account, unit, line)
    return found


def _figures(account: Account, unit: str | None, line: Line) -> Figures:
    """What a commitment has at each rung, in one unit.

    At a rung it has what was said there or, where that is more, what certainly got further; where
    nothing was said there, what got further. What arrived in another unit than the promise is
    told in got no further here.
    """
    own = {stage.value: _figure(at_rung(account, stage), unit) for stage in RUNGS}
    own["allocated"] = line.allocated
    further = line.delivered
    found = {"delivered": further}
    if line.promised is None and line.other_unit:
        return {name: found.get(name) for name in FUNNEL}
    for name in reversed(FUNNEL[:-1]):
        further = found[name] = with_further(own[name], further)
    return {name: found[name] for name in FUNNEL}


def _left_behind(account: Account) -> list[str]:
    """The units of measures that have something at a rung, and nothing that stands."""
    columns = (account.proposed, account.promised, account.allocated, account.delivered)
    standing = {measure for folds in columns for measure, held in folds.items() if held.units}
    return [
        unit
        for rung in RUNGS
        for measure, held in at_rung(account, rung).items()
        if measure not in standing
        for unit in held.units
    ]


def _figure(folds: Folds, unit: str | None) -> Bounds | None:
    return next((held.units[unit] for held in folds.values() if unit in held.units), None)
