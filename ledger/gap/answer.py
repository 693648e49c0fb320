"""The gap: lines of commitments, filtered, grouped and summed.

The lines come from the positions that the writer keeps where those answer the question, and are
folded from entries where they do not (a past day, a past state of knowledge, a firmer rung,
another currency); both give the same figures [G13].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, func, select

from ledger.gap.convert import Converted, Facts, Unconverted, conversions
from ledger.gap.question import NAMED, Dimension, Question
from ledger.model.tables import COMMITMENT, POSITION
from ledger.rules.facts import Fact
from ledger.rules.lines import COLUMNS
from ledger.store.facts import facts, links
from ledger.store.names import Names, Party
from ledger.store.positions import Stand, items_of, kept, stands
from ledger.values.bounds import Bounds, total
from ledger.values.stages import AidType, Stage

COUNTERS: tuple[str, ...] = (
    "commitments",
    "unquantified",
    "with_delivery_evidence",
    "conflicts",
    "other_unit",
)

PERIODS: Mapping[Dimension, Callable[[date], str]] = {
    Dimension.MONTH: lambda day: day.isoformat()[:7],
    Dimension.QUARTER: lambda day: f"{day.isoformat()[:4]}-Q{(day.month + 2) // 3}",
    Dimension.YEAR: lambda day: day.isoformat()[:4],
}


@dataclass(frozen=True, slots=True)
class About:
    """What a commitment is, apart from its figures."""

    donor: Party
    recipient: Party
    aid_type: AidType
    item: str | None
    programme: str | None


@dataclass(slots=True)
class GapRow:
    """One group in one unit (``None``: promises in no unit).

    ``group`` has the columns of the dimensions, ``figures`` the sums by column (``None``: nothing
    said), ``counts`` the counters, ``stands`` the lines that add up to it.
    """

    group: dict[str, str | None]
    unit: str | None
    figures: dict[str, Bounds | None]
    counts: dict[str, int]
    stands: list[Stand] = field(default_factory=list)


@dataclass(slots=True)
class Gap:
    """The answer to a question.

    ``converted`` are the figures behind the rows that were converted into the currency asked
    for, by entry; ``unconverted`` those that could not be. ``totals`` are rows that add up all
    others, where they were asked for.
    """

    question: Question
    rows: list[GapRow]
    converted: dict[int, Converted] = field(default_factory=dict)
    unconverted: list[Unconverted] = field(default_factory=list)
    totals: list[GapRow] = field(default_factory=list)


def answer(connection: Connection, question: Question, *, from_entries: bool = False) -> Gap:
    """Answer a question; ``from_entries`` folds anew even where positions would do."""
    names = Names(connection)
    about = abouts(connection, names)
    if not from_entries and _positions_answer(connection, question):
        return _answered(kept(connection), question, about, names)
    told = facts(connection)
    if question.policy is None:
        return _answered(_folded(connection, told, question), question, about, names)
    done = conversions(connection, names, told, question.policy, question.as_of, question.known_at)
    about = {n: _naming_its_item(told.get(n, ()), one) for n, one in about.items()}
    found = _answered(_folded(connection, done.facts, question), question, about, names)
    behind = sorted(_entries_behind(found.rows))
    found.converted = {n: done.converted[n] for n in behind if n in done.converted}
    found.unconverted = [done.unconverted[n] for n in behind if n in done.unconverted]
    return found


def _answered(
    source: Iterable[Stand], question: Question, about: Mapping[int, About], names: Names
) -> Gap:
    groups: dict[tuple[str | None, ...], list[Stand]] = {}
    for one in source:
        if _is_asked_for(one, about[one.commitment], question, names):
            key = _key(one, about[one.commitment], question, names)
            groups.setdefault((*key, one.unit), []).append(one)
    ordered = sorted(groups, key=lambda key: tuple((part is None, part or "") for part in key))
    return Gap(question, [_row(key, groups[key], question, names) for key in ordered])


def _entries_behind(rows: Iterable[GapRow]) -> set[int]:
    """The entries that any figure of the rows rests on."""
    return {
        entry
        for row in rows
        for one in row.stands
        for entries in one.line.facts.values()
        for entry in entries
    }


def abouts(connection: Connection, names: Names) -> dict[int, About]:
    """What each commitment is, by number."""
    return {
        row.id: About(
            names.parties[row.donor_id],
            names.parties[row.recipient_id],
            AidType(row.aid_type),
            row.item,
            row.programme,
        )
        for row in connection.execute(select(COMMITMENT))
    }


def _positions_answer(connection: Connection, question: Question) -> bool:
    """Positions hold what is known now of every day; a day before the last needs the entries."""
    if (
        question.known_at is not None
        or question.promised_at is not Stage.PLEDGED
        or question.policy is not None
    ):
        return False
    last: date | None = connection.execute(select(func.max(POSITION.c.last_day))).scalar()
    return last is None or last <= question.as_of


def _folded(connection: Connection, told: Facts, question: Question) -> Iterator[Stand]:
    return stands(
        told,
        links(connection, question.known_at),
        items_of(connection),
        as_of=question.as_of,
        known_at=question.known_at,
        promised_at=question.promised_at,
    )


def item_of(one: Stand, about: About, names: Names) -> str | None:
    """The item of a line: what its unit counts, or else what the commitment names."""
    if one.unit is not None and not names.units[one.unit].is_currency:
        return one.unit
    return about.item


def _naming_its_item(told: Sequence[Fact], about: About) -> About:
    """A commitment of one kind of item is one of that kind when it is valued in money, too."""
    units = {fact.unit for fact in told if fact.unit is not None}
    if about.item is None and len(units) == 1 and not any(fact.money for fact in told):
        return replace(about, item=units.pop())
    return about


def _is_asked_for(one: Stand, about: About, question: Question, names: Names) -> bool:
    return (
        (not question.donors or about.donor.id in question.donors)
        and (not question.recipients or about.recipient.id in question.recipients)
        and (not question.aid_types or about.aid_type in question.aid_types)
        and (not question.items or item_of(one, about, names) in question.items)
        and (not question.programmes or about.programme in question.programmes)
        and (not question.stages or one.line.stage in question.stages)
    )


def _key(one: Stand, about: About, question: Question, names: Names) -> tuple[str | None, ...]:
    return tuple(_value(dimension, one, about, names) for dimension in question.by)


def _value(dimension: Dimension, one: Stand, about: About, names: Names) -> str | None:
    if dimension is Dimension.ITEM:
        return item_of(one, about, names)
    if dimension in PERIODS:
        return None if one.line.day is None else PERIODS[dimension](one.line.day)
    value: str | None = {
        Dimension.DONOR: about.donor.key,
        Dimension.RECIPIENT: about.recipient.key,
        Dimension.AID_TYPE: about.aid_type.value,
        Dimension.PROGRAMME: about.programme,
    }[dimension]
    return value


def _row(
    key: tuple[str | None, ...], members: list[Stand], question: Question, names: Names
) -> GapRow:
    *values, unit = key
    group: dict[str, str | None] = {}
    for dimension, value in zip(question.by, values, strict=True):
        group[dimension.value] = value
        if dimension in NAMED and value is not None:
            group[f"{dimension.value}_name"] = names.party(value).name
    return GapRow(group, unit, *summed(members), members)


def summed(members: Sequence[Stand]) -> tuple[dict[str, Bounds | None], dict[str, int]]:
    """The figures and the counts of some lines in one unit; a commitment counts once."""
    return (
        {column: _sum(getattr(one.line, column) for one in members) for column in COLUMNS},
        {
            "commitments": len({one.commitment for one in members}),
            "unquantified": sum(one.line.unquantified for one in members),
            "with_delivery_evidence": sum(one.line.evidence for one in members),
            "conflicts": sum(one.line.conflict for one in members),
            "other_unit": sum(one.line.other_unit for one in members),
        },
    )


def _sum(figures: Iterable[Bounds | None]) -> Bounds | None:
    return total(figure for figure in figures if figure is not None)
