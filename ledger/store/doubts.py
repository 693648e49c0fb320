"""What should be looked at again of what was just written, though it may be right: a sentence each.

What an entry's quote leaves in doubt is told in :mod:`ledger.store.evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ledger.model.inputs import NewDocument, NewEntry
from ledger.model.tables import CITATION, COMMITMENT, ENTRY
from ledger.rules.families import Link
from ledger.store.cells import Place
from ledger.store.names import Names
from ledger.store.prepared import Prepared
from ledger.values.amount import shown

TOLD_OF_DOCUMENTS = (
    "title",
    "publisher",
    "publisher_kind",
    "url",
    "archive_url",
    "language",
    "published_on",
    "published_how",
    "retrieved_at",
)
"""What is told of a document besides its bytes."""

_ON_SAME_WORDS = Prepared(
    select(ENTRY.c.id, ENTRY.c.commitment_id, COMMITMENT.c.donor_id)
    .join(
        CITATION,
        (CITATION.c.commitment_id == ENTRY.c.commitment_id) & (CITATION.c.entry_id == ENTRY.c.id),
    )
    .join(COMMITMENT, COMMITMENT.c.id == ENTRY.c.commitment_id)
    .where(
        ENTRY.c.stage == bindparam("stage"),
        CITATION.c.document_id == bindparam("document_id"),
        CITATION.c.field == bindparam("field"),
        CITATION.c.start_at == bindparam("start_at"),
        CITATION.c.end_at == bindparam("end_at"),
    )
    .order_by(ENTRY.c.id)
)


def told_otherwise(known: Mapping[str, Any], new: NewDocument) -> Iterator[str]:
    """What is told of a document that is on record (``known``), and said otherwise there."""
    for name in TOLD_OF_DOCUMENTS:
        told, default = getattr(new, name), NewDocument.model_fields[name].default
        if told is not None and told != default and told != known[name]:
            what, stored = name.replace("_", " "), known[name]
            said = f"{what} {shown(str(stored))}, not" if stored is not None else f"without {what}"
            yield f"D{known['id']} stays as it is on record: {said} {shown(str(told))}."


def repetition(
    connection: Connection, donor: int, new: NewEntry, figure: Mapping[str, Any]
) -> Iterator[str]:
    """The same words recorded twice are counted twice, unless that is what is meant.

    ``figure`` is the citation of the new entry's figure, or of its statement.
    """
    words = {name: figure[name] for name in ("document_id", "field", "start_at", "end_at")}
    for row in _ON_SAME_WORDS.rows(connection, {"stage": new.stage.value, **words}):
        if row.donor_id == donor and row.id != new.replaces:
            yield f"E{row.id} of C{row.commitment_id} rests on the same words, and counts too."


def other_donor(names: Names, about: Place, cited: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Words that name other organisations, and not the donor of what they are recorded for.

    They are those that are cited for the donor, or else the quote.
    """
    told = next((one["exact"] for one in cited if one["field"] == "donor"), None)
    named = names.parties_in(told or cited[0]["exact"])
    if about.donor_id in named or (told is not None and not named):
        return
    if others := named - {about.recipient_id}:
        listed = ", ".join(sorted(names.parties[number].name for number in others))
        yield f"The quote names {listed}, and not {names.parties[about.donor_id].name}."


def to_come(what: str, day: date, until: date, then: str) -> Iterator[str]:
    """A day that is later than it can well be: "E4 is dated 2027-03-05, after …"."""
    if day > until:
        yield f"{what} is dated {day}, after {then}."


def other_unit(connection: Connection, commitment: int, entry: int) -> Iterator[str]:
    """An entry in another unit than all that its commitment had before."""
    query = select(ENTRY.c.id, ENTRY.c.unit, ENTRY.c.replaces).where(
        ENTRY.c.commitment_id == commitment, ENTRY.c.unit.is_not(None)
    )
    rows = connection.execute(query).all()
    replaced = {row.replaces for row in rows}
    own = {row.unit for row in rows if row.id == entry}
    others = {row.unit for row in rows if row.id != entry and row.id not in replaced}
    if own and others and not own & others:
        yield (
            f"C{commitment} has figures in {', '.join(sorted(others))} so far, and E{entry} is in"
            f" {own.pop()}: sums never mix units."
        )


def counted_elsewhere(names: Names, link: Link, ends: Mapping[int, Place]) -> Iterator[str]:
    """What is counted with another commitment counts for that one's donor and recipient.

    ``ends`` has the donor and recipient of both commitments.
    """
    folded, home = ends[link.folded], ends[link.home]
    for role, ours, theirs in (
        ("donor", folded.donor_id, home.donor_id),
        ("recipient", folded.recipient_id, home.recipient_id),
    ):
        own, other = names.parties[ours].key, names.parties[theirs].key
        if own != other:
            yield (
                f"The {role} of C{link.folded} is {own}, that of C{link.home} is {other}:"
                f" what is counted with C{link.home} counts for {other}."
            )
