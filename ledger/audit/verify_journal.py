"""The journal against itself, and the tables against the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from ledger.audit.findings import Finding
from ledger.model.tables import (
    CITATION,
    COMMITMENT,
    COMMITMENT_LINK,
    DECISION,
    DOCUMENT,
    ENTRY,
    ITEM,
    ITEM_ALIAS,
    JOURNAL,
    LEDGER,
    MEMBERSHIP,
    ORGANISATION,
    ORGANISATION_ALIAS,
    UNIT,
)
from ledger.store import bodies, journal
from ledger.values.units import UnitKind

RECORDED: Mapping[str, tuple[Table, str]] = {
    "document.add": (DOCUMENT, "D"),
    "commitment.add": (COMMITMENT, "C"),
    "commitment.link": (COMMITMENT_LINK, "link of C"),
    "entry.add": (ENTRY, "E"),
    "decision.add": (DECISION, "decision "),
}
"""For each action the table that holds what it brought, and how its rows are called."""

_OTHER_ACTIONS = (
    "ledger.create",
    "vocabulary.load",
    "organisation.add",
    "item.add",
    "rates.load",
    "document.read",
)
"""What else the program does; these are compared in ways of their own."""

_UNREAD = {"content", "text"}
_VOCABULARY: Mapping[str, Table] = {
    table.name: table
    for table in (ORGANISATION, ORGANISATION_ALIAS, MEMBERSHIP, UNIT, ITEM, ITEM_ALIAS)
}


def check_chain(connection: Connection) -> Iterator[Finding]:
    """Numbers without holes, each row's hash, and each row's tie to the one before."""
    identities = connection.execute(select(LEDGER)).all()
    if len(identities) != 1:
        what = f"there are {len(identities)} rows that say which ledger this is, not one"
        yield Finding("ledger-id", "ledger", what)
        return
    ledger = identities[0]
    previous, expected = journal.genesis(ledger.ledger_id), 1
    for row in journal.rows(connection):
        where = f"journal row {row.seq}"
        if row.seq == 1 and row.at != ledger.created_at:
            yield Finding("record-changed", "ledger", "created_at: not what journal row 1 says")
        if row.seq != expected:
            yield Finding("journal-sequence", where, f"row {expected} should come before it")
        if row.action not in RECORDED and row.action not in _OTHER_ACTIONS:
            yield Finding("journal-action", where, "no program of ours does what it tells of")
        if row.previous != previous:
            yield Finding("journal-chain", where, "it does not follow from the row before it")
        digest = journal.row_hash(row.previous, row.seq, row.at, row.by, row.action, row.body)
        if digest != row.hash:
            yield Finding("journal-hash", where, "its hash is not that of what it says")
        previous, expected = row.hash, row.seq + 1


def check_records(connection: Connection) -> Iterator[Finding]:
    """Every row of the record is what its journal row says, and there are no others."""
    told: dict[str, int] = defaultdict(int)
    for rows in journal.batches(connection):
        for action, (table, letter) in RECORDED.items():
            of_action = [row for row in rows if row.action == action]
            told[action] += len(of_action)
            yield from _compare(connection, table, letter, of_action)
    for action, (table, _) in RECORDED.items():
        there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if there > told[action]:
            extra = there - told[action]
            yield Finding("record-extra", table.name, f"{extra} rows that no journal row tells of")
    yield from _check_citations_belong(connection)


def _compare(
    connection: Connection, table: Table, letter: str, rows: Sequence[Row[Any]]
) -> Iterator[Finding]:
    if not rows:
        return
    key = "folded_id" if table is COMMITMENT_LINK else "id"
    columns = [column for column in table.c if column.name not in _UNREAD]
    sequences = [row.seq for row in rows]
    of_these = select(*columns).where(table.c.journal_seq.in_(sequences))
    found = {there["journal_seq"]: there for there in _as_dicts(connection, of_these)}
    cited = _cited(connection, [row["id"] for row in found.values()]) if table is ENTRY else {}
    for row in rows:
        there = found.get(row.seq)
        if there is None:
            where = f"{letter}{journal.told(row.body).get(key) or '?'}"
            yield Finding("record-missing", where, f"journal row {row.seq} tells of it")
            continue
        body = (
            bodies.entry_body(there, cited[there["id"]]) if table is ENTRY else bodies.body(there)
        )
        changed = _changed(row, body)
        if there["recorded_at"] != row.at:
            changed.append("recorded_at")
        if there["recorded_by"] != row.by:
            changed.append("recorded_by")
        if changed:
            where = f"{letter}{journal.told(row.body).get(key) or there[key]}"
            names = ", ".join(changed)
            yield Finding("record-changed", where, f"{names}: not what journal row {row.seq} says")


def _changed(row: Row[Any], body: dict[str, Any]) -> list[str]:
    """What a journal row says otherwise; what it says to the byte need not be taken apart."""
    if journal.canonical(body) == row.body:
        return []
    told = journal.told(row.body)
    return sorted(name for name in told | body if told.get(name) != body.get(name))


def _cited(connection: Connection, entries: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    result: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for cited in _as_dicts(connection, select(CITATION).where(CITATION.c.entry_id.in_(entries))):
        result[cited["entry_id"]].append(cited)
    return result


def _as_dicts(connection: Connection, query: Select[Any]) -> Iterator[dict[str, Any]]:
    found = connection.execute(query)
    names = list(found.keys())
    return (dict(zip(names, row, strict=True)) for row in found)


def _check_citations_belong(connection: Connection) -> Iterator[Finding]:
    """A citation of an entry that is not there escapes the comparison by entry."""
    orphans = (
        select(CITATION.c.entry_id)
        .outerjoin(
            ENTRY,
            (ENTRY.c.commitment_id == CITATION.c.commitment_id)
            & (ENTRY.c.id == CITATION.c.entry_id),
        )
        .where(ENTRY.c.id.is_(None))
        .distinct()
    )
    for row in connection.execute(orphans):
        yield Finding(
            "citation-extra", f"E{row.entry_id}", "citations of an entry that is not there"
        )


def check_vocabulary(connection: Connection) -> Iterator[Finding]:
    """The names that figures are shown under are those that were taken in."""
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    actions = ("vocabulary.load", "organisation.add", "item.add")
    query = select(JOURNAL.c.action, JOURNAL.c.body).where(JOURNAL.c.action.in_(actions))
    for action, text in connection.execute(query.order_by(JOURNAL.c.seq)):
        body = journal.told(text)
        if action == "vocabulary.load":
            for name, rows in body.items():
                told[name] += rows if isinstance(rows, list) else []
        elif action == "organisation.add":
            told["organisation"].append(body)
        else:
            code = body.get("name")
            told["unit"].append({"code": code, "kind": UnitKind.ITEM.value, "name": code})
            counted = {key: body.get(key) for key in ("category", "counting_unit")}
            told["item"].append({"code": code, **counted})
    for name, table in _VOCABULARY.items():
        rows = connection.execute(select(table))
        keys = list(rows.keys())
        there = _by_spelling(bodies.body(dict(zip(keys, row, strict=True))) for row in rows)
        expected = _by_spelling(told[name])
        for spelled in sorted(there.keys() ^ expected.keys()):
            if spelled in there:
                row, what = there[spelled], "is not what the journal says"
            else:
                row, what = expected[spelled], "is missing or was changed"
            yield Finding("vocabulary-changed", name, f"{journal.canonical(row)} {what}")


def _by_spelling(rows: Iterable[Any]) -> dict[str, Any]:
    """Rows by how Python spells them: as exact as their JSON, and much faster."""
    return {repr(sorted(row.items())) if isinstance(row, dict) else repr(row): row for row in rows}
