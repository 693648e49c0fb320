"""[G14] The gap of what is overdue: a delivery date was promised and has passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ledger.gap.answer import Gap, tell_conversions
from ledger.gap.elsewhere import elsewhere
from ledger.gap.ground import Ground, accounts, ground
from ledger.gap.grouping import group_of, grouped
from ledger.gap.question import Question
from ledger.model.tables import ENTRY
from ledger.rules.due import Due, days_overdue
from ledger.rules.lines import lines
from ledger.store.facts import family
from ledger.store.names import Names
from ledger.store.positions import Stand
from ledger.values.bounds import Bounds

DAYS = "days_overdue"
"""How many days the longest overdue promise of a row is so; a count of the row."""


@dataclass(frozen=True, slots=True)
class Late:
    """One promise, in one unit, that is overdue, and what may be left of it.

    ``left`` is what is outstanding or undetermined (``None``: a promise without a figure).
    """

    commitment: int
    donor: str
    recipient: str
    unit: str | None
    due: Due
    days: int
    left: Bounds | None


@dataclass(slots=True)
class Overdue:
    """The gap of the overdue lines alone, and each of them, the longest overdue first.

    ``any_due`` says whether any promise on record tells when it is due.
    """

    gap: Gap
    promises: list[Late]
    any_due: bool


def overdue(connection: Connection, question: Question, *, with_totals: bool = False) -> Overdue:
    """Answer a question for what is overdue on its day; ``with_totals`` adds all rows up."""
    names = Names(connection)
    given = ground(connection, names, question, _dated_families(connection, question))
    late = {(stand.commitment, stand.unit): (stand, one) for stand, one in _late(given, question)}
    stands = [stand for stand, _ in late.values()]
    promises = [
        one
        for stand, one in late.values()
        if group_of(stand, question, given.about[stand.commitment], names) is not None
    ]
    gap = Gap(question, grouped(stands, question, given.about, names))
    if with_totals:
        gap.totals = grouped(stands, replace(question, by=()), given.about, names)
    for row in (*gap.rows, *gap.totals):
        row.counts[DAYS] = max(late[one.commitment, one.unit][1].days for one in row.stands)
    gap.elsewhere = elsewhere(connection, gap.rows, given.told, given.facts, given.about)
    tell_conversions(gap, given.conversions)
    promises.sort(key=lambda one: (-one.days, one.commitment, one.unit or ""))
    return Overdue(gap, promises, any_due=_any_due(connection, question))


def _any_due(connection: Connection, question: Question) -> bool:
    query = select(ENTRY.c.id).where(ENTRY.c.due_high.is_not(None)).limit(1)
    if question.known_at is not None:
        query = query.where(ENTRY.c.journal_seq <= question.known_at)
    return connection.execute(query).first() is not None


def _dated_families(connection: Connection, question: Question) -> set[int]:
    """The commitments with an entry whose due date has passed, and all they are linked to."""
    dated = select(ENTRY.c.commitment_id).where(ENTRY.c.due_high < question.as_of).distinct()
    return family(connection, *connection.execute(dated).scalars())[0]


def _late(given: Ground, question: Question) -> Iterator[tuple[Stand, Late]]:
    for commitment, account in accounts(given, question):
        if account.due is None:
            continue
        for unit, line in lines(account, given.items.get(commitment)).items():
            days = days_overdue(account.due, line, question.as_of)
            if days is not None:
                about = given.about[commitment]
                yield (
                    Stand(commitment, unit, line, question.as_of),
                    Late(
                        commitment,
                        about.donor.key,
                        about.recipient.key,
                        unit,
                        account.due,
                        days,
                        line.undetermined if line.outstanding is None else line.outstanding,
                    ),
                )
