"""What stands right behind a figure and tells of it: a participle, a relative clause."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.verbs import ADVERBS, Act
from ledger.reading.wordlists import word_set

PREPOSITIONS: Final = word_set("to for in of from with through by on at as")
RELATIVES: Final = frozenset({"who", "whose", "which"})
_MODIFYING: Final = frozenset({Act.PLEDGE, Act.GIVE, Act.COMMIT, Act.ALLOCATE, Act.STALL, Act.NEED})
_NOUNS_BETWEEN: Final = 3
_LONG: Final = 6
"""Words up to the verb of "the 50 armoured combat support vehicles that were announced"."""


def modifier(frame: Frame, edge: int) -> Verb | None:  # noqa: C901, PLR0911
    """A participle or relative clause right behind: "pledged in May", "which Denmark promised"."""
    lows = frame.lows
    for verb in frame.verbs:
        if verb.first <= edge:
            continue
        act = Act.NEED if verb.lemma == "seek" else verb.act
        if act is Act.ARRIVE and _has_arrived(frame, edge, verb):
            return verb
        gap = [low for low in lows[edge + 1 : verb.first] if low != "."]
        if act is Act.ARRIVE and verb.relative and verb.mood in (Mood.PAST, Mood.PERFECT):
            named = gap[-1:] in (["that"], ["which"]) and len(gap) <= _NOUNS_BETWEEN + 2
            return verb if named else None  # "the 100 rifles which had reached Poland"
        if act not in _MODIFYING or verb.mood is Mood.GERUND:
            return None
        put_behind = _put_behind(frame, edge, verb, gap)
        if put_behind is not None:
            return put_behind
        if verb.passive and gap[-1:] == [","] and frame.low(verb.last + 1) == "by":
            gap = gap[:-1]
        if (
            len(gap) > 9
            or not _CONDITIONS.isdisjoint(gap)
            or (not _PARTING.isdisjoint(gap) and gap[:1] not in (["that"], ["which"]))
        ):
            return None
        bare = verb.passive or (verb.mood is Mood.PAST and verb.relative)
        told = verb.passive and verb.act is Act.GIVE and verb.mood in _TELLING
        named = gap[-1:] in (["that"], ["which"]) and {",", "and"}.isdisjoint(gap)
        promised = verb.passive and verb.act in _PROMISING and verb.mood in _TELLING
        if named and len(gap) <= _LONG and (told or promised) and not set(gap) & PREPOSITIONS:
            return verb  # "300 million that is being given this year"
        if (
            bare
            and len(gap) <= _NOUNS_BETWEEN
            and frame.words[verb.first].lower() == lows[verb.last]
            and not set(gap) & PREPOSITIONS
        ):
            return verb
        if gap[:1] in (["that"], ["which"]) and gap[-2:] in _SAID_IT and verb.mood is Mood.WOULD:
            return verb  # "$100 million that the Pentagon had said it would provide"
        if verb.passive or (act is not Act.NEED and verb.mood not in (Mood.PAST, Mood.PERFECT)):
            return None
        return replace(verb, act=act) if _object_relative(frame, edge, verb, gap) else None
    return None


_PROMISING: Final = frozenset({Act.PLEDGE, Act.COMMIT, Act.ALLOCATE})


def _has_arrived(frame: Frame, edge: int, verb: Verb) -> bool:
    """ "the 100 launchers for Kyiv which had reached Poland": what had become of them."""
    gap = frame.lows[edge + 1 : verb.first]
    told = gap[-1:] in (["which"], ["that"]) and len(gap) <= _NOUNS_BETWEEN
    return told and "," not in gap and verb.mood in (Mood.PAST, Mood.PERFECT)


def _put_behind(frame: Frame, edge: int, verb: Verb, gap: list[str]) -> Verb | None:
    """ "two units, which were delivered in May, stood", "a loan of 5 million, signed in spring"."""
    past = verb.mood in (Mood.PAST, Mood.PERFECT) and len(gap) <= _NOUNS_BETWEEN + 2
    if past and verb.passive and gap[-2:] == [",", "which"]:
        return verb
    said = verb.act in (Act.COMMIT, Act.PLEDGE)
    bare = verb.first == verb.last and said and gap[-1:] == [","]
    if not (past and bare and frame.low(verb.last + 1) in _WHEN and "which" not in gap):
        return None
    if RELATIVES & set(frame.lows[:edge]):
        return None  # "Oslo, which gave 5 million, signed in May"
    later = next((one for one in frame.verbs if one.first > verb.last), None)
    denied = later is not None and later.negated and later.act is Act.COMMIT
    return later if denied else verb


_PARTING: Final = frozenset({",", ";", "and", "(", "which"})
"""What parts a noun from a verb that tells of something else."""
_TELLING: Final = frozenset({Mood.PROGRESSIVE, Mood.PRESENT, Mood.FUTURE, Mood.PAST, Mood.PERFECT})
_WHEN: Final = word_set("in on last at only earlier yesterday")
_CONDITIONS: Final = word_set("whatever if when because unless although whether once before after")
""" "Its own package of 1 billion euros whatever the EU decided": no relative clause."""


_SAID_IT: Final = (["said", "it"], ["said", "they"], ["announced", "it"], ["promised", "it"])
_POSSESSIVES: Final = frozenset({"your", "our", "my", "their", "its"})
_RELATIVE_SUBJECTS: Final = _POSSESSIVES | word_set("it he she they we i parliament congress")


def _object_relative(frame: Frame, edge: int, verb: Verb, gap: list[str]) -> bool:
    """Whether a subject of its own stands between the noun and the verb."""
    start = edge + 1
    while (
        frame.low(start) not in ("that", "which", "")
        and start < verb.first
        and frame.low(start) not in _RELATIVE_SUBJECTS
        and not any(party.first == start for party in frame.parties)
    ):
        if start - edge > _NOUNS_BETWEEN or frame.low(start) in PREPOSITIONS:
            return False
        start += 1
    if frame.low(start) in ("that", "which"):
        return verb.first > start + 1 and "," not in gap
    if start >= verb.first:
        return False
    if frame.low(start) in _POSSESSIVES and verb.first == start + 2:
        return True  # "the 83,000 rockets your minister offered"
    opening = frame.low(edge)
    pronoun = frame.low(start) in _RELATIVE_SUBJECTS
    named = any(party.first == start and party.last + 1 == verb.first for party in frame.parties)
    return (pronoun or named) and opening not in ("said", ",")


def told_behind(frame: Frame, edge: int) -> Verb | None:
    """ "100 million promised, 30 million received, in kind": one word says what became of it."""
    for verb in frame.verbs if frame.low(edge + 1) == "still" else ():
        if verb.first == edge + 1 and verb.act is Act.FALL_SHORT:
            return verb  # "with the bank's 10 million still outstanding"
    edge += frame.low(edge + 1) in ADVERBS  # "$78 million formally announced"
    out = frame.low(edge + 2) in ("out", "over")
    if frame.low(edge + 2 + out) not in _CLOSING:
        return None
    for verb in frame.verbs:
        if verb.first == verb.last == edge + 1 and verb.mood is Mood.PAST and verb.act in _BARE:
            return replace(verb, passive=True)
    return None


_CLOSING: Final = frozenset({",", ".", ";", ")", ""})
_BARE: Final = frozenset({Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.RECEIVE})


def likewise(frame: Frame, first: int) -> Verb | None:
    """ "18 tanks crossed the border, as did 40 carriers": what is said of the ones before."""
    if frame.lows[max(0, first - 2) : first] not in _LIKEWISE:
        return None
    return next((verb for verb in reversed(frame.verbs) if verb.last < first - 2), None)


_LIKEWISE: Final = (["as", "did"], ["so", "did"], ["as", "were"], ["as", "have"], ["as", "has"])


def describes(frame: Frame, verb: Verb) -> bool:
    """ "180 million for parts to vehicles supplied previously.": which vehicles they are."""
    if verb.act is not Act.GIVE or verb.first != verb.last or verb.mood is not Mood.PAST:
        return False
    at = verb.last + 1
    at += frame.low(at) in ADVERBS
    return frame.low(at) in ("", ".") and frame.low(verb.first - 1).endswith("s")
