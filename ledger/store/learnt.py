"""What a writer has read that the next one need not read again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from ledger.store.euro import EuroBook
from ledger.store.journal import Head
from ledger.store.names import Names


@dataclass(frozen=True, slots=True)
class Learnt:
    """Names and rates as they were when the journal ended in ``head``.

    Whatever adds to them adds to the journal, so they are the same as long as it ends there.
    """

    head: Head
    names: Names
    euro: EuroBook

    @classmethod
    def at(cls, head: Head, connection: Connection, before: Learnt | None) -> Learnt:
        """What was learnt before, if nobody has written since; otherwise nothing yet."""
        if before is None or before.head != head:
            names = Names(connection)
            return cls(head, names, EuroBook(connection, names))
        before.names.connection = connection
        before.euro.connection = connection
        return before
