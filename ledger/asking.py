"""What people type, as validated inputs and questions: one function for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, func, select

from ledger.errors import NotFound, ValueRefused
from ledger.gap.groups import donors
from ledger.gap.question import Question, parse_by, today
from ledger.model.tables import COMMITMENT, JOURNAL
from ledger.rates.chosen import chosen
from ledger.rules.account import PROMISE_RUNGS
from ledger.rules.families import LinkKind
from ledger.sources.files import read_file
from ledger.store.names import Names, nearest
from ledger.values import days, refs, stages, units
from ledger.values.amount import shown
from ledger.values.refs import RefKind

if TYPE_CHECKING:
    from ledger.audit.clocks import Clocks
    from ledger.model.inputs import (
        NewCommitment,
        NewDocument,
        NewEntry,
        NewItem,
        NewLink,
        NewOrganisation,
    )

_JOURNAL_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


def new_document(source: str | Path | bytes, published: str | date, **known: Any) -> NewDocument:
    """Read and validate a document that is to be taken in."""
    from ledger.model.inputs import NewDocument, validated

    content = source if isinstance(source, bytes) else read_file(Path(source))
    day = days.parse_day(published) if isinstance(published, str) else published
    return validated(NewDocument, content=content, published_on=day, **known)


def new_commitment(**values: Any) -> NewCommitment:
    """Validate a commitment that is to be opened."""
    from ledger.model.inputs import NewCommitment, validated

    aid_type = stages.parse_aid_type(values.pop("aid_type"))
    return validated(NewCommitment, aid_type=aid_type, **values)


def new_entry(
    *,
    stage: str,
    document: str,
    amount: str | None = None,
    date: str | None = None,
    due: str | None = None,
    replaces: str | None = None,
    **values: Any,
) -> NewEntry:
    """Validate an entry that is to be added."""
    from ledger.model.inputs import NewEntry, validated

    kind = stages.parse_stage(stage)
    delivers = kind in {stages.Stage.DELIVERED, stages.Stage.IN_TRANSIT}
    values.setdefault("cumulative", not delivers)
    return validated(
        NewEntry,
        stage=kind,
        document=refs.parse(document, RefKind.DOCUMENT).number,
        quantity=None if amount is None else units.parse_quantity(amount),
        days=None if date is None else days.parse(date),
        due=None if due is None else days.parse(due),
        replaces=None if replaces is None else refs.parse(replaces, RefKind.ENTRY).number,
        **values,
    )


def new_link(source: str, kind: str, target: str, reason: str | None) -> NewLink:
    """Validate a link that is to be made."""
    from ledger.model.inputs import NewLink, validated

    named = kind.strip().casefold().replace("-", "_")
    if named not in set(LinkKind):
        raise ValueRefused(
            f"{shown(kind)} is no kind of link.", hint=f"One of: {', '.join(LinkKind)}."
        )
    return validated(
        NewLink,
        source=refs.parse(source, RefKind.COMMITMENT).number,
        target=refs.parse(target, RefKind.COMMITMENT).number,
        kind=LinkKind(named),
        reason=reason,
    )


def new_organisation(**values: Any) -> NewOrganisation:
    """Validate an organisation that is to be taken in."""
    from ledger.model.inputs import NewOrganisation, validated

    return validated(NewOrganisation, **values)


def new_item(**values: Any) -> NewItem:
    """Validate an item that is to be taken in."""
    from ledger.model.inputs import NewItem, validated

    return validated(NewItem, **values)


def build_question(
    connection: Connection,
    by: str | Iterable[str] = "donor",
    as_of: str | date | None = None,
    known_at: str | int | datetime | None = None,
    *,
    promised_at: str = "pledged",
    currency: str | None = None,
    rates: str | None = None,
    value_items: bool = False,
    basis: str | Iterable[str] | None = None,
    **filters: str | Iterable[str] | None,
) -> Question:
    """A question from words; names are looked up in this ledger."""
    names = Names(connection)
    words = {key: _words(value) for key, value in filters.items()}
    unknown = words.keys() - {"donor", "recipient", "aid_type", "item", "programme", "stage"}
    if unknown:
        raise TypeError(f"The gap has no filter {', '.join(sorted(unknown))}.")
    day = days.parse_day(as_of) if isinstance(as_of, str) else as_of
    return Question(
        as_of=day or today(),
        by=parse_by(_words(by)),
        known_at=_journal_number(connection, known_at),
        promised_at=stages.parse_stage(promised_at, PROMISE_RUNGS, "a rung of a promise"),
        policy=chosen(names, currency, rates, _words(basis), value_items=value_items),
        donors=donors(connection, names, words.get("donor", ()), day or today()),
        recipients=frozenset(
            names.party(name, "recipient").id for name in words.get("recipient", ())
        ),
        aid_types=frozenset(stages.parse_aid_type(word) for word in words.get("aid_type", ())),
        items=frozenset(names.item(name) for name in words.get("item", ())),
        programmes=_programmes(connection, words.get("programme", ())),
        stages=frozenset(stages.parse_stage(word) for word in words.get("stage", ())),
    )


def donors_at(
    connection: Connection, donor: str | Iterable[str] | None
) -> Callable[[date], frozenset[int]] | None:
    """Who the donors of these names are on a day: a group has other members at other times.

    ``None`` where none is named, and all donors are asked for.
    """
    words = _words(donor)
    return partial(donors, connection, Names(connection), words) if words else None


def build_clocks(
    connection: Connection,
    as_of: str | date | None = None,
    known_at: str | int | datetime | None = None,
) -> Clocks:
    """The two clocks from words, as :func:`build_question` takes them; ``None`` is now."""
    from ledger.audit.clocks import Clocks

    day = days.parse_day(as_of) if isinstance(as_of, str) else as_of
    return Clocks(day, _journal_number(connection, known_at))


def _programmes(connection: Connection, words: Iterable[str]) -> frozenset[str]:
    """Programmes by the names that commitments give them; one that none gives is refused."""
    named = frozenset(words)
    of = COMMITMENT.c.programme
    for name in sorted(named):
        if connection.execute(select(of).where(of == name).limit(1)).first() is None:
            known = connection.execute(select(of).where(of.is_not(None)).distinct()).scalars()
            raise NotFound(
                f"No programme is known as {shown(name)}.",
                hint=nearest(name, known) + "Programmes are those that commitments name:"
                " aid-ledger gap --by programme",
            )
    return named


def _words(value: str | Iterable[str] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _journal_number(connection: Connection, known_at: str | int | datetime | None) -> int | None:
    """The last journal row at a time, given as a time, a day (its end), or the number itself.

    Of what is not there yet nobody knows what will be in it: an answer by such a clock could not
    be made again, and is refused. Today's date is taken, for all that is recorded so far.
    """
    if known_at is None:
        return None
    if isinstance(known_at, str) and _JOURNAL_NUMBER.fullmatch(known_at):
        known_at = int(known_at)
    if isinstance(known_at, int):
        last = _last_journal_number(connection)
        if not 0 <= known_at <= last:
            raise NotFound(
                f"There is no journal row {known_at}; the last is {last}.",
                hint="Without --known-at all counts that is recorded.",
            )
        return known_at
    given = _moment(known_at) if isinstance(known_at, str) else known_at
    moment = days.in_utc(given)
    if moment > datetime.combine(today(), time.max, UTC):
        last = _last_journal_number(connection)
        raise ValueRefused(
            f"{known_at} is not over yet: what will be known by then cannot be told.",
            hint=f"Leave --known-at out, or give the last journal row, {last}: it answers the same"
            " at any time.",
        )
    return _last_journal_number(connection, JOURNAL.c.at <= moment)


def _moment(text: str) -> datetime:
    try:
        return days.parse_moment(text)
    except ValueRefused:
        raise ValueRefused(
            f"{shown(text)} is not a time.",
            hint="Write 2026-03-01, 2026-03-01T08:30:00Z, or the number of a journal row.",
        ) from None


def _last_journal_number(connection: Connection, *where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.max(JOURNAL.c.seq)).where(*where)).scalar() or 0)
