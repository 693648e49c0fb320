"""Changes that the ledger's rules forbid, though each of their values is right."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ledger.errors import NotFound, RuleBroken
from ledger.model.tables import ENTRY
from ledger.rules.families import Link
from ledger.store.facts import family


def require_home(connection: Connection, link: Link) -> None:
    """A commitment has one home at most, and the way home never comes back."""
    if link.source == link.target:
        raise RuleBroken(f"C{link.source} cannot be linked to itself.")
    homes = {known.folded: known for known in family(connection, link.folded)[1]}
    taken = homes.get(link.folded)
    if taken is not None:
        raise RuleBroken(
            f"C{link.folded} is counted with C{taken.home} already "
            f"(C{taken.source} {taken.kind} C{taken.target}).",
            hint="A commitment is counted in one place.",
        )
    home = link.home
    while home in homes:
        home = homes[home].home
    if home == link.folded:
        raise RuleBroken(f"That would make a circle: C{link.home} is counted with C{link.folded}.")


def require_replaceable(connection: Connection, commitment: int, replaced: int) -> None:
    """An entry is replaced once, by one of its own commitment."""
    rows = connection.execute(
        select(ENTRY.c.commitment_id, ENTRY.c.id, ENTRY.c.replaces).where(
            (ENTRY.c.id == replaced) | (ENTRY.c.replaces == replaced)
        )
    ).all()
    target = [row for row in rows if row.id == replaced]
    if not target:
        raise NotFound(f"There is no entry E{replaced} to replace.")
    if target[0].commitment_id != commitment:
        raise RuleBroken(
            f"E{replaced} belongs to C{target[0].commitment_id}, not to C{commitment}."
        )
    replacement = [row.id for row in rows if row.replaces == replaced]
    if replacement:
        raise RuleBroken(
            f"E{replaced} is replaced by E{replacement[0]} already.",
            hint=f"Replace E{replacement[0]}.",
        )
