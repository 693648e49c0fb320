"""The schema of the database against that of a new ledger: nothing dropped, altered or added.

What guards the record (triggers, constraints) and what people read it through (views) stand in
the database itself, where somebody with the right to could take them away.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection

from ledger.audit.catalogue import Part, catalogue, same_view
from ledger.audit.findings import Finding
from ledger.resources import folder

_Key = tuple[str, str, str]


def check_schema(connection: Connection) -> Iterator[Finding]:
    """Each object of the schema is there, is what this program makes, and there are no others."""
    expected = {_key(part): part for part in new_schema(connection.dialect.name)}
    parts = catalogue(connection)
    there = {_key(part): part for part in parts}
    for key in sorted(expected.keys() | there.keys()):
        where = _where(key)
        if key not in there:
            yield Finding("schema-missing", where, "it is not there; a new ledger has it")
        elif key not in expected:
            yield Finding("schema-extra", where, "no ledger has it; somebody else made it")
        elif not _is_same(connection, expected[key], there[key]):
            yield Finding("schema-changed", where, "it is not what this program makes")
    for key, number in Counter(map(_key, parts)).items():
        if number > 1:
            yield Finding("schema-extra", _where(key), f"it is there {number} times")


@cache
def new_schema(dialect: str) -> tuple[Part, ...]:
    """The catalogue of a new ledger, as ``scripts/record_schema.py`` recorded it."""
    path = folder("seeds") / "schema" / f"{dialect}.json"
    return tuple(Part(*part) for part in json.loads(path.read_text(encoding="utf-8")))


def _key(part: Part) -> _Key:
    return part.kind, part.name, part.of


def _where(key: _Key) -> str:
    kind, name, of = key
    return f"{kind} {name}" + (f" of {of}" if of not in {"", name} else "")


def _is_same(connection: Connection, expected: Part, there: Part) -> bool:
    if expected == there:
        return True
    is_definition = (expected.kind, expected.of) == ("view", "definition")
    return is_definition and same_view(connection, expected.name, expected.sql)
