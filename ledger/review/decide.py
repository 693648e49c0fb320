"""Decisions: a claim becomes an entry, with the words it was read from, or it does not.

Accepting posts through the writer of the ledger: the commitment (a new one, or one on record),
the entry with the claim's citations, and the decision, in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ledger.errors import RuleBroken
from ledger.model.inputs import NewCommitment, NewDecision, NewEntry, NewLink, validated
from ledger.reading.parties import GENERIC
from ledger.review.queue import Queued, figure
from ledger.rules.families import LinkKind
from ledger.store.writer import DECIDED, Writer
from ledger.values import days, stages, units
from ledger.values.bounds import Qualifier
from ledger.values.units import Quantity, UnitKind
from ledger.vocabulary import plural

AMENDABLE = (
    "donor",
    "recipient",
    "aid_type",
    "stage",
    "amount",
    "date",
    "due",
    "due_quote",
    "item",
    "title",
    "programme",
    "cumulative",
)
"""What a person may put right in a claim before it is accepted."""


_TITLE_LENGTH = 100
"""How much of a claim's words its title takes."""

_NAMING = frozenset({"title", "programme"})
"""What a person calls a commitment; the claim is not put right by that."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a decision made; ``doubts`` are sentences on what should be looked at again of it."""

    claim: str
    commitment: int
    entry: int
    is_new: bool
    doubts: tuple[str, ...] = ()


def reject(writer: Writer, claim: Queued, reason: str) -> None:
    """Record that a claim is not one, and why."""
    _require_open(claim)
    new = validated(NewDecision, verdict="reject", reason=reason)
    writer.add_decision(claim.ref.number, new)


