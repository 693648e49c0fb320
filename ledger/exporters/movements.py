"""How what commitments stand at moved, day by day: the gap as a journal that adds up.

Folding is not adding: a total replaces what came before it, a package swallows its parts. So
each family of linked commitments is folded as of every day on which something happened to it, and
a movement is what a commitment stood at before that day and after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from ledger.gap.question import Question
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link
from ledger.store.facts import facts, links
from ledger.store.positions import Stand, items_of, stands

Told = Mapping[int, Sequence[Fact]]
"""Facts by commitment."""

_Standing = dict[int, tuple[Stand, ...]]


@dataclass(frozen=True, slots=True)
class Movement:
    """What one commitment stood at before a day and at its end; ``entries`` moved it."""

    day: date
    commitment: int
    before: tuple[Stand, ...]
    after: tuple[Stand, ...]
    entries: tuple[int, ...]


def movements(connection: Connection, question: Question) -> list[Movement]:
    """All movements up to the question's day, as known at its time, by day and commitment.

    Every entry that counts stands in the movement of its own commitment on its last day, even
    where it moves no figure. Filters and policy of the question are not looked at.
    """
    known = links(connection, question.known_at)
    told = {
        number: counted(entries, question.as_of, question.known_at)
        for number, entries in facts(connection).items()
    }
    items = items_of(connection)
    found = [
        movement
        for members, among in _families(told, known)
        for movement in _moved({n: told[n] for n in members}, among, items)
    ]
    return sorted(found, key=lambda one: (one.day, one.commitment))


def _families(told: Told, known: Collection[Link]) -> Iterator[tuple[list[int], list[Link]]]:
    """Commitments with entries, together with those that they are linked to, and the links."""
    home = {link.folded: link.home for link in known}

    def head(number: int) -> int:
        while number in home:
            number = home[number]
        return number

    members: dict[int, list[int]] = {}
    for number in sorted(told):
        if told[number]:
            members.setdefault(head(number), []).append(number)
    among: dict[int, list[Link]] = {}
    for link in known:
        among.setdefault(head(link.home), []).append(link)
    for first, numbers in members.items():
        yield numbers, among.get(first, [])


def _moved(
    told: Told, among: Collection[Link], items: Mapping[int, str | None]
) -> Iterator[Movement]:
    before: _Standing = {}
    for day in sorted({fact.days.high for entries in told.values() for fact in entries}):
        after = _standing(told, among, items, day)
        today = {
            number: tuple(fact.id for fact in entries if fact.days.high == day)
            for number, entries in told.items()
        }
        for number in sorted({*before, *after, *told}):
            old, new = before.get(number, ()), after.get(number, ())
            if today.get(number) or old != new:
                yield Movement(day, number, old, new, _movers(number, new, today))
        before = after


def _standing(
    told: Told, among: Collection[Link], items: Mapping[int, str | None], day: date
) -> _Standing:
    found: dict[int, list[Stand]] = {}
    for one in stands(told, among, items, as_of=day):
        found.setdefault(one.commitment, []).append(one)
    return {number: tuple(ones) for number, ones in found.items()}


def _movers(
    number: int, after: tuple[Stand, ...], today: Mapping[int, tuple[int, ...]]
) -> tuple[int, ...]:
    """The day's entries behind a movement: its own, those its figures now rest on, or else all."""
    of_the_day = {entry for entries in today.values() for entry in entries}
    behind = {entry for one in after for entries in one.line.facts.values() for entry in entries}
    return tuple(sorted({*today.get(number, ()), *(behind & of_the_day)} or of_the_day))
