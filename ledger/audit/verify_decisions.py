"""Decisions against the claims that they were taken on, and claims and links against themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, select

from ledger.audit.findings import Finding
from ledger.model.tables import CLAIM, COMMITMENT_LINK, DECISION, DOCUMENT, ENTRY, JOURNAL
from ledger.rules.families import LinkKind
from ledger.store import claims, journal
from ledger.store.claims import claim_key

_BATCH = 500
"""Rows compared at a time; what is in memory does not grow with the ledger."""

_DECISIONS = (
    select(
        DECISION.c.id,
        DECISION.c.claim_id,
        DECISION.c.claim_key,
        DECISION.c.claim,
        DECISION.c.commitment_id,
        DECISION.c.entry_id,
        CLAIM.c.key,
        DOCUMENT.c.id.label("document_id"),
        DOCUMENT.c.sha256,
        ENTRY.c.id.label("entry"),
    )
    .outerjoin(CLAIM, CLAIM.c.id == DECISION.c.claim_id)
    .outerjoin(DOCUMENT, DOCUMENT.c.id == CLAIM.c.document_id)
    .outerjoin(
        ENTRY,
        and_(ENTRY.c.commitment_id == DECISION.c.commitment_id, ENTRY.c.id == DECISION.c.entry_id),
    )
)

_CLAIMS = select(CLAIM, DOCUMENT.c.sha256).outerjoin(DOCUMENT, DOCUMENT.c.id == CLAIM.c.document_id)


def check_decisions(connection: Connection) -> Iterator[Finding]:
    """Each decision's claim, document and entry are there, and are those that it speaks of."""
    for row in _pages(connection, _DECISIONS, DECISION.c.id):
        where = f"decision {row.id}"
        if row.document_id is None:
            what = f"K{row.claim_id} or its document, on which it was taken, is not there"
            yield Finding("decision-claim", where, what)
        elif row.key != row.claim_key or _key(row.sha256, row.claim) != row.claim_key:
            what = f"the claim that it keeps is not K{row.claim_id} of D{row.document_id}"
            yield Finding("decision-claim", where, what)
        if row.entry_id is not None and row.entry is None:
            what = f"C{row.commitment_id} has no E{row.entry_id}, which came of it"
            yield Finding("decision-entry", where, what)


def check_claims(connection: Connection) -> Iterator[Finding]:
    """The claims of each document are those that the journal tells of, and fit together."""
    yield from _check_readings(connection)
    yield from _check_each_claim(connection)


def _check_readings(connection: Connection) -> Iterator[Finding]:
    """As many claims of each document as its last reading left, and to the letter the same."""
    query = select(JOURNAL.c.seq, JOURNAL.c.body).where(JOURNAL.c.action == "document.read")
    last: dict[Any, tuple[int, Any]] = {}
    for seq, body in connection.execute(query.order_by(JOURNAL.c.seq)):
        said = journal.told(body)
        last[said.get("document_id")] = (seq, said.get("sha256"))
    there = set(connection.execute(select(CLAIM.c.document_id).distinct()).scalars())
    for document in sorted(there | last.keys(), key=str):
        seq, digest = last.get(document, (None, None))
        if seq is None:
            yield Finding("claim-changed", f"D{document}", "no journal row tells of its claims")
        elif claims.told(connection, document)["sha256"] != digest:
            what = f"its claims are not those that journal row {seq} tells of"
            yield Finding("claim-changed", f"D{document}", what)


def _check_each_claim(connection: Connection) -> Iterator[Finding]:
    """Each claim has the key that follows from what it says, and says it of its document."""
    for row in _pages(connection, _CLAIMS, CLAIM.c.id):
        body = journal.told(row.body)
        columns = (row.start_at, row.end_at, row.rule)
        if _key(row.sha256, row.body) != row.key or columns != _columns(body):
            yield Finding("claim-changed", f"K{row.id}", "it is not what a reader found")


def check_links(connection: Connection) -> Iterator[Finding]:
    """Of two commitments that are linked, that one is counted with the other which should be."""
    folded = case(
        (COMMITMENT_LINK.c.kind == LinkKind.SUPERSEDES.value, COMMITMENT_LINK.c.target_id),
        else_=COMMITMENT_LINK.c.source_id,
    )
    for row in connection.execute(
        select(COMMITMENT_LINK).where(COMMITMENT_LINK.c.folded_id != folded)
    ):
        where = f"C{row.source_id} {row.kind} C{row.target_id}"
        yield Finding("link-folded", where, f"C{row.folded_id} is not the one to be counted within")


def _key(sha256: str | None, claim: str) -> str | None:
    try:
        return None if sha256 is None else claim_key(sha256, journal.told(claim))
    except KeyError:
        return None


def _columns(body: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(body.get(name) for name in ("start", "end", "rule"))


def _pages(connection: Connection, query: Select[Any], number: Any) -> Iterator[Row[Any]]:
    """The rows of a query in the order of their numbers, some at a time."""
    last = None
    while True:
        page = query.order_by(number).limit(_BATCH)
        rows = connection.execute(page if last is None else page.where(number > last)).all()
        yield from rows
        if not rows:
            return
        last = rows[-1].id
