"""What stands around a figure: "more than", "up to", "about"."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from ledger.values.bounds import Bounds, Qualifier

Span: TypeAlias = tuple[int, int]
"""Start and end in code points."""

_TABLE: Final = {
    Qualifier.AT_LEAST: r"(?<!no )(?<!not )more than|"
    r"(?<!hand )(?<!handed )(?<!handing )(?<!hands )over|at least|"
    r"in excess of|no less than|not less than|upwards of|a minimum of|minimum|above|exceeding|"
    r"well over|just over",
    Qualifier.AT_MOST: r"up to|at most|as much as|as many as|no more than|a maximum of|maximum|"
    r"under|less than|fewer than|below|to the tune of up to",
    Qualifier.ABOUT: r"about|around|some|approximately|approx\.|roughly|nearly|almost|close to|"
    r"an estimated|estimated|circa|ca\.|just under|just shy of|in the region of|in the order of|"
    r"to the order of",
}
_ARTICLES: Final = ("a", "an", "the")
_MORE: Final = ("additional", "further", "extra", "another", "new")
"""What may stand between such words and the figure, after an article or without."""


def _pattern(words: str, sign: str) -> re.Pattern[str]:
    """The words right before a figure; a line may end between any two of them."""
    spaced = re.sub(r" (?!\))", r"\\s+", words)
    between = rf"(?:(?:{'|'.join(_ARTICLES)})\s+)?(?:(?:{'|'.join(_MORE)})\s+)?$"
    return re.compile(rf"(?:\b(?:{spaced})\s+{sign}){between}", re.IGNORECASE)


def _last_words(words: str) -> tuple[str, ...]:
    """What such words end with: a quick look before the slow one."""
    spelled = re.sub(r"\(\?<![^)]*\)|\\", "", words).split("|")
    return tuple(sorted({one.split()[-1] for one in spelled}))


_SIGNS: Final = {Qualifier.ABOUT: ("~", "≈")}
_WORDS: Final = tuple(
    (
        qualifier,
        (*_last_words(words), *_SIGNS.get(qualifier, ())),
        _pattern(words, r"|[~≈]\s*" if qualifier in _SIGNS else ""),
    )
    for qualifier, words in _TABLE.items()
)

_BEHIND: Final = re.compile(r"\s+(?:or more|and more|and counting)\b", re.IGNORECASE)


def qualifier_of(text: str, floor: int, start: int, end: int) -> tuple[Qualifier, Span | None]:
    """How the source qualifies the figure at ``start``; and its words, none for ``exact``."""
    window = text[max(floor, start - 40) : start]
    offset = start - len(window)
    last = _last_of(window)
    for qualifier, endings, words in _WORDS:
        found = words.search(window) if last.endswith(endings) else None
        if found:
            begin = offset + found.start()
            return qualifier, (begin, begin + len(found[0].rstrip()))
    behind = _BEHIND.match(text, end)
    if behind:
        return Qualifier.AT_LEAST, (behind.start() + 1, behind.end())
    return Qualifier.EXACT, None


def _last_of(window: str) -> str:
    """The last word but for an article and "additional"; empty where there is none."""
    words = window.lower().split()
    for passed in (_MORE, _ARTICLES):
        if words and words[-1] in passed:
            words.pop()
    return words[-1] if words else ""


def qualified(bounds: Bounds, qualifier: Qualifier) -> tuple[Bounds, Qualifier]:
    """The bounds that a qualified figure has."""
    if not bounds.is_exact:
        return bounds, Qualifier.BETWEEN
    assert bounds.low is not None
    if qualifier is Qualifier.AT_LEAST:
        return Bounds(bounds.low, None), qualifier
    if qualifier is Qualifier.AT_MOST:
        return Bounds(0, bounds.low), qualifier
    return bounds, qualifier
