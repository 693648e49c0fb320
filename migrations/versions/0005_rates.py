"""Rates: one row a load for where they came from, and slim rows for the rates themselves.

Revision: 0005, after 0004.

Nothing wrote rates before this revision, so their table is made anew. It is kept in the order of
its key: a quarter of a million rates take a third of the room.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")

KEYS = {
    "rate_source": ("journal_seq",),
    "rate": ("unit", "priced_in", "day", "basis", "provider"),
}
"""The key by which REPLACE could take the place of a row, by table (see revision 0002)."""


def upgrade() -> None:
    """Make both tables and guard them."""
    op.drop_table("rate")
    _rate_source()
    _rate()
    guard = _guard_on_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_on_postgresql
    for table in KEYS:
        guard(table)


def _rate_source() -> None:
    op.create_table(
        "rate_source",
        sa.Column("journal_seq", COUNT, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("document_id", COUNT, nullable=True),
        sa.Column("start_at", COUNT, nullable=True),
        sa.Column("end_at", COUNT, nullable=True),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("journal_seq", name="pk_rate_source"),
        sa.ForeignKeyConstraint(
            ["journal_seq"], ["journal.seq"], name="fk_rate_source_journal_seq"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_rate_source_document_id"
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_rate_source_name")),
        sa.CheckConstraint(
            "file_sha256 IS NULL OR length(file_sha256) = 64",
            name=op.f("ck_rate_source_file_sha256"),
        ),
        sa.CheckConstraint(
            "(file_sha256 IS NULL) <> (document_id IS NULL)",
            name=op.f("ck_rate_source_file_or_document"),
        ),
        sa.CheckConstraint(
            "(document_id IS NULL) = (start_at IS NULL) AND (document_id IS NULL) ="
            " (end_at IS NULL) AND (document_id IS NULL) = (exact IS NULL)",
            name=op.f("ck_rate_source_words_iff_document"),
        ),
        sa.CheckConstraint(
            "start_at IS NULL OR (start_at >= 0 AND start_at < end_at)",
            name=op.f("ck_rate_source_span"),
        ),
        sqlite_strict=True,
    )


def _rate() -> None:
    op.create_table(
        "rate",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("priced_in", sa.Text(), nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("journal_seq", COUNT, nullable=False),
        sa.PrimaryKeyConstraint("unit", "priced_in", "day", "basis", "provider", name="pk_rate"),
        sa.ForeignKeyConstraint(["unit"], ["unit.code"], name="fk_rate_unit"),
        sa.ForeignKeyConstraint(["priced_in"], ["unit.code"], name="fk_rate_priced_in"),
        sa.ForeignKeyConstraint(
            ["journal_seq"], ["rate_source.journal_seq"], name="fk_rate_journal_seq"
        ),
        sa.CheckConstraint(
            "basis IN ('source', 'book', 'replacement', 'estimate')", name=op.f("ck_rate_basis")
        ),
        sa.CheckConstraint("unit <> priced_in", name=op.f("ck_rate_not_in_itself")),
        sa.CheckConstraint("length(value) BETWEEN 1 AND 41", name=op.f("ck_rate_value")),
        sa.CheckConstraint("length(provider) > 0", name=op.f("ck_rate_provider")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _guard_on_sqlite(table: str) -> None:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only: record a correction instead')"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN {refuse}; END"
        )
    same = " AND ".join(f"{column} = NEW.{column}" for column in KEYS[table])
    taken = f"SELECT 1 FROM {table} WHERE {same}"  # noqa: S608 - names are those above
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
        f" WHEN EXISTS ({taken}) BEGIN {refuse}; END"
    )


def _guard_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
