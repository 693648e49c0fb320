"""The words that a pattern cannot do without, read off the pattern itself.

A table of many patterns is slow if each is tried in every sentence. Of ``\\b(?:asks?|asked)\\b…``
it is enough to know that no sentence without "ask", "asks" and "asked" can fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

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


def triggers(pattern: str) -> frozenset[str]:
    """Words of which whatever ``pattern`` matches has at least one; none where it needs none.

    Understands letters, ``[abc]``, ``(?:…|…)`` and ``?``, up to the end of the first word; where
    that is one that most sentences have, of the first rare one.
    """
    found: set[str] = set()
    for branch in map(_looked_over, _branches(pattern)):
        opening = _OPENING.match(branch)
        opened = frozenset() if opening is None else _spelled(branch[opening.end() :])
        if not opened or not opened.isdisjoint(_EVERYWHERE):
            opened = _further_on(branch) or opened
        if not opened:
            return frozenset()
        found |= opened
    return frozenset(found)


def _further_on(branch: str) -> frozenset[str]:
    """The first rare words further on that ``branch`` cannot do without; none where there are none.

    Of ``\\bin 20[0-9]{2}\\b[^;]*\\bcame\\b`` it is "came".
    """
    depth = 0
    for at, mark in enumerate(branch):
        if not depth and branch.endswith(_EDGES, 0, at):
            words = _spelled(branch[at:])
            if words and words.isdisjoint(_EVERYWHERE):
                return words
        depth += (mark in "([") - (mark in ")]")
    return frozenset()


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
