"""The journal: one hash-chained row for each change.

The hash of a row is the SHA-256, in UTF-8, of five lines: the hash before it, the sequence
number, time, author and action as a JSON array, and the body as it is stored. The row before the
first is the SHA-256 of the ledger's id, so that no row of one ledger fits into another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ledger.model.tables import JOURNAL, LEDGER
from ledger.model.types import moment_text
from ledger.store.engine import into
from ledger.store.prepared import Prepared

_BATCH = 500
"""Rows read at a time; what is in memory does not grow with the ledger."""


_ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


_LAST = Prepared(
    select(JOURNAL.c.seq, JOURNAL.c.hash, JOURNAL.c.at).where(
        JOURNAL.c.seq == select(func.max(JOURNAL.c.seq)).scalar_subquery()
    )
)


@dataclass(frozen=True, slots=True)
class Head:
    """The number, hash and time of a journal row; ``seq`` 0 stands before the first."""

    seq: int
    hash: str
    at: datetime | None


def canonical(value: Any) -> str:
    """JSON with sorted keys, no white space, and every character as itself."""
    return _ENCODE(value)


def row_hash(previous: str, seq: int, at: datetime, by: str, action: str, body: str) -> str:
    """The hash of a row, as lower-case hexadecimal."""
    line = canonical([seq, moment_text(at), by, action])
    return hashlib.sha256(f"{previous}\n{line}\n{body}".encode()).hexdigest()


def genesis(ledger_id: str) -> str:
    """What stands in the place of a hash before the first row."""
    return hashlib.sha256(ledger_id.encode()).hexdigest()


def head(connection: Connection) -> Head:
    """The last row of the journal."""
    row = _LAST.row(connection)
    if row is not None:
        return Head(*row)
    ledger_id = connection.execute(select(LEDGER.c.ledger_id)).scalar_one()
    return Head(0, genesis(ledger_id), None)


def batches(connection: Connection, after: int | None = None) -> Iterator[Sequence[Row[Any]]]:
    """The rows (after a number) in order, some at a time, each batch found by the last number."""
    last = after
    query = select(JOURNAL).order_by(JOURNAL.c.seq).limit(_BATCH)
    while True:
        page = query if last is None else query.where(JOURNAL.c.seq > last)
        found = connection.execute(page).all()
        if not found:
            return
        yield found
        last = found[-1].seq


def rows(connection: Connection, after: int | None = None) -> Iterator[Row[Any]]:
    """The rows (after a number), in order."""
    yield from (row for batch in batches(connection, after) for row in batch)


def told(body: str) -> dict[str, Any]:
    """What a row says; nothing where it was made unreadable, which its hash gives away."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def following(
    after: Head, at: datetime, by: str, action: str, body: Mapping[str, Any]
) -> tuple[Head, str]:
    """The row that follows ``after``, and its body; the clock of the journal never goes back."""
    moment = at if after.at is None or at > after.at else after.at
    text = canonical(body)
    seq = after.seq + 1
    return Head(seq, row_hash(after.hash, seq, moment, by, action, text), moment), text


def append(
    connection: Connection, after: Head, at: datetime, by: str, action: str, body: Mapping[str, Any]
) -> Head:
    """Write one row after ``after``."""
    head, text = following(after, at, by, action, body)
    into(JOURNAL).write(
        connection,
        {
            "seq": head.seq,
            "at": head.at,
            "by": by,
            "action": action,
            "body": text,
            "previous": after.hash,
            "hash": head.hash,
        },
    )
    return head
