"""The two clocks, for the record as people read it: what had happened, and what was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, Table

from ledger.values.days import Days


@dataclass(frozen=True, slots=True)
class Clocks:
    """``as_of`` is the world's clock, ``known_at`` the ledger's: a journal number.

    ``None`` is now: all days, and all that is recorded.
    """

    as_of: date | None = None
    known_at: int | None = None

    def recorded(self, query: Select[Any], table: Table) -> Select[Any]:
        """Keep of a query the rows of ``table`` that were recorded by then."""
        if self.known_at is None:
            return query
        return query.where(table.c.journal_seq <= self.known_at)

    def happened(self, days: Days) -> bool:
        """Whether something dated so had certainly happened by then [G1]."""
        return self.as_of is None or days.high <= self.as_of


NOW = Clocks()
