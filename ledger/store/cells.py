"""Cells: lines added up by the dimensions of the common questions.

Sums are kept limb by limb, so that a change is an addition: what lines stood at is taken out, and
what they stand at now is put in. For a few lines that is computed here, for many in the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from ledger.model.kept import BLOCK, COUNTS, CUBOIDS, DIMENSIONS, LIMBS, MEASURES, measures, sums
from ledger.model.tables import CELL, COMMITMENT, POSITION, UNIT
from ledger.model.types import Count
from ledger.rules.lines import COLUMNS, Line
from ledger.store.engine import mark_of
from ledger.store.facts import parted
from ledger.store.positions import Stand
from ledger.store.prepared import Prepared, run_many
from ledger.values.units import UnitKind

Key = tuple[Any, ...]
"""The key columns of a cell, in their order."""

_EMPTY: Mapping[str, int | str] = {
    "donor_id": 0,
    "recipient_id": 0,
    "aid_type": "",
    "item": "",
    "month": "",
    "last_month": "",
    "last_block": 0,
}


_ELSEWHERE = {f"no {name}": value for name, value in _EMPTY.items()}
_DIMENSIONS_OF = {
    cuboid: itemgetter(*(name if name in kept_by else f"no {name}" for name in DIMENSIONS))
    for cuboid, kept_by in CUBOIDS.items()
}
"""Takes the dimensions of a cell in each cuboid: those that it is not kept by are empty."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a commitment is kept by."""

    donor_id: int
    recipient_id: int
    aid_type: str
    item: str | None


def month_of(day: Any) -> ColumnElement[str]:
    """The month of a day's column, as ``2024-03``."""
    return func.substr(cast(day, Text), 1, 7)


def item_column(unit: Any, item: Any) -> ColumnElement[Any]:
    """The item of a line: what its unit counts, or else what the commitment names."""
    counted = select(UNIT.c.code).where(UNIT.c.kind == UnitKind.ITEM.value)
    return case((unit.in_(counted), unit), else_=item)


def measures_of(line: Line) -> dict[str, int]:
    """What a line adds to its cells; what is not there adds nothing."""
    found: dict[str, int] = {"lines": 1, **{name: int(getattr(line, name)) for name in COUNTS}}
    for figure in COLUMNS:
        bounds = getattr(line, figure)
        if bounds is None:
            continue
        found[f"{figure}_said"] = 1
        found[f"{figure}_closed"] = int(bounds.high is not None)
        for name, value in zip(LIMBS[figure], parted(bounds), strict=True):
            found[name] = value or 0
    return found


def summed(
    figures: Mapping[str, tuple[Any, ...]], counts: Mapping[str, Any], lines: Any = None
) -> dict[str, ColumnElement[Any]]:
    """The measures of a cell as SQL over many lines.

    ``figures`` has the four columns of each figure that there is, ``counts`` the flags.
    """
    found: dict[str, ColumnElement[Any]] = {"lines": func.count() if lines is None else lines}
    for name, column in counts.items():
        found[name] = func.sum(type_coerce(column, Count))  # a sum of flags is no flag
    for figure, (low, low_e4, high, high_e4) in figures.items():
        said, closed, *ends = sums(figure)
        found[said] = func.count(low)
        found[closed] = func.count(high)
        for name, limb in zip(ends, (low, low_e4, high, high_e4), strict=True):
            found[name] = cast(func.coalesce(func.sum(limb), 0), BigInteger)
    return found


def kept_figures() -> dict[str, tuple[Any, ...]]:
    """The four columns of each figure of a position."""
    return {figure: tuple(POSITION.c[name] for name in ends) for figure, ends in LIMBS.items()}


def move(
    connection: Connection,
    places: Mapping[int, Place],
    items: frozenset[str | None],
    before: Iterable[tuple[bool, Stand]],
    after: Iterable[tuple[bool, Stand]],
) -> None:
    """Take lines out of their cells and put others in; each with whether it is in euro.

    ``places`` tells what each commitment is kept by, ``items`` which units are not money.
    """
    measured: list[Mapping[str, int]] = []
    behind: dict[Key, list[tuple[int, int]]] = {}
    for sign, found in ((-1, before), (1, after)):
        for in_euro, one in found:
            for key in _keys(one, in_euro, places[one.commitment], items):
                behind.setdefault(key, []).append((sign, len(measured)))
            measured.append(measures_of(one.line))
    changes: dict[tuple[tuple[int, int], ...], tuple[int, ...]] = {}
    given = measures(name for name in COLUMNS if any(f"{name}_said" in one for one in measured))
    for lines in set(map(tuple, behind.values())):  # most cells of a line change alike
        changes[lines] = _change(lines, measured, given)
    rows = [(*key, *changes[tuple(lines)]) for key, lines in behind.items()]
    rows = [row for row in rows if any(row[len(_KEY) :])]
    if rows:
        run_many(connection, _adding_rows(mark_of(connection), given), rows)
    emptied = [  # the first measure is how many lines there are
        dict(zip(_KEY, row, strict=False)) for row in rows if row[len(_KEY)] < 0
    ]
    if emptied:
        _REMOVING.write(connection, emptied)


def _change(
    lines: Sequence[tuple[int, int]],
    measured: Sequence[Mapping[str, int]],
    given: Sequence[str],
) -> tuple[int, ...]:
    """What lines change in a cell, of some measures: each is taken out (-1) or put in (1)."""
    total = dict.fromkeys(given, 0)
    for sign, number in lines:
        for name, value in measured[number].items():
            total[name] += sign * value
    return tuple(total.values())


