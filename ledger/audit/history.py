"""Who changed what, when and why, with what was there before: the journal, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.errors import NotFound
from ledger.model.tables import ENTRY, JOURNAL
from ledger.store import journal
from ledger.values.refs import Ref, RefKind

Body = Mapping[str, Any]

_LISTS = {
    RefKind.COMMITMENT: "commitment list",
    RefKind.ENTRY: "commitment list --entries",
    RefKind.DOCUMENT: "source list",
    RefKind.CLAIM: "review list --all",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the journal.

    ``refs`` are what it is about, the thing that it brought first. ``after`` is what it brought,
    as the journal has it; ``before`` is the entry that it replaces, ``None`` where it replaces
    none: nothing else in a ledger ever changes.
    """

    seq: int
    at: datetime
    by: str
    action: str
    refs: list[Ref]
    reason: str | None
    before: Body | None
    after: Body
    hash: str


def history(
    connection: Connection, ref: Ref | None = None, *, after: int | None = None
) -> Iterator[Change]:
    """The changes in their order: all, or those about one thing.

    Of a commitment they are its entries, links and decisions, of an entry what replaces it, of a
    document its readings and the entries that rest on it. ``after`` leaves out the journal rows
    up to that number. Raises :class:`NotFound` for what the journal does not tell of.
    """
    found = False
    for row in journal.rows(connection, after):
        body = journal.told(row.body)
        if ref is None or ref in _refs(row.action, body):
            found = True
            yield _change(connection, row, body)
    if ref is not None and not found:
        what = "decision on" if ref.kind is RefKind.CLAIM else ref.kind.name.lower()
        raise NotFound(f"There is no {what} {ref}.", hint=f"See: aid-ledger {_LISTS[ref.kind]}")


def _change(connection: Connection, row: Row[Any], body: Body) -> Change:
    replaced = body.get("replaces") if row.action == "entry.add" else None
    return Change(
        seq=row.seq,
        at=row.at,
        by=row.by,
        action=row.action,
        refs=_refs(row.action, body),
        reason=body.get("reason"),
        before=None if replaced is None else _entry(connection, replaced),
        after=body,
        hash=row.hash,
    )


def _refs(action: str, body: Body) -> list[Ref]:
    cited = body.get("citations") or ()
    numbers = {
        "document.add": [(RefKind.DOCUMENT, body.get("id"))],
        "commitment.add": [(RefKind.COMMITMENT, body.get("id"))],
        "commitment.link": [
            (RefKind.COMMITMENT, body.get("source_id")),
            (RefKind.COMMITMENT, body.get("target_id")),
        ],
        "entry.add": [
            (RefKind.ENTRY, body.get("id")),
            (RefKind.COMMITMENT, body.get("commitment_id")),
            (RefKind.ENTRY, body.get("replaces")),
            *((RefKind.DOCUMENT, citation.get("document_id")) for citation in cited),
        ],
        "decision.add": [
            (RefKind.CLAIM, body.get("claim_id")),
            (RefKind.COMMITMENT, body.get("commitment_id")),
            (RefKind.ENTRY, body.get("entry_id")),
        ],
    }.get(action, [(RefKind.DOCUMENT, body.get("document_id"))])
    return list(dict.fromkeys(Ref(kind, number) for kind, number in numbers if number is not None))


def _entry(connection: Connection, number: int) -> Body | None:
    """What the journal says of an entry."""
    query = (
        select(JOURNAL.c.body)
        .join(ENTRY, ENTRY.c.journal_seq == JOURNAL.c.seq)
        .where(ENTRY.c.id == number)
    )
    body = connection.execute(query).scalars().first()
    return None if body is None else journal.told(body)
