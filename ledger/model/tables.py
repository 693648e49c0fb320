"""The tables of the ledger: SQLAlchemy Core, a file for each kind of them.

Amounts stand in two integer columns, whole units and ten-thousandths (``low_whole`` and
``low_e4``), because a 64-bit integer cannot hold 10^15 with four decimals, SQLite has no decimal
type, and sums must be exact on both databases. Times and days: see :mod:`ledger.model.types`.

A table validates nothing; :mod:`ledger.model.inputs` does, and so does the database.
Every table whose rows are facts of the record carries ``journal_seq``, the number of the journal
row that brought it; that number is the ledger's clock.
"""

from __future__ import annotations

from sqlalchemy import Table

from ledger.model.base import (
    BASES,
    FIELDS,
    METADATA,
    PUBLISHED_HOW,
    PUBLISHER_KINDS,
    SELECTORS,
    VERDICTS,
)
from ledger.model.keeping import JOURNAL, LEDGER
from ledger.model.kept import CELL, ENTRY_IN_EURO, POSITION
from ledger.model.names import ITEM, ITEM_ALIAS, MEMBERSHIP, ORGANISATION, ORGANISATION_ALIAS, UNIT
from ledger.model.rates import RATE, RATE_SOURCE
from ledger.model.record import CITATION, COMMITMENT, COMMITMENT_LINK, DOCUMENT, ENTRY
from ledger.model.review import CLAIM, DECISION

KEPT: tuple[Table, ...] = (CLAIM, ENTRY_IN_EURO, POSITION, CELL)
"""Tables whose rows the program replaces; all others are the record, and only grow."""

__all__ = [
    "BASES",
    "CELL",
    "CITATION",
    "CLAIM",
    "COMMITMENT",
    "COMMITMENT_LINK",
    "DECISION",
    "DOCUMENT",
    "ENTRY",
    "ENTRY_IN_EURO",
    "FIELDS",
    "ITEM",
    "ITEM_ALIAS",
    "JOURNAL",
    "KEPT",
    "LEDGER",
    "MEMBERSHIP",
    "METADATA",
    "ORGANISATION",
    "ORGANISATION_ALIAS",
    "POSITION",
    "PUBLISHED_HOW",
    "PUBLISHER_KINDS",
    "RATE",
    "RATE_SOURCE",
    "SELECTORS",
    "UNIT",
    "VERDICTS",
]
