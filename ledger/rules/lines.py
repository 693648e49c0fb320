"""[G5] to [G8] From an account to the line of figures it makes in each unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from ledger.rules.account import Account
from ledger.rules.fold import Folds, Held
from ledger.values.bounds import SOME, Bounds
from ledger.values.stages import Stage

COLUMNS: tuple[str, ...] = (
    "proposed",
    "promised",
    "allocated",
    "delivered",
    "outstanding",
    "undetermined",
    "overdelivered",
    "in_transit",
    "cancelled",
    "unspecified",
)
"""The figures of a line, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a commitment stands at in one unit; ``None`` is nothing said, never zero.

    ``unquantified`` is a promise without a figure, ``evidence`` that anything is published about
    delivery, ``conflict`` that sources disagree, and ``other_unit`` that promise and delivery are
    told in different units and meet only when both are converted. ``day`` is the last day of the
    promise (or of what is proposed, or else of the latest entry), ``stage`` that of the latest
    entry. ``facts`` names the entries behind each column.
    """

    proposed: Bounds | None = None
    promised: Bounds | None = None
    allocated: Bounds | None = None
    delivered: Bounds | None = None
    outstanding: Bounds | None = None
    undetermined: Bounds | None = None
    overdelivered: Bounds | None = None
    in_transit: Bounds | None = None
    cancelled: Bounds | None = None
    unspecified: Bounds | None = None
    unquantified: bool = False
    evidence: bool = False
    conflict: bool = False
    other_unit: bool = False
    day: date | None = None
    stage: Stage | None = None
    facts: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False)


def lines(account: Account, item: str | None = None) -> dict[str | None, Line]:
    """One line for each unit that the account has a figure in.

    An account without any figure makes one line, in units of ``item`` where the commitment names
    one and in no unit (``None``) where it names none, unless it is covered by its package. One
    without any entry makes none. A promise without a figure whose delivery has some is counted
    on the first of its lines [G8].
    """
    units = _units(account)
    result: dict[str | None, Line] = {unit: _line(account, unit) for unit in units}
    if units and _is_unquantified(account):
        first = result[units[0]]
        facts = {**first.facts, "unquantified": _unmeasured(account)}
        result[units[0]] = replace(first, unquantified=True, facts=facts)
    elif not units and account.stage is not None and not account.covered:
        result[item] = _without_figures(account, item)
    return result


def _is_unquantified(account: Account) -> bool:
    return account.has_promise and not account.promised and not account.covered


def _unmeasured(account: Account) -> tuple[int, ...]:
    """The entries that tell of a promise without its figure, as a shortfall of any size does."""
    return tuple(dict.fromkeys((*account.unmeasured, *account.shortfalls)))


def _units(account: Account) -> list[str]:
    columns = (
        account.proposed,
        account.promised,
        account.allocated,
        account.in_transit,
        account.delivered,
    )
    return list(
        dict.fromkeys(unit for folds in columns for held in folds.values() for unit in held.units)
    )


def _line(account: Account, unit: str) -> Line:
    promised = _figure(account.promised, unit)
    delivered, told_elsewhere = _delivered(account, unit)
    news = account.has_delivery_news
    outstanding = undetermined = over = None
    if promised is not None and not news:
        undetermined = promised
    elif promised is not None and told_elsewhere:
        outstanding = promised.less(SOME)
    elif promised is not None:
        outstanding = promised if delivered is None else promised.less(delivered)
        over = None if delivered is None else _over(delivered, promised)
    elif delivered is not None and not account.has_promise and not account.promised:
        over = delivered
    facts = {name: _facts(getattr(account, name), unit) for name in _FOLDED}
    facts["delivered"] += (*account.arrivals, *account.shortfalls)
    facts["cancelled"] = facts["promised"] or facts["proposed"]
    facts["undetermined"] = facts["promised"]
    facts["outstanding"] = facts["overdelivered"] = facts["promised"] + facts["delivered"]
    if told_elsewhere:
        facts["outstanding"] += _facts_in_other_units(account)
    source = account.promised if promised is not None else account.proposed
    return Line(
        proposed=_figure(account.proposed, unit),
        promised=promised,
        allocated=_figure(account.allocated, unit),
        delivered=delivered,
        outstanding=outstanding,
        undetermined=undetermined,
        overdelivered=over,
        in_transit=_figure(account.in_transit, unit),
        cancelled=_cancelled(source, unit),
        unspecified=_figure(account.unspecified, unit),
        evidence=news,
        conflict=account.conflict or _conflict(account, unit),
        other_unit=told_elsewhere
        or (promised is None and delivered is not None and bool(_held_units(account.promised))),
        day=_day(account, unit),
        stage=account.stage,
        facts=facts,
    )


_FOLDED = ("proposed", "promised", "allocated", "in_transit", "delivered", "unspecified")


def _delivered(account: Account, unit: str) -> tuple[Bounds | None, bool]:
    """[G5] What arrived in this unit, and whether something arrived in another one instead.

    A delivery without a figure is zero or more. A shortfall with a figure, where no delivery is
    told, says what arrived: the promise less what is missing.
    """
    figure = _figure(account.delivered, unit)
    if account.arrivals:
        return (SOME if figure is None else figure + SOME), False
    promised = _figure(account.promised, unit)
    if figure is not None or promised is None:
        return figure, False
    if _held_units(account.delivered) - _held_units(account.promised):
        return None, True
    missing = _figure(account.shortfall, unit)
    return (None if missing is None else promised.less(missing)), False


def _over(delivered: Bounds, promised: Bounds) -> Bounds | None:
    """[G6] What was delivered above the promise, where some of it certainly was."""
    over = delivered.less(promised)
    return over if over.low else None


def _without_figures(account: Account, item: str | None) -> Line:
    return Line(
        delivered=SOME if account.arrivals and item is not None else None,
        unquantified=account.has_promise,
        evidence=account.has_delivery_news,
        conflict=account.conflict,
        day=account.last_day,
        stage=account.stage,
        facts={
            "unquantified": _unmeasured(account),
            "delivered": (*account.arrivals, *account.shortfalls),
        },
    )


def _holding(folds: Folds, unit: str) -> Held | None:
    for held in folds.values():
        if unit in held.units:
            return held
    return None


def _figure(folds: Folds, unit: str) -> Bounds | None:
    held = _holding(folds, unit)
    return None if held is None else held.units[unit]


def _cancelled(folds: Folds, unit: str) -> Bounds | None:
    return next((h.cancelled[unit] for h in folds.values() if unit in h.cancelled), None)


def _facts(folds: Folds, unit: str) -> tuple[int, ...]:
    held = _holding(folds, unit)
    return () if held is None else held.facts


def _facts_in_other_units(account: Account) -> tuple[int, ...]:
    """The deliveries that are told in units in which nothing is promised."""
    promised = _held_units(account.promised)
    return tuple(
        fact
        for held in account.delivered.values()
        if not promised.issuperset(held.units)
        for fact in held.facts
    )


def _day(account: Account, unit: str) -> date | None:
    for folds in (account.promised, account.proposed):
        held = _holding(folds, unit)
        if held is not None and held.last_day is not None:
            return held.last_day
    return account.last_day


def _held_units(folds: Folds) -> set[str]:
    return {unit for held in folds.values() for unit in held.units}


def _conflict(account: Account, unit: str) -> bool:
    columns: Iterable[str] = _FOLDED
    holdings = (_holding(getattr(account, column), unit) for column in columns)
    return any(held is not None and held.conflict for held in holdings)
