"""How an answer is looked at: its order, its largest rows, its totals, and what is too much."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.errors import UsageRefused
from ledger.gap.answer import Gap
from ledger.gap.grouping import COUNTERS, GapRow, added
from ledger.gap.question import NAMED
from ledger.rules.lines import COLUMNS
from ledger.values.amount import shown
from ledger.values.bounds import Bounds

Key = Callable[[GapRow], Any]


def arrange(gap: Gap, sort: str | None, top: int | None, *, with_totals: bool) -> None:
    """Add totals of all rows, order the rows, and keep the first: in this order."""
    if with_totals:
        gap.totals = totals(gap)
    if sort is not None:
        sort_rows(gap, sort)
    if top is not None:
        keep_top(gap, top)


def sort_rows(gap: Gap, column: str) -> None:
    """Order the rows by a column: figures and counts from the largest down, names from A to Z.

    Figures of different units cannot be compared: the rows of each unit stay together. Of two
    figures the one with the larger lower bound comes first, then the one that reaches higher;
    where nothing is said comes last.
    """
    name = column.strip().casefold().replace("-", "_")
    of_group = [dimension.value for dimension in gap.question.by]
    of_group += [f"{dimension}_name" for dimension in gap.question.by if dimension in NAMED]
    figures = tuple(gap.rows[0].figures) if gap.rows else COLUMNS
    counts = tuple(gap.rows[0].counts) if gap.rows else COUNTERS
    key: Key
    if name in figures:
        key = lambda row: (row.unit is None, row.unit or "", _size(row.figures[name]))  # noqa: E731
    elif name in counts:
        key = lambda row: (row.unit is None, row.unit or "", -row.counts[name])  # noqa: E731
    elif name in of_group:
        key = lambda row: (row.group[name] is None, row.group[name] or "")  # noqa: E731
    else:
        raise UsageRefused(
            f"The gap has no column {shown(column)} to sort by.",
            hint=f"One of: {', '.join([*of_group, *figures, *counts])}.",
        )
    gap.rows.sort(key=key)


def _size(figure: Bounds | None) -> tuple[bool, int, bool, int]:
    """The largest first, an open end above all others, nothing last."""
    if figure is None:
        return (True, 0, True, 0)
    return (False, -(figure.low or 0), figure.high is not None, -(figure.high or 0))


def keep_top(gap: Gap, number: int) -> None:
    """Keep the first rows of each unit."""
    if number < 1:
        raise UsageRefused("The first rows to show are one at least.")
    seen: dict[str | None, int] = {}
    kept = []
    for row in gap.rows:
        seen[row.unit] = seen.get(row.unit, 0) + 1
        if seen[row.unit] <= number:
            kept.append(row)
    gap.rows = kept


def totals(gap: Gap) -> list[GapRow]:
    """One row for each unit that adds up all rows; a commitment is in one of them at most."""
    by_unit: dict[str | None, list[GapRow]] = {}
    for row in gap.rows:
        by_unit.setdefault(row.unit, []).append(row)
    return [
        GapRow(
            {},
            unit,
            {column: added(row.figures[column] for row in rows) for column in COLUMNS},
            {name: sum(row.counts[name] for row in rows) for name in COUNTERS},
            [one for row in rows for one in row.stands],
        )
        for unit, rows in by_unit.items()
    ]


def above(gap: Gap, unit: str, amount: int) -> list[GapRow]:
    """Rows in ``unit`` whose outstanding is certainly above ``amount`` (ten-thousandths)."""
    return [
        row
        for row in gap.rows
        if row.unit == unit
        and row.figures["outstanding"] is not None
        and (row.figures["outstanding"].low or 0) > amount
    ]
