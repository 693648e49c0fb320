"""What a database is made of, object by object, as it says itself.

A definition is told so that two databases with the same schema tell the same, whichever version
of which program made or keeps them: white space between words does not count, and what is named
by a number of the server's own is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One object of a schema: a table, column, constraint, index, view, trigger, function …

    ``of`` is the table that it belongs to, ``sql`` its definition.
    """

    kind: str
    name: str
    of: str
    sql: str

    def told(self) -> list[str]:
        """As a list of texts."""
        return list(astuple(self))


def catalogue(connection: Connection) -> list[Part]:
    """All objects of the database in order; on PostgreSQL, those of the ledger's schema."""
    found = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgresql
    return sorted(found(connection))


_WORDS = re.compile(r"""('(?:[^']|'')*'|"(?:[^"]|"")*")|\s+""")
"""What stands between quotation marks, or else white space."""


def _spaced(sql: str | None) -> str:
    """SQL with one space for any white space that is not quoted."""
    return _WORDS.sub(lambda found: found[1] or " ", sql or "").strip()


def _of_sqlite(connection: Connection) -> Iterator[Part]:
    """Statistics, which ``ANALYZE`` keeps, are no part of a schema."""
    rows = text("SELECT type, name, tbl_name, sql FROM sqlite_master")
    for kind, name, table, sql in connection.execute(rows):
        if not str(name).startswith("sqlite_stat"):
            yield Part(str(kind), str(name), str(table), _spaced(sql))
    mark = connection.execute(text("PRAGMA application_id")).scalar_one()
    yield Part("mark", "application_id", "", str(mark))


_OF_POSTGRESQL = (
    # relations: a policy would hide rows, a child would add some
    """SELECT c.oid, CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END,
        c.relname, '', concat_ws(' ', c.relkind, c.relpersistence,
        CASE WHEN c.relrowsecurity OR c.relforcerowsecurity THEN 'row security' END,
        (SELECT 'inherits ' || string_agg(i.inhparent::regclass::text, ',' ORDER BY i.inhseqno)
         FROM pg_inherits i WHERE i.inhrelid = c.oid))
    FROM pg_class c WHERE c.relnamespace = :schema AND c.relkind NOT IN ('i', 'I', 't')""",
    """SELECT c.oid, 'column', a.attname, c.relname, concat_ws(' ', (SELECT count(*)
         FROM pg_attribute b WHERE b.attrelid = c.oid AND b.attnum BETWEEN 1 AND a.attnum
         AND NOT b.attisdropped),
        format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
        'default ' || pg_get_expr(v.adbin, v.adrelid), nullif(a.attidentity::text, ''),
        nullif(a.attgenerated::text, ''), CASE WHEN a.attcollation NOT IN (0, 100) THEN 'collate '
        || a.attcollation::regcollation::text END)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
    WHERE c.relnamespace = :schema AND c.relkind NOT IN ('i', 'I', 't', 'S') AND a.attnum > 0
    AND NOT a.attisdropped""",
    # from version 18 on NOT NULL is a constraint too; its column tells of it
    """SELECT conrelid, 'constraint', conname, conrelid::regclass::text, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = :schema AND contype NOT IN ('n', 't')""",
    """SELECT t.oid, 'index', c.relname, i.indrelid::regclass::text, concat_ws(' ',
        pg_get_indexdef(i.indexrelid),
        CASE WHEN NOT (i.indisvalid AND i.indisready AND i.indislive) THEN 'not valid' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = :schema AND t.relkind <> 't'""",
    # the server's own triggers hold foreign keys: they count only where one was put out of force
    """SELECT c.oid, 'trigger', CASE WHEN t.tgisinternal THEN k.conname ELSE t.tgname END,
        t.tgrelid::regclass::text, concat_ws(' ',
        CASE WHEN t.tgisinternal THEN 'foreign key' ELSE pg_get_triggerdef(t.oid) END,
        CASE t.tgenabled WHEN 'O' THEN NULL WHEN 'D' THEN 'disabled' ELSE 'for replicas' END)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint
    WHERE c.relnamespace = :schema AND (NOT t.tgisinternal OR t.tgenabled <> 'O')""",
    """SELECT p.oid, 'function', p.oid::regprocedure::text, '', concat_ws(' ', l.lanname,
        pg_get_function_result(p.oid), p.provolatile, CASE WHEN p.prosecdef THEN 'definer' END,
        array_to_string(p.proconfig, ' '), p.prosrc)
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.pronamespace = :schema""",
    """SELECT c.oid, 'rule', r.rulename, c.relname, pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relnamespace = :schema AND r.rulename <> '_RETURN'""",
    """SELECT c.oid, 'policy', p.polname, c.relname, concat_ws(' ', p.polcmd,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = :schema""",
    """SELECT c.oid, 'view', c.relname, 'definition', pg_get_viewdef(c.oid)
    FROM pg_class c WHERE c.relnamespace = :schema AND c.relkind = 'v'""",
)
"""The object, or the one that it belongs to; and the fields of a :class:`Part`."""


def _of_postgresql(connection: Connection) -> Iterator[Part]:
    """What came with an extension is none of the ledger's."""
    schema, name = connection.execute(
        text(
            "SELECT n.oid, quote_ident(n.nspname) FROM pg_namespace n"
            " JOIN pg_class c ON c.relnamespace = n.oid WHERE c.oid = 'ledger'::regclass"
        )
    ).one()
    extensions = text("SELECT objid FROM pg_depend WHERE deptype = 'e'")
    foreign = set(connection.execute(extensions).scalars())
    for query in _OF_POSTGRESQL:
        for oid, *told in connection.execute(text(query), {"schema": schema}):
            kind, part, of, sql = (str(value) for value in told)
            if oid not in foreign:
                yield Part(kind, part, of, _spaced(sql).replace(f"{name}.", ""))


def same_view(connection: Connection, name: str, sql: str) -> bool:
    """Whether a view of PostgreSQL is planned as ``sql`` is.

    Each version of the server words a view's definition in its own way; what it does for one does
    not depend on the wording.
    """
    plans = [
        connection.exec_driver_sql(f"EXPLAIN (VERBOSE, COSTS OFF) {query}".replace("%", "%%")).all()
        for query in (f'TABLE "{name}"', sql.rstrip("; "))
    ]
    return plans[0] == plans[1]
