"""Heads: the number and hash of a journal row, to be kept where the ledger's keeper is not.

A chain shows that nothing within it was changed; it cannot show that its end was cut off, or
that somebody wrote all of it anew. A head that was written down elsewhere does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from ledger.audit.findings import Finding
from ledger.errors import UsageRefused
from ledger.model.tables import JOURNAL
from ledger.store import journal
from ledger.values.amount import shown

_HEAD = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """A journal row: its number and its hash."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def parse(text: str) -> Head:
    """Read ``33:ab12…`` as :func:`head` has it."""
    found = _HEAD.fullmatch(text.strip().lower())
    if found is None:
        raise UsageRefused(
            f"{shown(text)} is not the head of a journal.",
            hint="It is a number, a colon and 64 digits, as printed by: aid-ledger verify --head",
        )
    return Head(int(found[1]), found[2])


def head(connection: Connection) -> Head:
    """The last row of the journal."""
    last = journal.head(connection)
    return Head(last.seq, last.hash)


def check_head(connection: Connection, kept: Head) -> Iterator[Finding]:
    """The journal has the row that was kept, with the hash that it had.

    Together with the chain, which ties it to every row before, that is all of what was there.
    """
    where = f"journal row {kept.seq}"
    query = select(JOURNAL.c.hash).where(JOURNAL.c.seq == kept.seq)
    there = connection.execute(query).scalar_one_or_none()
    if there is None:
        yield Finding("head-missing", where, "it is not there, but its hash was kept")
    elif there != kept.hash:
        yield Finding("head-changed", where, "its hash is not the one that was kept")


def actions_since(connection: Connection, kept: Head) -> dict[str, int]:
    """How many journal rows came after, by what they did."""
    query = (
        select(JOURNAL.c.action, func.count().label("number"))
        .where(JOURNAL.c.seq > kept.seq)
        .group_by(JOURNAL.c.action)
        .order_by(JOURNAL.c.action)
    )
    return {row.action: row.number for row in connection.execute(query)}
