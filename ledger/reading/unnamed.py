"""Donors that nobody names: "by Western countries", "the conference raised", "some 80 states"."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import Donor, is_subject
from ledger.reading.parties import SOMEBODY
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort


def agents(frame: Frame, verb: Verb) -> Donor | None:
    """ "have been promised to Ukraine by Western countries": an agent that nobody names."""
    behind = frame.lows[verb.last :]
    unnamed = {"by", "from"}.isdisjoint(behind[:9]) and not _GATHERINGS.isdisjoint(behind)
    if unnamed and verb.act in (Act.PLEDGE, Act.RAISE):
        return Donor((SOMEBODY,), None, "subject")  # "was pledged at a conference"
    if verb.act is Act.PLEDGE and verb.mood is Mood.PERFECT and behind[1:3] == ["so", "far"]:
        return Donor((SOMEBODY,), None, "subject")
    gathered = verb.relative and verb.act is Act.PLEDGE and behind[1:2] == ["in"]
    if gathered and frame.low(verb.last + 2) in _CITIES:
        return Donor((SOMEBODY,), None, "subject")  # "pledged in Geneva"
    for party in frame.parties if gathered else ():
        if party.first == verb.last + 2 and party.sort is AliasSort.CAPITAL:
            return Donor((SOMEBODY,), None, "subject")  # "promised in Paris"
    for at in range(verb.last + 1, verb.last + 6):
        end = at + 1
        while frame.low(at) == "by" and (frame.low(end) in _COUNTED or frame.low(end).isdigit()):
            end += 1
        before = frame.low(end - 1)
        of_region = frame.low(end) == "donors" and (before in _COUNTED or before.isdigit())
        if frame.low(at) == "by" and (frame.low(end) in _PLURALS or of_region):
            return Donor((SOMEBODY,), frame.span(at + 1, end), "by")
    return None


_CITIES: Final = word_set("geneva lugano davos sharm bonn barcelona thessaloniki")
"""Where donors meet that is no capital."""


def gathering(frame: Frame, verb: Verb) -> Donor | None:
    """ "the conference raised": donors that nobody names."""
    if verb.lemma not in ("raise", "yield"):
        return None
    for at in range(verb.first - 1, max(-1, verb.first - 12), -1):
        if frame.low(at) in _GATHERINGS:
            return Donor((SOMEBODY,), frame.span(at, at), "subject")
        named = [party for party in frame.parties if party.last == at == verb.first - 1]
        gerund = bool(named) and frame.low(named[0].first - 1).endswith("ing")
        if named and not gerund and is_subject(frame, named[0]):
            return None
    return None


_GATHERINGS: Final = word_set("conference meeting summit event appeal forum")


def many(frame: Frame, verb: Verb) -> Donor | None:
    """ "Some 80 countries and organisations pledged": donors that nobody names."""
    at = last = verb.first - 1
    if frame.low(at) in _CLUBS and frame.lows[at - 3 : at - 1] == ["members", "of"]:
        return Donor((SOMEBODY,), frame.span(at - 3, at), "subject")
    if frame.low(at) not in _PLURALS or (verb.passive and verb.mood is not Mood.EXPECTED):
        return None
    while frame.low(at) in _PLURALS or frame.low(at) in _COUNTED or _is_count(frame.low(at)):
        at -= 1
    before = next((party for party in frame.parties if party.last == at), None)
    apart = before is not None and frame.low(before.first - 1) == "in"
    opened = apart or frame.low(at) in _BEFORE_MANY or not frame.low(at).isalpha()
    named = not (last == 0 or frame.words[last].islower())
    return Donor((SOMEBODY,), frame.span(at + 1, last), "subject") if opened and not named else None


def _is_count(low: str) -> bool:
    """ "80" of "Some 80 countries"; "In 2009 rich states" counts none."""
    return low.isdigit() and not (len(low) == _YEAR and low[:2] in ("19", "20"))


_YEAR: Final = 4
"""Digits of a year."""


_PLURALS: Final = word_set(
    "powers countries nations states governments partners organisations organizations banks "
    "lenders institutions"
)


_COUNTED: Final = word_set(
    "world and other some several many more than over nearly about around almost dozens of all "
    "international development donor friendly rich wealthy participating western "
    "european arab african asian foreign gulf allied bilateral multilateral"
)


_CLUBS: Final = word_set("coalition group alliance club forum")
""" "Members of the coalition announced"."""


_BEFORE_MANY: Final = word_set("that said when after where as while but if until since which by")
"""What stands in front of "countries" that were not named before."""
