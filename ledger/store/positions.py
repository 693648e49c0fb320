"""What each commitment stands at now: folded from its entries, and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from ledger.model.tables import COMMITMENT, POSITION, POSITION_FIGURE
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, stand
from ledger.rules.lines import COLUMNS, Line, lines
from ledger.store.facts import bounds_of, columns_of, facts, family
from ledger.values.stages import Stage


@dataclass(frozen=True, slots=True)
class Stand:
    """One line of one commitment: what it stands at in one unit (``None``: in no unit).

    ``last_day`` is the latest last day of any entry of its family; from that day on the line
    is the same whatever the day asked for.
    """

    commitment: int
    unit: str | None
    line: Line
    last_day: date


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
    last_days = _last_days(by_commitment, links)
    for commitment, account in stand(by_commitment, links, promised_at):
        if commitment not in last_days:
            continue
        for unit, line in lines(account, items.get(commitment)).items():
            yield Stand(commitment, unit, line, last_days[commitment])


def keep(connection: Connection, touched: Iterable[int]) -> None:
    """Fold the families of these commitments anew and keep what they stand at."""
    done: set[int] = set()
    for commitment in sorted(touched):
        if commitment in done:
            continue
        members, links = family(connection, commitment)
        done |= members
        _replace(connection, members, links)


def kept(connection: Connection, commitments: Collection[int] | None = None) -> Iterator[Stand]:
    """All lines as they are kept (or those of some), in the order of commitment and unit."""
    of_figures: Select[Any] = select(POSITION_FIGURE)
    of_lines: Select[Any] = select(POSITION).order_by(POSITION.c.commitment_id, POSITION.c.unit)
    if commitments is not None:
        of_figures = of_figures.where(POSITION_FIGURE.c.commitment_id.in_(commitments))
        of_lines = of_lines.where(POSITION.c.commitment_id.in_(commitments))
    figures: dict[tuple[int, str], dict[str, Any]] = {}
    for row in connection.execute(of_figures):
        figures.setdefault((row.commitment_id, row.unit), {})[row.figure] = bounds_of(row)
    for row in connection.execute(of_lines):
        line = Line(
            **figures.get((row.commitment_id, row.unit), {}),
            unquantified=row.unquantified,
            evidence=row.evidence,
            conflict=row.conflict,
            other_unit=row.other_unit,
            day=row.day,
            stage=Stage(row.stage),
        )
        yield Stand(row.commitment_id, row.unit or None, line, row.last_day)


def _last_days(
    by_commitment: Mapping[int, Sequence[Fact]], links: Collection[Link]
) -> dict[int, date]:
    """The latest day of each commitment's family (families are what links connect)."""
    root: dict[int, int] = {}

    def find(number: int) -> int:
        while root.get(number, number) != number:
            number = root[number]
        return number

    for link in links:
        root[find(link.folded)] = find(link.home)
    latest: dict[int, date] = {}
    for number, entries in by_commitment.items():
        day = max(entry.days.high for entry in entries)
        latest[find(number)] = max(day, latest.get(find(number), day))
    members = {*by_commitment, *(n for link in links for n in (link.source, link.target))}
    return {number: latest[find(number)] for number in members if find(number) in latest}


def _replace(connection: Connection, members: set[int], links: Collection[Link]) -> None:
    connection.execute(delete(POSITION_FIGURE).where(POSITION_FIGURE.c.commitment_id.in_(members)))
    connection.execute(delete(POSITION).where(POSITION.c.commitment_id.in_(members)))
    items = items_of(connection, members)
    found = list(stands(facts(connection, members), links, items))
    if not found:
        return
    connection.execute(insert(POSITION), [_position(one) for one in found])
    figures = [row for one in found for row in _figures(one)]
    if figures:
        connection.execute(insert(POSITION_FIGURE), figures)


def items_of(
    connection: Connection, commitments: Collection[int] | None = None
) -> dict[int, str | None]:
    """The item that each commitment names, or ``None``."""
    query = select(COMMITMENT.c.id, COMMITMENT.c.item)
    if commitments is not None:
        query = query.where(COMMITMENT.c.id.in_(commitments))
    return {row.id: row.item for row in connection.execute(query)}


def _position(one: Stand) -> dict[str, Any]:
    return {
        "commitment_id": one.commitment,
        "unit": one.unit or "",
        "unquantified": one.line.unquantified,
        "evidence": one.line.evidence,
        "conflict": one.line.conflict,
        "other_unit": one.line.other_unit,
        "day": one.line.day,
        "stage": one.line.stage,
        "last_day": one.last_day,
    }


def _figures(one: Stand) -> Iterator[dict[str, Any]]:
    for column in COLUMNS:
        figure = getattr(one.line, column)
        if figure is not None:
            yield {
                "commitment_id": one.commitment,
                "unit": one.unit or "",
                "figure": column,
                **columns_of(figure),
            }
