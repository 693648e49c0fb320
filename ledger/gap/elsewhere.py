"""Entries behind an answer that a reader would not look for there, each with its words.

A line rests on entries of other commitments where these are counted with it (parts, drawdowns,
duplicates, what it supersedes), and on entries told in another unit than its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.gap.convert import Facts
from ledger.gap.grouping import About, GapRow
from ledger.model.tables import CITATION
from ledger.rules.facts import Fact
from ledger.store.batches import rows_among
from ledger.store.positions import Stand
from ledger.values.bounds import Bounds

"""How many commitments are asked for at once."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An entry of another commitment, or in another unit, than the line that rests on it.

    ``figure`` is in ten-thousandths of ``unit``, as published (``None``: none was). ``start`` and
    ``end`` count code points of the document ``document``; ``selector`` is its cell, where it is
    no text.
    """

    entry: int
    commitment: int
    donor: str
    recipient: str
    figure: Bounds | None
    unit: str | None
    document: int
    start: int | None
    end: int | None
    selector: str | None
    exact: str


def elsewhere(
    connection: Connection,
    rows: Iterable[GapRow],
    told: Facts,
    folded: Facts,
    about: Mapping[int, About],
) -> dict[int, Elsewhere]:
    """What the lines of rows rest on from elsewhere, by entry.

    ``told`` has the facts as published, ``folded`` as they were counted, perhaps converted.
    """
    wanted = {entry for row in rows for one in row.stands for entry in _from_elsewhere(one, folded)}
    if not wanted:
        return {}
    found = {
        fact.id: (commitment, fact)
        for commitment, facts in told.items()
        for fact in facts
        if fact.id in wanted
    }
    homes = {commitment for commitment, _ in found.values()}
    words = {row.entry_id: row for row in _words(connection, homes) if row.entry_id in found}
    return {
        entry: _elsewhere(found[entry][1], found[entry][0], about, words[entry])
        for entry in sorted(found)
    }


def _from_elsewhere(one: Stand, folded: Facts) -> Iterator[int]:
    """The entries behind a line that are not of its commitment, or not in its unit."""
    at_home = {fact.id for fact in folded.get(one.commitment, ()) if fact.unit in {None, one.unit}}
    for entries in one.line.facts.values():
        yield from (entry for entry in entries if entry not in at_home)


def _words(connection: Connection, commitments: set[int]) -> Iterator[Row[Any]]:
    """Of each entry the citation of its figure, or else that of its statement, as the last."""
    query = (
        select(CITATION)
        .where(CITATION.c.field.in_(("statement", "amount", "quantity")))
        .order_by(CITATION.c.entry_id, CITATION.c.number)
    )
    return rows_among(connection, query, CITATION.c.commitment_id, commitments)


def _elsewhere(
    fact: Fact, commitment: int, about: Mapping[int, About], words: Row[Any]
) -> Elsewhere:
    return Elsewhere(
        entry=fact.id,
        commitment=commitment,
        donor=about[commitment].donor.key,
        recipient=about[commitment].recipient.key,
        figure=fact.figure,
        unit=fact.unit,
        document=words.document_id,
        start=words.start_at,
        end=words.end_at,
        selector=words.selector,
        exact=words.exact,
    )
