"""The other shapes of the gap as tables for people: the funnel, what is overdue, months on end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.cli.gap_table import (
    NOTHING,
    columns_of,
    conversion_words,
    explanation_words,
    legend,
    row_words,
    title_of,
    total_words,
    unconverted_words,
    words,
)
from ledger.cli.output import render_table
from ledger.exporters.columns import Column, Kind
from ledger.exporters.shapes import late_row
from ledger.gap.answer import Gap
from ledger.gap.grouping import GapRow
from ledger.gap.overdue import DAYS, Late, Overdue
from ledger.rules.funnel import FUNNEL

_FUNNEL_LEGEND = (
    "\n≥ at least, the upper end is open. – nothing is published. Each rung holds what was said"
    "\nthere and what got further. Unquantified: promises without a figure.\n"
)
_COUNTED = ("commitments", "unquantified", "conflicts", "other_unit")


def funnel_page(gap: Gap, known_at: str | None) -> str:
    """The funnel as text."""
    title = title_of(gap, known_at, "The funnel")
    if not gap.rows:
        return f"{title}\n\n{NOTHING}"
    groups = [Column(dimension.value, Kind.TEXT, "") for dimension in gap.question.by]
    rungs = [Column(name, Kind.COUNT, "") for name in (*FUNNEL, *_COUNTED)]
    rows = [_rungs(row) for row in gap.rows]
    rows += [{gap.question.by[0].value: "all", **_rungs(row)} for row in gap.totals]
    table = render_table([*groups, Column("unit", Kind.TEXT, ""), *rungs], rows, title)
    return table + legend(gap.rows, _FUNNEL_LEGEND) + conversion_words(gap) + unconverted_words(gap)


def _rungs(row: GapRow) -> dict[str, Any]:
    figures = {name: words(row.figures[name]) or "–" for name in FUNNEL}
    counts = {name: row.counts[name] or None for name in _COUNTED}
    return {**row.group, "unit": row.unit or "–", **figures, **counts}


_NONE_OVERDUE = "No promise whose delivery date has passed is still open."
_NONE_DUE = "No promise on record says when it is due: nothing can be told of what is overdue."


def overdue_page(found: Overdue, known_at: str | None, *, explain: bool) -> str:
    """What is overdue as text: the gap of it, and each promise."""
    gap = found.gap
    title = title_of(gap, known_at, "Overdue")
    if not gap.rows:
        return f"{title}\n\n{_NONE_OVERDUE if found.any_due else _NONE_DUE}\n"
    rows = [
        *({**row_words(row), DAYS: row.counts[DAYS]} for row in gap.rows),
        *({**total_words(gap, row), DAYS: row.counts[DAYS]} for row in gap.totals),
    ]
    table = render_table([*columns_of(gap, rows), Column(DAYS, Kind.COUNT, "")], rows, title)
    explained = "".join(explanation_words(gap, row) for row in gap.rows) if explain else ""
    return (
        f"{table}{explained}\n{_promises(found.promises)}{legend(gap.rows)}"
        f"{conversion_words(gap)}{unconverted_words(gap)}"
    )


def _promises(promises: Sequence[Late]) -> str:
    rows = [
        {**late_row(one), "left": words(one.left) or "–", "unit": one.unit or "–"}
        for one in promises
    ]
    columns = [
        Column("commitment", Kind.REF, ""),
        Column("donor", Kind.TEXT, ""),
        Column("recipient", Kind.TEXT, ""),
        Column("due_high", Kind.DAY, ""),
        Column("days_overdue", Kind.COUNT, ""),
        Column("left", Kind.COUNT, ""),
        Column("unit", Kind.TEXT, ""),
        Column("entry", Kind.REF, ""),
    ]
    return render_table(columns, rows, "The promises, and the entries that say when they were due")


def over_time_page(gaps: Sequence[Gap], known_at: str | None) -> str:
    """The gap at each month's end as one table."""
    last = gaps[-1]
    title = title_of(last, known_at, "The gap at each month's end")
    if not any(gap.rows for gap in gaps):
        return f"{title}\n\n{NOTHING}"
    rows = [
        {"at": gap.question.as_of, **row}
        for gap in gaps
        for row in (
            *(row_words(row) for row in gap.rows),
            *(total_words(gap, row) for row in gap.totals),
        )
    ]
    table = render_table([Column("at", Kind.DAY, ""), *columns_of(last, rows)], rows, title)
    return table + legend(row for gap in gaps for row in gap.rows) + unconverted_words(last)
