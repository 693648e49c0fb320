"""Verbs behind a figure that are not its own: of another clause, of an aim, of who tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set


def set_apart(frame: Frame, verb: Verb, first: int) -> bool:
    """ "will give clothing - 15,000 items were sent in May - and ten trucks": between dashes."""
    between = frame.lows[verb.last + 1 : first]
    if _DASHES.isdisjoint(between):
        return False
    opened = next((at for at in range(verb.first - 1, 0, -1) if frame.lows[at] in _DASHES), 0)
    return opened > 0 and any(one.last < opened for one in frame.verbs)


_DASHES: Final = frozenset({"-", "–", "—"})


def opens_part(frame: Frame, at: int) -> bool:
    """ "enlarged it to $8 billion, of which $820 million has been drawn": told of the part."""
    return frame.lows[at : at + 2] == ["of", "which"] and frame.low(at + 2) not in _NO_PART


_NO_PART: Final = word_set("nothing none not all little")


def is_complete(frame: Frame, last: int, verb: Verb) -> bool:
    """ "38 million is new and 71 million was frozen": a copula right behind ends the clause."""
    if frame.low(last + 1) not in _COPULAS or verb.first <= last + 1:
        return False
    return "and" in frame.lows[last + 2 : verb.first] and not any(
        one.first == last + 1 for one in frame.verbs
    )


_COPULAS: Final = frozenset({"is", "are", "was", "were"})


def acts_anew(lows: Sequence[str]) -> bool:
    """ "A ceremony at which one could see six sacks": a clause of its own begins among words."""
    return not _AGENTS.isdisjoint(lows) and any(
        low in _AGENTS and after in _MODALS for low, after in pairwise(lows)
    )


_AGENTS: Final = word_set("one he she they we i you")
_MODALS: Final = word_set("can could may might would must")


def in_condition(frame: Frame, last: int, verb: Verb) -> bool:
    """ "A tranche of 12 million will follow, once conditions are met": no verb of the figure."""
    for at in range(verb.first - 1, last, -1):
        if frame.lows[at] == ",":
            return frame.low(at + 1) in _CONDITIONS
    return False


_CONDITIONS: Final = frozenset({"once", "when", "if", "unless", "until", "provided", "because"})


def goes_on(frame: Frame, verb: Verb) -> bool:
    """ "backed 33 billion in loans and 17 billion in grants, and agreed": who backed it agreed."""
    joined = frame.lows[verb.first - 2 : verb.first] == [",", "and"] and not verb.passive
    return joined and verb.act in (Act.PLEDGE, Act.COMMIT, Act.PROPOSE, Act.RAISE)


def is_aside(frame: Frame, last: int, verb: Verb) -> bool:
    """Whether a verb behind a figure describes something on the way, or tells who says so."""
    described = is_participle(frame, last, verb) or is_aim(frame, verb)
    return described or tells(frame, last, verb) or in_place(frame, last, verb)


def in_place(frame: Frame, last: int, verb: Verb) -> bool:
    """ "Four are at a workshop in Seville, where mechanics found rust": what is done there."""
    between = frame.lows[last + 1 : verb.first]
    return "where" in between and "," not in between[between.index("where") :]


def tells(frame: Frame, last: int, verb: Verb) -> bool:
    """ "19 tanks and ammunition, El Pais reported.": who tells of it, not what becomes of it."""
    if verb.lemma not in ("report", "estimate") or verb.passive:
        return False
    return "," in frame.lows[last + 1 : verb.first] and frame.low(verb.last + 1) in _AFTER_TELLING


_AFTER_TELLING: Final = frozenset({"", ".", ",", "on", "in", "citing", "earlier", "last", "this"})


def is_aim(frame: Frame, verb: Verb) -> bool:
    """ "Donations of SEK 2.6 billion, to be directed to funds": what it is for."""
    if verb.lemma in _OF_BODIES and frame.lows[verb.first : verb.first + 2] == ["to", "be"]:
        return True  # "20 million for the fund to be hosted in Tonga"
    return frame.lows[max(0, verb.first - 1) : verb.first + 2] == [",", "to", "be"]


_OF_BODIES: Final = frozenset({"host", "operate", "locate", "visit", "own"})


def is_participle(frame: Frame, last: int, verb: Verb) -> bool:
    """ "$4 million of the $10 million earmarked in March had gone out": not the main verb."""
    if verb.first < verb.last or verb.mood is not Mood.PAST:
        return False
    ends = any(
        frame.token_at(one.end) == verb.first and last < frame.token_at(one.start)
        for one in frame.figures
    )
    return ends and any(
        verb.last < other.first < other.last and not other.relative for other in frame.verbs
    )


def others(frame: Frame, last: int, verb: Verb) -> bool:
    """ ", 275 million kroner, and Madrid says its 3 million will be paid": another's verb."""
    return any(
        last < party.first
        and party.last + 1 < verb.first
        and frame.low(party.first - 1) in ("and", "while", "but")
        and frame.low(party.last + 1) in ("says", "said")
        for party in frame.parties
    )
