"""Entries and links as the rules see them, read from the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    case,
    literal,
    select,
)

from ledger.model.kept import ENDS
from ledger.model.tables import (
    CITATION,
    COMMITMENT_LINK,
    DOCUMENT,
    ENTRY,
    ENTRY_IN_EURO,
    UNIT,
)
from ledger.rules.facts import Fact
from ledger.rules.families import Link, LinkKind
from ledger.rules.rates import EURO
from ledger.store.batches import MOST, About, batches, rows_among
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.days import Days
from ledger.values.stages import Stage
from ledger.values.units import UnitKind

STATEMENT = 1
"""The number of the citation that an entry as a whole rests on."""


def same_entry(entry: FromClause = ENTRY) -> ColumnElement[bool]:
    """Joins entries with their figures in euro."""
    return and_(
        ENTRY_IN_EURO.c.commitment_id == entry.c.commitment_id,
        ENTRY_IN_EURO.c.entry_id == entry.c.id,
    )


def in_view(
    in_euro: bool, entry: FromClause = ENTRY
) -> tuple[FromClause, list[ColumnElement[Any]]]:
    """Entries with their figures in their own units, or in euro where they have been converted.

    Returns the table to select from, and the columns ``unit``, ``low_whole`` … ``high_e4``.
    """
    if not in_euro:
        return entry, [entry.c.unit, *(entry.c[end] for end in ENDS)]
    is_converted = ENTRY_IN_EURO.c.entry_id.is_not(None)
    figures = [
        case((is_converted, ENTRY_IN_EURO.c[end]), else_=entry.c[end]).label(end) for end in ENDS
    ]
    unit = case((is_converted, literal(EURO)), else_=entry.c.unit).label("unit")
    return entry.outerjoin(ENTRY_IN_EURO, same_entry(entry)), [unit, *figures]


@cache
def _facts(in_euro: bool) -> Select[Any]:
    table, figure = in_view(in_euro)
    return (
        select(
            ENTRY.c.commitment_id,
            ENTRY.c.id,
            ENTRY.c.stage,
            *figure,
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
        .select_from(table)
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


_LINKS: Select[Any] = select(
    COMMITMENT_LINK.c.source_id,
    COMMITMENT_LINK.c.target_id,
    COMMITMENT_LINK.c.kind,
    COMMITMENT_LINK.c.journal_seq,
)
_LINKS_OF = About(_LINKS, COMMITMENT_LINK.c.source_id, COMMITMENT_LINK.c.target_id)


def facts(
    connection: Connection, commitments: Collection[int] | None = None, *, in_euro: bool = False
) -> dict[int, list[Fact]]:
    """All facts by commitment, or those of the given commitments; ``in_euro`` as converted."""
    result: dict[int, list[Fact]] = defaultdict(list)
    for row in rows_among(connection, _facts(in_euro), ENTRY.c.commitment_id, commitments):
        result[row.commitment_id].append(_fact(row))
    return result


@cache
def _facts_in_views() -> About:
    converted = [ENTRY_IN_EURO.c[end].label(f"euro_{end}") for end in ENDS]
    query = (
        _facts(False)
        .add_columns(ENTRY_IN_EURO.c.entry_id.label("converted"), *converted)
        .outerjoin(ENTRY_IN_EURO, same_entry())
    )
    return About(query, ENTRY.c.commitment_id)


def facts_in_views(
    connection: Connection, commitments: Collection[int]
) -> dict[bool, dict[int, list[Fact]]]:
    """The facts of some commitments as :func:`facts` has them, in both views, from one query."""
    result: dict[bool, dict[int, list[Fact]]] = {False: defaultdict(list), True: defaultdict(list)}
    for row in _facts_in_views().rows(connection, commitments):
        own = in_euro = _fact(row)
        if row.converted is not None:
            in_euro = replace(own, unit=EURO, figure=_counted(joined(*row[-len(ENDS) :])))
        result[False][row.commitment_id].append(own)
        result[True][row.commitment_id].append(in_euro)
    return result


def links(connection: Connection, known_at: int | None = None) -> list[Link]:
    """All links, or those recorded by a journal number."""
    query: Select[Any] = _LINKS
    if known_at is not None:
        query = query.where(COMMITMENT_LINK.c.journal_seq <= known_at)
    return [_link(row) for row in connection.execute(query)]


def _link(row: Row[Any]) -> Link:
    return Link(row.source_id, row.target_id, LinkKind(row.kind), row.journal_seq)


def family(connection: Connection, *commitments: int) -> tuple[set[int], list[Link]]:
    """All commitments that are linked to these, however far, and the links among them."""
    known = set(commitments)
    fresh = set(commitments)
    found: set[Link] = set()
    while fresh:
        if len(fresh) > MOST:
            return _reached(known, links(connection))
        found |= {_link(row) for row in _LINKS_OF.rows(connection, fresh)}
        reached = {number for link in found for number in (link.source, link.target)}
        fresh = reached - known
        known |= reached
    return known, sorted(found, key=lambda link: link.folded)


def _reached(known: set[int], all_links: Collection[Link]) -> tuple[set[int], list[Link]]:
    """The same, out of all links that there are."""
    by_member: dict[int, list[Link]] = defaultdict(list)
    for link in all_links:
        by_member[link.source].append(link)
        by_member[link.target].append(link)
    found: set[Link] = set()
    waiting = [number for number in known if number in by_member]
    while waiting:
        for link in by_member[waiting.pop()]:
            found.add(link)
            fresh = {link.source, link.target} - known
            known |= fresh
            waiting += fresh
    return known, sorted(found, key=lambda link: link.folded)


def families(
    connection: Connection, numbers: Iterable[int]
) -> Iterator[tuple[set[int], list[Link]]]:
    """Whole families with their links, some at a time and each once."""
    done: set[int] = set()
    for some in batches(numbers):
        members, found = family(connection, *(number for number in some if number not in done))
        done |= members
        yield members, found


def bounds_of(row: Row[Any]) -> Bounds | None:
    """The bounds in the four columns of a row; ``None`` where it has no figure."""
    return joined(row.low_whole, row.low_e4, row.high_whole, row.high_e4)


def joined(
    low_whole: int | None, low_e4: int | None, high_whole: int | None, high_e4: int | None
) -> Bounds | None:
    """Bounds from the four integers that hold them; an end without whole units is open."""
    low = None if low_whole is None else amount.join(low_whole, low_e4 or 0)
    high = None if high_whole is None else amount.join(high_whole, high_e4 or 0)
    return None if low is None and high is None else Bounds(low, high)


def due_of(row: Row[Any]) -> Days | None:
    """When the promise of a row is due; ``None`` where it does not say."""
    return None if row.due_high is None else Days(row.due_low, row.due_high)


def parted(bounds: Bounds | None) -> tuple[int | None, ...]:
    """The four integers that hold bounds; the inverse of :func:`joined`."""
    low, high = (None, None) if bounds is None else (bounds.low, bounds.high)
    return (
        *((None, None) if low is None else amount.split(low)),
        *((None, None) if high is None else amount.split(high)),
    )


def columns_of(bounds: Bounds | None) -> dict[str, int | None]:
    """The four columns that hold bounds; the inverse of :func:`bounds_of`."""
    return dict(zip(ENDS, parted(bounds), strict=True))


def _counted(figure: Bounds | None) -> Bounds | None:
    """Nothing in the ledger is below zero."""
    return Bounds(0, figure.high) if figure is not None and figure.low is None else figure


def _fact(row: Row[Any]) -> Fact:
    return Fact(
        id=row.id,
        stage=Stage(row.stage),
        days=Days(row.date_low, row.date_high),
        due=due_of(row),
        figure=_counted(bounds_of(row)),
        unit=row.unit,
        money=row.kind == UnitKind.CURRENCY,
        cumulative=row.cumulative,
        official=row.publisher_kind == "official",
        published=row.published_on,
        recorded=row.journal_seq,
        replaces=row.replaces,
    )
