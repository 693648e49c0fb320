"""Where the sentences of a text are.

Offsets only: nothing is changed, and no sentence crosses a blank line or the edge of a region.
A line of a list is a sentence of its own; a line end inside a wrapped paragraph is not an end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Final, NamedTuple, Protocol

from ledger.sources.currency_words import key, spellings
from ledger.vocabulary import WordKind


class Span(NamedTuple):
    """``text[start:end]``, in code points."""

    start: int
    end: int


class Stretch(Protocol):
    """Anything with offsets, such as a region."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


_BLOCK: Final = re.compile(r"\S.*(?:\n[^\S\n]*\S.*)*")
"""Lines without a blank one between them, from the first visible character on."""

_BULLET: Final = re.compile(
    r"(?:[-–—*•‣◦▪●○·►➢✓]\s|(?:[0-9]{1,2}(?:[.][0-9]{1,2})?|[a-z]|[ivx]{1,4})[.)]\s)"
)

_ENTRY: Final = re.compile(r"[A-Z][\w.&'’-]*(?: [\w.&'’()-]+){0,4}(?::| [–—-])\s")
""" "United States: USD 120,000", "France – 10 tonnes": an entry of a list without marks."""

_END: Final = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])[.!?…]{0,7}+"
    r"(?P<closers>(?:[\"'”’»)\]]|\[[0-9]{1,3}\]){0,6})(?P<gap>\s+)|(?<=[。！？])[。！？]*)"
)
"""What may end a sentence, with the quotation marks and brackets that close after it.

It begins with the marks themselves: the engine skips to them.
"""

_BREAK: Final = re.compile(r"[(\[\"“”‘’'/–—-]")
"""What the word in front of a full stop begins behind, as behind white space."""
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_OPENING: Final = "\"'“‘«([—–-"

_DANGLING: Final = re.compile(
    r"(?<= )(?:a|an|the|of|its|their|our|his|her|and|or|by|from|with|than|(?:will|would) [a-z]+)$"
)
"""Words that no sentence ends with: "completed payment of its", "it would provide"."""

_TITLES: Final = frozenset(
    """
    mr mrs ms mx dr prof rev hon st gen lt col sgt maj capt cpt cmdr adm brig cpl pvt sen rep gov
    pres amb sec min supt insp messrs mme mt mlle fr sr vs cf ca approx est fig eq vol pp ed eds al
    e.g i.e viz
    """.split()  # noqa: SIM905
)
"""Abbreviations that something follows: never the end of a sentence."""

