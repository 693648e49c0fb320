"""What had settled by a clock: lines that have not changed since, and that cells add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from ledger.model.kept import BLOCK
from ledger.model.tables import CELL, POSITION


@dataclass(frozen=True, slots=True)
class Settled:
    """The cells of lines that stand by the clocks as they stand now; ``rest`` are other lines."""

    cuboid: str
    cells: ColumnElement[bool]
    rest: ColumnElement[bool]


def by_day(as_of: date) -> Settled:
    """Up to the month of a day: what has not changed since its first."""
    month = as_of.replace(day=1)
    return Settled(
        "settled", CELL.c.last_month < month.isoformat()[:7], POSITION.c.last_day >= month
    )


def in_journal(known_at: int) -> Settled:
    """Up to the block of a journal row: what has not changed since its first."""
    block = known_at // BLOCK
    return Settled("recorded", CELL.c.last_block < block, POSITION.c.last_seq >= block * BLOCK)
