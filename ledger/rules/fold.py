"""[G2], [G4], [G11] The entries of one stage, folded in date order into what the stage holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.rules.facts import MONEY, Fact, headline, in_order
from ledger.values.bounds import SOME, ZERO, Bounds
from ledger.values.stages import Stage

Units = dict[str, Bounds]
"""Bounds by unit."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a stage holds of one measure (all money, or one kind of item).

    ``units`` holds bounds by unit, ``cancelled`` what was taken out of them. ``last_day`` is the
    day that the figure is as late as (``None``: nothing is held), ``stated`` whether it starts
    from a stated total, ``conflict`` whether sources disagree on it, and ``facts`` names the
    entries that it rests on.
    """

    units: Units = field(default_factory=dict)
    cancelled: Units = field(default_factory=dict)
    last_day: date | None = None
    stated: bool = False
    conflict: bool = False
    facts: tuple[int, ...] = ()

    def __add__(self, other: Held) -> Held:
        """Both together, unit by unit."""
        days = [day for day in (self.last_day, other.last_day) if day is not None]
        return Held(
            units=plus(self.units, other.units),
            cancelled=plus(self.cancelled, other.cancelled),
            last_day=max(days, default=None),
            stated=self.stated or other.stated,
            conflict=self.conflict or other.conflict,
            facts=(*self.facts, *other.facts),
        )


Folds = dict[str, Held]
"""What a stage holds, by measure."""


@dataclass(slots=True)
class _Running:
    """The state of a fold between two facts: the totals, and what came since, in date order."""

    totals: list[Fact] = field(default_factory=list)
    since: list[Fact] = field(default_factory=list)
    last_day: date | None = None

    def take(self, fact: Fact) -> None:
        if fact.stage is Stage.CANCELLED:
            self._cancel(fact)
            return
        if fact.figure is None:
            return
        self.last_day = fact.days.high
        if not fact.cumulative:
            self.since.append(fact)
        else:
            self.totals = [*self._of_the_same_time(fact), fact]
            self.since = []

    def _of_the_same_time(self, fact: Fact) -> list[Fact]:
        """Two totals of which neither is certainly the later are statements side by side."""
        if self.since:
            return []
        return [total for total in self.totals if fact.days.certain_from <= total.days.high]

    def _cancel(self, fact: Fact) -> None:
        """A total of what was cancelled replaces such figures, back to where all was cancelled."""
        if fact.figure is not None and fact.cumulative:
            all_gone = max((n for n, f in enumerate(self.since) if f.figure is None), default=-1)
            self.since = [
                f
                for n, f in enumerate(self.since)
                if n <= all_gone or f.stage is not Stage.CANCELLED
            ]
        self.since.append(fact)

    def held(self) -> Held:
        units, conflict = _stated(self.totals)
        cancelled: Units = {}
        for fact in self.since:
            if fact.stage is Stage.CANCELLED:
                _take_out(fact, units, cancelled)
                continue
            assert fact.unit is not None
            assert fact.figure is not None
            units = plus(units, {fact.unit: fact.figure})
        used = (*self.totals, *self.since)
        return Held(
            units=units,
            cancelled=cancelled,
            last_day=self.last_day,
            stated=bool(self.totals),
            conflict=conflict,
            facts=tuple(fact.id for fact in used),
        )


def fold(facts: Iterable[Fact], cancellations: Iterable[Fact] = ()) -> Folds:
    """Fold the facts of one stage, by measure.

    A total ("cumulative") replaces what came before it, a part ("incremental") adds. All money
    is one measure, because a total in dollars restates one in euros; each kind of item is one of
    its own. A fact without a figure adds nothing; a cancellation without one takes out all that
    is held by its day [G4].
    """
    stage = list(facts)
    taken_out = list(cancellations)
    measures = dict.fromkeys(fact.measure for fact in stage if fact.measure is not None)
    return {measure: _fold_measure(measure, stage, taken_out) for measure in measures}


def _fold_measure(measure: str, facts: Sequence[Fact], cancellations: Sequence[Fact]) -> Held:
    running = _Running()
    for fact in in_order((*facts, *cancellations)):
        if fact.measure in (measure, None):
            running.take(fact)
    return running.held()


def _stated(totals: Sequence[Fact]) -> tuple[Units, bool]:
    """[G11] The headline's figure; the whole range, and a conflict, where totals disagree.

    Totals in another currency than the headline's cannot be compared without a rate and count
    neither with it nor against it.
    """
    if not totals:
        return {}, False
    lead = headline(totals)
    assert lead.unit is not None
    assert lead.figure is not None
    figures = [fact.figure for fact in totals if fact.unit == lead.unit and fact.figure is not None]
    if all(figure.overlaps(lead.figure) for figure in figures):
        return {lead.unit: lead.figure}, False
    widest: Bounds | None = lead.figure
    for figure in figures:
        widest = None if widest is None else widest.hull(figure)
    return {lead.unit: widest or SOME}, True


def _take_out(cancellation: Fact, units: Units, cancelled: Units) -> None:
    """[G4] A cancellation takes its figure, or without one all there is."""
    if cancellation.figure is None:
        taken = dict(units)
        units.update(dict.fromkeys(units, ZERO))
    else:
        assert cancellation.unit is not None
        taken = {cancellation.unit: cancellation.figure}
        if cancellation.unit in units:
            units[cancellation.unit] = units[cancellation.unit].less(cancellation.figure)
    for unit, figure in taken.items():
        cancelled[unit] = cancelled[unit] + figure if unit in cancelled else figure


def valued(folds: Folds) -> Folds:
    """[G9], [G12] Items that were valued in money, counted with the money of their stage.

    Each kind of item has been folded for itself. A total that is stated in money is the headline
    of its stage and has them in it; to further parts in money they add.
    """
    if not folds:
        return {}
    result: Folds = {}
    worth = Held()
    for measure, held in folds.items():
        own = {unit: figure for unit, figure in held.units.items() if unit == measure}
        if measure == MONEY or own == held.units:
            result[measure] = held
            continue
        if own:
            result[measure] = replace(held, units=own, cancelled=_in(own, held.cancelled))
        money = {unit: figure for unit, figure in held.units.items() if unit != measure}
        worth += replace(held, units=money, cancelled=_in(money, held.cancelled))
    money_itself = result.get(MONEY)
    if worth.units and (money_itself is None or not money_itself.stated):
        result[MONEY] = worth if money_itself is None else money_itself + worth
    return result


def _in(units: Units, figures: Units) -> Units:
    return {unit: figure for unit, figure in figures.items() if unit in units}


def plus(one: Units, other: Units) -> Units:
    """Sums by unit."""
    result = dict(one)
    for unit, figure in other.items():
        result[unit] = result[unit] + figure if unit in result else figure
    return result
