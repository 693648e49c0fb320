"""Proof that nothing was changed: everything that is kept is computed again and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from ledger.audit.findings import Finding
from ledger.audit.heads import Head, actions_since, check_head
from ledger.audit.verify_decisions import check_claims, check_decisions, check_links
from ledger.audit.verify_evidence import check_cited, check_documents, streamed
from ledger.audit.verify_file import check_file
from ledger.audit.verify_journal import check_chain, check_records, check_vocabulary
from ledger.audit.verify_rates import check_rates
from ledger.audit.verify_readable import check_readable, check_spelling
from ledger.audit.verify_schema import check_schema
from ledger.store import cells, plain
from ledger.store.batches import batches
from ledger.store.euro import EuroBook
from ledger.store.facts import family
from ledger.store.names import Names
from ledger.store.positions import Stand, folded_of, kept

Check = Callable[[Connection], Iterator[Finding]]


def verify(connection: Connection) -> list[Finding]:
    """All findings, check after check; an empty list for a ledger that is whole.

    A check that cannot go on, because of what somebody put where it should not stand, is told
    among them. Where nothing accounts for that, its error is raised.
    """
    found: list[Finding] = []
    readable: list[Finding] = []
    stopped: dict[str, Exception] = {}

    def run(check: Check, findings: list[Finding]) -> None:
        try:
            findings.extend(check(connection))
        except Exception as error:  # there is no telling what may stand in a row
            stopped[check.__name__.removeprefix("check_").replace("_", " ")] = error

    for check in CHECKS:
        run(check, found)
    if not stopped:
        return found
    run(check_readable, readable)
    found = [*readable, *found]
    if not found:
        raise next(iter(stopped.values()))
    why = "what is there cannot be read to its end, so not all of it was compared"
    return [*found, *(Finding("not-checked", name, why) for name in stopped)]


@dataclass(frozen=True, slots=True)
class Proof:
    """What is not as it was recorded, or not as it was at the head that was ``kept``.

    ``actions`` counts what came after that head, by what was done.
    """

    findings: list[Finding]
    kept: Head | None
    actions: dict[str, int]


def prove(connection: Connection, kept: Head | None) -> Proof:
    """Verify, also against a head that was kept elsewhere, if one was."""
    findings = verify(connection)
    if kept is None:
        return Proof(findings, None, {})
    return Proof([*check_head(connection, kept), *findings], kept, actions_since(connection, kept))


def check_positions(connection: Connection) -> Iterator[Finding]:
    """What each commitment stands at follows from its entries, in its own units and in euro.

    The database itself compares the plain ones. The others are folded some at a time, each with
    all that it is linked to.
    """
    numbers = connection.execute(streamed(plain.uncertain())).scalars()
    for some in batches(numbers):
        yield from _check_positions_of(connection, set(some))


def _check_positions_of(connection: Connection, numbers: set[int]) -> Iterator[Finding]:
    members, links = family(connection, *numbers)
    for in_euro in (False, True):
        found = folded_of(connection, members, links, in_euro=in_euro)
        here = _by_key(one for one in found if one.commitment in numbers)
        there = _by_key(kept(connection, numbers, in_euro=in_euro))
        for key in sorted(here.keys() | there.keys(), key=str):
            if here.get(key) != there.get(key):
                commitment, unit = key
                yield Finding(
                    "position",
                    f"C{commitment}",
                    f"what it stands at in {unit or 'no unit'}{', in euro,' if in_euro else ''}"
                    " does not follow from its entries",
                )


def check_euro(connection: Connection) -> Iterator[Finding]:
    """[G12] Each figure in euro is what the rate of its day makes of the entry."""
    for number in EuroBook(connection, Names(connection)).strayed():
        yield Finding("euro", f"E{number}", "its figure in euro does not follow from its rate")


def check_cells(connection: Connection) -> Iterator[Finding]:
    """Each total that is kept is the sum of what the commitments in it stand at."""
    for cuboid, in_euro, *of, unit in sorted(set(cells.strayed(connection)), key=str):
        group = ", ".join(str(value) for value in of if value not in {0, ""})
        yield Finding(
            "total",
            cuboid,
            f"what is kept of {group or 'all'} in {unit or 'no unit'}"
            f"{', in euro,' if in_euro else ''} is not the sum of its commitments",
        )


def _by_key(found: Iterable[Stand]) -> dict[tuple[int, str | None], Stand]:
    return {(one.commitment, one.unit): one for one in found}


CHECKS: tuple[Check, ...] = (
    check_file,
    check_schema,
    check_spelling,
    check_chain,
    check_records,
    check_vocabulary,
    check_documents,
    check_cited,
    check_rates,
    check_decisions,
    check_claims,
    check_links,
    check_euro,
    check_positions,
    check_cells,
)
"""All checks, in the order in which they report."""
