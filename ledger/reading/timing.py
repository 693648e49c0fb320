"""Which of the dates of a sentence goes with a claim."""

from __future__ import annotations

import re
from typing import Final

from ledger.reading.claim import Span
from ledger.reading.dates import When, dates
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import Donor
from ledger.reading.mention import Mention
from ledger.reading.state import State
from ledger.reading.subject import SAYING
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.days import Days, by, on
from ledger.values.stages import Stage

_DATE_WORDS: Final = 3
"""Words of a date in front of the one that gives it away, and behind it: "early in the week"."""

_DATE_REACH: Final = 100
"""Code points from its verb, or from the start of its sentence, within which a date belongs."""


def told_in(state: State, made: Frame) -> list[When]:
    """All dates of a sentence: each stands around a word that may be a part of one."""
    found: list[When] = []
    for first, last in _around(made.dated, len(made.words)):
        start, end = made.span(first, last)
        found += dates(made.text, start, end, state.published, made.start)
    return found


def _around(places: list[int], size: int) -> list[tuple[int, int]]:
    """The first and last words of the stretches in which the dates around some words stand."""
    stretches: list[tuple[int, int]] = []
    for at in places:
        first, last = max(0, at - _DATE_WORDS), min(size - 1, at + _DATE_WORDS)
        if stretches and first <= stretches[-1][1] + 1:
            first, _ = stretches.pop()
        stretches.append((first, last))
    return stretches


def is_history(state: State, made: Frame, first: int) -> bool:
    """ "In 2006, it recalls, Gulf states deposited 1.5 billion": told of a time long past."""
    if state.published is None:
        return False
    latest = state.published.year - _LONG_AGO
    return any(
        at < first
        and (
            made.low(at - 1) == "of" or (made.low(at - 1) == "in" and made.low(at - 2) in _OPENINGS)
        )
        and _is_year(made.low(at), latest)
        for at in made.dated
    )


_OPENINGS: Final = frozenset({"", ",", ";", "and", "but", '"', "“", "already", "back", "-"})


def _is_year(low: str, latest: int) -> bool:
    return len(low) == 4 and low.isascii() and low.isdigit() and 1900 < int(low) <= latest


_LONG_AGO: Final = 6
"""Years after which what was given is no news any more."""


def is_annual(state: State, made: Frame, mention: Mention, verb: Verb | None) -> bool:
    """ "In 2022 the EU provided €230 million in humanitarian aid": what a past year came to."""
    year = made.low(1) if made.low(0) == "in" else ""
    if state.published is None or not _is_year(year, state.published.year - 1):
        return False
    if verb is None or not mention.is_money or verb.mood is not Mood.PAST:
        return False
    behind = made.lows[mention.edge + 1 : mention.edge + 4]
    summed = behind[:1] == ["in"] and not _AID.isdisjoint(behind[1:])
    return verb.lemma == "spend" or (summed and verb.act is Act.GIVE)


_AID: Final = frozenset({"aid", "assistance", "funding"})


def act_day(state: State, when: list[When], made: Frame, verb: Verb | None) -> When | None:
    """The date that goes with a verb: the nearest that is neither a deadline nor to come.

    The day on which a report was written goes with what no other date is told of.
    """
    published = state.published
    at = made.starts[verb.last] if verb is not None else made.start
    best: tuple[tuple[bool, int, int], When] | None = None
    for one in when:
        low = one.days.low or one.days.high
        if one.ahead or (published is not None and low > published) or _is_to_come(made, one):
            continue
        if abs(one.start - at) > _DATE_REACH and one.start - made.start > _DATE_REACH:
            continue
        rank = _is_dateline(made, one), one.exactness, abs(one.start - at)
        if best is None or rank < best[0]:
            best = rank, one
    return best[1] if best else None


