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
    return _by_donors(frame, verb, behind)


def _by_donors(frame: Frame, verb: Verb, behind: list[str]) -> Donor | None:
    """ "pledged to it for the year by the "joint action" donors"; ``behind`` from the verb on."""
    if verb.act is not Act.PLEDGE or "donors" not in behind or "by" not in behind[:_FAR]:
        return None
    by, end = behind.index("by"), behind.index("donors")
    named = any(verb.last < party.first < verb.last + end for party in frame.parties)
    if named or not 0 < end - by <= _FAR:
        return None
    return Donor((SOMEBODY,), frame.span(verb.last + by + 1, verb.last + end), "by")


_FAR: Final = 10
"""Words from "pledged" to "by", and from there to the donors that it names."""
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
    gathered = _gathered(frame, verb)
    if gathered is not None:
        return gathered
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


def _gathered(frame: Frame, verb: Verb) -> Donor | None:
    """ "Governments and agencies meeting in Geneva promised": those who open the sentence."""
    if verb.act is not Act.PLEDGE or verb.passive or verb.relative:
        return None
    at = next((at for at in range(verb.first - 1, 0, -1) if frame.low(at) in _MEETING), 0)
    if not at or verb.first - at > _MET:
        return None
    first = at - 1
    while first >= 0 and frame.lows[first] in _MEETERS:
        first -= 1
    opened = first < 0 or not frame.low(first)[0].isalpha() or frame.low(first) in _BEFORE_MANY
    named = first + 1 == at or frame.low(at - 1) in ("and", "of")
    return (
        None
        if named or not opened
        else Donor((SOMEBODY,), frame.span(first + 1, at - 1), "subject")
    )


_MEETING: Final = word_set("meeting gathered gathering assembled attending")
_MET: Final = 10
"""Words from who meets to what they promised."""


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


_MEETERS: Final = _PLURALS | _COUNTED | word_set("donors agencies bodies aid the relief funds")
_CLUBS: Final = word_set("coalition group alliance club forum")
""" "Members of the coalition announced"."""


_BEFORE_MANY: Final = word_set("that said when after where as while but if until since which by")
"""What stands in front of "countries" that were not named before."""


def is_anonymous(frame: Frame, verb: Verb) -> bool:
    """ "One large donor said that 22 million it had promised would not come", "Two donors"."""
    near = frame.lows[1:_NAMED]
    donor = ("donor" in near or "donors" in near) and frame.low(0) in _SOME
    donor = donor and not any(one.first < _NAMED for one in frame.things)
    return donor and not any(one.last < verb.first for one in frame.parties)


_SOME: Final = word_set("a an one another two three four several")
_NAMED: Final = 4
"""Words of "One large donor"."""
