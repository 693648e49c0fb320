"""Positions and cells tell since when they have not changed: a day, and a number of the journal.

Revision: 0008, after 0007.

Both are made from the entries: the program fills them when the schema is brought up.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
FLAG = sa.Integer()

FIGURES = (
    "proposed",
    "promised",
    "allocated",
    "delivered",
    "outstanding",
    "undetermined",
    "overdelivered",
    "in_transit",
    "cancelled",
    "unspecified",
)
ENDS = ("low_whole", "low_e4", "high_whole", "high_e4")
COUNTS = ("unquantified", "evidence", "conflict", "other_unit")
STAGES = (
    "proposed",
    "pledged",
    "committed",
    "allocated",
    "in_transit",
    "delivered",
    "stalled",
    "shortfall",
    "cancelled",
)


def upgrade() -> None:
    """Make both tables anew."""
    op.drop_table("cell")
    op.drop_table("position")
    _position()
    _cell()


def _key(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, autoincrement=False, nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _flag(table: str, name: str) -> sa.CheckConstraint:
    return _check(table, name, f"{name} IN (0, 1)")


def _position() -> None:
    figures: list[sa.Column[Any] | sa.CheckConstraint] = []
    for figure in FIGURES:
        figures += [sa.Column(f"{figure}_{end}", COUNT, nullable=True) for end in ENDS]
        low, low_e4, high, high_e4 = (f"{figure}_{end}" for end in ENDS)
        figures.append(
            _check(
                "position",
                figure,
                f"({low} IS NULL) = ({low_e4} IS NULL) AND ({high} IS NULL) = ({high_e4} IS NULL)"
                f" AND ({low} IS NOT NULL OR {high} IS NULL)",
            )
        )
    op.create_table(
        "position",
        _key("commitment_id", COUNT),
        _key("in_euro", FLAG),
        _key("unit", sa.Text()),
        *(sa.Column(name, FLAG, nullable=False) for name in (*COUNTS, "unconverted")),
        sa.Column("day", DAY, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("last_day", DAY, nullable=False),
        sa.Column("last_seq", COUNT, nullable=False),
        *figures,
        sa.PrimaryKeyConstraint("commitment_id", "in_euro", "unit", name="pk_position"),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name="fk_position_commitment_id"
        ),
        *(_flag("position", name) for name in ("in_euro", *COUNTS, "unconverted")),
        _check("position", "stage", f"stage IN ({', '.join(map(repr, STAGES))})"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_position_last_day", "position", ["last_day"])
    op.create_index("ix_position_last_seq", "position", ["last_seq"])
    condition = sa.text("unconverted = 1")
    op.create_index(
        "ix_position_unconverted",
        "position",
        ["commitment_id"],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def _cell() -> None:
    sums = [f"{figure}_{measure}" for figure in FIGURES for measure in ("said", "closed", *ENDS)]
    key = (
        "cuboid",
        "in_euro",
        "donor_id",
        "recipient_id",
        "aid_type",
        "item",
        "month",
        "last_month",
        "last_block",
        "unit",
    )
    counts = ("donor_id", "recipient_id", "last_block")
    kinds = {"in_euro": FLAG, **dict.fromkeys(counts, COUNT)}
    op.create_table(
        "cell",
        *(_key(name, kinds.get(name, sa.Text())) for name in key),
        *(sa.Column(name, COUNT, nullable=False) for name in ("lines", *COUNTS, *sums)),
        sa.PrimaryKeyConstraint(*key, name="pk_cell"),
        _check(
            "cell",
            "cuboid",
            "cuboid IN ('giving', 'between', 'pace', 'taking', 'settled', 'recorded')",
        ),
        _flag("cell", "in_euro"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