def accept(
    writer: Writer,
    claim: Queued,
    *,
    to: int | None = None,
    amended: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> Posted:
    """Post a claim: as a new commitment, or as an entry of the commitment ``to``.

    ``amended`` holds what a person put right, by the names in :data:`AMENDABLE`. A claim that is
    a part of another, accepted one is linked to its commitment.
    """
    _require_open(claim)
    changes = dict(amended or {})
    entry = _entry(writer, claim, changes)
    before = len(writer.doubts)
    commitment = to
    if commitment is None:
        commitment = writer.add_commitment(_commitment(writer, claim, changes))
    number = writer.add_entry(commitment, entry)
    if to is not None:
        writer.doubt_unit(to, number)
    verdict = "amend" if changes.keys() - _NAMING else "accept"
    decision = validated(NewDecision, verdict=verdict, reason=reason)
    writer.add_decision(claim.ref.number, decision, commitment, number)
    if to is None:
        _link_to_package(writer, claim, commitment)
    doubts = tuple(writer.doubts[before:])
    return Posted(str(claim.ref), commitment, number, to is None, doubts)


def _require_open(claim: Queued) -> None:
    if claim.verdict is not None:
        raise RuleBroken(f"{claim.ref} was decided already: {claim.verdict}.", hint=DECIDED)
    if claim.withdrawn:
        raise RuleBroken(f"{claim.ref} is not found in its document any more.")


def _commitment(writer: Writer, claim: Queued, changes: Mapping[str, Any]) -> NewCommitment:
    body = claim.body
    aid_type = changes.get("aid_type", body["aid_type"])
    recipient = changes.get("recipient") or body["recipient_code"] or body["recipient"]
    if not recipient:
        raise RuleBroken(
            f"{claim.ref} does not say who gets it.",
            hint=f"Say who: aid-ledger review amend {claim.ref} --recipient NAME",
        )
    if body["donor"] == GENERIC and not changes.get("donor"):
        raise RuleBroken(
            f"{claim.ref} names no donor: “donors” are all who gave.",
            hint=f"Say who: aid-ledger review amend {claim.ref} --donor NAME",
        )
    return validated(
        NewCommitment,
        donor=changes.get("donor") or body["donor_code"] or body["donor"],
        recipient=recipient,
        aid_type=stages.parse_aid_type(aid_type),
        title=changes.get("title") or title(body, aid_type, _name(writer, recipient)),
        item=changes["item"] if "item" in changes else _item(writer, body),
        programme=changes.get("programme"),
    )


def title(body: Mapping[str, Any], aid_type: str, recipient: str | None) -> str:
    """What a claim promises and to whom, in its own words as far as they go.

    A figure without a noun ("30 more") has that of what it counts.
    """
    words = shorten(str(body["text"]), _TITLE_LENGTH, placeholder=" …")
    if body["unit_kind"] == UnitKind.CURRENCY:
        kind = "" if aid_type == stages.AidType.OTHER else f"{aid_type} "
        words = f"{words} of {kind}aid"
    else:
        named = body["item"] or _counted(body)
        if named and named not in words:
            words = f"{words} {named}"
    if recipient and recipient not in words:
        words = f"{words} to {recipient}"
    return words[:1].upper() + words[1:]


def _counted(body: Mapping[str, Any]) -> str | None:
    unit = body["unit"]
    return unit if unit is None or body["high"] == "1" else plural(unit)


def _name(writer: Writer, party: str) -> str | None:
    return writer.names.party(party).name if writer.names.knows_party(party) else None


def _item(writer: Writer, body: Mapping[str, Any]) -> str | None:
    """The kind of thing that a claim counts, or that its words name."""
    if body["unit_kind"] == UnitKind.ITEM:
        return str(body["unit"])
    return writer.names.item_named_in(body["item"] or "")


def _entry(writer: Writer, claim: Queued, changes: Mapping[str, Any]) -> NewEntry:
    body = claim.body
    _, text, _ = writer.document(claim.document)
    stage = stages.parse_stage(changes.get("stage", body["stage"]))
    delivers = stage in {stages.Stage.DELIVERED, stages.Stage.IN_TRANSIT}
    start, end = _quoted(body)
    return validated(
        NewEntry,
        stage=stage,
        document=claim.document,
        quote=text[start:end],
        quote_at=start,
        quantity=_quantity(body, changes),
        days=_days(body, changes),
        due=days.parse(changes["due"]) if "due" in changes else None,
        due_quote=changes.get("due_quote"),
        cumulative=changes.get("cumulative", not delivers),
        support={"figure": (body["start"], body["end"]), **_support(body, changes)},
    )


def _quoted(body: Mapping[str, Any]) -> tuple[int, int]:
    """What is quoted: the sentence; from the sum on that says in which currency this one is."""
    start, end = body["sentence_start"], body["sentence_end"]
    told = body["support"].get("unit", (start, end))
    return min(start, told[0]), max(end, told[1])


def _quantity(body: Mapping[str, Any], changes: Mapping[str, Any]) -> Quantity | None:
    if "amount" in changes:
        given = changes["amount"]
        return None if given is None else units.parse_quantity(given)
    bounds = figure(body)
    if bounds is None:
        return None
    return Quantity(bounds, body["unit"], Qualifier(body["qualifier"]))


def _days(body: Mapping[str, Any], changes: Mapping[str, Any]) -> days.Days | None:
    if "date" in changes:
        return days.parse(changes["date"])
    if body["date_high"] is None:
        return None
    low = body["date_low"]
    return days.Days(
        None if low is None else days.parse_day(low), days.parse_day(body["date_high"])
    )


def _support(body: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """The words that bear out what was not amended."""
    fields = {"donor", "recipient", "item", "unit", "stage", "date"} - changes.keys()
    if "amount" in changes:
        fields.discard("unit")
    return {name: (span[0], span[1]) for name, span in body["support"].items() if name in fields}


def _link_to_package(writer: Writer, claim: Queued, commitment: int) -> None:
    """Parts and packages of one text are linked as soon as both are accepted."""
    whole = claim.body["part_of"]
    if whole is not None:
        package = writer.claims.accepted_at(claim.document, whole[0], whole[1])
        if package is not None and package != commitment:
            _link(writer, claim, commitment, package)
    span = [claim.body["start"], claim.body["end"]]
    for part in writer.claims.accepted_parts_of(claim.document, span):
        if part != commitment:
            _link(writer, claim, part, commitment)


def _link(writer: Writer, claim: Queued, part: int, package: int) -> None:
    reason = f"read so in D{claim.document}"
    writer.add_link(
        validated(NewLink, source=part, target=package, kind=LinkKind.PART_OF, reason=reason)
    )
