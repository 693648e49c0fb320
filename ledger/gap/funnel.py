"""[G15] The funnel: what was proposed, pledged, committed, allocated, delivered, in one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from ledger.errors import UsageRefused
from ledger.gap.answer import Gap, tell_conversions
from ledger.gap.ground import accounts, ground
from ledger.gap.grouping import GapRow, grouped
from ledger.gap.question import Question
from ledger.rules.funnel import FUNNEL, Figures
from ledger.rules.funnel import funnel as funnel_of
from ledger.store.names import Names
from ledger.store.positions import Stand
from ledger.values.bounds import Bounds, total
from ledger.values.stages import Stage

ByLine = Mapping[tuple[int, str | None], Figures]
"""The figures of a funnel by commitment and unit."""


def funnel(connection: Connection, question: Question, *, with_totals: bool = False) -> Gap:
    """Answer a question with the figures of :data:`ledger.rules.funnel.FUNNEL` in each row.

    ``with_totals`` adds all rows up. All rungs are shown, so none can be asked for.
    """
    if question.promised_at is not Stage.PLEDGED:
        raise UsageRefused("The funnel shows every rung.", hint="Leave out --promised-at.")
    names = Names(connection)
    given = ground(connection, names, question)
    stands: list[Stand] = []
    figures: dict[tuple[int, str | None], Figures] = {}
    behind: dict[int, set[int]] = {}
    for commitment, account in accounts(given, question):
        found = funnel_of(account, given.items.get(commitment))
        for unit, (line, figures[commitment, unit]) in found.items():
            stands.append(Stand(commitment, unit, line, question.as_of))
        behind[commitment] = {
            entry
            for folds in account.rungs.values()
            for held in folds.values()
            for entry in held.facts
        }
    gap = Gap(question, grouped(stands, question, given.about, names))
    if with_totals:
        gap.totals = grouped(stands, replace(question, by=()), given.about, names)
    for row in (*gap.rows, *gap.totals):
        row.figures = _sums(row, figures)
    shown = {one.commitment for row in gap.rows for one in row.stands}
    tell_conversions(
        gap, given.conversions, {entry for number in shown for entry in behind[number]}
    )
    return gap


def _sums(row: GapRow, figures: ByLine) -> dict[str, Bounds | None]:
    of_lines = [figures[one.commitment, one.unit] for one in row.stands]
    return {name: _sum([one[name] for one in of_lines]) for name in FUNNEL}


def _sum(figures: Sequence[Bounds | None]) -> Bounds | None:
    return total(figure for figure in figures if figure is not None)
