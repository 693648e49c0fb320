"""What the writer keeps so that questions need not go through all entries.

All of it follows from the entries and can be made again: entries in euro, the lines that
commitments stand at, and sums of lines. None of it is part of the record, so its rows may change.

A figure of a line stands in four columns, the lower end always there where the figure is. A cell
adds up lines limb by limb, so that it can be added to and taken from in SQL: how many lines have
the figure, how many of them an upper end, and the sums of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Table, Text

from ledger.model.base import METADATA, bounds, flag, key, one_of, partial_index
from ledger.model.types import Count, Day, Flag
from ledger.rules.lines import COLUMNS
from ledger.values.stages import Stage

ENDS = ("low_whole", "low_e4", "high_whole", "high_e4")
"""The columns of a figure in a line, after its name."""

LIMBS = {figure: tuple(f"{figure}_{end}" for end in ENDS) for figure in COLUMNS}
"""The four columns of each figure in a line."""

COUNTS = ("unquantified", "evidence", "conflict", "other_unit")
"""What a line says yes or no to, and a cell counts."""

DIMENSIONS = (
    "donor_id",
    "recipient_id",
    "aid_type",
    "item",
    "month",
    "last_month",
    "last_block",
)
"""What cells are kept by, some in one cuboid and some in another.

``month`` is that of a line's day, ``last_month`` that of its last day, ``last_block`` the
:data:`BLOCK` of its last journal row.
"""

BLOCK = 65_536
"""Journal rows that a question about what was known looks at one by one, at most."""

CUBOIDS: dict[str, tuple[str, ...]] = {
    "giving": ("donor_id", "aid_type"),
    "between": ("donor_id", "recipient_id"),
    "pace": ("donor_id", "month"),
    "taking": ("recipient_id", "item", "month"),
    "settled": ("donor_id", "last_month"),
    "recorded": ("donor_id", "last_block"),
}
"""The common questions: which dimensions each of them adds up by, the cheapest first.

The last two are for the clocks: what has not changed since a month, or a block of the journal.
"""


def sums(figure: str) -> tuple[str, ...]:
    """The columns of a figure in a cell: how many have it, an upper end, and the limbs' sums."""
    return (f"{figure}_said", f"{figure}_closed", *LIMBS[figure])


def measures(figures: Iterable[str]) -> tuple[str, ...]:
    """The columns of a cell that count, and those of some figures."""
    return ("lines", *COUNTS, *(column for figure in figures for column in sums(figure)))


MEASURES: tuple[str, ...] = measures(COLUMNS)
"""All columns of a cell that are added up."""


def _figures() -> Iterator[Column[int] | CheckConstraint]:
    for figure, ends in LIMBS.items():
        for end in ends:
            yield Column(end, Count, nullable=True)
        low, low_e4, high, high_e4 = ends
        yield CheckConstraint(
            f"({low} IS NULL) = ({low_e4} IS NULL) AND ({high} IS NULL) = ({high_e4} IS NULL)"
            f" AND ({low} IS NOT NULL OR {high} IS NULL)",
            name=figure,
        )


ENTRY_IN_EURO = Table(
    "entry_in_euro",
    METADATA,
    key("commitment_id", Count),
    key("entry_id", Count),
    *(Column(end, Count, nullable=True) for end in ENDS),
    ForeignKeyConstraint(
        ["commitment_id", "entry_id"],
        ["entry.commitment_id", "entry.id"],
        name="fk_entry_in_euro_entry",
    ),
    *bounds(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""[G12] Figures in other currencies, converted at the rate of their own day, where there is one."""

POSITION = Table(
    "position",
    METADATA,
    key("commitment_id", Count),
    key("in_euro", Flag),
    key("unit", Text),
    *(Column(name, Flag, nullable=False) for name in COUNTS),
    Column("unconverted", Flag, nullable=False),
    Column("day", Day, nullable=False),
    Column("stage", Text, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("last_seq", Count, nullable=False),
    *_figures(),
    ForeignKeyConstraint(["commitment_id"], ["commitment.id"]),
    *(flag(name) for name in ("in_euro", *COUNTS, "unconverted")),
    one_of("stage", Stage),
    Index(None, "last_day"),
    Index(None, "last_seq"),
    partial_index("ix_position_unconverted", "commitment_id", where="unconverted = 1"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What a commitment stands at now, a row a unit; once in its own units and once in euro.

``unit`` is empty where nothing has a figure and the commitment names no item. ``day`` is the
last day of the promise, ``last_day`` that of the latest entry behind it, ``last_seq`` the number
of the last journal row behind it. ``unconverted`` marks a line in euro behind which a figure has
no rate.
"""

CELL = Table(
    "cell",
    METADATA,
    key("cuboid", Text),
    key("in_euro", Flag),
    key("donor_id", Count),
    key("recipient_id", Count),
    key("aid_type", Text),
    key("item", Text),
    key("month", Text),
    key("last_month", Text),
    key("last_block", Count),
    key("unit", Text),
    *(Column(name, Count, nullable=False) for name in MEASURES),
    one_of("cuboid", CUBOIDS),
    flag("in_euro"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Lines of :data:`POSITION` added up; a dimension that a cuboid lacks is 0 or empty."""
