"""Which verb governs a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.asides import (
    acts_anew,
    goes_on,
    in_condition,
    is_aside,
    is_complete,
    opens_part,
    others,
    set_apart,
)
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.initial import is_initial
from ledger.reading.modifiers import (
    PREPOSITIONS,
    RELATIVES,
    describes,
    likewise,
    modifier,
    told_behind,
)
from ledger.reading.standing import acts_behind, behind_preposition
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set

_SUBJECT_ACTS: Final = frozenset(
    {
        Act.GIVE,
        Act.ALLOCATE,
        Act.ARRIVE,
        Act.STALL,
        Act.CANCEL,
        Act.DESTINE,
        Act.CONTAIN,
        Act.COMMIT,
        Act.PLEDGE,
        Act.PROPOSE,
        Act.NEED,
        Act.OTHER,
        Act.RAISE,
        Act.RECEIVE,
        Act.FALL_SHORT,
    }
)
_REACH_RIGHT: Final = 26
_CONTRAST: Final = frozenset({"while", "whereas"})


def governing(  # noqa: PLR0911 - one rule a line
    frame: Frame, first: int, last: int, edge: int
) -> tuple[Verb | None, str]:
    """The verb of the figure at tokens ``first`` to ``last``, and how it was found.

    ``subject``: the figure is the subject of a verb behind it; ``object``: the nearest verb in
    front; ``none``.
    """
    behind = told_behind(frame, edge) or modifier(frame, edge)
    same = likewise(frame, first) if behind is None else None
    if same is not None:
        return same, "subject"
    left = _left(frame, first)
    if left is not None and not _CONTRAST.isdisjoint(frame.lows[left.last : first]):
        left = left if behind is None and _right(frame, last) is None else None
    if behind is not None and not (left is not None and _outranks(frame, left, behind, first)):
        of = next((at for at in (first - 1, first - 2) if frame.low(at) in _OF_ALL), 0)
        whole = frame.low(of) in _OF_ALL and frame.low(of - 1) not in _GIFTS
        main = _main(frame, behind) if is_initial(frame, first) and not whole else None
        if frame.low(of) == "of" and main is not None and main.lemma == "expect":
            main = None
        return main or (_of_all(frame, behind) if whole else None) or behind, "modifier"
    right = _right(frame, last)
    blocked = _blocking(frame, last)
    if blocked is not None and (left is None or _is_subject_side(frame, left, first)):
        return blocked, "subject"
    if right is not None and is_initial(frame, first) and _may_be_subject(frame, left, right):
        return right, "subject"
    if left is not None:
        return left, "object"
    open_still = right is not None and right.lemma in ("depend", "hinge")
    if right is not None and (
        open_still or right.passive or right.act in (Act.ARRIVE, Act.DESTINE)
    ):
        return right, "subject"
    return None, "none"


_OF_ALL: Final = frozenset({"of", "under"})
_GIFTS: Final = word_set(
    "package loan grant consignment tranche credit donation contribution gift pledge"
)
""" "A contribution of 22 million": what has such a name is the whole of what it tells."""


def _outranks(frame: Frame, left: Verb, behind: Verb, first: int) -> bool:
    """Whether the verb in front counts for more than a modifier behind the figure."""
    if left.lemma in _COUNTING and left.act is Act.OTHER:
        return True
    if left.negated and left.lemma == "add" and frame.low(left.last + 1) == "to":
        return False  # "did not add to the 100 million it announced"
    owed = behind.act is Act.PLEDGE or behind.lemma == "owe"
    if owed and left.act in _HANDED and left.mood in (Mood.PAST, Mood.PERFECT):
        return not (left.relative or left.passive or "of" in frame.lows[left.last : first])
    waits = left.lemma == "wait" and frame.low(left.last + 1) == "for"
    return left.negated or (left.act in _STALLS and first - left.last <= _HELD_UP and not waits)


_HELD_UP: Final = 6
"""Words from what holds a figure up to it: "has cancelled a 14th package worth 40 million"."""
_HANDED: Final = frozenset({Act.GIVE, Act.RECEIVE})
""" "handed Ukraine 100 carriers that it had promised": they were promised once, and are given."""
_COUNTING: Final = frozenset({"count", "record"})
"""Verbs of those who add up what others promised."""


def _left(frame: Frame, first: int) -> Verb | None:
    """The nearest verb in front that can have an object: not "to help" and its like."""
    for verb in reversed(frame.verbs):
        if verb.last >= first:
            continue
        if ";" in frame.words[verb.last : first] or _of_the_rest(frame, verb, first):
            return None
        behind = frame.lows[verb.last + 1 : verb.last + 5]
        apposed = verb.passive or frame.low(verb.first - 1) == ","
        hosted = verb.act is Act.OTHER and apposed and "by" in behind
        if verb.act is Act.FALL_SHORT or hosted or _has_agent(frame, verb, first):
            continue
        aimed = verb.relative or verb.mood in (Mood.INFINITIVE, Mood.GERUND)
        if verb.act is Act.DESTINE and aimed:
            continue
        if verb.act is Act.ARRIVE and verb.lemma not in _TRANSITIVE:
            between = frame.lows[verb.last + 1 : first]
            if _BRINGING.isdisjoint(between) or len(between) > 8:
                continue
        keeps = verb.act is Act.STALL  # "refused to let 640 million go"
        if (
            frame.low(verb.last + 1) == "to"
            and frame.low(verb.last + 2) in _NOT_GIVING
            and not keeps
        ):
            return None
        if _closed_in(frame, verb, first):
            continue
        return None if _new_clause(frame, verb, first) else verb
    return None


def _of_the_rest(frame: Frame, verb: Verb, first: int) -> bool:
    """ "four came in May and the other ten by August": what is said of the ones before."""
    if verb.act is not Act.ARRIVE or verb.last > first - _REST:
        return False
    return frame.lows[first - 3 : first - 1] == ["and", "the"] and frame.low(first - 1) in _RESTS


_REST: Final = 4
_RESTS: Final = frozenset({"other", "remaining", "last", "rest"})


def _has_agent(frame: Frame, verb: Verb, first: int) -> bool:
    """ "18 million for coats handed over by the army and 11 million for": who did it, no object."""
    if not (verb.relative and verb.passive):
        return False
    behind = frame.lows[verb.last + 1 : first]
    return ("by" in behind[:2] and behind[-1:] == ["and"]) or _names_next(frame, verb, first)


def _names_next(frame: Frame, verb: Verb, first: int) -> bool:
    """ "froze 5 million earmarked for Niger, France 3 million": the next one's is not earmarked."""
    for party in frame.parties:
        if verb.last < party.first and party.last + 1 == first:
            return frame.low(frame.before(party.first)) in (",", "and")
    return False


