"""The tables of the ledger: SQLModel classes, a file for each kind of them.

Amounts stand in two integer columns, whole units and ten-thousandths (``low_whole`` and
``low_e4``), because a 64-bit integer cannot hold 10^15 with four decimals, SQLite has no decimal
type, and sums must be exact on both databases. Times and days: see :mod:`ledger.model.types`.

``table=True`` models do not validate; :mod:`ledger.model.inputs` does, and so does the database.
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
from ledger.model.keeping import Journal, Ledger
from ledger.model.kept import CELL, ENTRY_IN_EURO, POSITION
from ledger.model.names import Item, ItemAlias, Membership, Organisation, OrganisationAlias, Unit
from ledger.model.rates import Rate, RateSource
from ledger.model.record import Citation, Commitment, CommitmentLink, Document, Entry
from ledger.model.review import Claim, Decision

# The same tables for queries in SQLAlchemy Core, which is what reads and writes them.
LEDGER: Table = METADATA.tables["ledger"]
ORGANISATION: Table = METADATA.tables["organisation"]
ORGANISATION_ALIAS: Table = METADATA.tables["organisation_alias"]
MEMBERSHIP: Table = METADATA.tables["membership"]
UNIT: Table = METADATA.tables["unit"]
ITEM: Table = METADATA.tables["item"]
ITEM_ALIAS: Table = METADATA.tables["item_alias"]
DOCUMENT: Table = METADATA.tables["document"]
COMMITMENT: Table = METADATA.tables["commitment"]
COMMITMENT_LINK: Table = METADATA.tables["commitment_link"]
ENTRY: Table = METADATA.tables["entry"]
CITATION: Table = METADATA.tables["citation"]
RATE_SOURCE: Table = METADATA.tables["rate_source"]
RATE: Table = METADATA.tables["rate"]
CLAIM: Table = METADATA.tables["claim"]
DECISION: Table = METADATA.tables["decision"]
JOURNAL: Table = METADATA.tables["journal"]

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
    "Citation",
    "Claim",
    "Commitment",
    "CommitmentLink",
    "Decision",
    "Document",
    "Entry",
    "Item",
    "ItemAlias",
    "Journal",
    "Ledger",
    "Membership",
    "Organisation",
    "OrganisationAlias",
    "Rate",
    "RateSource",
    "Unit",
]