def _keys(one: Stand, in_euro: bool, place: Place, items: frozenset[str | None]) -> Iterator[Key]:
    unit = one.unit or ""
    item = unit if unit in items else place.item
    values = {
        **_ELSEWHERE,
        "donor_id": place.donor_id,
        "recipient_id": place.recipient_id,
        "aid_type": place.aid_type,
        "item": item or "",
        "month": str(one.line.day)[:7],
        "last_month": str(one.last_day)[:7],
        "last_block": one.last_seq // BLOCK,
    }
    for cuboid, dimensions in _DIMENSIONS_OF.items():
        yield (cuboid, int(in_euro), *dimensions(values), unit)


_KEY = ("cuboid", "in_euro", *DIMENSIONS, "unit")
_REMOVING = Prepared(
    delete(CELL).where(CELL.c.lines == 0, *(CELL.c[name] == bindparam(name) for name in _KEY))
)


def take_out(connection: Connection, among: Any) -> None:
    """Take the kept lines of the commitments that ``among`` selects out of their cells."""
    _shift(connection, among, -1)
    connection.execute(delete(CELL).where(CELL.c.lines == 0))


def put_in(connection: Connection, among: Any) -> None:
    """Add the kept lines of the commitments that ``among`` selects to their cells."""
    _shift(connection, among, 1)


def _shift(connection: Connection, among: Any, sign: int) -> None:
    said = _said(connection, among)
    for cuboid in CUBOIDS:
        source = cuboid_of(cuboid, among, sign, said)
        statement = _insert(connection.dialect.name).from_select([*_KEY, *MEASURES], source)
        connection.execute(_adding(statement))


def _said(connection: Connection, among: Any) -> list[str]:
    """The figures that any of the lines has: to add up what is not there takes its time, too."""
    counts = [func.count(POSITION.c[f"{figure}_low_whole"]) for figure in COLUMNS]
    query = select(*counts).where(POSITION.c.commitment_id.in_(among))
    found = connection.execute(query).one()
    return [figure for figure, number in zip(COLUMNS, found, strict=True) if number]


def cuboid_of(cuboid: str, among: Any = None, sign: int = 1, said: Sequence[str] = COLUMNS) -> Any:
    """All cells of a cuboid, computed from the kept lines (of some commitments).

    ``said`` names the figures that the lines have.
    """
    values = {
        "donor_id": COMMITMENT.c.donor_id,
        "recipient_id": COMMITMENT.c.recipient_id,
        "aid_type": COMMITMENT.c.aid_type,
        "item": func.coalesce(item_column(POSITION.c.unit, COMMITMENT.c.item), ""),
        "month": month_of(POSITION.c.day),
        "last_month": month_of(POSITION.c.last_day),
        "last_block": POSITION.c.last_seq // literal(BLOCK, literal_execute=True),
    }
    kept_by = [values[name] for name in CUBOIDS[cuboid]]
    key = [
        (values[name] if name in CUBOIDS[cuboid] else literal(_EMPTY[name])).label(name)
        for name in DIMENSIONS
    ]
    figures = {figure: ends for figure, ends in kept_figures().items() if figure in said}
    measures = summed(figures, {name: POSITION.c[name] for name in COUNTS})
    nothing = cast(literal(0), BigInteger)
    query = (
        select(
            literal(cuboid).label("cuboid"),
            POSITION.c.in_euro,
            *key,
            POSITION.c.unit,
            *((sign * measures.get(name, nothing)).label(name) for name in MEASURES),
        )
        .join_from(POSITION, COMMITMENT, COMMITMENT.c.id == POSITION.c.commitment_id)
        .group_by(POSITION.c.in_euro, POSITION.c.unit, *kept_by)
    )
    return query if among is None else query.where(POSITION.c.commitment_id.in_(among))


@cache
def _adding_rows(mark: str, given: tuple[str, ...]) -> str:
    """Add rows with some measures to cells, or begin them; as text, as there are many columns.

    Few of the measures change at a time, and each column that is written costs.
    """
    others = [name for name in MEASURES if name not in given]
    columns = [*_KEY, *given, *others]
    values = [mark] * (len(_KEY) + len(given)) + ["0"] * len(others)
    return (
        f"INSERT INTO cell ({', '.join(columns)}) VALUES ({', '.join(values)})"  # noqa: S608
        f" ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET "
        + ", ".join(f"{name} = cell.{name} + excluded.{name}" for name in given)
    )


def _insert(dialect: str) -> Any:
    """An INSERT that can also update; only the dialect that is asked for is loaded."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(CELL)


def _adding(statement: Any) -> Any:
    """What is inserted is added where there is such a cell already."""
    return statement.on_conflict_do_update(
        index_elements=list(_KEY),
        set_={name: CELL.c[name] + statement.excluded[name] for name in MEASURES},
    )


def strayed(connection: Connection) -> Iterator[Key]:
    """The keys of cells that are not the sum of their lines."""
    columns = [CELL.c[name] for name in (*_KEY, *MEASURES)]
    for cuboid in CUBOIDS:
        kept = select(*columns, literal(1).label("side")).where(CELL.c.cuboid == cuboid)
        computed = cuboid_of(cuboid).subquery()
        every = union_all(kept, select(*computed.c, literal(-1).label("side"))).subquery()
        *both, side = every.c
        for row in connection.execute(select(*both).group_by(*both).having(func.sum(side) != 0)):
            yield tuple(row[: len(_KEY)])