_NOT_GIVING: Final = word_set(
    "let allow admit accept host join keep close stop limit ban lift ease impose resume talk meet "
    "waive recognise recognize respect"
)
"""What may be agreed to and is no gift: "agreed to let through 20 trucks"."""

_WHILE: Final = frozenset({"when", "while", "as", "after", "before"})
_BRINGING: Final = frozenset({"with", "carrying"})
_TRANSITIVE: Final = frozenset({"reach", "land"})
"""Verbs of arriving that may have an object: "has landed 60 tonnes"."""


def _put_in(frame: Frame, start: int, at: int, end: int) -> bool:
    """ ", the ministry said on Tuesday, along with": who says it stands between two commas."""
    behind = "," in frame.lows[at + 1 : min(end, at + 5)]
    return behind and "," in frame.lows[max(start, at - 9) : at]


_SAYING: Final = word_set("said says")
_QUOTING: Final = frozenset({",", "–", "—", '"', "”", "(", ")"})
"""Marks of words put in between: "pledged, officials said, 40 million"."""


def _new_clause(frame: Frame, verb: Verb, first: int) -> bool:
    """Whether another subject with a verb that is not of aid stands between."""
    said = not _SAYING.isdisjoint(frame.lows[verb.last + 2 : first])
    for at in range(verb.last + 2, first) if said else ():
        quoting = {frame.low(at + 1), frame.low(at - 1)} & _QUOTING
        if frame.lows[at] in _SAYING and not quoting and not _put_in(frame, verb.last, at, first):
            return True
    if acts_anew(frame.lows[verb.last + 2 : first]):
        return True
    for party in frame.parties:
        if not verb.last + 1 < party.first or party.last >= first:
            continue
        opening = frame.low(party.first - 1)
        if opening == "the":
            opening = frame.low(party.first - 2)
        if opening in _PARTING and acts_behind(frame, party) and party.last + 1 < first:
            return True
    return False


