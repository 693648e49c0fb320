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
_ARTICLES: Final = r"(?:(?:an?|the)\s+)?(?:(?:additional|further|extra|another|new)\s+)?$"


def _pattern(words: str, sign: str) -> re.Pattern[str]:
    """The words right before a figure; a line may end between any two of them."""
    spaced = re.sub(r" (?!\))", r"\\s+", words)
    return re.compile(rf"(?:\b(?:{spaced})\s+{sign}){_ARTICLES}", re.IGNORECASE)


_WORDS: Final = tuple(
    (qualifier, _pattern(words, r"|[~≈]\s*" if qualifier is Qualifier.ABOUT else ""))
    for qualifier, words in _TABLE.items()
)
_LAST_WORDS: Final = (
    *("~", "≈", "a", "an", "the", "additional", "further", "extra", "another", "new"),
    *sorted(
        {
            re.sub(r"\(\?<![^)]*\)|\\", "", words).split()[-1]
            for table in _TABLE.values()
            for words in table.split("|")
        }
    ),
)
"""What stands right before a figure that is qualified: a quick look before the slow one."""

_BEHIND: Final = re.compile(r"\s+(?:or more|and more|and counting)\b", re.IGNORECASE)


def qualifier_of(text: str, floor: int, start: int, end: int) -> tuple[Qualifier, Span | None]:
    """How the source qualifies the figure at ``start``; and its words, none for ``exact``."""
    window = text[max(floor, start - 40) : start]
    offset = start - len(window)
    qualified_before = window.rstrip().lower().endswith(_LAST_WORDS)
    for qualifier, words in _WORDS if qualified_before else ():
        found = words.search(window)
        if found:
            begin = offset + found.start()
            return qualifier, (begin, begin + len(found[0].rstrip()))
    behind = _BEHIND.match(text, end)
    if behind:
        return Qualifier.AT_LEAST, (behind.start() + 1, behind.end())
    return Qualifier.EXACT, None


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
