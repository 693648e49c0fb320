"""Proof that nothing was changed: everything that is kept is computed again and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from sqlalchemy import Connection, select

from ledger.audit.findings import Finding
from ledger.audit.verify_evidence import check_cited, check_documents
from ledger.audit.verify_journal import check_chain, check_records, check_vocabulary
from ledger.model.tables import COMMITMENT
from ledger.rules.families import Link
from ledger.store.facts import facts, links
from ledger.store.positions import Stand, items_of, kept, stands

_BATCH = 1_000


def verify(connection: Connection) -> list[Finding]:
    """All findings, check after check; an empty list for a ledger that is whole."""
    return [finding for check in CHECKS for finding in check(connection)]


def check_positions(connection: Connection) -> Iterator[Finding]:
    """What each commitment stands at follows from its entries.

    Commitments are folded some at a time; those that are linked go together.
    """
    known = links(connection)
    linked = {number for link in known for number in (link.source, link.target)}
    numbers = iter(connection.execute(select(COMMITMENT.c.id).order_by(COMMITMENT.c.id)).scalars())
    alone = (number for number in numbers if number not in linked)
    yield from _check_positions_of(connection, linked, known)
    while batch := set(islice(alone, _BATCH)):
        yield from _check_positions_of(connection, batch, [])


def _check_positions_of(
    connection: Connection, numbers: set[int], known: list[Link]
) -> Iterator[Finding]:
    folded = _by_key(stands(facts(connection, numbers), known, items_of(connection, numbers)))
    there = _by_key(kept(connection, numbers))
    for key in sorted(folded.keys() | there.keys(), key=str):
        if folded.get(key) != there.get(key):
            commitment, unit = key
            yield Finding(
                "position",
                f"C{commitment}",
                f"what it stands at in {unit or 'no unit'} does not follow from its entries",
            )


def _by_key(found: Iterator[Stand]) -> dict[tuple[int, str | None], Stand]:
    return {(one.commitment, one.unit): one for one in found}


CHECKS: tuple[Callable[[Connection], Iterator[Finding]], ...] = (
    check_chain,
    check_records,
    check_vocabulary,
    check_documents,
    check_cited,
    check_positions,
)
"""All checks, in the order in which they report."""
