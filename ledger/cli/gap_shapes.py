"""The shapes of an answer of ``gap``: which is asked for, what goes with it, and writing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ledger.errors import UsageRefused

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.cli.output import Output
    from ledger.gap.answer import Gap
    from ledger.gap.overdue import Overdue
    from ledger.gap.question import Question


class Shape(StrEnum):
    """What is asked of a question."""

    GAP = "gap"
    FUNNEL = "--funnel"
    OVERDUE = "--overdue"
    OVER_TIME = "--over-time"


@dataclass(slots=True)
class Answered:
    """An answer in its shape: one gap or, over time, one for each month; what is overdue."""

    shape: Shape
    gaps: list[Gap]
    overdue: Overdue | None = None

    @property
    def gap(self) -> Gap:
        """The answer on the day asked for."""
        return self.gaps[-1]

    @property
    def unconverted(self) -> int:
        """How many figures could not be converted."""
        return len({one.entry for gap in self.gaps for one in gap.unconverted})


def shape_of(
    *, funnel: bool, overdue: bool, over_time: str | None, explain: bool, fail_over: bool
) -> Shape:
    """The shape that is asked for; what does not go together raises :class:`UsageRefused`."""
    asked = [
        shape
        for shape, wanted in (
            (Shape.FUNNEL, funnel),
            (Shape.OVERDUE, overdue),
            (Shape.OVER_TIME, over_time is not None),
        )
        if wanted
    ]
    if len(asked) > 1:
        raise UsageRefused(f"{' and '.join(asked)} are two questions.", hint="Ask one at a time.")
    if over_time is not None and over_time.strip().casefold() != "month":
        raise UsageRefused("The gap over time goes by month.", hint="Write --over-time month.")
    shape = asked[0] if asked else Shape.GAP
    if explain and shape in {Shape.FUNNEL, Shape.OVER_TIME}:
        raise UsageRefused(
            f"--explain does not go with {shape}.",
            hint="Explain the gap of one day: gap --as-of 2024-04-30 --explain.",
        )
    if fail_over and shape is Shape.FUNNEL:
        raise UsageRefused("The funnel does not say what is outstanding.", hint="Leave it out.")
    return shape


def ask(
    connection: Connection,
    shape: Shape,
    question: Question,
    *,
    donors: Sequence[str],
    from_entries: bool,
    totals: bool,
) -> Answered:
    """Answer a question in a shape; ``donors`` are the words that it named them by.

    ``from_entries`` tells also what is behind the rows of a gap, which takes longer.
    """
    match shape:
        case Shape.FUNNEL:
            from ledger.gap.funnel import funnel

            return Answered(shape, [funnel(connection, question, with_totals=totals)])
        case Shape.OVERDUE:
            from ledger.gap.overdue import overdue

            found = overdue(connection, question, with_totals=totals)
            return Answered(shape, [found.gap], found)
        case Shape.OVER_TIME:
            from ledger.asking import donors_at
            from ledger.gap.overtime import over_time

            members = donors_at(connection, donors)
            return Answered(shape, over_time(connection, question, members, with_totals=totals))
        case Shape.GAP:
            from ledger.gap.answer import answer

            return Answered(shape, [answer(connection, question, from_entries=from_entries)])


def tells_rates(question: Question, out: Output) -> bool:
    """Whether what is printed names every rate that was used: in JSON it does."""
    from ledger.exporters.write import Format

    return question.policy is not None and out.format is Format.JSON


def arrange_all(
    answered: Answered, sort: str | None, top: int | None, *, with_totals: bool
) -> None:
    """Order the rows of each answer, and keep the first; other shapes bring their totals."""
    from ledger.gap.view import arrange

    for gap in answered.gaps:
        arrange(gap, sort, top, with_totals=with_totals and answered.shape is Shape.GAP)


def write(answered: Answered, out: Output, known_at: str | None, *, explain: bool) -> None:
    """Write an answer in the form asked for."""
    match answered.shape:
        case Shape.GAP:
            write_gap(answered.gap, out, known_at=known_at, explain=explain)
        case Shape.FUNNEL:
            _write_funnel(answered.gap, out, known_at)
        case Shape.OVERDUE:
            assert answered.overdue is not None
            _write_overdue(answered.overdue, out, known_at, explain=explain)
        case Shape.OVER_TIME:
            _write_over_time(answered.gaps, out, known_at)


def write_gap(gap: Gap, out: Output, *, known_at: str | None = None, explain: bool = False) -> None:
    """Write the gap."""
    from ledger.cli.gap_table import gap_page
    from ledger.exporters.sheets import explanation_sheet, gap_json, gap_sheet
    from ledger.exporters.write import Format

    if out.format is Format.TABLE:
        out.text(gap_page(gap, known_at, explain=explain))
    elif out.format is Format.JSON:
        out.json(gap_json(gap, known_at, explained=explain))
    else:
        out.sheet(explanation_sheet(gap) if explain else gap_sheet(gap))


def _write_funnel(gap: Gap, out: Output, known_at: str | None) -> None:
    from ledger.cli.gap_pages import funnel_page
    from ledger.exporters.shapes import funnel_json, funnel_sheet
    from ledger.exporters.write import Format

    if out.format is Format.TABLE:
        out.text(funnel_page(gap, known_at))
    elif out.format is Format.JSON:
        out.json(funnel_json(gap, known_at))
    else:
        out.sheet(funnel_sheet(gap))


def _write_overdue(found: Overdue, out: Output, known_at: str | None, *, explain: bool) -> None:
    from ledger.cli.gap_pages import overdue_page
    from ledger.exporters.shapes import overdue_json, overdue_sheet
    from ledger.exporters.sheets import explanation_sheet
    from ledger.exporters.write import Format

    if out.format is Format.TABLE:
        out.text(overdue_page(found, known_at, explain=explain))
    elif out.format is Format.JSON:
        out.json(overdue_json(found, known_at, explained=explain))
    else:
        out.sheet(explanation_sheet(found.gap) if explain else overdue_sheet(found.gap))


def _write_over_time(gaps: Sequence[Gap], out: Output, known_at: str | None) -> None:
    from ledger.cli.gap_pages import over_time_page
    from ledger.exporters.shapes import over_time_json, over_time_sheet
    from ledger.exporters.write import Format

    if out.format is Format.TABLE:
        out.text(over_time_page(gaps, known_at))
    elif out.format is Format.JSON:
        out.json(over_time_json(gaps, known_at))
    else:
        out.sheet(over_time_sheet(gaps))
