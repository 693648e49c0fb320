"""Keeping what questions are answered from in step with the entries [G13].

What changed is folded anew, and the cells are moved by the difference. A few commitments are
folded by the rules themselves; of many, the plain ones in the database and the rest by the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import (
    Column,
    Connection,
    Insert,
    MetaData,
    Select,
    Table,
    delete,
    exists,
    insert,
    not_,
    select,
)

from ledger.model.tables import CELL, COMMITMENT, ENTRY, ENTRY_IN_EURO, POSITION, UNIT
from ledger.model.types import Count
from ledger.store import cells, plain
from ledger.store.cells import Place
from ledger.store.euro import EuroBook
from ledger.store.facts import families, family
from ledger.store.names import Names
from ledger.store.positions import Stand, folded, kept, row_of
from ledger.values.units import UnitKind

FEW = 200
"""Commitments up to which it is quicker to fold one by one."""

_TOUCHED = Table(
    "touched_commitment",
    MetaData(),
    Column("id", Count, primary_key=True, autoincrement=False),
    prefixes=["TEMPORARY"],
)


def keep(connection: Connection, touched: Collection[int]) -> None:
    """Fold the families of these commitments anew, and keep what they stand at."""
    if not touched:
        return
    members, links = family(connection, *touched)
    if len(members) > FEW:
        _keep_many(connection, members)
        return
    views = (False, True)
    before = [(euro, one) for euro in views for one in kept(connection, members, in_euro=euro)]
    after = [
        (euro, one) for euro in views for one in folded(connection, members, links, in_euro=euro)
    ]
    if before == after:
        return
    connection.execute(delete(POSITION).where(POSITION.c.commitment_id.in_(members)))
    _insert(connection, after)
    units = {one.unit for _, one in (*before, *after) if one.unit is not None}
    cells.move(connection, _places(connection, members), _items(connection, units), before, after)


def keep_all(connection: Connection) -> None:
    """Make all that is kept anew from the entries."""
    for table in (CELL, POSITION, ENTRY_IN_EURO):
        connection.execute(delete(table))
    EuroBook(connection, Names(connection)).keep_all()
    numbers = set(connection.execute(select(COMMITMENT.c.id)).scalars())
    if numbers:
        _keep_many(connection, numbers)


def _keep_many(connection: Connection, members: Collection[int]) -> None:
    _TOUCHED.create(connection)
    connection.execute(insert(_TOUCHED), [{"id": number} for number in members])
    among = select(_TOUCHED.c.id)
    cells.take_out(connection, among)
    connection.execute(delete(POSITION).where(POSITION.c.commitment_id.in_(among)))
    for in_euro in (False, True):
        connection.execute(_plain_lines(among, in_euro=in_euro))
        for some in families(connection, _others(connection, in_euro=in_euro)):
            found = folded(connection, *some, in_euro=in_euro)
            _insert(connection, [(in_euro, one) for one in found])
    cells.put_in(connection, among)
    _TOUCHED.drop(connection)


def _plain_lines(among: Select[tuple[int]], *, in_euro: bool) -> Insert:
    """Put the lines of plain commitments in their place."""
    lines = plain.folded(in_euro=in_euro, among=among)
    columns = plain.columns(lines, in_euro=in_euro)
    query = select(*columns.values()).where(lines.c.is_plain == 1)
    return insert(POSITION).from_select(list(columns), query)


def _others(connection: Connection, *, in_euro: bool) -> list[int]:
    """Those touched that have entries, and no line yet."""
    has_line = exists().where(
        POSITION.c.commitment_id == _TOUCHED.c.id, POSITION.c.in_euro == in_euro
    )
    has_entry = exists().where(ENTRY.c.commitment_id == _TOUCHED.c.id)
    query = select(_TOUCHED.c.id).where(not_(has_line), has_entry).order_by(_TOUCHED.c.id)
    return list(connection.execute(query).scalars())


def _insert(connection: Connection, found: Iterable[tuple[bool, Stand]]) -> None:
    rows = [row_of(one, in_euro=in_euro) for in_euro, one in found]
    if rows:
        connection.execute(insert(POSITION), rows)


def _places(connection: Connection, members: Collection[int]) -> dict[int, Place]:
    query = select(
        COMMITMENT.c.id,
        COMMITMENT.c.donor_id,
        COMMITMENT.c.recipient_id,
        COMMITMENT.c.aid_type,
        COMMITMENT.c.item,
    ).where(COMMITMENT.c.id.in_(members))
    return {number: Place(*rest) for number, *rest in connection.execute(query)}


def _items(connection: Connection, units: Collection[str]) -> frozenset[str]:
    """Those of these units that are items."""
    query = select(UNIT.c.code).where(UNIT.c.kind == UnitKind.ITEM.value, UNIT.c.code.in_(units))
    return frozenset(connection.execute(query).scalars())
