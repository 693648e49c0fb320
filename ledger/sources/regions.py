"""Which parts of a text are the article, and which are the page it stood on.

Every character belongs to one region: the body, its headline, a caption, the furniture of the
page, or readers' comments. Claims come from the body; a reader's comment never becomes one.
Where a cue leaves doubt, a paragraph is body: what is lost there, nobody looks for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import Final

from ledger.sources import cues


class RegionKind(StrEnum):
    """What a part of a text is."""

    BODY = "body"
    HEADLINE = "headline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Region:
    """``text[start:end]``, in code points, is all of one kind."""

    kind: RegionKind
    start: int
    end: int


class _Heading(StrEnum):
    """What a line may be a heading of."""

    RELATED = "related"
    FORM = "form"
    COMMENTS = "comments"
    CONVERSATION = "conversation"


_HEADINGS: Final = {
    _Heading.RELATED: cues.RELATED,
    _Heading.FORM: cues.COMMENT_FORM,
    _Heading.COMMENTS: cues.COMMENT_HEADING,
    _Heading.CONVERSATION: cues.CONVERSATION,
}
_ANY_HEADING: Final = re.compile(
    "|".join(f"(?P<{heading}>{cue.pattern})" for heading, cue in _HEADINGS.items())
)


@dataclass(slots=True)
class _Line:
    """A visible line: its offsets, its words without the white space round them, its block."""

    start: int
    end: int
    words: str
    block: int
    kind: RegionKind = RegionKind.BODY
    is_prose: bool = False


_kind, _block = attrgetter("kind"), attrgetter("block")

_SHORTEST_PROSE: Final = 60
_LONGEST_HEADLINE: Final = 200
_LONGER: Final = 1.3
"""How much longer than a headline the paragraph is that follows it without a blank line."""

_LARGEST_BLOCK: Final = 8
"""The most lines that a caption, or a comment with its writer's name, has."""

_MOST_OF_A_CAPTION: Final = 0.5
"""The share of its words that a line above a caption repeats when it describes the picture."""

_STILL_TO_COME: Final = 0.4
"""The share of prose below a heading from which it heads a box inside the article."""

_SURE_READERS: Final = 4
"""The sum of reader scores below which nothing is taken for comments on its own."""

_READERS_SHARE: Final = 0.4
"""The share of the prose that has to sound like readers, from the first of them on."""


def regions(text: str) -> list[Region]:
    """The regions of ``text``, which tile it from the first character to the last.

    Neighbours differ in kind; white space goes with what it follows. Takes time in proportion
    to the text.
    """
    lines = list(_lines(text))
    if not lines:
        return [Region(RegionKind.BODY, 0, len(text))] if text else []
    for line in lines:
        if cues.is_furniture(line.words):
            line.kind = RegionKind.FURNITURE
        line.is_prose = len(line.words) >= _SHORTEST_PROSE and _ends_a_sentence(line.words)
    _mark_captions(lines)
    _mark_headline(lines)
    _mark_links(lines)
    _mark_sections(lines)
    _mark_unheaded_comments(lines)
    runs = [next(same) for _, same in groupby(lines, key=_kind)]
    edges = [0, *(line.start for line in runs[1:]), len(text)]
    return [
        Region(line.kind, start, end)
        for line, (start, end) in zip(runs, pairwise(edges), strict=True)
    ]


def _lines(text: str) -> Iterator[_Line]:
    """The visible lines; blank ones divide blocks."""
    start, last, block = 0, -1, 0
    for number, line in enumerate(text.split("\n")):
        if words := line.strip():
            block += number - last > 1
            last = number
            yield _Line(start, start + len(line), words, block)
        start += len(line) + 1


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    return [list(same) for _, same in groupby(lines, key=_block)]


def _mark_captions(lines: Sequence[_Line]) -> None:
    """Captions and credits, the rest of their blocks, and the description above them."""
    above: list[_Line] = []
    for block in _blocks(lines):
        found = [
            line for line in block if line.kind is RegionKind.BODY and cues.is_caption(line.words)
        ]
        if found and _is_one_thing(block, lines):
            found = [line for line in block if line.kind is RegionKind.BODY]
        for line in found:
            line.kind = RegionKind.CAPTION
        if found and found[0] is block[0] and len(above) == 1 and _describes(above[0], found):
            above[0].kind = RegionKind.CAPTION
        above = block


