"""Lines of commitments, filtered, grouped and summed into rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, select

from ledger.gap.convert import Facts
from ledger.gap.question import NAMED, Dimension, Question
from ledger.model.tables import COMMITMENT
from ledger.rules.facts import Fact, counted
from ledger.rules.lines import COLUMNS
from ledger.store.batches import rows_among
from ledger.store.names import Names, Party
from ledger.store.positions import Stand
from ledger.values.bounds import Bounds, total
from ledger.values.stages import AidType

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


Key = tuple[str | None, ...]
"""The value of each dimension asked for, and the unit."""


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
    said), ``counts`` the counters, ``stands`` the lines that add up to it, where the question was
    answered from the entries.
    """

    group: dict[str, str | None]
    unit: str | None
    figures: dict[str, Bounds | None]
    counts: dict[str, int]
    stands: list[Stand] = field(default_factory=list)


def abouts(
    connection: Connection, names: Names, commitments: Collection[int] | None = None
) -> dict[int, About]:
    """What each commitment is (or each of some), by number."""
    query = select(
        COMMITMENT.c.id,
        COMMITMENT.c.donor_id,
        COMMITMENT.c.recipient_id,
        COMMITMENT.c.aid_type,
        COMMITMENT.c.item,
        COMMITMENT.c.programme,
    )
    return {
        row.id: About(
            names.parties[row.donor_id],
            names.parties[row.recipient_id],
            AidType(row.aid_type),
            row.item,
            row.programme,
        )
        for row in rows_among(connection, query, COMMITMENT.c.id, commitments)
    }


def naming_items(
    about: Mapping[int, About], told: Facts, question: Question
) -> Mapping[int, About]:
    """A commitment of one kind of item is one of that kind when it is valued in money, too.

    Of one kind it is by what stands on any day, as known by the clock of the question.
    """
    if question.policy is None or not question.policy.value_items:
        return about
    return {
        number: _naming_its_item(told.get(number, ()), one, question.known_at)
        for number, one in about.items()
    }


def _naming_its_item(told: Sequence[Fact], about: About, known_at: int | None) -> About:
    if about.item is None:
        figures = [fact for fact in counted(told, known_at=known_at) if fact.unit is not None]
        units = {fact.unit for fact in figures}
        if len(units) == 1 and not any(fact.money for fact in figures):
            return replace(about, item=units.pop())
    return about


def grouped(
    source: Iterable[Stand], question: Question, about: Mapping[int, About], names: Names
) -> list[GapRow]:
    """The lines that a question asks for, a row a group and unit, in order."""
    groups: dict[Key, list[Stand]] = {}
    for one in source:
        key = group_of(one, question, about[one.commitment], names)
        if key is not None:
            groups.setdefault(key, []).append(one)
    return [
        GapRow(columns_of_group(key, question, names), key[-1], *summed(groups[key]), groups[key])
        for key in sorted(groups, key=in_rows)
    ]


def group_of(one: Stand, question: Question, about: About, names: Names) -> Key | None:
    """The group that a line belongs to, with its unit; ``None`` if it is not asked for."""
    if not _is_asked_for(one, about, question, names):
        return None
    return (*(_value(dimension, one, about, names) for dimension in question.by), one.unit)


def in_rows(key: Key) -> tuple[tuple[bool, str], ...]:
    """Groups from A to Z, what has no name last."""
    return tuple((part is None, part or "") for part in key)


def item_of(one: Stand, about: About, names: Names) -> str | None:
    """The item of a line: what its unit counts, or else what the commitment names."""
    if one.unit is not None and not names.units[one.unit].is_currency:
        return one.unit
    return about.item


def _is_asked_for(one: Stand, about: About, question: Question, names: Names) -> bool:
    return (
        (not question.donors or about.donor.id in question.donors)
        and (not question.recipients or about.recipient.id in question.recipients)
        and (not question.aid_types or about.aid_type in question.aid_types)
        and (not question.items or item_of(one, about, names) in question.items)
        and (not question.programmes or about.programme in question.programmes)
        and (not question.stages or one.line.stage in question.stages)
    )


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


def columns_of_group(key: Key, question: Question, names: Names) -> dict[str, str | None]:
    """The columns of a group: its values, with names beside codes."""
    group: dict[str, str | None] = {}
    for dimension, value in zip(question.by, key[:-1], strict=True):
        group[dimension.value] = value
        if dimension in NAMED and value is not None:
            group[f"{dimension.value}_name"] = names.party(value).name
    return group


def summed(members: Sequence[Stand]) -> tuple[dict[str, Bounds | None], dict[str, int]]:
    """The figures and the counts of some lines in one unit; a commitment counts once."""
    return (
        {column: added(getattr(one.line, column) for one in members) for column in COLUMNS},
        {
            "commitments": len({one.commitment for one in members}),
            "unquantified": sum(one.line.unquantified for one in members),
            "with_delivery_evidence": sum(one.line.evidence for one in members),
            "conflicts": sum(one.line.conflict for one in members),
            "other_unit": sum(one.line.other_unit for one in members),
        },
    )


def added(figures: Iterable[Bounds | None]) -> Bounds | None:
    """The sum of what is there; ``None`` of nothing."""
    return total(figure for figure in figures if figure is not None)
