"""The claims that wait for a decision: machine output, kept and replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from ledger.model.tables import CLAIM, COMMITMENT_LINK, DECISION
from ledger.store import bodies, journal
from ledger.store.engine import into

_IDENTITY = ("start", "end", "donor_code", "donor", "stage", "low", "high", "unit")
"""What makes a claim this claim: read again with these the same, it is no new one."""


def claim_key(sha256: str, body: Mapping[str, Any]) -> str:
    """The SHA-256 of a document's hash and what makes the claim this claim."""
    identity = [sha256, *(body[name] for name in _IDENTITY)]
    return hashlib.sha256(journal.canonical(identity).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many claims of a document are new, were known, and are not found any more."""

    new: int
    known: int
    withdrawn: int
    changed: bool = False
    """Whether anything is not as it was."""


def told(connection: Connection, document: int) -> dict[str, Any]:
    """What the journal says of a document's claims: number, and digest of all their columns."""
    query = select(CLAIM).where(CLAIM.c.document_id == document).order_by(CLAIM.c.id)
    hashed, number = hashlib.sha256(), 0
    for row in connection.execute(query):
        hashed.update(f"{journal.canonical(bodies.body(row._asdict()))}\n".encode())
        number += 1
    return {"claims": number, "sha256": hashed.hexdigest()}


class Claims:
    """The claims of one ledger, in one transaction; machine output, that may be replaced."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    def replace(
        self, document: int, reader: str, claims: Mapping[str, Mapping[str, Any]]
    ) -> Replaced:
        """Bring the claims of a document to what a reader finds now: records by their keys.

        A claim that is found again is updated where it says anything else, one that is not found
        is withdrawn; all keep their numbers, because decisions refer to them.
        """
        rows = self._connection.execute(select(CLAIM).where(CLAIM.c.document_id == document))
        known = {row.key: row._asdict() for row in rows}
        gone = [key for key, row in known.items() if key not in claims and not row["withdrawn"]]
        changed = bool(gone)
        if gone:
            self._connection.execute(
                update(CLAIM).where(CLAIM.c.key.in_(gone)).values(withdrawn=True)
            )
        for key, body in claims.items():
            row = self._row(reader, body)
            if key in known and known[key].items() >= row.items():
                continue
            changed = True
            row["extracted_at"] = self._clock()
            if key in known:
                self._connection.execute(update(CLAIM).where(CLAIM.c.key == key).values(row))
            else:
                identity = {"id": self._next(), "key": key, "document_id": document}
                into(CLAIM).write(self._connection, {**identity, **row})
        found_again = len(claims.keys() & known.keys())
        return Replaced(len(claims) - found_again, found_again, len(gone), changed)

    def accepted_at(self, document: int, start: int, end: int) -> int | None:
        """The commitment that a claim at this place of a document was accepted for, if any."""
        query = (
            select(DECISION.c.commitment_id)
            .join(CLAIM, CLAIM.c.id == DECISION.c.claim_id)
            .where(
                CLAIM.c.document_id == document,
                CLAIM.c.start_at == start,
                CLAIM.c.end_at == end,
                DECISION.c.commitment_id.is_not(None),
            )
            .order_by(DECISION.c.id)
        )
        found: int | None = self._connection.execute(query).scalars().first()
        return found

    def accepted_parts_of(self, document: int, span: list[int]) -> list[int]:
        """Commitments that were opened for parts of the claim at ``span``, and have no home."""
        query = (
            select(DECISION.c.commitment_id, CLAIM.c.body)
            .join(CLAIM, CLAIM.c.id == DECISION.c.claim_id)
            .outerjoin(COMMITMENT_LINK, COMMITMENT_LINK.c.folded_id == DECISION.c.commitment_id)
            .where(
                CLAIM.c.document_id == document,
                DECISION.c.commitment_id.is_not(None),
                COMMITMENT_LINK.c.folded_id.is_(None),
            )
            .order_by(DECISION.c.id)
        )
        return [
            commitment
            for commitment, body in self._connection.execute(query)
            if json.loads(body)["part_of"] == span
        ]

    def _next(self) -> int:
        last: int | None = self._connection.execute(select(func.max(CLAIM.c.id))).scalar()
        return (last or 0) + 1

    def _row(self, reader: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "reader": reader,
            "rule": body["rule"],
            "start_at": body["start"],
            "end_at": body["end"],
            "confidence_e4": round(body["confidence"] * 10_000),
            "body": journal.canonical(body),
            "withdrawn": False,
        }
