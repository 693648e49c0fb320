"""The gap as it stood at each month's end, in one walk through the entries.

From one month to the next only those families are folded anew in which something happened (or
whose figures have other rates); the rows add what is new and take out what it replaces. So each
month is what :func:`ledger.gap.answer.answer` would say on its last day, at a fraction of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from ledger.gap.answer import Gap
from ledger.gap.convert import Conversions, Facts, Unconverted, book_for, convert
from ledger.gap.grouping import (
    COUNTERS,
    About,
    GapRow,
    Key,
    abouts,
    columns_of_group,
    group_of,
    in_rows,
    naming_items,
)
from ledger.gap.question import Question
from ledger.rates.policy import PolicyKind
from ledger.rules.families import Link
from ledger.rules.lines import COLUMNS, Line
from ledger.rules.rates import RateBook
from ledger.store.facts import facts, links
from ledger.store.names import Names
from ledger.store.positions import Stand, items_of, stands
from ledger.values.bounds import Bounds, total

DonorsAt = Callable[[date], frozenset[int]]
"""Who the donors asked for are on a day: a group has other members at other times."""


def over_time(
    connection: Connection,
    question: Question,
    donors_at: DonorsAt | None = None,
    *,
    with_totals: bool = False,
) -> list[Gap]:
    """The answer at each month's end, from the first entry's month to the day of the question.

    The last is that of the day itself. Rows carry no lines, so they cannot be explained.
    ``donors_at`` takes the place of the question's donors; ``with_totals`` adds the rows of each
    month up.
    """
    names = Names(connection)
    told = facts(connection)
    happened = [
        fact.days.high
        for entries in told.values()
        for fact in entries
        if question.known_at is None or fact.recorded <= question.known_at
    ]
    if not happened or min(happened) > question.as_of:
        return [Gap(question, [])]
    walk = _Walk(connection, question, names, told)
    days = list(month_ends(min(happened), question.as_of))
    gaps = []
    for day, changed in zip(days, walk.changes(days), strict=True):
        donors = question.donors if donors_at is None else donors_at(day)
        gap = walk.step(replace(question, as_of=day, donors=donors), changed)
        if with_totals:
            gap.totals = _totals(gap.rows)
        gaps.append(gap)
    return gaps


def _totals(rows: Iterable[GapRow]) -> list[GapRow]:
    """A row for each unit that adds all rows up: each line of a commitment is in one of them."""
    by_unit: defaultdict[str | None, list[GapRow]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit].append(row)
    return [
        GapRow(
            {},
            unit,
            {name: total(f for row in of if (f := row.figures[name])) for name in COLUMNS},
            {name: sum(row.counts[name] for row in of) for name in COUNTERS},
        )
        for unit, of in by_unit.items()
    ]


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last day of each month from that of ``first``, and ``last`` itself at the end."""
    day = first.replace(day=1)
    while (day.year, day.month) < (last.year, last.month):
        following = (day + timedelta(31)).replace(day=1)
        yield following - timedelta(1)
        day = following
    yield last


@dataclass(slots=True)
class _Sum:
    """Bounds added up, from which some can be taken out again."""

    parts: int = 0
    low: int = 0
    high: int = 0
    open_low: int = 0
    open_high: int = 0

    def add(self, figure: Bounds, sign: int) -> None:
        self.parts += sign
        self.low += sign * (figure.low or 0)
        self.high += sign * (figure.high or 0)
        self.open_low += sign * (figure.low is None)
        self.open_high += sign * (figure.high is None)

    @property
    def bounds(self) -> Bounds | None:
        if not self.parts:
            return None
        return Bounds(None if self.open_low else self.low, None if self.open_high else self.high)


@dataclass(slots=True)
class _Tally:
    """What the lines of one group add up to."""

    lines: int = 0
    sums: dict[str, _Sum] = field(default_factory=lambda: {name: _Sum() for name in COLUMNS})
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTERS, 0))

    def add(self, line: Line, sign: int) -> None:
        self.lines += sign
        for name, held in self.sums.items():
            figure: Bounds | None = getattr(line, name)
            if figure is not None:
                held.add(figure, sign)
        self.counts["commitments"] += sign
        self.counts["unquantified"] += sign * line.unquantified
        self.counts["with_delivery_evidence"] += sign * line.evidence
        self.counts["conflicts"] += sign * line.conflict
        self.counts["other_unit"] += sign * line.other_unit


