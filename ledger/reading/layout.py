"""From text to the sentences that the reader works on: body and headline, with their lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ledger.sources.regions import RegionKind, regions
from ledger.sources.sentences import sentences

_BULLET: Final = re.compile(
    r"(?:[-–—*•‣◦▪●○·►➢✓]|\(?(?:[0-9]{1,2}(?:[.][0-9]{1,2})*|[a-z]|[ivx]{1,4})[.)])\s+"
)
_NUMBERED: Final = re.compile(r"\(?[0-9]{1,2}[.)]\s")
_LABELLED: Final = re.compile(r"\(?[0-9]{1,2}[.)]\s[A-Z][^.:\n]{2,40}:\s")
""" "1. Energy: EUR 32.3 million …": a line of a list, however long it is."""
_PARAGRAPH: Final = 60
"""Code points from which a numbered sentence is prose, where no colon opened a list."""

_OPINION: Final = re.compile(
    r"\A[^\n]{0,120}\b(?:opinion|op-ed|editorial|letters? and|"
    r"letters? to (?:the|our) (?:editors?|readers|times|guardian)|"
    r"commentary|viewpoint|"
    r"columnist)\b|"
    r"\A\s*(?:the column|column|leader|letters|essay|guest essay|comment|my view)\s*\n|"
    r"\A[^\n]{0,160}\n+by (?:a|our) columnist",
    re.IGNORECASE,
)
_COUNT_LINE: Final = re.compile(
    r"[^\n:–—|]{3,60}(?:\s(?:[–—|-]|[.]{3,})|\t+| {3,})\s*(?:up to |about |over )?[0-9][0-9,]*"
    r"(?:\s*\([^()\n]{1,40}\))?(?:\s*[.]{3,}[^\n.]{1,40})?[;.]?|"
    r"[0-9][0-9,]* [a-z][a-z -]{2,60}"
)
"""A thing and how many of it: "Bridge-layers – 12 (before: 10)"."""

_SHARE: Final = re.compile(
    r"[A-Z][^.:;–—\n]{1,60} [–—-] (?:up to |about )?(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3} )? ?[0-9]"
)
""" "World Food Programme – $9 million: food.": a line of a list, though it ends like prose."""

_BYLINE: Final = re.compile(r"the(?<!\wthe) (?:writer|author) (?:is|was|teaches|chairs)\b")
_FOOT: Final = 400
"""Code points at the end of a text in which its writer is named."""

LONGEST_SENTENCE: Final = 4000
"""Code points; anything longer is no sentence of prose, and is not read."""

_PICTURE: Final = re.compile(
    r"[\[(]\s*(?:picture|photo(?:graph)?|image|slideshow|gallery|graphic|infographic|map|chart|"
    r"file photo|video|watch|listen|read more)\b",
    re.IGNORECASE,
)
_LONGEST_LINE: Final = 240
"""Code points of a line of a list without marks."""

_READ: Final = frozenset({RegionKind.BODY, RegionKind.HEADLINE})


@dataclass(slots=True)
class Passage:
    """A sentence of the body and how it stands there."""

    start: int
    end: int
    headline: bool
    item: bool
    """Whether it is a line of a list."""


def passages(text: str) -> Iterator[Passage]:
    """The sentences of body and headline in order."""
    listing = False
    previous_end = picture = 0
    for region in regions(text):
        if region.kind not in _READ:
            listing = False
            continue
        headline = region.kind is RegionKind.HEADLINE
        for start, end in sentences(text, [region]):
            gap = text[previous_end:start].count("\n")
            at_line = start == 0 or gap > 0
            previous_end = end
            if (
                end - start > LONGEST_SENTENCE
                or start < picture
                or (text[start] in "[(" and _PICTURE.match(text, start, end))
            ):
                picture = max(picture, _closing(text, start))
                listing = False
                continue
            item = _BULLET.match(text, start, end) is not None and (
                at_line or text[start] not in "-–—"
            )
            if item and not listing and _NUMBERED.match(text, start, end):
                item = end - start < _PARAGRAPH or text[end - 1] not in '.?!”"'
                item = item or _LABELLED.match(text, start, end) is not None
            item = item or (at_line and _counts(text, start, end))
            if listing and gap <= 2 and at_line and _goes_on(text, start, end):
                item = True
            elif not item:
                listing = False
            opens = text[end - 1] == ":"
            yield Passage(start, end, headline, item and not opens)
            listing = listing or opens


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a line without a mark goes on with a list: a short one that is no prose."""
    if end - start > _LONGEST_LINE:
        return False
    return text[end - 1] not in ".?!:" or _SHARE.match(text, start, end) is not None


def _closing(text: str, start: int) -> int:
    """Where the line's bracket that opens at ``start`` closes; ``start`` where none does."""
    if text[start] != "[":
        return start
    line = text.find("\n", start)
    return max(start, text.find("]", start, line if line >= 0 else len(text)))


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a line names a thing and how many of it; most end like prose, and are not tried."""
    in_front, at_end = text[start].isdigit(), text[max(start, end - 2) : end]
    if not in_front and not _NUMBER_ENDS.search(at_end) and "..." not in text[start:end]:
        return False
    return _COUNT_LINE.fullmatch(text, start, end) is not None


_NUMBER_ENDS: Final = re.compile(r"[0-9,)]")


def is_opinion(text: str) -> bool:
    """Whether the head of the text says that it is opinion, of which nothing is a claim."""
    return _OPINION.match(text) is not None or _BYLINE.search(text[-_FOOT:].lower()) is not None
