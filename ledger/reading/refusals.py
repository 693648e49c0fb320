"""Why a figure is no claim: the table of ``reasons.py`` and the words around the figure.

Each rule looks at the clause in front of the figure, which ends where its pattern does, and at
what is right behind it, both in lower case. The first that fits decides.
To teach the reader another one, add a row there and a line to ``tests/test_reading_refusals.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.reasons import REASONS
from ledger.reading.triggers import triggers
from ledger.reading.verbs import Act
from ledger.sources.figures import Figure

_FRONT: Final = 110
_SHORT: Final = 22
"""Code points between a comma and a figure that begins its clause."""
_BACK: Final = 90


class _Rule(NamedTuple):
    """A row of the table, ready to be tried."""

    name: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs: tuple[frozenset[str], frozenset[str]]
    """Words in front and behind of which a sentence must have one; none where any will do."""


def _rule(name: str, before: str, behind: str) -> _Rule:
    return _Rule(
        name,
        re.compile(before) if before else None,
        re.compile(behind) if behind else None,
        (triggers(before), triggers(behind)),
    )


_RULES: Final = tuple(_rule(*row) for row in REASONS)


def _open_for(word: str, side: int) -> int:
    """The rules, as a set of bits, that ``word`` may make fit; for "" those that need none."""
    rules = enumerate(_RULES)
    return sum(1 << at for at, rule in rules if word in (rule.needs[side] or {""}))


_BY_WORD: Final = {
    word: (_open_for(word, 0), _open_for(word, 1))
    for word in {"", *(word for rule in _RULES for side in rule.needs for word in side)}
}


def _worth_trying(parts: set[str]) -> Iterator[_Rule]:
    """The rules, in their order, that can fit a sentence of such words at all."""
    before, behind = _BY_WORD[""]
    for word in parts & _BY_WORD.keys():
        in_front, at_back = _BY_WORD[word]
        before |= in_front
        behind |= at_back
    fitting = before & behind
    while fitting:
        lowest = fitting & -fitting
        yield _RULES[lowest.bit_length() - 1]
        fitting ^= lowest


_ONE_PACKAGE: Final = re.compile(
    r"\b(?:an?|the|another|this|new)\b[^;,]{0,40}\b(?:package|loan|grant|bill|deal|"
    r"contract|tranche|project|"
    r"payment|credit|facility|fund|programme|program|agreement)\b[^;,]{0,24}$",
    re.IGNORECASE,
)
_RUNNING: Final = re.compile(
    r"\b(?:since (?:the |russia|moscow|february|january|march|august|20|its|late|early|"
    r"last)|so far|"
    r"to date|thus far|until now|up to now|in all|in total|overall|altogether|"
    r"over the (?:past|last)|in the (?:past|last))",
    re.IGNORECASE,
)
_TOTAL_WORD: Final = re.compile(
    r"\b(?:a total of|more than|over|some|about|around|nearly|almost|approximately|roughly)\b"
    r"[^;,]{0,16}$",
    re.IGNORECASE,
)
_NOT_MONEY_RULES: Final = frozenset(
    {"cost or price", "own budget", "share of the economy", "general budget", "left to spend"}
)
_MONEY_ONLY: Final = _NOT_MONEY_RULES
_COUNTS_ONLY: Final = frozenset({"holdings", "casualties or damage", "capacity", "a measure"})


def refused(frame: Frame, figure: Figure, verb: Verb | None) -> str:
    """The named reason why ``figure`` is no claim; empty where none of the rules fits."""
    text = frame.text
    front = _clause(text[max(frame.start, figure.start - _FRONT) : figure.start].lower())
    back = text[figure.end : min(frame.end, figure.end + _BACK)].lower()
    money = bool(figure.currencies)
    for name, before, behind, _ in _worth_trying(frame.parts):
        if (
            name in _MONEY_ONLY
            and not money
            and figure.bounds.low is not None
            and figure.bounds.low < 10**10
        ):
            continue
        if name in _COUNTS_ONLY and money:
            continue
        if before is not None and not before.search(front):
            continue
        if behind is not None and not behind.match(back):
            continue
        return name
    if money and verb is not None and _is_running_total(frame, verb, front):
        return "past total"
    return ""


def _clause(front: str) -> str:
    """Only the clause that the figure stands in: what is behind the last strong break."""
    for mark in ("; ", ". ", "? ", "! ", " – ", " — "):
        at = front.rfind(mark)
        if at >= 0:
            front = front[at + len(mark) :]
    at = front.rfind(", ")
    if at >= 0 and len(front) - at <= _SHORT:
        front = front[at:]
    return front


_ADDED_UP: Final = frozenset(
    {Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.RECEIVE, Act.DESTINE, Act.RAISE}
)


def _is_running_total(frame: Frame, verb: Verb, front: str) -> bool:
    """ "has provided more than $23 billion since": a sum over several packages."""
    if verb.act not in _ADDED_UP:
        return False
    sentence = frame.text[frame.start : frame.end]
    if verb.mood is Mood.PERFECT and not verb.passive:
        if _ONE_PACKAGE.search(front):
            return False
        qualified = _TOTAL_WORD.search(front) is not None
        return qualified or _RUNNING.search(sentence) is not None
    if verb.passive and verb.mood is Mood.PERFECT and verb.lemma == "spend":
        return _RUNNING.search(sentence) is not None
    if verb.relative or verb.passive:
        return False
    return _RUNNING.search(sentence) is not None and _TOTAL_WORD.search(front) is not None