_PARTING: Final = frozenset({",", "and", "while", "but", "—", "–"})


def _of_all(frame: Frame, modifier: Verb) -> Verb | None:
    """ "Of the 31 tanks that it promised, all had arrived": what became of all, or of none."""
    for verb in frame.verbs:
        at = verb.first - 1
        told = verb.first > modifier.last and not verb.relative
        if told and frame.low(at) in ("all", "none") and frame.low(at - 1) == ",":
            none = verb.negated or frame.low(at) == "none"
            return replace(verb, negated=none) if verb.moves else None
    return None


def _main(frame: Frame, modifier: Verb) -> Verb | None:
    """The main verb behind a modifier: "the howitzers it promised last year have arrived"."""
    for verb in frame.verbs:
        if verb.first <= modifier.last:
            continue
        if verb.relative or verb.mood in (Mood.GERUND, Mood.INFINITIVE):
            continue
        moved = verb.act is Act.ARRIVE or (
            verb.passive
            and (verb.act in (Act.GIVE, Act.STALL, Act.CANCEL) or verb.lemma == "expect")
        )
        near = (
            verb.first - modifier.last <= 14 and ";" not in frame.words[modifier.last : verb.first]
        )
        return verb if moved and near and not _own_subject(frame, verb, modifier.last) else None
    return None


def _contact_relative(frame: Frame, verb: Verb, first: int) -> bool:
    """ "The pumps that Japan handed over are humming": another verb closed the relative clause."""
    subject = next((one for one in frame.parties if one.last + 1 == verb.first), None)
    if subject is None:
        return False
    at = subject.first - 1 - (frame.low(subject.first - 1) == "the")
    return frame.low(at) in ("that", "which") and any(
        verb.last < other.first < first and other.mood is not Mood.INFINITIVE and not other.relative
        for other in frame.verbs
    )


def _closed_in(frame: Frame, verb: Verb, first: int) -> bool:
    """Whether the verb stands in brackets, or in a relative clause that a comma closed."""
    between = frame.words[verb.last + 1 : first]
    if ")" in between and "(" not in between:
        return True
    aside = not _WHILE.isdisjoint(frame.lows[max(0, verb.first - 3) : verb.first])
    if between[:1] == [":"] and aside and frame.verbs[0] is not verb:
        return True  # "gave more when others stopped: 20 million"
    if ":" in between and RELATIVES & set(frame.lows[max(0, verb.first - 3) : verb.first]):
        return True
    described = verb.relative or frame.low(verb.first - 1) == ","
    apart = described and between[-4:] == [",", "as", "well", "as"]
    if apart or _contact_relative(frame, verb, first) or set_apart(frame, verb, first):
        return True  # "15 tanks, bought in Prague, as well as 6,500 shells"
    if verb.relative and not verb.passive and "," in between:
        opening = frame.low(verb.first - 1)
        before = frame.low(verb.first - 2)
        return opening in ("which", "who") and before == ","
    return False


