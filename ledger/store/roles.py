"""Two roles on PostgreSQL: one that may read, and one that may also add.

Neither owns anything, so neither can drop or disable a trigger, and of what is recorded neither
may change, remove or empty a row. What the program keeps up to date beside the record, the one
that adds must be able to replace; ``verify`` computes it anew.
"""

from __future__ import annotations

import re

from ledger.errors import ValueRefused
from ledger.model.tables import KEPT, LEDGER, METADATA
from ledger.values.amount import shown

READERS = "ledger_readers"
WRITERS = "ledger_writers"

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}", re.ASCII)


def roles_sql(readers: str = READERS, writers: str = WRITERS) -> str:
    """SQL that makes both roles where they are missing, and gives them their rights anew.

    Raises :class:`ValueRefused` for a name that is none for a role.
    """
    for name in (readers, writers):
        if not _NAME.fullmatch(name):
            raise ValueRefused(
                f"{shown(name)} cannot be the name of a role.",
                hint="Take letters without accents, digits and underscores; 63 at most.",
            )
    if readers == writers:
        raise ValueRefused("Those who read and those who add need roles of their own.")
    added = sorted(table.name for table in METADATA.sorted_tables if table is not LEDGER)
    kept = sorted(table.name for table in KEPT)
    return f"""\
-- Two roles for a ledger: {readers} may read it, {writers} may also add to it.
-- To be run in the ledger's database by its owner, and again after each upgrade.
BEGIN;
SET LOCAL client_min_messages = warning;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{readers}') THEN
        CREATE ROLE "{readers}" NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{writers}') THEN
        CREATE ROLE "{writers}" NOLOGIN;
    END IF;
END
$$;

-- Nobody has rights by default, and neither role has any but those below.
REVOKE ALL ON SCHEMA public FROM PUBLIC, "{readers}", "{writers}";
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, "{readers}", "{writers}";

GRANT USAGE ON SCHEMA public TO "{readers}";
GRANT SELECT ON ALL TABLES IN SCHEMA public TO "{readers}";
GRANT "{readers}" TO "{writers}";

-- The record only grows.
GRANT INSERT ON
    {_listed(added)}
    TO "{writers}";

-- What follows from the record, and claims that wait for a decision, are kept up to date.
GRANT UPDATE, DELETE ON
    {_listed(kept)}
    TO "{writers}";

COMMIT;
"""  # noqa: S608 - the names are those of tables, and of roles that were matched above


def _listed(tables: list[str]) -> str:
    return ",\n    ".join(tables)
