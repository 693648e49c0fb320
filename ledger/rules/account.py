"""[G3] to [G5] What one commitment's entries say, stage by stage, before links are followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ledger.rules.due import Due, due_of
from ledger.rules.facts import Fact
from ledger.rules.fold import Folds, fold, valued
from ledger.rules.rungs import Rungs
from ledger.values.stages import Stage

PROMISE_RUNGS: tuple[Stage, ...] = (Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED)
"""What ``promised_at`` may ask for; a promise at one rung is one at every rung below."""

_FIRM = frozenset({*PROMISE_RUNGS, Stage.IN_TRANSIT, Stage.DELIVERED})


@dataclass(slots=True)
class Account:
    """What is said of one commitment (or of one with its parts), as folds by column.

    ``arrivals`` names the deliveries without a figure since the last stated total, ``shortfalls``
    all entries that say the promise is unmet. ``covered`` marks a commitment whose promise is
    counted with the package that it belongs to. ``stage`` and ``last_day`` are those of the
    latest entry, ``due`` is when the promise is to be delivered [G14], and ``rungs`` what was
    said at each rung, also where something firmer has come since [G15] (not valued yet).
    """

    proposed: Folds = field(default_factory=dict)
    promised: Folds = field(default_factory=dict)
    allocated: Folds = field(default_factory=dict)
    in_transit: Folds = field(default_factory=dict)
    delivered: Folds = field(default_factory=dict)
    shortfall: Folds = field(default_factory=dict)
    unspecified: Folds = field(default_factory=dict)
    arrivals: tuple[int, ...] = ()
    shortfalls: tuple[int, ...] = ()
    unmeasured: tuple[int, ...] = ()
    stage: Stage | None = None
    last_day: date | None = None
    has_promise: bool = False
    is_firm: bool = False
    covered: bool = False
    conflict: bool = False
    due: Due | None = None
    rungs: Rungs = field(default_factory=dict)

    @property
    def has_delivery_news(self) -> bool:
        """Whether anything at all is published about delivery: a delivery, or a shortfall."""
        return bool(self.delivered or self.arrivals or self.shortfalls)


def account(facts: Sequence[Fact], promised_at: Stage = Stage.PLEDGED) -> Account:
    """Fold the counted facts of one commitment (see :func:`ledger.rules.facts.counted`)."""
    stages: dict[Stage, list[Fact]] = {}
    for fact in facts:
        stages.setdefault(fact.stage, []).append(fact)
    is_firm = not _FIRM.isdisjoint(stages)
    still_open = (*stages.get(Stage.PROPOSED, ()), *stages.get(Stage.STALLED, ()))
    cancelled = stages.get(Stage.CANCELLED, ())
    delivered = stages.get(Stage.DELIVERED, ())
    rungs = {stage: fold(stages.get(stage, ()), cancelled) for stage in PROMISE_RUNGS}
    rungs[Stage.PROPOSED] = fold(still_open, cancelled)
    return Account(
        proposed={} if is_firm else valued(rungs[Stage.PROPOSED]),
        promised=valued(_promised(rungs, promised_at)),
        allocated=valued(rungs[Stage.ALLOCATED]),
        in_transit=valued(fold(stages.get(Stage.IN_TRANSIT, ()))),
        delivered=valued(fold(delivered)),
        shortfall=valued(fold(stages.get(Stage.SHORTFALL, ()))),
        arrivals=_arrivals(delivered),
        shortfalls=tuple(fact.id for fact in stages.get(Stage.SHORTFALL, ())),
        unmeasured=tuple(fact.id for fact in facts if fact.figure is None),
        stage=facts[-1].stage if facts else None,
        last_day=facts[-1].days.high if facts else None,
        has_promise=_has_promise(facts, promised_at),
        is_firm=is_firm,
        due=due_of(facts, _words_of_promise(promised_at)),
        rungs=rungs,
    )


def _rungs_from(rung: Stage) -> tuple[Stage, ...]:
    return PROMISE_RUNGS[PROMISE_RUNGS.index(rung) :]


def _words_of_promise(rung: Stage) -> tuple[Stage, ...]:
    """Who says that a promise is unmet says that there is one."""
    return (*_rungs_from(rung), Stage.SHORTFALL)


def _promised(rungs: Mapping[Stage, Folds], promised_at: Stage) -> Folds:
    """[G3] For each measure the latest figure at the rung asked for or firmer.

    ``committed`` goes before ``pledged`` where both speak of the same day. An allocation sets
    aside some of a promise, so it stands for the promise only where nothing else does.
    """
    latest: Folds = {}
    for stage in _rungs_from(promised_at):
        for measure, held in rungs[stage].items():
            if held.last_day is None:
                continue
            other = latest.get(measure)
            if (
                other is None
                or other.last_day is None
                or (stage is not Stage.ALLOCATED and other.last_day <= held.last_day)
            ):
                latest[measure] = held
    return latest


def _has_promise(facts: Sequence[Fact], promised_at: Stage) -> bool:
    """Whether there is a promise at all, be it one without a figure.

    A cancellation without a figure takes all of it back, until the next word.
    """
    promise = False
    for fact in facts:
        if fact.stage in _words_of_promise(promised_at):
            promise = True
        elif fact.stage is Stage.CANCELLED and fact.figure is None:
            promise = False
    return promise


def _arrivals(delivered: Sequence[Fact]) -> tuple[int, ...]:
    """Deliveries without a figure that no later total can have included."""
    last_total = max(
        (fact.days.high for fact in delivered if fact.cumulative and fact.figure is not None),
        default=None,
    )
    return tuple(
        fact.id
        for fact in delivered
        if fact.figure is None and (last_total is None or fact.days.high > last_total)
    )
