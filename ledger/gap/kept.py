"""The gap from what the ledger keeps, without going through all entries [G13].

What is known now of all days stands in cells, for the common questions, and in positions, for the
others. A question by the clocks takes out of those sums what did not stand like that then, and
adds what did. Where that is much, the cells tell what was settled before the clocks' month, or
block of the journal, and the entries of the others are folded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
    true,
)

from ledger.gap.grouping import (
    PERIODS,
    GapRow,
    Key,
    abouts,
    columns_of_group,
    group_of,
    in_rows,
)
from ledger.gap.question import NAMED, Dimension, Question
from ledger.gap.settled import Settled, by_day, in_journal
from ledger.model.kept import COUNTS, CUBOIDS, LIMBS, MEASURES
from ledger.model.tables import (
    CELL,
    COMMITMENT,
    COMMITMENT_LINK,
    ENTRY,
    POSITION,
    RATE_SOURCE,
)
from ledger.rates.policy import Policy, PolicyKind
from ledger.rules.families import Link
from ledger.rules.rates import EURO
from ledger.store import plain
from ledger.store.cells import item_column, kept_figures, measures_of, month_of, summed
from ledger.store.facts import facts, families, family, links
from ledger.store.names import Names
from ledger.store.plain import Clocks
from ledger.store.positions import Stand, items_of, kept, stands
from ledger.values import amount
from ledger.values.bounds import Bounds
from ledger.values.stages import Stage

SOME = 300
"""Lines that stood otherwise, or entries since, above which cells tell what was settled."""

MANY = 5_000
"""The same, above which all entries are folded, where cells cannot tell."""


@dataclass(frozen=True, slots=True)
class Quick:
    """Rows, and the commitments some of whose figures have no rate."""

    rows: list[GapRow]
    unconverted: frozenset[int]


def answers(connection: Connection, question: Question) -> bool:
    """Whether what is kept can tell: of promises at any rung, in own units or in euro."""
    if question.promised_at is not Stage.PLEDGED:
        return False
    policy = question.policy
    if policy is None:
        return True
    return _is_kept(policy) and (
        question.known_at is None
        or not connection.execute(
            select(RATE_SOURCE.c.journal_seq)
            .where(RATE_SOURCE.c.journal_seq > question.known_at)
            .limit(1)
        ).first()
    )


def _is_kept(policy: Policy) -> bool:
    return (
        policy.currency == EURO and policy.kind is PolicyKind.EVENT_DATE and not policy.value_items
    )


def quick(connection: Connection, question: Question, names: Names) -> Quick:
    """Answer a question that :func:`answers` says yes to."""
    return _Quick(connection, question, names).answer()


class _Quick:
    """One answer in the making."""

    def __init__(self, connection: Connection, question: Question, names: Names) -> None:
        self._connection = connection
        self._question = question
        self._names = names
        self._in_euro = question.policy is not None
        self._groups: dict[Key, Counter[str]] = {}
        self._unconverted: set[int] = set()

    def answer(self) -> Quick:
        settled = self._settled()
        otherwise = self._stood_otherwise(MANY if settled is None else SOME)
        if otherwise is None:
            if settled is not None:
                self._add_cells(settled.cuboid, settled.cells)
                self._note_unconverted(not_(settled.rest))
            self._add_folded(None if settled is None else settled.rest)
        else:
            cuboid = self._cuboid()
            if cuboid is None:
                self._add_positions()
            else:
                self._add_cells(cuboid)
            self._note_unconverted(true(), otherwise)
            if otherwise:
                members, _ = family(self._connection, *otherwise)
                self._add(kept(self._connection, members, in_euro=self._in_euro), -1)
                self._add(self._stood(members))
        found = {key: sums for key, sums in self._groups.items() if sums["lines"]}
        rows = [
            GapRow(
                columns_of_group(key, self._question, self._names), key[-1], *_figures(found[key])
            )
            for key in sorted(found, key=in_rows)
        ]
        return Quick(rows, frozenset(self._unconverted))

    def _stood_otherwise(self, limit: int) -> set[int] | None:
        """Commitments that entries, links or days since the clocks have changed.

        None where more lines than ``limit`` stood otherwise, or more entries have come since.
        """
        question = self._question
        found: set[int] = set()
        later = [
            select(POSITION.c.commitment_id).where(
                POSITION.c.last_day > question.as_of, POSITION.c.in_euro == self._in_euro
            )
        ]
        if question.known_at is not None:
            since = COMMITMENT_LINK.c.journal_seq > question.known_at
            later += [
                select(ENTRY.c.commitment_id).where(ENTRY.c.journal_seq > question.known_at),
                select(COMMITMENT_LINK.c.source_id).where(since),
                select(COMMITMENT_LINK.c.target_id).where(since),
            ]
        for query in later:
            # not "distinct": that would go through all commitments instead of through an index
            rows = self._connection.execute(query.limit(limit + 1)).scalars().all()
            if len(rows) > limit:
                return None
            found.update(rows)
        return found

    def _settled(self) -> Settled | None:
        """What cells can tell of the clocks, if only one of them matters."""
        as_of, known_at = self._question.as_of, self._question.known_at
        found = by_day(as_of) if known_at is None else in_journal(known_at)
        if not self._wanted() <= set(CUBOIDS[found.cuboid]):
            return None
        later = select(POSITION.c.last_day).where(POSITION.c.last_day > as_of).limit(1)
        both_matter = known_at is not None and self._connection.execute(later).first() is not None
        return None if both_matter else found

    def _wanted(self) -> set[str]:
        """What cells must be kept by to answer."""
        filters = {name for name, values in self._filters().items() if values}
        return {_BY[one] for one in self._question.by} | filters

    def _cuboid(self) -> str | None:
        """The cheapest cells that have all that is asked for, if any have."""
        wanted = self._wanted()
        return next((name for name, kept_by in CUBOIDS.items() if wanted <= set(kept_by)), None)

    def _add_cells(self, cuboid: str, which: ColumnElement[bool] | None = None) -> None:
        columns = {name: CELL.c[name] for name in CUBOIDS[cuboid]}
        query = (
            select(*self._raw(columns), CELL.c.unit, *(func.sum(CELL.c[m]) for m in MEASURES))
            .where(CELL.c.cuboid == cuboid, CELL.c.in_euro == self._in_euro)
            .where(self._asked_for(columns))
            .group_by(*self._raw(columns), CELL.c.unit)
        )
        if "donor_id" not in columns:
            query = query.where(CELL.c.donor_id == 0)  # the key of the table starts with it
        self._take(query if which is None else query.where(which), MEASURES)

    def _add_positions(self) -> None:
        columns = {**_OF_COMMITMENT, "month": month_of(POSITION.c.day)}
        columns["item"] = item_column(POSITION.c.unit, COMMITMENT.c.item)
        columns["stage"] = POSITION.c.stage
        measures = summed(kept_figures(), {name: POSITION.c[name] for name in COUNTS})
        query = (
            select(*self._raw(columns), POSITION.c.unit, *(measures[name] for name in MEASURES))
            .join_from(POSITION, COMMITMENT, COMMITMENT.c.id == POSITION.c.commitment_id)
            .where(POSITION.c.in_euro == self._in_euro, self._asked_for(columns))
            .group_by(*self._raw(columns), POSITION.c.unit)
        )
        self._take(query, MEASURES)

    def _add_folded(self, which: ColumnElement[bool] | None) -> None:
        """From the entries: plain commitments in the database, the others by the rules.

        ``which`` says of positions whose commitments are meant, all if it is not given.
        """
        question = self._question
        clocks = Clocks(question.as_of, question.known_at)
        among = None if which is None else select(POSITION.c.commitment_id).where(which)
        lines = plain.folded(clocks, in_euro=self._in_euro, among=among)
        columns = {**_OF_COMMITMENT, "month": month_of(lines.c.day)}
        columns["item"] = item_column(lines.c.unit, COMMITMENT.c.item)
        columns["stage"] = lines.c.stage
        is_plain = and_(lines.c.is_plain == 1, lines.c.unconverted == 0)
        other = case((is_plain, 0), else_=lines.c.commitment_id)
        figures = {
            name: (*plain.limbs(lines.c[f"{name}_low"]), *plain.limbs(lines.c[f"{name}_high"]))
            for name in plain.FIGURES
        }
        measures = summed(figures, {"evidence": lines.c.evidence})
        query = (
            select(other, *self._raw(columns), lines.c.unit, *measures.values())
            .join_from(lines, COMMITMENT, COMMITMENT.c.id == lines.c.commitment_id)
            .where(or_(lines.c.is_plain == 0, lines.c.unconverted == 1, self._asked_for(columns)))
            .group_by(other, *self._raw(columns), lines.c.unit)
        )
        others = self._take(query, tuple(measures), has_other=True)
        for end in (COMMITMENT_LINK.c.source_id, COMMITMENT_LINK.c.target_id):
            linked = select(end)
            if which is not None:
                linked = linked.where(exists().where(POSITION.c.commitment_id == end, which))
            others |= set(self._connection.execute(linked).scalars())
        for members, _ in families(self._connection, sorted(others)):
            self._add(self._stood(members))

    def _stood(self, members: Collection[int]) -> Iterator[Stand]:
        """What whole families stood at by the clocks."""
        question = self._question
        known = [link for link in self._links if link.folded in members]
        for one in stands(
            facts(self._connection, members, in_euro=self._in_euro),
            known,
            items_of(self._connection, members),
            as_of=question.as_of,
            known_at=question.known_at,
        ):
            if self._in_euro and one.unconverted:
                self._unconverted.add(one.commitment)
            yield one

    @cached_property
    def _links(self) -> list[Link]:
        return links(self._connection, self._question.known_at)

    def _note_unconverted(
        self, which: ColumnElement[bool], otherwise: Collection[int] = ()
    ) -> None:
        if self._in_euro:
            flagged = select(POSITION.c.commitment_id).where(POSITION.c.unconverted == 1, which)
            self._unconverted.update(self._connection.execute(flagged.distinct()).scalars())
            self._unconverted -= set(otherwise)

    def _add(self, lines: Iterable[Stand], sign: int = 1) -> None:
        """Put lines into their groups, or take them out."""
        found = list(lines)
        names, question = self._names, self._question
        about = abouts(self._connection, names, {one.commitment for one in found})
        for one in found:
            key = group_of(one, question, about[one.commitment], names)
            if key is not None:
                sums = self._group(key)
                for name, value in measures_of(one.line).items():
                    sums[name] += sign * value

    def _group(self, key: Key) -> Counter[str]:
        return self._groups.setdefault(key, Counter())

    def _filters(self) -> dict[str, Collection[Any]]:
        question = self._question
        return {
            "donor_id": question.donors,
            "recipient_id": question.recipients,
            "aid_type": question.aid_types,
            "item": question.items,
            "programme": question.programmes,
            "stage": question.stages,
        }

    def _asked_for(self, columns: Mapping[str, Any]) -> ColumnElement[bool]:
        """The filters of the question; the same as :func:`ledger.gap.grouping.group_of`."""
        return and_(
            true(),
            *(
                columns[name].in_(sorted(values))
                for name, values in self._filters().items()
                if values
            ),
        )

    def _raw(self, columns: Mapping[str, Any]) -> list[Any]:
        """The columns that the dimensions asked for are made of, each once."""
        return [columns[name] for name in dict.fromkeys(_BY[one] for one in self._question.by)]

    def _take(
        self, query: Select[Any], measures: Sequence[str], *, has_other: bool = False
    ) -> set[int]:
        """Add the rows of a query to their groups; the commitments that it leaves to the rules."""
        raw = list(dict.fromkeys(_BY[one] for one in self._question.by))
        others: set[int] = set()
        for row in self._connection.execute(query):
            other, values = (row[0], row[1:]) if has_other else (0, row)
            if other:
                others.add(other)
                continue
            named = dict(zip(raw, values, strict=False))
            key = tuple(self._shown(one, named[_BY[one]]) for one in self._question.by)
            sums = self._group((*key, values[len(raw)] or None))
            for name, value in zip(measures, values[len(raw) + 1 :], strict=True):
                if value:
                    sums[name] += int(value)
        return others

    def _shown(self, dimension: Dimension, value: Any) -> str | None:
        if dimension in PERIODS:
            return PERIODS[dimension](date.fromisoformat(f"{value}-01"))
        if dimension in NAMED:
            return self._names.parties[value].key
        return value or None


_BY: Mapping[Dimension, str] = {
    Dimension.DONOR: "donor_id",
    Dimension.RECIPIENT: "recipient_id",
    Dimension.AID_TYPE: "aid_type",
    Dimension.ITEM: "item",
    Dimension.PROGRAMME: "programme",
    Dimension.MONTH: "month",
    Dimension.QUARTER: "month",
    Dimension.YEAR: "month",
}
"""What each dimension is made of."""

_OF_COMMITMENT: Mapping[str, ColumnElement[Any]] = {
    name: COMMITMENT.c[name] for name in ("donor_id", "recipient_id", "aid_type", "programme")
}

_COUNTED: Mapping[str, str] = {
    "commitments": "lines",
    "unquantified": "unquantified",
    "with_delivery_evidence": "evidence",
    "conflicts": "conflict",
    "other_unit": "other_unit",
}
"""Which measure of a cell each counter of the gap is."""


def _figures(sums: Mapping[str, int]) -> tuple[dict[str, Bounds | None], dict[str, int]]:
    """The figures and the counts of a group; a sum is open where any part of it is."""
    figures: dict[str, Bounds | None] = {}
    for figure, ends in LIMBS.items():
        said = sums[f"{figure}_said"]
        low, low_e4, high, high_e4 = (sums[end] for end in ends)
        closed = said == sums[f"{figure}_closed"]
        figures[figure] = (
            Bounds(amount.join(low, low_e4), amount.join(high, high_e4) if closed else None)
            if said
            else None
        )
    return figures, {name: sums[measure] for name, measure in _COUNTED.items()}
