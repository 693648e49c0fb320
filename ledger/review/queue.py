"""The queue: claims of stored documents, waiting for a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from ledger.errors import NotFound
from ledger.model.tables import CLAIM, COMMITMENT, DECISION, DOCUMENT
from ledger.review.matching import Known, Suggestion, Wanted, suggest
from ledger.store.claims import Replaced, claim_key
from ledger.store.facts import facts
from ledger.store.names import Names
from ledger.store.writer import Writer
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.refs import Ref, RefKind
from ledger.values.stages import Stage
from ledger.values.units import UnitKind

Read = Callable[[str, date], Iterable[Mapping[str, Any]]]
"""Text and day of publication to claims, as records (:mod:`ledger.reading.record`)."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim in the queue; ``body`` is its record, ``verdict`` what was decided, if it was."""

    ref: Ref
    document: int
    key: str
    reader: str
    body: Mapping[str, Any]
    withdrawn: bool
    verdict: str | None
    entry: Ref | None
    commitment: Ref | None
    reason: str | None
    decided_by: str | None


def extract(writer: Writer, document: int, reader: str, read: Read) -> Replaced:
    """Read a stored document into the queue; again is safe, and nothing doubles."""
    sha256, text, published_on = writer.document(document)
    claims = {claim_key(sha256, body): body for body in read(text, published_on)}
    return writer.add_claims(document, reader, claims)


def queue(
    connection: Connection,
    *,
    numbers: Iterable[int] | None = None,
    document: int | None = None,
    donor: str | None = None,
    decided: bool = False,
) -> list[Queued]:
    """Claims in the order of their documents and places; only open ones unless ``decided``."""
    query: Select[Any] = (
        select(
            CLAIM,
            DECISION.c.verdict,
            DECISION.c.entry_id,
            DECISION.c.commitment_id,
            DECISION.c.reason,
            DECISION.c.recorded_by,
        )
        .outerjoin(DECISION, DECISION.c.claim_id == CLAIM.c.id)
        .order_by(CLAIM.c.document_id, CLAIM.c.start_at, CLAIM.c.id)
    )
    if numbers is not None:
        query = query.where(CLAIM.c.id.in_(list(numbers)))
    elif not decided:
        query = query.where(DECISION.c.id.is_(None), CLAIM.c.withdrawn == 0)
    if document is not None:
        query = query.where(CLAIM.c.document_id == document)
    found = [_queued(row) for row in connection.execute(query)]
    return [one for one in found if donor is None or donor in _donor_names(one.body)]


def one(connection: Connection, number: int) -> Queued:
    """One claim, decided or not."""
    found = queue(connection, numbers=[number])
    if not found:
        raise NotFound(f"There is no claim K{number}.", hint="See: aid-ledger review list")
    return found[0]


def suggestions(connection: Connection, claim: Queued) -> list[Suggestion]:
    """The commitments that a claim may belong to, the likeliest first."""
    body = claim.body
    names = Names(connection)
    donor = _key(names, body["donor_code"] or body["donor"])
    if donor is None:
        return []
    wanted = Wanted(
        donor=donor,
        recipient=_key(names, body["recipient_code"] or body["recipient"]),
        words=f"{body['item'] or ''} {body['text']}",
        item=_item(names, body),
        stage=Stage(body["stage"]),
        figure=figure(body),
        unit=unit(names, body),
        day=_day(connection, claim),
    )
    return suggest(wanted, _known(connection, names, donor))


def figure(body: Mapping[str, Any]) -> Bounds | None:
    """The bounds of a claim's figure."""
    low, high = body["low"], body["high"]
    if low is None and high is None:
        return None
    return Bounds(
        None if low is None else amount.parse(low), None if high is None else amount.parse(high)
    )


def unit(names: Names, body: Mapping[str, Any]) -> str | None:
    """The ledger's unit for a claim's figure, if it knows it."""
    named = body["unit"]
    return names.unit(named).code if named and names.knows_unit(named) else None


def _item(names: Names, body: Mapping[str, Any]) -> str | None:
    if body["unit_kind"] == UnitKind.ITEM:
        return unit(names, body)
    return names.item_named_in(body["item"] or "")


def _key(names: Names, name: str | None) -> str | None:
    return names.party(name).key if name and names.knows_party(name) else None


def _donor_names(body: Mapping[str, Any]) -> set[str]:
    return {body["donor_code"], body["donor"]} - {None}


def _known(connection: Connection, names: Names, donor: str) -> list[Known]:
    donor_id = names.party(donor).id
    query = (
        select(
            COMMITMENT.c.id.label("number"),
            COMMITMENT.c.recipient_id,
            COMMITMENT.c.title,
            COMMITMENT.c.item,
        )
        .where(COMMITMENT.c.donor_id == donor_id)
        .order_by(COMMITMENT.c.id)
    )
    about = {row.number: row for row in connection.execute(query)}
    return [
        Known(
            commitment=number,
            donor=donor,
            recipient=names.parties[about[number].recipient_id].key,
            title=about[number].title,
            item=about[number].item,
            stage=fact.stage,
            figure=fact.figure,
            unit=fact.unit,
            day=fact.days.high,
        )
        for number, entries in facts(connection, list(about)).items()
        for fact in entries
    ]


def _day(connection: Connection, claim: Queued) -> date:
    """The last day that a claim speaks of: where it names none, that of publication."""
    if claim.body["date_high"]:
        return date.fromisoformat(claim.body["date_high"])
    query = select(DOCUMENT.c.published_on).where(DOCUMENT.c.id == claim.document)
    found: date = connection.execute(query).scalar_one()
    return found


def _queued(row: Any) -> Queued:
    return Queued(
        ref=Ref(RefKind.CLAIM, row.id),
        document=row.document_id,
        key=row.key,
        reader=row.reader,
        body=json.loads(row.body),
        withdrawn=row.withdrawn,
        verdict=row.verdict,
        entry=None if row.entry_id is None else Ref(RefKind.ENTRY, row.entry_id),
        commitment=(
            None if row.commitment_id is None else Ref(RefKind.COMMITMENT, row.commitment_id)
        ),
        reason=row.reason,
        decided_by=row.recorded_by,
    )