_BEFORE_FIGURES: Final = frozenset(
    """
    no nos art arts para sect ch pt jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905
)
"""Abbreviations that a figure follows; before anything else they end a sentence. So do those of
currencies ("NRs. 3.2 crore")."""

_EITHER: Final = frozenset(
    "inc ltd co corp bros jr etc dept univ govt m.p a.m p.m ph.d".split()  # noqa: SIM905
)
"""Abbreviations that may end a sentence; what follows decides, as after U.S. and initials."""

_STARTERS: Final = frozenset(
    """
    a about after all also although an and another any as at because before both but by despite
    during each earlier even every few following for from further he her here his how however i
    if in instead it its last later many meanwhile more most much nearly neither no nor not now of
    on once one only or other others our over she since so some still such that the their then
    there these they this those though through thus to together two under until we what when where
    whether which while who why with without yet you your
    """.split()  # noqa: SIM905
)
"""Words that, with a capital, start a sentence rather than go on with a name."""

_NEXT_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_LEADER: Final = "...."
"""Dots that lead the eye from a thing to its number in a table."""

_WIDEST_WRAP: Final = 140
_NARROWEST_WRAP: Final = 45
"""Widths, in characters, between which lines may have been broken by a program."""

_COLUMN: Final = 24
"""Width, in characters, of the narrowest column of prose."""

_FEWEST: Final = 3
"""Lines that go on from others, from which a column can be told."""


def sentences(text: str, regions: Iterable[Stretch] | None = None) -> list[Span]:
    """The sentences of ``text`` in order, trimmed, not empty, and disjoint.

    With ``regions`` those inside each of them, in the order given; without, of the whole text.
    Takes time in proportion to the text.
    """
    return [one for run in _runs_of(text, regions) for one in _split(text, run)]


_start, _end = attrgetter("start"), attrgetter("end")


class Around:
    """The sentences around places in a text; of the others it is not found out where they end."""

    def __init__(self, text: str, regions: Iterable[Stretch]) -> None:
        self._text = text
        self._runs = list(_runs_of(text, regions))
        self._found: dict[Span, tuple[list[Span], Iterator[Span]]] = {}

    def __call__(self, start: int, end: int) -> Span:
        """From the start of the sentence with ``start`` to the end of that with ``end``.

        Where none starts before, or none ends after, the place itself is the edge.
        """
        at = bisect_right(self._runs, start, key=_start) - 1
        before = [] if at < 0 else self._of(at, start)
        at = bisect_left(self._runs, end, key=_end)
        behind = [] if at == len(self._runs) else self._of(at, end)
        first = bisect_right(before, start, key=_start) - 1
        last = bisect_left(behind, end, key=_end)
        return Span(
            start if first < 0 else before[first].start,
            end if last == len(behind) else behind[last].end,
        )

    def _of(self, at: int, until: int) -> list[Span]:
        """The sentences of a run, as far as they are found out: to that around a place."""
        run = self._runs[at]
        if run not in self._found:
            self._found[run] = [], _split(self._text, run)
        found, more = self._found[run]
        while not found or found[-1].end <= until:
            following = next(more, None)
            if following is None:
                break
            found.append(following)
        return found


def _runs_of(text: str, regions: Iterable[Stretch] | None) -> Iterator[Span]:
    """What no sentence crosses the edges of, in order."""
    stretches = [Span(0, len(text))] if regions is None else regions
    for stretch in stretches:
        blocks = [
            list(_lines(text, block.start(), block.end()))
            for block in _BLOCK.finditer(text, stretch.start, stretch.end)
        ]
        column = _column(text, blocks)
        for lines in blocks:
            yield from _runs(text, lines, column)


def _runs(text: str, lines: Sequence[Span], column: int | None) -> Iterator[Span]:
    """A block cut at the line ends that end a sentence: lists, headings, verses."""
    if len(lines) == 1:
        yield lines[0]
        return
    width = _wrap_width(lines) or column
    begin = lines[0].start
    for line, following in pairwise(lines):
        if not _goes_on(text, line, following, width):
            yield Span(begin, line.end)
            begin = following.start
    yield Span(begin, lines[-1].end)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a block, each without the white space at either end."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = text[start:stop]
        begin = start + len(line) - len(line.lstrip())
        yield Span(begin, begin + len(line.strip()))
        start = stop + 1


def _wrap_width(lines: Sequence[Span]) -> int | None:
    """At how many characters a program broke the lines; ``None`` where none seems to have."""
    lengths = [line.end - line.start for line in lines]
    width = max(lengths)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(length >= 0.7 * width for length in lengths[:-1])
    return width if full >= 0.7 * (len(lengths) - 1) else None


def _column(text: str, blocks: Sequence[Sequence[Span]]) -> int | None:
    """The width of the column that a text was broken for; ``None`` where it seems to be in none.

    In a column many lines go on with a small letter; in lists and verses few do.
    """
    following = [line for lines in blocks for line in lines[1:]]
    if len(following) < _FEWEST:
        return None
    width = max(line.end - line.start for lines in blocks for line in lines if len(lines) > 1)
    small = sum(text[line.start : line.start + 1].islower() for line in following)
    return width if _COLUMN <= width < _WIDEST_WRAP and small >= 0.4 * len(following) else None


def _goes_on(text: str, line: Span, following: Span, width: int | None) -> bool:
    """Whether the sentence of one line goes on in the next."""
    last, first = text[line.end - 1], text[following.start]
    if _BULLET.match(text, following.start, following.end):
        # a dash may also stand in mid-sentence, where a program broke the line
        dash = width is not None and first in "–—" and last not in ".!?:;"
        return dash and not _BULLET.match(text, line.start, line.end)
    if width is None and last in ":;":
        return False
    if not (first.islower() or first in ",;:.)]”%"):
        if width is None or last in ":;":
            return False
        if not _DANGLING.search(text, line.start, line.end) and _is_short(
            text, line, following, width
        ):
            return False
    return not _is_a_row(text[line.start : line.end])


def _is_short(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the next line would have fitted: no program broke the line."""
    if _is_entry(text, following) and _is_entry(text, line):
        return True
    word = text[following.start : following.start + width].split(maxsplit=1)[0]
    length = line.end - line.start + 1 + len(word)
    return length <= width and not (width < _NARROWEST_WRAP and length >= 0.85 * width)


def _is_entry(text: str, line: Span) -> bool:
    parted = any(text.find(mark, line.start, line.end) >= 0 for mark in _PARTING)  # a quick look
    return parted and _ENTRY.match(text, line.start, line.end) is not None


_PARTING: Final = (":", " – ", " — ", " - ")


def _is_a_row(line: str) -> bool:
    """Whether a line has the columns of a table: what stands in them goes on in no other line."""
    return _LEADER in line or "    " in line or "\t" in line or "|" in line


def _split(text: str, run: Span) -> Iterator[Span]:
    """One run of text cut after each mark that ends a sentence."""
    begin = run.start
    for found in _END.finditer(text, begin, run.end):
        stop, after = found.span("gap")
        if stop < 0:
            stop = after = found.end()
        elif not _ends(text, begin, found, after, run.end):
            continue
        while after < run.end and text[after].isspace():
            after += 1
        yield Span(begin, stop)
        begin = after
    if begin < run.end:
        yield Span(begin, run.end)


def _ends(text: str, begin: int, found: re.Match[str], after: int, end: int) -> bool:
    """Whether a full stop, with what closes after it, ends the sentence that began there."""
    following = text[after]
    start = found.start()
    before = text[max(begin, start - 1)]
    mark = text[start : found.start("closers")]
    if begin < start and (before == "." or (before.isspace() and len(mark) >= len(_LEADER))):
        return False
    if following.islower() or following in ",;:)]%":
        return False
    if mark != "." or found["closers"]:
        return True
    is_bare = start == begin or before.isspace()
    word = "" if is_bare else text[max(begin, start - 24) : start].rsplit(maxsplit=1)[-1]
    word = _BREAK.split(word)[-1]
    if start - len(word) == begin and _is_list_mark(word):
        return False
    return _ends_after(word, text, after, end)


def _ends_after(word: str, text: str, after: int, end: int) -> bool:
    """Whether a full stop after ``word`` ends the sentence, or belongs to an abbreviation."""
    lower = word.lower()
    if lower in _TITLES:
        return False
    if lower in _BEFORE_FIGURES or lower in _currencies():
        return not text[after].isdigit()
    if lower in _EITHER or _DOTTED.fullmatch(word):
        return _starts_a_sentence(text, after, end)
    return True


@cache
def _currencies() -> frozenset[str]:
    """What stands for a currency in front of a sum, without a point."""
    return frozenset(map(key, spellings(WordKind.SIGN, WordKind.PREFIX)))


def _is_list_mark(word: str) -> bool:
    number = word.replace(".", "", 1)
    return len(word) <= 5 and (number.isdigit() or len(word) == 1)


def _starts_a_sentence(text: str, at: int, end: int) -> bool:
    while at < end and text[at] in _OPENING:
        at += 1
    found = _NEXT_WORD.match(text, at, end)
    return found is not None and found[0].lower().replace("’", "'") in _STARTERS
