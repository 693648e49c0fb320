"""Sheets and JSON of the gap in its other shapes: the funnel, what is overdue, months on end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ledger.exporters.columns import AT, DAYS_OVERDUE, FUNNEL, GAP, OVERDUE, Sheet
from ledger.exporters.rates import unconverted_json
from ledger.exporters.sheets import (
    ends,
    explain,
    gap_row,
    gap_rows,
    grouped_columns,
    part_json,
    question_json,
    totals_json,
)
from ledger.exporters.write import as_json, json_value
from ledger.gap.answer import Gap
from ledger.gap.overdue import Late, Overdue
from ledger.values.refs import Ref, RefKind


def funnel_sheet(gap: Gap) -> Sheet:
    """The funnel, a row a group and unit."""
    return Sheet("funnel", grouped_columns(FUNNEL, gap.question), gap_rows(gap.rows))


def funnel_json(gap: Gap, known_at: str | None) -> dict[str, Any]:
    """The funnel as JSON, as the gap has it."""
    return {
        **question_json(gap, known_at),
        "rows": as_json(funnel_sheet(gap)),
        **totals_json(gap, FUNNEL),
        "unconverted": json_value(unconverted_json(gap)),
    }


def overdue_sheet(gap: Gap) -> Sheet:
    """The gap of what is overdue: its columns, and for how long."""
    columns = [*grouped_columns(GAP, gap.question), DAYS_OVERDUE]
    return Sheet("overdue", columns, gap_rows(gap.rows))


def promises_sheet(promises: Sequence[Late]) -> Sheet:
    """The promises that are overdue, a row each."""
    return Sheet("promises", OVERDUE, [late_row(one) for one in promises])


def late_row(one: Late) -> dict[str, Any]:
    """An overdue promise by column name."""
    left = ends("left", one.left)
    return {
        "commitment": Ref(RefKind.COMMITMENT, one.commitment),
        "donor": one.donor,
        "recipient": one.recipient,
        "due_low": one.due.days.low,
        "due_high": one.due.days.high,
        "days_overdue": one.days,
        **left,
        "unit": one.unit,
        "entry": Ref(RefKind.ENTRY, one.due.entry),
    }


def overdue_json(found: Overdue, known_at: str | None, *, explained: bool) -> dict[str, Any]:
    """What is overdue as JSON: the rows of the gap, and the promises."""
    gap = found.gap
    rows = as_json(overdue_sheet(gap))
    if explained:
        for row, behind in zip(rows, gap.rows, strict=True):
            row["explanation"] = [part_json(gap, part) for part in explain(gap, behind)]
    return {
        **question_json(gap, known_at),
        "rows": rows,
        **totals_json(gap, (*GAP, DAYS_OVERDUE)),
        "overdue": as_json(promises_sheet(found.promises)),
        "unconverted": json_value(unconverted_json(gap)),
    }


def over_time_sheet(gaps: Sequence[Gap]) -> Sheet:
    """The gap at each month's end, one table below the other."""
    columns = [AT, *grouped_columns(GAP, gaps[-1].question)]
    rows = [{"at": gap.question.as_of, **gap_row(row)} for gap in gaps for row in gap.rows]
    return Sheet("gap_over_time", columns, rows)


def over_time_json(gaps: Sequence[Gap], known_at: str | None) -> dict[str, Any]:
    """The gap at each month's end as JSON: one list of rows, each with its day."""
    totals = [
        {"at": gap.question.as_of.isoformat(), **row}
        for gap in gaps
        for row in totals_json(gap, GAP).get("totals", ())
    ]
    return {
        **question_json(gaps[-1], known_at),
        "over_time": "month",
        "rows": as_json(over_time_sheet(gaps)),
        **({"totals": totals} if totals else {}),
        "unconverted": json_value(list(unconverted_over_time(gaps))),
    }


def unconverted_over_time(gaps: Sequence[Gap]) -> Iterator[dict[str, Any]]:
    """What could not be converted, with the first month of each rate that was missing."""
    seen = set()
    for gap in gaps:
        for row in unconverted_json(gap):
            if (row["entry"], row["day"]) not in seen:
                seen.add((row["entry"], row["day"]))
                yield {"at": gap.question.as_of, **row}
