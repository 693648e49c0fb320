"""What a word may begin, or be a part of: each written form is looked at once.

A sentence is taken to what stands between its blanks, this to its words, and these to what they
are; whatever needs a name, a verb, a thing, a number or a date looks only where a word says that
one may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_
from sys import intern
from typing import Final, NamedTuple

from ledger.reading import dates, items, parties, rules
from ledger.reading.phrasal import STATES
from ledger.reading.tokens import parts, tokens
from ledger.reading.verbs import VERBS
from ledger.sources.numerals import OPENING_WORDS, SCALES

PARTY: Final = 1
"""The name of an organisation may begin here."""
THING: Final = 2
"""The name of a thing may begin here."""
VERB: Final = 4
"""It is a form of a verb of aid, or ends what stands for one."""
NUMBER: Final = 8
"""It is a number in words, or one begins with it."""
DIGITS: Final = 16
DATE: Final = 32
"""It may be a part of a date."""

HINT: Final = 64
"""It may make a figure near it no claim."""
SCALE: Final = 128
"""With an article it is a number: "a million"."""

_MAY_ACT: Final = frozenset({*VERBS, *(second for _, second in STATES)})
_MOST: Final = 100_000
"""Written forms that are kept; texts that have more of them are not made of words."""


class _Kinds(dict[str, int]):
    """Each written form with its kinds, as a sum."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        kinds = self[word] = _kinds(word, word.lower())
        return kinds


_KNOWN: Final = _Kinds()


class _Piece(NamedTuple):
    """What stands between two blanks, taken to its words: "£5m," and "Kyiv's"."""

    words: tuple[str, ...]
    lows: tuple[str, ...]
    kinds: bytes
    any_of: int
    """The kinds that any of the words has, as a sum."""
    widths: tuple[int, ...]
    """Of each word, and of what is between it and the next, by turns; the blank is the last."""


_MOST_PIECES: Final = 30_000
_LONGEST_PIECE: Final = 40
"""How many pieces are kept, and of how many code points."""


class _Pieces(dict[str, _Piece | None]):
    """Each piece that was met, taken apart; ``None`` for one that white space begins."""

    def __missing__(self, piece: str) -> _Piece | None:
        made = _taken_apart(piece)
        if len(piece) <= _LONGEST_PIECE:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = made
        return made


_KEPT: Final = _Pieces()


def _taken_apart(piece: str) -> _Piece | None:
    words, (front, *widths) = tokens(piece)
    if not words or front:
        return None
    widths[-1] += 1
    # the same word is the same object in every table, which is how it is found most quickly
    words = list(map(intern, words))
    lows = [intern(word.lower()) for word in words]
    kinds = bytes(map(_KNOWN.__getitem__, words))
    any_of = reduce(or_, kinds)
    return _Piece(tuple(words), tuple(lows), kinds, any_of, tuple(widths))


@dataclass(slots=True)
class Words:
    """The words of a sentence with their places."""

    words: list[str]
    lows: list[str]
    kinds: bytes
    """For each word the sum of its kinds."""
    any_of: int
    """The kinds that any of the words has, as a sum."""
    starts: list[int]
    ends: list[int]


def words_at(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``, not empty, with no white space at either end.

    Places are code points of ``text``.
    """
    sentence = text[start:end]
    pieces: Sequence[_Piece | None] = list(map(_KEPT.__getitem__, sentence.split(" ")))
    if not all(pieces):  # more than one blank in a row
        pieces = [_taken_apart(sentence)]
    words: list[str] = []
    lows: list[str] = []
    kinds: list[bytes] = []
    any_of = 0
    widths: list[int] = []
    for piece in pieces:
        assert piece is not None
        some_words, some_lows, some_kinds, one_of, some_widths = piece
        words += some_words
        lows += some_lows
        kinds.append(some_kinds)
        any_of |= one_of
        widths += some_widths
    edges = list(accumulate(widths, initial=start))
    return Words(words, lows, b"".join(kinds), any_of, edges[:-1:2], edges[1::2])


def places(kinds: bytes, sought: int) -> list[int]:
    """Where the words of one kind stand."""
    return [at for at, kind in enumerate(kinds) if kind & sought]


def _kinds(word: str, low: str) -> int:
    written = parts([low])
    kinds = {
        PARTY: parties.opens(word),
        THING: items.opens(low),
        VERB: low in _MAY_ACT,
        NUMBER: not OPENING_WORDS.isdisjoint(written) or _is_number(written),
        DIGITS: any("0" <= mark <= "9" for mark in word),
        DATE: dates.hints(word),
        HINT: rules.hints(low),
        SCALE: not SCALES.isdisjoint(written),
    }
    return sum(kind for kind, holds in kinds.items() if holds)


def _is_number(written: set[str]) -> bool:
    """ "A-hundred": the article is a part of the word."""
    return not _ARTICLES.isdisjoint(written) and not SCALES.isdisjoint(written)


_ARTICLES: Final = frozenset({"a", "an"})


def numbers_in_words(found: Words) -> list[int]:
    """Where a number in words may begin: "three", "half of", "a million"; as offsets in order."""
    lows = found.lows
    opening = {*places(found.kinds, NUMBER)}
    scales = places(found.kinds, SCALE)
    opening.update(at - 1 for at in scales if at and lows[at - 1].endswith(("a", "an")))
    offsets: list[int] = []
    for at in sorted(opening):
        start, end = found.starts[at], found.ends[at]
        offsets += [start] if lows[at].isalnum() else range(start, end)
    return offsets
