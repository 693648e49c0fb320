"""Donors told by where they sit, or by a clause that leaves its verb out."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import Donor, group, may_give
from ledger.reading.parties import SELDOM_DONORS, SOMEBODY
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort


def where(frame: Frame, first: int) -> Donor | None:
    """ "in Berlin, where a package of 2.7 billion euros was unveiled": who sits there gives."""
    if "where" not in frame.lows[:first]:
        return None
    where = first - 1 - frame.lows[first - 1 :: -1].index("where")
    for party in frame.parties:
        at = where - 1 - (frame.low(where - 1) == ",")
        if party.last == at and frame.low(party.first - 1) in _SEATS and may_give(party):
            acts = any(where < other.first < first for other in frame.parties)
            return None if acts or party.key in SELDOM_DONORS else group(frame, party, "place")
    return None


_SEATS: Final = frozenset({"in", "from"})


def outcome(frame: Frame, first: int, last: int) -> Donor | None:
    """ "read out the result: 1.1 billion", "One billion: that is the outcome": of them all."""
    at = first - 1
    while frame.low(at) in _ABOUT:
        at -= 1
    in_front = frame.low(at) == ":" and not _OUTCOMES.isdisjoint(frame.lows[max(0, at - 9) : at])
    behind = frame.lows[last + 1 : last + 5] == [":", "that", "is", "the"]
    counted = frame.low(at) == "at" and not _OUTCOMES.isdisjoint(frame.lows[max(0, at - 3) : at])
    told = in_front or counted or (behind and frame.low(last + 5) in _OUTCOMES)
    return Donor((SOMEBODY,), None, "subject") if told else None


_OUTCOMES: Final = frozenset({"result", "outcome", "tally", "upshot", "counter"})
_ABOUT: Final = word_set("about around some nearly almost over more than")
_QUALIFIED: Final = _ABOUT | {"at", "least", "up", "to"}


def gapped(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """ "sent 50 tents, and Romania a plane with 12 tonnes": the verb is left out."""
    for party in reversed(frame.parties):
        if not verb.last < party.first or party.last >= first:
            continue
        before = frame.low(frame.before(party.first))
        if before not in ("and", "while", ";") or not may_give(party):
            return None
        at = party.last + 1
        while at < first and frame.low(at) in _QUALIFIED:
            at += 1
        opened = frame.low(at) in ("a", "an", "another", "all") or any(
            frame.token_at(one.start) == at for one in frame.figures
        )
        named = party.sort is not AliasSort.DEMONYM and party.key not in SELDOM_DONORS
        return (
            Donor((party,), frame.span(party.first, party.last), "list")
            if (opened and named)
            else None
        )
    return None


_SPEAKING_OF: Final = (["as", "for"], ["in", "the", "case", "of"], ["with", "regard", "to"])
"""What opens a sentence and says of whom it speaks."""


def sits(frame: Frame, first: int) -> Donor | None:
    """ "In Bucharest, lawmakers voted": who sits where the sentence opens, if nobody is named.

    "As for Brussels, 145 million had been paid": of whom the sentence says that it speaks.
    """
    begin = next((len(one) for one in _SPEAKING_OF if frame.lows[: len(one)] == one), 0)
    spoken_of = frame.parties[0] if begin and frame.parties else None
    if spoken_of is not None and spoken_of.first <= begin + 1:
        told = spoken_of.last < first and may_give(spoken_of)
        return group(frame, spoken_of, "sentence") if told else None
    party = frame.parties[0] if frame.parties and frame.low(0) == "in" else None
    if party is None or party.first != 1 or party.sort is not AliasSort.CAPITAL:
        return None
    told = frame.low(party.last + 1) == "," and party.last < first and may_give(party)
    others = any(party.last < other.first < first for other in frame.parties)
    seldom = party.key in SELDOM_DONORS
    return group(frame, party, "place") if told and not others and not seldom else None
