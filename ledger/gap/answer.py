"""The gap: lines of commitments, filtered, grouped and summed.

The lines come from the positions that the writer keeps where those answer the question, and are
folded from entries where they do not (a past day, a past state of knowledge, a firmer rung,
another currency); both give the same figures [G13].
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, func, select

from ledger.gap.convert import Converted, Facts, Unconverted, conversions
from ledger.gap.grouping import GapRow, abouts, grouped, naming_items
from ledger.gap.question import Question
from ledger.model.tables import POSITION
from ledger.store.facts import facts, links
from ledger.store.names import Names
from ledger.store.positions import Stand, items_of, kept, stands
from ledger.values.stages import Stage


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
        return Gap(question, grouped(kept(connection), question, about, names))
    told = facts(connection)
    if question.policy is None:
        return Gap(question, grouped(_folded(connection, told, question), question, about, names))
    done = conversions(connection, names, told, question.policy, question.as_of, question.known_at)
    about = naming_items(about, told, question.known_at)
    lines = _folded(connection, done.facts, question)
    found = Gap(question, grouped(lines, question, about, names))
    behind = sorted(_entries_behind(found.rows))
    found.converted = {n: done.converted[n] for n in behind if n in done.converted}
    found.unconverted = [done.unconverted[n] for n in behind if n in done.unconverted]
    return found


def _entries_behind(rows: Iterable[GapRow]) -> set[int]:
    """The entries that any figure of the rows rests on."""
    return {
        entry
        for row in rows
        for one in row.stands
        for entries in one.line.facts.values()
        for entry in entries
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
