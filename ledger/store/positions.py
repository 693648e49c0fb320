"""What each commitment stands at now: folded from its entries, and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from ledger.model.kept import COUNTS, ENDS, LIMBS
from ledger.model.tables import COMMITMENT, POSITION
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, stand
from ledger.rules.lines import Line, lines
from ledger.rules.rates import EURO
from ledger.store.batches import About, rows_among
from ledger.store.facts import facts, joined, parted
from ledger.values.stages import Stage


@dataclass(frozen=True, slots=True)
class Stand:
    """One line of one commitment: what it stands at in one unit (``None``: in no unit).

    ``last_day`` is the latest last day of any entry of its family; from that day on the line
    is the same whatever the day asked for. ``last_seq`` is the last number of the journal at which
    anything of its family was recorded. ``unconverted`` tells that some money of its family
    is in another currency than the euro: a line in euro is not whole then.
    """

    commitment: int
    unit: str | None
    line: Line
    last_day: date
    last_seq: int = 0
    unconverted: bool = False


def stands(
    all_facts: Mapping[int, Sequence[Fact]],
    links: Collection[Link],
    items: Mapping[int, str | None],
    *,
    as_of: date | None = None,
    known_at: int | None = None,
    promised_at: Stage = Stage.PLEDGED,
) -> Iterator[Stand]:
    """Fold entries into lines: the one way in which anything in the ledger is counted.

    ``items`` names the item of each commitment, if it has one.
    """
    by_commitment = {
        number: counted(entries, as_of, known_at) for number, entries in all_facts.items()
    }
    by_commitment = {number: entries for number, entries in by_commitment.items() if entries}
    families = _Families(all_facts, by_commitment, links)
    for commitment, account in stand(by_commitment, links, promised_at):
        last_day = families.last_day(commitment)
        if last_day is None:
            continue
        foreign = families.has_foreign_money(commitment)
        for unit, line in lines(account, items.get(commitment)).items():
            yield Stand(commitment, unit, line, last_day, families.last_seq(commitment), foreign)


class _Families:
    """Commitments that links connect, and what is true of all of a family."""

    def __init__(
        self,
        all_facts: Mapping[int, Sequence[Fact]],
        by_commitment: Mapping[int, Sequence[Fact]],
        links: Collection[Link],
    ) -> None:
        self._root: dict[int, int] = {}
        for link in links:
            self._root[self._find(link.folded)] = self._find(link.home)
        self._seq: dict[int, int] = {}
        for link in links:
            self._note(link.folded, link.recorded)
        for number, entries in all_facts.items():
            self._note(number, max((entry.recorded for entry in entries), default=0))
        self._last: dict[int, date] = {}
        self._foreign: set[int] = set()
        for number, entries in by_commitment.items():
            root = self._find(number)
            day = max(entry.days.high for entry in entries)
            self._last[root] = max(day, self._last.get(root, day))
            if any(entry.money and entry.unit != EURO for entry in entries):
                self._foreign.add(root)

    def _find(self, number: int) -> int:
        while self._root.get(number, number) != number:
            number = self._root[number]
        return number

    def _note(self, number: int, recorded: int) -> None:
        root = self._find(number)
        self._seq[root] = max(recorded, self._seq.get(root, 0))

    def last_seq(self, number: int) -> int:
        """The journal number of the last entry or link of the family."""
        return self._seq[self._find(number)]

    def last_day(self, number: int) -> date | None:
        """The latest day of anything in the family; ``None`` where nothing counts."""
        return self._last.get(self._find(number))

    def has_foreign_money(self, number: int) -> bool:
        """Whether there is money in the family that is not in euro."""
        return self._find(number) in self._foreign


def folded(
    told: Mapping[int, Sequence[Fact]],
    links: Collection[Link],
    items: Mapping[int, str | None],
    *,
    in_euro: bool,
) -> Iterator[Stand]:
    """What whole families stand at now, in their own units or as far as may be in euro."""
    for one in stands(told, links, items):
        yield one if in_euro else _in_own_units(one)


def folded_of(
    connection: Connection, members: Collection[int], links: Collection[Link], *, in_euro: bool
) -> Iterator[Stand]:
    """The same, of commitments by their numbers."""
    told = facts(connection, members, in_euro=in_euro)
    return folded(told, links, items_of(connection, members), in_euro=in_euro)


def _in_own_units(one: Stand) -> Stand:
    return replace(one, unconverted=False) if one.unconverted else one


def kept(
    connection: Connection, commitments: Collection[int] | None = None, *, in_euro: bool = False
) -> Iterator[Stand]:
    """All lines as they are kept (or those of some), in the order of commitment and unit."""
    query: Select[Any] = (
        select(POSITION)
        .where(POSITION.c.in_euro == in_euro)
        .order_by(POSITION.c.commitment_id, POSITION.c.unit)
    )
    for row in rows_among(connection, query, POSITION.c.commitment_id, commitments):
        yield _stand(row)


_KEPT_IN_VIEWS = About(
    select(POSITION).order_by(POSITION.c.in_euro, POSITION.c.commitment_id, POSITION.c.unit),
    POSITION.c.commitment_id,
)


def kept_in_views(
    connection: Connection, commitments: Collection[int]
) -> Iterator[tuple[bool, Stand]]:
    """The lines of some commitments in both views, each with whether it is in euro."""
    for row in _KEPT_IN_VIEWS.rows(connection, commitments):
        yield row.in_euro, _stand(row)


def _stand(row: Row[Any]) -> Stand:
    found: dict[str, Any] = {name: getattr(row, name) for name in COUNTS}
    limbs = row[-len(LIMBS) * len(ENDS) :]  # the figures are the last columns of the table
    for figure, first in zip(LIMBS, range(0, len(limbs), len(ENDS)), strict=True):
        if limbs[first] is not None:  # where there is a figure, its lower end is
            found[figure] = joined(*limbs[first : first + len(ENDS)])
    line = Line(**found, day=row.day, stage=Stage(row.stage))
    return Stand(
        row.commitment_id, row.unit or None, line, row.last_day, row.last_seq, row.unconverted
    )


def row_of(one: Stand, *, in_euro: bool) -> dict[str, Any]:
    """A line as a row of its table; the inverse of how :func:`kept` reads it."""
    row: dict[str, Any] = {
        "commitment_id": one.commitment,
        "in_euro": in_euro,
        "unit": one.unit or "",
        **{name: getattr(one.line, name) for name in COUNTS},
        "unconverted": one.unconverted,
        "day": one.line.day,
        "stage": one.line.stage,
        "last_day": one.last_day,
        "last_seq": one.last_seq,
    }
    for figure, ends in LIMBS.items():
        row |= zip(ends, parted(getattr(one.line, figure)), strict=True)
    return row


def items_of(
    connection: Connection, commitments: Collection[int] | None = None
) -> dict[int, str | None]:
    """The item that each commitment names, or ``None``."""
    query = select(COMMITMENT.c.id, COMMITMENT.c.item)
    rows = rows_among(connection, query, COMMITMENT.c.id, commitments)
    return {row.id: row.item for row in rows}