def _right(frame: Frame, last: int) -> Verb | None:
    """The main verb behind the figure in its clause."""
    depth, at = 0, last + 1
    for verb in frame.verbs:
        if not last < verb.last <= last + _REACH_RIGHT:
            continue
        for place, low in enumerate(frame.lows[at : verb.last], at):
            if not depth and (low == ";" or (low == "," and opens_part(frame, place + 1))):
                return None
            depth += (low == "(") - (low == ")")
        at = max(at, verb.last)
        if not depth and (
            is_complete(frame, last, verb) or others(frame, last, verb) or goes_on(frame, verb)
        ):
            return None
        if (
            depth > 0
            or in_condition(frame, last, verb)
            or verb.relative
            or verb.mood in (Mood.GERUND, Mood.INFINITIVE)
        ):
            continue
        if frame.lows[verb.first - 2 : verb.first] in _NOTHING_OF_IT:
            right_behind = verb.first - last <= _NOTHING_REACH
            return replace(verb, negated=True) if right_behind else None
        if is_aside(frame, last, verb) or _told_of_it(frame, last, verb):
            continue
        if verb.act in _SUBJECT_ACTS and not _in_relative(frame, verb):
            return None if _own_subject(frame, verb, last) else verb
    return None


def _told_of_it(frame: Frame, last: int, verb: Verb) -> bool:
    """ "142 million it was promised has yet to reach it": a clause of its own, right behind."""
    own = frame.low(last + 1) in ("it", "they") and verb.first == last + 2 and verb.passive
    return own or describes(frame, verb)


_NOTHING_OF_IT: Final = (["which", "nothing"], ["which", "none"])
""" "a loan of 360 million, of which nothing has been disbursed"."""
_NOTHING_REACH: Final = 5
"""Words from that figure to its verb."""


def _in_relative(frame: Frame, verb: Verb) -> bool:
    """ "the $50 million that Qatar pledged has arrived": not the main verb."""
    return verb.last + 1 in frame.verb_firsts and not _RELATIVE_OBJECTS.isdisjoint(
        frame.lows[max(0, verb.first - 4) : verb.first]
    )


_RELATIVE_OBJECTS: Final = frozenset({"that", "which"})


def _own_subject(frame: Frame, verb: Verb, last: int) -> bool:
    """Whether another subject stands between the figure and the verb."""
    before = frame.low(verb.first - 1)
    if verb.first == last + 3 and frame.lows[last + 1 : last + 3] == ["of", "it"]:
        return False  # "1.5 billion of it has been received"
    if before in ("it", "he", "she", "they", "we", "i", "who"):
        return True
    for party in frame.parties:
        is_object = any(one.last == party.first - 1 for one in frame.verbs)
        if last < party.first and party.last == verb.first - 1 and not is_object:
            at = frame.before(party.first)
            if (frame.low(at - 1), frame.low(at)) == (",", "and"):
                return True
            return not behind_preposition(frame, party, PREPOSITIONS)
    return False


def _may_be_subject(frame: Frame, left: Verb | None, right: Verb) -> bool:
    if right.passive or right.act in (Act.DESTINE, Act.ARRIVE, Act.CONTAIN, Act.OTHER):
        return True
    if right.mood in (Mood.FUTURE, Mood.WOULD) or right.act is Act.GIVE:
        return True
    return left is None


_STALLS: Final = frozenset({Act.STALL, Act.CANCEL})


def _blocking(frame: Frame, last: int) -> Verb | None:
    """A verb behind the figure that says the money or the things are held up or withdrawn."""
    for verb in frame.verbs:
        if frame.low(verb.first) == "had" and verb.mood is Mood.PROGRESSIVE:
            continue  # "had been waiting since July": no longer
        if verb.first > last and verb.act in _STALLS and verb.passive and not verb.relative:
            between = frame.lows[last + 1 : verb.first]
            if len(between) > 40 or ";" in between or "after" in between:
                return None
            if is_complete(frame, last, verb):
                return None
            if verb.mood is Mood.INFINITIVE:
                continue
            return None if _own_subject(frame, verb, last) else verb
    return None


def _is_subject_side(frame: Frame, left: Verb, first: int) -> bool:
    """Whether the verb in front belongs to the subject: "a proposal to put five billion …"."""
    return left.mood is Mood.INFINITIVE or left.relative or is_initial(frame, first)
