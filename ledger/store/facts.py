"""Entries and links as the rules see them, read from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, or_, select

from ledger.model.tables import CITATION, COMMITMENT_LINK, DOCUMENT, ENTRY, UNIT
from ledger.rules.facts import Fact
from ledger.rules.families import Link, LinkKind
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.days import Days
from ledger.values.stages import Stage
from ledger.values.units import UnitKind

STATEMENT = 1
"""The number of the citation that an entry as a whole rests on."""

_FACTS = (
    select(
        ENTRY.c.commitment_id,
        ENTRY.c.id,
        ENTRY.c.stage,
        ENTRY.c.low_whole,
        ENTRY.c.low_e4,
        ENTRY.c.high_whole,
        ENTRY.c.high_e4,
        ENTRY.c.unit,
        UNIT.c.kind,
        ENTRY.c.date_low,
        ENTRY.c.date_high,
        ENTRY.c.due_low,
        ENTRY.c.due_high,
        ENTRY.c.cumulative,
        ENTRY.c.journal_seq,
        ENTRY.c.replaces,
        DOCUMENT.c.publisher_kind,
        DOCUMENT.c.published_on,
    )
    .outerjoin(UNIT, UNIT.c.code == ENTRY.c.unit)
    .join(
        CITATION,
        and_(
            CITATION.c.commitment_id == ENTRY.c.commitment_id,
            CITATION.c.entry_id == ENTRY.c.id,
            CITATION.c.number == STATEMENT,
        ),
    )
    .join(DOCUMENT, DOCUMENT.c.id == CITATION.c.document_id)
)

_LINKS = select(COMMITMENT_LINK.c.source_id, COMMITMENT_LINK.c.target_id, COMMITMENT_LINK.c.kind)


def facts(
    connection: Connection, commitments: Collection[int] | None = None
) -> dict[int, list[Fact]]:
    """All facts by commitment, or those of the given commitments."""
    query: Select[Any] = _FACTS
    if commitments is not None:
        query = query.where(ENTRY.c.commitment_id.in_(commitments))
    result: dict[int, list[Fact]] = defaultdict(list)
    for row in connection.execute(query):
        result[row.commitment_id].append(_fact(row))
    return result


def links(connection: Connection, known_at: int | None = None) -> list[Link]:
    """All links, or those recorded by a journal number."""
    query: Select[Any] = _LINKS
    if known_at is not None:
        query = query.where(COMMITMENT_LINK.c.journal_seq <= known_at)
    return [
        Link(source, target, LinkKind(kind)) for source, target, kind in connection.execute(query)
    ]


def family(connection: Connection, *commitments: int) -> tuple[set[int], list[Link]]:
    """All commitments that are linked to these, however far, and the links among them."""
    known = set(commitments)
    fresh = set(commitments)
    found: set[Link] = set()
    while fresh:
        rows = connection.execute(
            select(
                COMMITMENT_LINK.c.source_id, COMMITMENT_LINK.c.target_id, COMMITMENT_LINK.c.kind
            ).where(
                or_(COMMITMENT_LINK.c.source_id.in_(fresh), COMMITMENT_LINK.c.target_id.in_(fresh))
            )
        )
        found |= {Link(source, target, LinkKind(kind)) for source, target, kind in rows}
        reached = {number for link in found for number in (link.source, link.target)}
        fresh = reached - known
        known |= reached
    return known, sorted(found, key=lambda link: link.folded)


def bounds_of(row: Row[Any]) -> Bounds | None:
    """The bounds in the four columns of a row; ``None`` where it has no figure."""
    low = None if row.low_whole is None else amount.join(row.low_whole, row.low_e4)
    high = None if row.high_whole is None else amount.join(row.high_whole, row.high_e4)
    return None if low is None and high is None else Bounds(low, high)


def due_of(row: Row[Any]) -> Days | None:
    """When the promise of a row is due; ``None`` where it does not say."""
    return None if row.due_high is None else Days(row.due_low, row.due_high)


def columns_of(bounds: Bounds | None) -> dict[str, int | None]:
    """The four columns that hold bounds; the inverse of :func:`bounds_of`."""
    low = None if bounds is None else bounds.low
    high = None if bounds is None else bounds.high
    low_whole, low_e4 = (None, None) if low is None else amount.split(low)
    high_whole, high_e4 = (None, None) if high is None else amount.split(high)
    return {
        "low_whole": low_whole,
        "low_e4": low_e4,
        "high_whole": high_whole,
        "high_e4": high_e4,
    }


def _fact(row: Row[Any]) -> Fact:
    figure = bounds_of(row)
    if figure is not None and figure.low is None:
        figure = Bounds(0, figure.high)  # nothing in the ledger is below zero
    return Fact(
        id=row.id,
        stage=Stage(row.stage),
        days=Days(row.date_low, row.date_high),
        due=due_of(row),
        figure=figure,
        unit=row.unit,
        money=row.kind == UnitKind.CURRENCY,
        cumulative=row.cumulative,
        official=row.publisher_kind == "official",
        published=row.published_on,
        recorded=row.journal_seq,
        replaces=row.replaces,
    )
