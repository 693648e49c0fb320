"""Groups of states as donors: the group itself, and its members."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, or_, select

from ledger.model.tables import MEMBERSHIP, ORGANISATION
from ledger.store.names import Names
from ledger.vocabulary import OrganisationKind


def donors(connection: Connection, names: Names, words: Iterable[str], day: date) -> frozenset[int]:
    """The numbers of donors by any of their names; a group brings its members as of a day.

    Each donor is in it once, and so is each of its commitments: what the group promised as such
    and what a member promised are commitments of their own, unless a link says that one is part
    of the other. An institution (EU) is a donor of its own and brings nobody.
    """
    named = {names.party(word, "donor").id for word in words}
    groups = select(ORGANISATION.c.id).where(
        ORGANISATION.c.id.in_(named), ORGANISATION.c.kind == OrganisationKind.GROUP.value
    )
    members = select(MEMBERSHIP.c.member_id).where(
        MEMBERSHIP.c.group_id.in_(groups),
        or_(MEMBERSHIP.c.since.is_(None), MEMBERSHIP.c.since <= day),
    )
    return frozenset(named | set(connection.execute(members).scalars()))
