"""Why a figure is no claim: the words around it, by the tables that ``reasons.py`` joins.

Each rule looks at the clause in front of the figure, which ends where its pattern does, and at
what is right behind it, both in lower case. The first that fits decides.
To teach the reader another one, add a row to one of them, and a line to the tests of refusals.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.rules import named, worth_trying
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.sources.figures import Figure

_FRONT: Final = 110
_SHORT: Final = 22
"""Code points between a comma and a figure that begins its clause."""
_BACK: Final = 90


_ONE_PACKAGE: Final = re.compile(
    r"\b(?:an?|the|another|this|new)\b[^;,]{0,40}\b(?:package|loan|grant|bill|deal|"
    r"contract|tranche|project|"
    r"payment|credit|facility|fund|programme|program|agreement)\b[^;,]{0,24}$",
    re.IGNORECASE,
)
_OF_ONE: Final = re.compile(
    r"\s*(?:, (?:a|only a) [^;,]{0,12}\b(?:part|share|fraction) of\b|out of [^;,]{0,12}[0-9]|"
    r"(?:out )?of (?:it|this(?: sum)?|that (?:sum|money|amount)|"
    r"the (?:sum|money|total)|"
    r"(?:the|its|their|those|a)\b[^;,]{0,16}[0-9]))"
)
"""What says that a sum is a part of one promise: "has so far paid $3.7 billion of it"."""
_OF_WHICH: Final = re.compile(r"\bof which [^;,]{0,48}$")
_RUNNING: Final = re.compile(
    r"\b(?:since (?:the |russia|moscow|february|january|march|august|20|19|its|late|early|"
    r"last)|(?:(?:so|thus) far|to date|(?:until|up to) now|in all|in total|overall|altogether|"
    r"(?:over|in) the (?:past|last))\b)",
    re.IGNORECASE,
)
_TOTAL_WORD: Final = re.compile(
    r"\b(?:a total of|more than|over|some|about|around|nearly|almost|approximately|roughly)\b"
    r"[^;,]{0,16}$",
    re.IGNORECASE,
)
_MONEY_ONLY: Final = named(
    {
        "cost or price",
        "own budget",
        "share of the economy",
        "general budget",
        "left to spend",
        "taken in",
    }
)
"""Reasons of sums, and of numbers as large as sums."""
_COUNTS_ONLY: Final = named(
    {
        "holdings",
        "casualties or damage",
        "capacity",
        "a measure",
        "votes",
        "a number in a row",
        "what carries the rest",
        "a share",
        "where it goes",
        "things bought",
    }
)


def refused(frame: Frame, figure: Figure, verb: Verb | None, *, money: bool) -> str:
    """The named reason why ``figure`` is no claim; empty where none of the rules fits.

    ``money`` is whether it is a sum, whose currency may be that of a sum before it.
    """
    text = frame.text
    front = _clause(text[max(frame.start, figure.start - _FRONT) : figure.start].lower())
    back = text[figure.end : min(frame.end, figure.end + _BACK)].lower()
    begin, at, end = figure.start - len(front), figure.start, figure.end + _BACK
    words_in_front = _hints_between(frame, begin, at)
    words_behind = _hints_between(frame, figure.end, end)
    others = _COUNTS_ONLY if money else 0
    if not money and figure.bounds.low is not None and figure.bounds.low < 10**10:
        others = _MONEY_ONLY
    for name, before, behind, _ in worth_trying(words_in_front, words_behind, others):
        if before is not None and not before.search(front):
            continue
        if behind is not None and not behind.match(back):
            continue
        return name
    if not money or verb is None or verb.act not in _ADDED_UP:
        return ""
    of_one = _OF_ONE.match(back) is not None or _OF_WHICH.search(front) is not None
    of_one = of_one or _of_promise(frame, figure)
    return "past total" if not of_one and _is_running_total(frame, verb, front) else ""


def _of_promise(frame: Frame, figure: Figure) -> bool:
    """ "Canada, which pledged $80 million, has so far transferred 8.7 million": a part of it."""
    for verb in frame.verbs:
        if verb.act not in (Act.PLEDGE, Act.COMMIT) or verb.mood is Mood.PERFECT:
            continue
        if any(
            0 <= frame.token_at(one.start) - verb.last <= _OBJECT and one.end <= figure.start
            for one in frame.figures
            if one.currencies and frame.ends[verb.last] < figure.start
        ):
            return True
    return False


_OBJECT: Final = 4
"""Words from a verb to the figure that is its object."""


def _hints_between(frame: Frame, begin: int, end: int) -> list[str]:
    """The words that hint at a rule, of those that reach into a stretch of the text."""
    first, behind = bisect_right(frame.ends, begin), frame.token_at(end)
    hints = frame.hints
    between = hints[bisect_left(hints, first) : bisect_left(hints, behind)]
    return [frame.lows[hint] for hint in between]


def _clause(front: str) -> str:
    """Only the clause that the figure stands in: what is behind the last strong break."""
    for mark in ("; ", "? ", "! ", " – ", " — "):
        if mark in front:
            front = front[front.rindex(mark) + len(mark) :]
    if front.startswith(_COUNTED) or _IN_A_YEAR.match(front):
        return front
    at = front.rfind(", ")
    if front.endswith(", ") and _APPOSED.search(front):
        return front
    if at >= 0 and len(front) - at <= _SHORT and not front.startswith(_GOES_ON, at):
        front = front[at:]
    return front


_APPOSED: Final = re.compile(
    r"\b(?:needs?|requirements?|price|budget|cost)(?: (?:of|for) [^;,]{1,32})?, $|"
    r"\b(?:last|previous) (?:replenishment|conference|round|summit)\b[^;,]{0,24}, $"
)
""" "needs for 2024, $2.7 billion": what the figure behind the comma is."""
_GATHERED: Final = frozenset({"participants", "conference", "meeting", "summit", "delegations"})
"""Who promises a sum in one go, however many they are."""
_ADDED_UP: Final = frozenset(
    {Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.RECEIVE, Act.DESTINE, Act.RAISE}
)


_ADDING: Final = re.compile(r", (?:bringing|taking|raising|lifting|pushing) ")
_COUNTED: Final = ("counted by", "by the count", "by one count", "by the reckoning")
"""What opens a sentence that only counts what others gave."""
_IN_A_YEAR: Final = re.compile(
    r"(?:[–-] )?in (?:fiscal|fy|(?:19|20)[0-9]{2}[-–/][0-9]{2}|(?:the )?(?:19|20)[0-9]{2} f)"
)
""" "In 2022-23, Canada provided": of which year all of a sentence is."""
_GOES_ON: Final = (
    ", to ",
    ", which amounts",
    ", which totals",
    ", which comes",
    ", which is",
    ", worth ",
    ", with ",
    ", from ",
    ", a total of",
    ", when ",
)
"""What a comma opens that speaks of the words in front of it."""


def _is_running_total(frame: Frame, verb: Verb, front: str) -> bool:
    """ "has provided more than $23 billion since": a sum over several packages."""
    sentence = frame.text[frame.start : frame.end]
    adding = _ADDING.search(sentence)  # "released 11 million, bringing what it gave since May to"
    if adding is not None:
        sentence = sentence[: adding.start()]
    told = verb.act is Act.PLEDGE and frame.low(verb.first) == "had"
    if verb.mood is Mood.PERFECT and not verb.passive and not told:
        if _ONE_PACKAGE.search(front):
            return False
        gathered = not _GATHERED.isdisjoint(frame.lows)
        return (not gathered and _TOTAL_WORD.search(front) is not None) or _runs(frame, sentence)
    if verb.passive and verb.mood is Mood.PERFECT and verb.lemma == "spend":
        return _runs(frame, sentence)
    if verb.passive and verb.mood is Mood.PERFECT and frame.low(0) == "since":
        return True  # "Since it joined in 1992, over $2 billion has been allocated"
    if verb.relative or verb.passive:
        return False
    return _TOTAL_WORD.search(front) is not None and _runs(frame, sentence)


def _runs(frame: Frame, sentence: str) -> bool:
    """Whether a sentence tells of the time since, or of all that was given."""
    return not _IN_RUNNING.isdisjoint(frame.lows) and _RUNNING.search(sentence) is not None


_IN_RUNNING: Final = word_set("since far date now all total overall altogether past last")
"""Of which words each phrase of :data:`_RUNNING` has one: a quick look before the slow one."""