def _is_to_come(made: Frame, one: When) -> bool:
    """ "will send 40 trucks in December": a month without its year is the one in which they come.

    Not the day on which somebody said so.
    """
    if _OF_NO_YEAR.fullmatch(made.text, one.start, one.end) is None:
        return False
    first, behind = made.token_at(one.start), made.token_at(one.end)
    verb = _last_before(made, first)
    between = slice(0) if verb is None else slice(verb.last + 1, first)
    if verb is None:
        verb = next((other for other in made.verbs if other.first >= behind), None)
        between = slice(0) if verb is None else slice(behind, verb.first)
    if verb is None or not SAYING.isdisjoint(made.lows[between]) or "," in made.lows[between][1:]:
        return False
    going = verb.mood is Mood.PROGRESSIVE and made.low(verb.first) in ("is", "are")
    return going or verb.mood in (Mood.FUTURE, Mood.WOULD, Mood.EXPECTED)


_OF_NO_YEAR: Final = re.compile(
    r"(?:in |In |during |on |early |late |mid-)?"
    r"(?:[A-Z][a-z]+day|[A-Z][a-z]{2,8}\.?(?: [0-9]{1,2})?|[0-9]{1,2} [A-Z][a-z]{2,8})"
)
""" "in December", "Friday", "3 March": what may be past or to come."""


def _last_before(made: Frame, at: int) -> Verb | None:
    return next((verb for verb in reversed(made.verbs) if verb.last < at), None)


def _is_dateline(made: Frame, one: When) -> bool:
    """ "OSLO, March 5, 2025 (Wire) - Norway will give": where and when it was written."""
    opens = one.start - made.start <= _DATELINE
    return opens and _WRITTEN.match(made.text, one.end) is not None


_DATELINE: Final = 40
"""Code points within which a dateline names its day."""

_WRITTEN: Final = re.compile(r"\s*(?:\([^()]{1,30}\)\s*)?[-–—]\s")


def _is_of_other(made: Frame, one: When, verb: Verb | None, stage: Stage) -> bool:
    """ "has delivered 10 of the 18 that it promised in 2023": when the other thing was done.

    What was promised and what became of it have days of their own.
    """
    at = made.token_at(one.start)
    owner = _last_before(made, at)
    if owner is None or owner is verb:
        return False
    if stage in _BECAME:
        return owner.act in _SAID and _is_relative(made, owner)
    if verb is None or verb.act not in _SAID:
        return False
    came = owner.act in (Act.GIVE, Act.ARRIVE) and owner.mood in (Mood.PAST, Mood.PERFECT)
    return came and (_is_relative(made, owner) or _is_relative(made, verb))


def _is_relative(made: Frame, verb: Verb) -> bool:
    """ "that Finland pledged", "of which 80 million was paid", "the clinics it promised"."""
    before = made.lows[max(0, verb.first - _SUBJECT) : verb.first]
    bare = made.low(verb.first - 1) in _PRONOUNS and made.low(verb.first - 2) not in _BREAKS
    return verb.relative or bare or not _RELATIVES.isdisjoint(before)


_SUBJECT: Final = 4
"""Words of a relative clause up to its verb: "which the Finnish state pledged"."""
_RELATIVES: Final = frozenset({"that", "which", "who"})
_PRONOUNS: Final = word_set("it they we he she")
_BREAKS: Final = frozenset({"", "and", "but", ",", ";", '"', "“"})
"""What stands in front of a pronoun that opens a clause of its own."""
_SAID: Final = frozenset({Act.PLEDGE, Act.COMMIT, Act.ALLOCATE})
_BECAME: Final = frozenset({Stage.DELIVERED, Stage.SHORTFALL, Stage.IN_TRANSIT})


def day_of(
    state: State,
    when: list[When],
    made: Frame,
    verb: Verb | None,
    part: bool,
    donor: Donor,
    stage: Stage,
) -> tuple[Days | None, Span | None]:
    """Days of a claim and the words that tell them."""
    published = state.published
    standing = verb is not None and verb.act is Act.STALL and verb.mood is Mood.PRESENT
    if standing and published is not None:
        return on(published), None
    own = [one for one in when if not _is_of_other(made, one, verb, stage)]
    chosen = act_day(state, own, made, verb)
    if chosen is not None:
        days = chosen.days
        if published is not None and days.high > published and days.low is not None:
            days = Days(days.low, published)
        return days, (chosen.start, chosen.end)
    if state.listed is not None and state.listed.days is not None:
        return state.listed.days, None
    if state.package is not None and (
        part or (state.package.donor_code == donor.code and stage is state.package.stage)
    ):
        return state.package.days, None
    return (by(published), None) if published is not None else (None, None)
