"""Keeping what questions are answered from in step with the entries [G13].

What changed is folded anew, and the cells are moved by the difference. A few commitments are
folded by the rules themselves; of many, the plain ones in the database and the rest by the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import (
    Column,
    Connection,
    Insert,
    MetaData,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    insert,
    not_,
    select,
    text,
)

from ledger.model.tables import CELL, COMMITMENT, ENTRY, ENTRY_IN_EURO, POSITION
from ledger.model.types import Count
from ledger.rules.facts import Fact
from ledger.store import cells, plain
from ledger.store.batches import About
from ledger.store.cells import Place
from ledger.store.engine import into
from ledger.store.euro import EuroBook
from ledger.store.facts import facts_in_views, families, family
from ledger.store.names import Names
from ledger.store.positions import Stand, folded, folded_of, kept_in_views, row_of
from ledger.store.prepared import Prepared

FEW = 200
"""Commitments up to which it is quicker to fold one by one."""

_TOUCHED = Table(
    "touched_commitment",
    MetaData(),
    Column("id", Count, primary_key=True, autoincrement=False),
    prefixes=["TEMPORARY"],
)


_REMOVING = Prepared(
    delete(POSITION).where(
        POSITION.c.commitment_id == bindparam("number"),
        POSITION.c.in_euro == bindparam("view"),
        POSITION.c.unit == bindparam("of"),
    )
)
_PLACES = About(
    select(
        COMMITMENT.c.id,
        COMMITMENT.c.donor_id,
        COMMITMENT.c.recipient_id,
        COMMITMENT.c.aid_type,
        COMMITMENT.c.item,
    ),
    COMMITMENT.c.id,
)


_ANALYZE = "ANALYZE entry, entry_in_euro, citation, commitment_link, touched_commitment"
"""Of rows that came in the same transaction a server knows nothing yet, and plans accordingly."""


def keep(
    connection: Connection,
    touched: Collection[int],
    known: Mapping[int, Place] = MappingProxyType({}),
) -> None:
    """Fold the families of these commitments anew, and keep what they stand at.

    Of those that are ``known`` it need not be read what they are kept by.
    """
    if not touched:
        return
    members, links = family(connection, *touched)
    if len(members) > FEW:
        _keep_many(connection, members)
        return
    found = {number: known[number] for number in members if number in known}
    if unknown := members - found.keys():
        found |= places(connection, unknown)
    before = {_key(*line): line for line in kept_in_views(connection, members)}
    views = facts_in_views(connection, members)
    named = {number: place.item for number, place in found.items()}
    after = {
        _key(in_euro, one): (in_euro, one)
        for in_euro, told in views.items()
        for one in folded(told, links, named, in_euro=in_euro)
    }
    gone = [line for key, line in before.items() if after.get(key) != line]
    come = [line for key, line in after.items() if before.get(key) != line]
    if gone:
        keys = [
            {"number": one.commitment, "view": view, "of": one.unit or ""} for view, one in gone
        ]
        _REMOVING.write(connection, keys)
    _insert(connection, come)
    cells.move(connection, found, _items(views[False], named.values()), gone, come)


def _key(in_euro: bool, one: Stand) -> tuple[int, bool, str | None]:
    return one.commitment, in_euro, one.unit


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
    into(_TOUCHED).write(connection, [{"id": number} for number in members])
    if connection.dialect.name == "postgresql":
        connection.execute(text(_ANALYZE))
    among = select(_TOUCHED.c.id)
    cells.take_out(connection, among)
    connection.execute(delete(POSITION).where(POSITION.c.commitment_id.in_(among)))
    for in_euro in (False, True):
        connection.execute(_plain_lines(among, in_euro=in_euro))
        for some in families(connection, _others(connection, in_euro=in_euro)):
            found = folded_of(connection, *some, in_euro=in_euro)
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
        into(POSITION).write(connection, rows)


def places(connection: Connection, commitments: Collection[int]) -> dict[int, Place]:
    """What commitments are kept by; of those alone that there are."""
    return {
        row.id: Place(row.donor_id, row.recipient_id, row.aid_type, row.item)
        for row in _PLACES.rows(connection, commitments)
    }


def _items(
    told: Mapping[int, Sequence[Fact]], named: Iterable[str | None]
) -> frozenset[str | None]:
    """What of the units of facts is no money, and the items that commitments name."""
    counted = (fact.unit for entries in told.values() for fact in entries if not fact.money)
    return frozenset((*counted, *named))
