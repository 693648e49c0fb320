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
    connection: Connection, commitment: int | None = None, *, after: int | None = None
) -> Iterator[Change]:
    """The changes in their order, of one commitment (entries, links, decisions) or of all.

    ``after`` leaves out the journal rows up to that number. Raises :class:`NotFound` for a
    commitment that the journal does not tell of.
    """
    found = False
    for row in journal.rows(connection, after):
        body = journal.told(row.body)
        if commitment is None or commitment in _commitments(row.action, body):
            found = True
            yield _change(connection, row, body)
    if commitment is not None and not found:
        raise NotFound(
            f"There is no commitment C{commitment}.", hint="See: aid-ledger commitment list"
        )


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


def _commitments(action: str, body: Body) -> set[Any]:
    """The commitments that a change is about."""
    names = {"commitment.add": ("id",), "commitment.link": ("source_id", "target_id")}
    return {body.get(name) for name in names.get(action, ("commitment_id",))}


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
