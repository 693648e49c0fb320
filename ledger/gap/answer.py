"""The gap: lines of commitments, filtered, grouped and summed.

What is kept answers where it can (:mod:`ledger.gap.kept`); a firmer rung, other rates than those
of the day, another currency than the euro, and whoever wants the details goes through the entries.
Both give the same figures [G13].
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection

from ledger.gap import kept
from ledger.gap.convert import Conversions, Converted, Unconverted
from ledger.gap.elsewhere import Elsewhere, elsewhere
from ledger.gap.ground import ground
from ledger.gap.grouping import GapRow, grouped
from ledger.gap.question import Question
from ledger.store.facts import family
from ledger.store.names import Names
from ledger.store.positions import stands


@dataclass(slots=True)
class Gap:
    """The answer to a question.

    ``converted`` are the figures behind the rows that were converted into the currency asked
    for, by entry, where the answer came from the entries; ``unconverted`` those that could not be.
    ``elsewhere`` are, likewise, the entries behind the rows that are of another commitment than
    the line that rests on them, or in another unit. ``totals`` are rows that add up all others,
    where they were asked for.
    """

    question: Question
    rows: list[GapRow]
    converted: dict[int, Converted] = field(default_factory=dict)
    unconverted: list[Unconverted] = field(default_factory=list)
    elsewhere: dict[int, Elsewhere] = field(default_factory=dict)
    totals: list[GapRow] = field(default_factory=list)


def answer(connection: Connection, question: Question, *, from_entries: bool = False) -> Gap:
    """Answer a question.

    ``from_entries`` folds all entries anew, and tells which lines and which conversions are
    behind each row.
    """
    names = Names(connection)
    if from_entries or not kept.answers(connection, question):
        return _from_entries(connection, question, names)
    quick = kept.quick(connection, question, names)
    found = Gap(question, quick.rows)
    if quick.unconverted:
        members, _ = family(connection, *quick.unconverted)
        found.unconverted = _from_entries(connection, question, names, members).unconverted
    return found


def _from_entries(
    connection: Connection,
    question: Question,
    names: Names,
    members: Collection[int] | None = None,
) -> Gap:
    """Fold all entries, or those of whole families."""
    given = ground(connection, names, question, members)
    lines = stands(
        given.facts,
        given.links,
        given.items,
        as_of=question.as_of,
        known_at=question.known_at,
        promised_at=question.promised_at,
    )
    found = Gap(question, grouped(lines, question, given.about, names))
    found.elsewhere = elsewhere(connection, found.rows, given.told, given.facts, given.about)
    tell_conversions(found, given.conversions)
    return found


def tell_conversions(gap: Gap, done: Conversions | None, besides: Collection[int] = ()) -> None:
    """Say which figures behind the rows (or ``besides``) were converted, and which could not be."""
    if done is None:
        return
    behind = {
        entry
        for row in gap.rows
        for one in row.stands
        for entries in one.line.facts.values()
        for entry in entries
    }
    told = sorted(behind | set(besides))
    gap.converted = {n: done.converted[n] for n in told if n in done.converted}
    gap.unconverted = [done.unconverted[n] for n in told if n in done.unconverted]
