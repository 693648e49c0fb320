"""The words that a pattern cannot do without, read off the pattern itself.

A table of many patterns is slow if each is tried in every sentence. Of ``\\b(?:asks?|asked)\\b…``
it is enough to know that no sentence without "ask", "asks" and "asked" can fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

_OPENING: Final = re.compile(
    r"(?:\^|\(\?:\^\|\[[^\]]*\] \)|\['’\]|\\s[*+]?| |,\??|\\\((?!\?)|\[a-z\]\+ "
    r"|\[\^[^\]]*\](?:\*|\{[0-9,]+\})|\(\?:\[a-z-\]\+ \)\{0,[0-9]\})*"
    r"(?:\\b|(?<=[\^* (])|(?<= \))|(?<=['’]\])|(?<= \)\{0,[0-9]\}))"
)
"""What may stand in front of the first word: an edge, blanks, brackets, other words."""

_END: Final = re.compile(r"\\b|\\s|\$| |,|:|['’]|\[['’]|\[- \]|\\W\{1")
"""What ends a word."""

_EVERYWHERE: Final = frozenset(
    """
    a an and are as at be been by for from had has have he in is it its of on or she that the their
    they this to was we were with
    """.split()  # noqa: SIM905
)
"""Words that tell little: where one is needed, the next is better."""

_LOOK: Final = re.compile(r"\(\?<?!")
_PART: Final = re.compile(r"(?P<one>[a-z0-9])|\[(?P<some>[a-z]+)\]|(?P<group>\(\?:)")


Needs: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""Of each of two sets of words one must be there; of an empty one none."""


def triggers(pattern: str) -> Needs:
    """Words of which whatever ``pattern`` matches has at least one; and such words behind them.

    Understands letters, ``[abc]``, ``(?:…|…)`` and ``?``, up to the end of the first word; where
    that is one that most sentences have, of the first rare one.
    """
    first, second = zip(*map(_needed, map(_looked_over, _branches(pattern))), strict=True)
    return _any_of(first), _any_of(second)


def _any_of(branches: Sequence[frozenset[str]]) -> frozenset[str]:
    """What some branch needs; nothing, if one of them does without."""
    return _NOTHING.union(*branches) if all(branches) else _NOTHING


def _needed(branch: str) -> Needs:
    """What one branch cannot do without."""
    opening = _OPENING.match(branch)
    at = 0 if opening is None else opening.end()
    opened = _NOTHING if opening is None else _spelled(branch[at:])
    if not opened or not opened.isdisjoint(_EVERYWHERE):
        further, rare = _further_on(branch, 0)
        at, opened = (further, rare) if rare else (at, opened)
    return opened, _further_on(branch, at + 1)[1] if opened else _NOTHING


def _further_on(branch: str, start: int) -> tuple[int, frozenset[str]]:
    """The first rare words from ``start`` on that ``branch`` cannot do without, and where.

    Of ``\\bin 20[0-9]{2}\\b[^;]*\\bcame\\b`` it is "came"; an empty set where there are none.
    """
    depth = 0
    for at, mark in enumerate(branch):
        if at >= start and not depth and branch.endswith(_EDGES, 0, at):
            words = _spelled(branch[at:])
            if words and words.isdisjoint(_EVERYWHERE):
                return at, words
        depth += (mark in "([") - (mark in ")]")
    return len(branch), _NOTHING


_NOTHING: Final[frozenset[str]] = frozenset()


_EDGES: Final = ("\\b", " ", " )", " )?")
"""Where a word begins: behind a blank, be it the last mark of a group."""


def _looked_over(branch: str) -> str:
    """The branch without what it begins with that only says where it does not fit."""
    edge = "^" if branch.startswith("^") else ""
    rest = branch.removeprefix(edge)
    while looking := _LOOK.match(rest):
        rest = rest[_closing(rest, looking.end()) + 1 :]
    return edge + rest


def _spelled(rest: str) -> frozenset[str]:
    """All words that ``rest`` may begin with; none where a word has no certain end."""
    spelled: set[str] = set()
    for word, behind in _begun(rest):
        if not word or behind is None:
            return frozenset()
        rarer = _following(behind) if word in _EVERYWHERE else frozenset()
        spelled |= rarer if rarer and rarer.isdisjoint(_EVERYWHERE) else {word}
    return frozenset(spelled)


def _following(behind: str) -> frozenset[str]:
    """All words that may stand next; none where that is not certain."""
    opening = _OPENING.match(behind)
    return frozenset() if opening is None else _spelled(behind[opening.end() :])


def _begun(rest: str) -> Iterator[tuple[str, str | None]]:
    """Each way to read the first word of ``rest``, and what is behind it: ``None`` is unknown."""
    while looking := _LOOK.match(rest):
        rest = rest[_closing(rest, looking.end()) + 1 :]
    if _END.match(rest):
        yield "", rest
        return
    part = _PART.match(rest)
    if part is None:
        yield "", None
        return
    end = part.end()
    choices: list[str] = [*(part["one"] or part["some"] or "")]
    if part["group"]:
        end = _closing(rest, end) + 1
        choices = _branches(rest[part.end() : end - 1])
    behind = rest[end:]
    if behind.startswith("?"):
        choices, behind = [*choices, ""], behind[1:]
    if behind[:1] in ("*", "+", "{"):
        yield "", None
        return
    for choice in choices:
        if part["group"]:
            yield from _begun(choice + behind)
        else:
            yield from ((choice + word, end_of) for word, end_of in _begun(behind))


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, outside of its brackets."""
    found, depth, start = [], 0, 0
    for at, mark in enumerate(pattern):
        depth += (mark in "([") - (mark in ")]")
        if mark == "|" and not depth:
            found.append(pattern[start:at])
            start = at + 1
    return [*found, pattern[start:]]


def _closing(pattern: str, at: int) -> int:
    """Where the bracket closes that was opened right before ``at``."""
    depth = 1
    while depth:
        depth += (pattern[at] == "(") - (pattern[at] == ")")
        at += 1
    return at - 1