@dataclass(slots=True)
class _Family:
    """Commitments that are linked, and what they stand at since the day that folded them last.

    Each line is there with the group that it is added to, if it is asked for.
    """

    members: list[int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    stands: list[tuple[Stand, Key | None]] = field(default_factory=list)
    unconverted: Mapping[int, Unconverted] = field(default_factory=dict)


class _Walk:
    """The state between two days."""

    def __init__(
        self, connection: Connection, question: Question, names: Names, told: Facts
    ) -> None:
        self._names = names
        self._told = told
        self._done: Conversions | None = None
        self._about: Mapping[int, About] = abouts(connection, names)
        self._items = items_of(connection)
        self._book: RateBook | None = None
        if question.policy is not None:
            self._about = naming_items(self._about, told, question)
            self._book = book_for(
                connection, names, told, question.policy, question.as_of, question.known_at
            )
            if question.policy.kind is not PolicyKind.AS_OF:
                self._done = convert(told, question.policy, self._book, question.as_of)
        self._families = _families_of(told, links(connection, question.known_at))
        self._repriced: dict[int, _Family] = {}
        self._donors = question.donors
        self._tallies: defaultdict[Key, _Tally] = defaultdict(_Tally)
        self._rows: dict[Key, GapRow] = {}
        self._unconverted: dict[int, Unconverted] = {}

    def changes(self, days: list[date]) -> list[list[_Family]]:
        """For each day the families in which something happened since the day before."""
        changed: list[list[_Family]] = [[] for _ in days]
        for family in self._families:
            happened = {
                bisect_left(days, fact.days.high)
                for number in family.members
                for fact in self._told[number]
            }
            for at in happened - {len(days)}:
                changed[at].append(family)
        return changed

    def step(self, question: Question, changed: Iterable[_Family]) -> Gap:
        """Go on to the day of a question, on which these families have changed."""
        moved = {id(family): family for family in changed} | self._repriced
        for family in moved.values():
            self._take_out(family)
            self._fold(family, question)
        if question.donors != self._donors:
            self._donors = question.donors
            moved = {id(family): family for family in self._families}
            for family in self._families:
                self._take_out(family)
        for family in moved.values():
            self._put_in(family, question)
        return Gap(
            question,
            [self._row(key, question) for key in sorted(self._tallies, key=in_rows)],
            unconverted=[self._unconverted[entry] for entry in sorted(self._unconverted)],
        )

    def _fold(self, family: _Family, question: Question) -> None:
        found = stands(
            self._in_currency(family, question),
            family.links,
            self._items,
            as_of=question.as_of,
            known_at=question.known_at,
            promised_at=question.promised_at,
        )
        family.stands = [(one, None) for one in found]

    def _in_currency(self, family: _Family, question: Question) -> Facts:
        """The facts of a family; at rates of the day they have others on the next."""
        told: Facts = {number: self._told[number] for number in family.members}
        done = self._done
        if question.policy is None or self._book is None:
            return told
        if done is None:
            done = convert(told, question.policy, self._book, question.as_of)
            if done.converted or done.unconverted:
                self._repriced[id(family)] = family
        family.unconverted = done.unconverted
        return {number: done.facts[number] for number in family.members}

    def _take_out(self, family: _Family) -> None:
        for one, key in family.stands:
            if key is not None:
                self._tallies[key].add(one.line, -1)
                self._rows.pop(key, None)
                if not self._tallies[key].lines:
                    del self._tallies[key]
                for entry in _behind(one) & family.unconverted.keys():
                    self._unconverted.pop(entry, None)
        family.stands = [(one, None) for one, _ in family.stands]

    def _put_in(self, family: _Family, question: Question) -> None:
        placed = [
            (one, group_of(one, question, self._about[one.commitment], self._names))
            for one, _ in family.stands
        ]
        for one, key in placed:
            if key is None:
                continue
            self._tallies[key].add(one.line, 1)
            self._rows.pop(key, None)
            for entry in _behind(one) & family.unconverted.keys():
                self._unconverted[entry] = family.unconverted[entry]
        family.stands = placed

    def _row(self, key: Key, question: Question) -> GapRow:
        if key not in self._rows:
            tally = self._tallies[key]
            figures = {name: held.bounds for name, held in tally.sums.items()}
            group = columns_of_group(key, question, self._names)
            self._rows[key] = GapRow(group, key[-1], figures, dict(tally.counts))
        return self._rows[key]


def _behind(one: Stand) -> set[int]:
    """The entries that any figure of a line rests on."""
    return {entry for entries in one.line.facts.values() for entry in entries}


def _families_of(told: Collection[int], known: Collection[Link]) -> list[_Family]:
    """The commitments that have facts, in families, each with its links."""
    root: dict[int, int] = {}

    def find(number: int) -> int:
        while root.get(number, number) != number:
            number = root[number]
        return number

    for link in known:
        root[find(link.folded)] = find(link.home)
    found: defaultdict[int, _Family] = defaultdict(_Family)
    for number in told:
        found[find(number)].members.append(number)
    for link in known:
        if find(link.home) in found:
            found[find(link.home)].links.append(link)
    return list(found.values())
