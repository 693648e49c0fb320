"""Append-only tables: what is recorded can be neither changed nor removed.

Revision: 0002, after 0001.

On SQLite, INSERT OR REPLACE deletes rows without firing DELETE triggers unless the connection
has recursive_triggers on, so a trigger before INSERT refuses a row whose key is taken. On
PostgreSQL, TRUNCATE fires no row triggers and has one of its own.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "ledger": (("id",),),
    "journal": (("seq",), ("hash",), ("previous",)),
    "document": (("id",), ("sha256",), ("journal_seq",)),
    "commitment": (("id",), ("journal_seq",)),
    "commitment_link": (("folded_id",), ("journal_seq",)),
    "entry": (("commitment_id", "id"), ("commitment_id", "replaces")),
    "citation": (("commitment_id", "entry_id", "number"),),
    "rate": (("id",), ("unit", "priced_in", "day", "basis", "provider")),
    "decision": (("id",), ("journal_seq",)),
}
"""The keys by which REPLACE could take the place of a row, by table."""


def upgrade() -> None:
    """Guard each table."""
    if op.get_bind().dialect.name == "sqlite":
        for table, keys in KEYS.items():
            _guard_on_sqlite(table, keys)
    else:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION '% is append-only: record a correction instead',"
            " TG_TABLE_NAME; END $$"
        )
        for table in KEYS:
            _guard_on_postgresql(table)


def _guard_on_sqlite(table: str, keys: tuple[tuple[str, ...], ...]) -> None:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only: record a correction instead')"
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN {refuse}; END"
        )
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "  # noqa: S608 - names are those above
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in keys
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken}"
        f" BEGIN {refuse}; END"
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
