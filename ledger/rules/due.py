"""[G14] When a promise is due, and whether it is overdue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ledger.rules.facts import Fact
from ledger.values.bounds import ZERO
from ledger.values.days import Days
from ledger.values.stages import Stage

if TYPE_CHECKING:
    from ledger.rules.lines import Line


@dataclass(frozen=True, slots=True)
class Due:
    """When a promise is to be delivered, and the entry that says so."""

    days: Days
    entry: int


def due_of(facts: Sequence[Fact], stages: Collection[Stage]) -> Due | None:
    """The due date of the latest entry at one of these stages that states one.

    Of two that speak of the same day the later due date counts: what is due by then at the
    latest. A cancellation of everything takes the due date with it. The facts are those that
    count, in order (see :func:`ledger.rules.facts.counted`).
    """
    latest: Fact | None = None
    for fact in facts:
        if fact.stage is Stage.CANCELLED and fact.figure is None:
            latest = None
        elif fact.stage in stages and fact.due is not None:
            latest = fact if latest is None else max(fact, latest, key=_lateness)
    return None if latest is None or latest.due is None else Due(latest.due, latest.id)


def _lateness(fact: Fact) -> tuple[date, date]:
    return fact.days.high, date.min if fact.due is None else fact.due.high


def last_of(parts: Sequence[Due | None]) -> Due | None:
    """When all parts of a package are due, if each of them says when it is."""
    told = [due for due in parts if due is not None]
    if not told or len(told) < len(parts):
        return None
    return max(told, key=lambda due: (due.days.high, -due.entry))


def days_overdue(due: Due | None, line: Line, day: date) -> int | None:
    """How many days ago the last day went by on which the promise of a line was due.

    ``None`` where that has not passed, none is told, or all that was promised has certainly
    arrived. A promise without a figure is never certain to be met.
    """
    if due is None or due.days.high >= day or not _is_open(line):
        return None
    return (day - due.days.high).days


def _is_open(line: Line) -> bool:
    """Whether it is not certain that nothing is left of the promise of a line."""
    left = line.undetermined if line.outstanding is None else line.outstanding
    return line.unquantified or (left is not None and left != ZERO)