def _is_one_thing(block: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    """Whether a block is a paragraph of its kind, and not a whole text without blank lines."""
    inside = sum(line.is_prose for line in block)
    return len(block) <= _LARGEST_BLOCK and 2 * inside <= sum(line.is_prose for line in lines)


def _ends_a_sentence(words: str) -> bool:
    """Whether a line ends like a sentence or an item of a list, and not like a cut-off teaser."""
    words = words.rstrip("\"'”’»)]")
    return words.endswith((".", "!", "?", ":", ";")) and not words.endswith("..")


def _describes(line: _Line, caption: Sequence[_Line]) -> bool:
    if line.kind is not RegionKind.BODY or _ends_a_sentence(line.words):
        return False
    words = set(line.words.casefold().split())
    repeated = words & {word for each in caption for word in each.words.casefold().split()}
    return len(repeated) >= _MOST_OF_A_CAPTION * len(words)


def _mark_headline(lines: Sequence[_Line]) -> None:
    """The first line of the article, where it stands apart and prose follows."""
    body = [line for line in lines if line.kind is RegionKind.BODY]
    if len(body) < 2 or not any(line.is_prose for line in body[1:]):
        return
    first, second = body[:2]
    if len(first.words) > _LONGEST_HEADLINE or first.words.endswith((".", ":", ",", ";")):
        return
    if not first.words[0].isalnum() and first.words[0] not in "\"'“‘«¿¡$€£¥":
        return
    # the first line of a paragraph that a program wrapped is no headline
    is_longer = len(second.words) >= _LONGER * len(first.words)
    if first.block != second.block or (is_longer and not second.words[0].islower()):
        first.kind = RegionKind.HEADLINE


def _mark_links(lines: Sequence[_Line]) -> None:
    """The list of sources that a digest ends with."""
    for line in reversed(lines):
        if line.kind is RegionKind.FURNITURE:
            continue
        if line.words not in {"[", "]"} and not cues.is_link(line.words):
            return
        line.kind = RegionKind.FURNITURE


def _mark_sections(lines: Sequence[_Line]) -> None:
    """What stands under a heading: other articles, the comment form, comments."""
    headings = [_heading(line.words) for line in lines]
    if not any(headings):
        return
    readers = _sums_from(cues.reader_score(line.words) for line in lines)
    prose = _sums_from(line.is_prose for line in lines)
    letters = _sums_from(len(line.words) * line.is_prose for line in lines)
    under: RegionKind | None = None
    in_a_box = False
    for at, (line, heading) in enumerate(zip(lines, headings, strict=True)):
        if heading is not None:
            line.kind = RegionKind.FURNITURE
            under_it = _under(
                heading,
                prose[0] - prose[at],
                prose[at + 1],
                readers[at + 1],
                mostly_above=letters[0] - letters[at] >= 2 * letters[at + 1],
            )
            in_a_box = heading is _Heading.RELATED and under is None
            under = under_it or under
        elif in_a_box and line.is_prose and prose[at] >= _STILL_TO_COME * prose[0]:
            under, in_a_box = None, False
        elif under is not None and line.kind is not RegionKind.FURNITURE:
            line.kind = under


def _heading(words: str) -> _Heading | None:
    if len(words) > cues.LONGEST_CUE:
        return None
    found = _ANY_HEADING.fullmatch(words.rstrip(":").lower())
    return _Heading(found.lastgroup) if found and found.lastgroup else None


def _under(
    heading: _Heading, above: int, below: int, readers: int, *, mostly_above: bool
) -> RegionKind | None:
    """What stands under a heading; nothing, where it is a button and the article goes on.

    ``above`` and ``below`` count lines of prose, ``readers`` sums the reader scores below, and
    ``mostly_above`` is most of the prose in letters.
    """
    is_at_the_end = (above >= 2 and below <= 3 * above) or (above >= 1 and mostly_above)
    is_heard = above >= 1 and readers >= _SURE_READERS
    match heading:
        case _Heading.RELATED:
            return RegionKind.FURNITURE
        case _Heading.FORM:
            return RegionKind.FURNITURE if is_at_the_end else None
        case _Heading.COMMENTS:
            return RegionKind.COMMENTS if is_at_the_end or is_heard else None
        case _Heading.CONVERSATION:
            return RegionKind.COMMENTS if is_heard else None


def _mark_unheaded_comments(lines: Sequence[_Line]) -> None:
    """Comments that nothing announces but the way readers write."""
    body = [line for line in lines if line.kind is RegionKind.BODY]
    start = _first_reader(body)
    if start is None:
        return
    addressed = {name for line in body[start:] if (name := cues.addressed(line.words)) is not None}
    named = (at for at in range(start) if body[at].words in addressed)
    start = next(named, start)
    block = [line for line in body if line.block == body[start].block]
    if _is_one_thing(block, body):
        start = body.index(block[0])
    for line in body[start:]:
        line.kind = RegionKind.COMMENTS


def _first_reader(body: Sequence[_Line]) -> int | None:
    """From which line on the readers speak: two paragraphs of article above, no more below."""
    sure = [cues.is_a_readers(line.words) for line in body]
    if not any(sure):
        return None
    scores = [cues.reader_score(line.words) for line in body]
    prose = _sums_from(line.is_prose for line in body)
    sums = _sums_from(scores)
    readers = _sums_from(
        line.is_prose and (score > 0 or before > 0)
        for line, score, before in zip(body, scores, [0, *scores], strict=False)
    )
    for at, is_sure in enumerate(sure):
        if (
            is_sure
            and prose[0] - prose[at] >= 2
            and sums[at] >= _SURE_READERS
            and readers[at] >= _READERS_SHARE * prose[at]
        ):
            return at
    return None


def _sums_from(values: Iterable[int]) -> list[int]:
    """For each place the sum of the values from there to the end, which is 0 after the last."""
    return list(accumulate(reversed([*values, 0])))[::-1]
