"""What questions are answered from: entries in euro, wide positions, and cells that add them up.

Revision: 0007, after 0006.

All of this is made from the entries: the program fills it when the schema is brought up.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
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
    """Make the three tables in place of the two that there were."""
    op.drop_table("position_figure")
    op.drop_table("position")
    _entry_in_euro()
    _position()
    _cell()
    _partial_index("ix_entry_replacing", "entry", "replaces IS NOT NULL")
    # the entries of a commitment as the fold needs them, without a look into the table itself
    op.create_index(
        "ix_entry_fold",
        "entry",
        [
            "commitment_id",
            "date_high",
            "date_low",
            "journal_seq",
            "stage",
            "unit",
            *ENDS,
            "cumulative",
            "id",
        ],
    )


def _partial_index(name: str, table: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, ["commitment_id"], sqlite_where=condition, postgresql_where=condition
    )


def _key(name: str, kind: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, autoincrement=False, nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _flag(table: str, name: str) -> sa.CheckConstraint:
    return _check(table, name, f"{name} IN (0, 1)")


def _entry_in_euro() -> None:
    end = (
        "({0}_whole IS NULL AND {0}_e4 IS NULL) OR ({0}_whole IS NOT NULL AND {0}_e4 IS NOT NULL"
        " AND {0}_whole >= 0 AND {0}_e4 BETWEEN 0 AND 9999)"
    )
    op.create_table(
        "entry_in_euro",
        _key("commitment_id", COUNT),
        _key("entry_id", COUNT),
        *(sa.Column(name, COUNT, nullable=True) for name in ENDS),
        sa.PrimaryKeyConstraint("commitment_id", "entry_id", name="pk_entry_in_euro"),
        sa.ForeignKeyConstraint(
            ["commitment_id", "entry_id"],
            ["entry.commitment_id", "entry.id"],
            name="fk_entry_in_euro_entry",
        ),
        _check("entry_in_euro", "low_end", end.format("low")),
        _check("entry_in_euro", "high_end", end.format("high")),
        _check(
            "entry_in_euro",
            "low_not_above_high",
            "low_whole IS NULL OR high_whole IS NULL OR low_whole < high_whole"
            " OR (low_whole = high_whole AND low_e4 <= high_e4)",
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


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
    _partial_index("ix_position_unconverted", "position", "unconverted = 1")


def _cell() -> None:
    sums = [f"{figure}_{measure}" for figure in FIGURES for measure in ("said", "closed", *ENDS)]
    key = ("cuboid", "in_euro", "donor_id", "recipient_id", "aid_type", "item", "month", "unit")
    kinds = {"in_euro": FLAG, "donor_id": COUNT, "recipient_id": COUNT}
    op.create_table(
        "cell",
        *(_key(name, kinds.get(name, sa.Text())) for name in key),
        *(sa.Column(name, COUNT, nullable=False) for name in ("lines", *COUNTS, *sums)),
        sa.PrimaryKeyConstraint(*key, name="pk_cell"),
        _check("cell", "cuboid", "cuboid IN ('giving', 'between', 'pace', 'taking')"),
        _flag("cell", "in_euro"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
