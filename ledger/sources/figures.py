"""Figures in a text: what a sum or a count says, and where exactly it stands.

``figures`` finds them all; ``stated`` answers whether a given figure stands in a quote, which
every entry and every accepted claim must show. The layout may vary (``€5 billion``, ``5 billion
euros``, ``EUR 5bn``, a figure broken by a line end), the value may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from ledger.sources.currency_words import CODES, key, meanings, spellings
from ledger.sources.numerals import BLANKS, GAP, Numeral, numerals
from ledger.sources.scales import Scale, scale_of
from ledger.values.amount import LARGEST, SCALE
from ledger.values.bounds import Bounds, Qualifier, exact
from ledger.vocabulary import WordKind

_LOOK_BACK: Final = 16
"""How many code points before a number its sign or code may begin."""

_RANGE = re.compile(rf"{GAP}(?:-|–|—|\u2011|to|and|or){GAP}", re.IGNORECASE)
_WIDEST_JOIN: Final = 13
_RANGE_OPENS = re.compile(rf"\b(?:between|from){GAP}\Z", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{GAP}\Z", re.IGNORECASE)
_OPEN_JOINS = frozenset({"and", "or"})
_ONE = re.compile(r"\b(?:an?|another|one|single)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_WORDS_AFTER_ONE: Final = 8


class Figure(NamedTuple):
    """A sum of money or a count, as a text writes it."""

    start: int
    end: int
    """Span of sign or code, number, magnitude and currency word, in code points."""
    bounds: Bounds
    """Exact, or both ends of a range, in ten-thousandths."""
    currencies: tuple[str, ...]
    """ISO codes that its sign or word may stand for, most likely first; () for a count."""
    is_word: bool
    """Whether the number is written in words: "two", "half a billion"."""


def figures(text: str, *, in_words: bool = True) -> list[Figure]:
    """All figures of ``text`` in order, ranges as one; spans never overlap.

    ``in_words`` is false where the caller knows that none of
    :data:`~ledger.sources.numerals.NUMBER_WORDS` stands in the text. "a" and "another" are no
    figures here: what they count is known only with the noun, see :func:`stated`. Full-width
    and other digits than 0 to 9 are not read.
    """
    return list(_ranges(text, _single(text, in_words)))


def stated(
    quote: str, bounds: Bounds, qualifier: Qualifier, unit: str, is_currency: bool
) -> list[tuple[int, int]]:
    """Where in ``quote`` the figure stands: spans in code points, empty where it does not.

    The value must be equal: the lower end for ``at_least``, the upper for ``at_most``, both for
    ``between``, the figure itself otherwise. Money must be in a currency that its sign or word
    may stand for; a count must have no currency, and "a" or "another" in front of a word of
    ``unit`` states one. Below "in millions of euros" a bare number counts those.
    """
    if qualifier is Qualifier.UNDISCLOSED:
        return []
    ends = _wanted(bounds, qualifier)
    found = figures(quote)
    scale = scale_of(quote) if is_currency else None
    if scale is not None:
        found += [made for one in found if (made := scaled(quote, one, scale)) is not None]
    fitting = [figure for figure in found if _fits_unit(figure, unit, is_currency, found)]
    if len(ends) == 2:
        whole = [_span(figure) for figure in fitting if figure.bounds == bounds]
        return whole or _both_ends(fitting, ends)
    spans = [_span(figure) for figure in fitting if _states(figure, ends[0], qualifier)]
    if not is_currency and ends[0] == SCALE:
        spans += [span for span in _ones(quote, unit) if span not in spans]
    return sorted(spans)


_BARE: Final = re.compile(r"(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥])?\s?[0-9][0-9,.]*")


def scaled(text: str, figure: Figure, scale: Scale) -> Figure | None:
    """What a number in digits says below "in millions of euros"; ``None`` where it says more.

    A currency of its own stays. ``None`` too for what is more than any sum, and without a currency.
    """
    if not _BARE.fullmatch(text, figure.start, figure.end):
        return None
    low, high = (end and end * scale.factor for end in (figure.bounds.low, figure.bounds.high))
    currencies = figure.currencies or scale.currencies
    if not currencies or (high or 0) > LARGEST:
        return None
    return figure._replace(bounds=Bounds(low, high), currencies=currencies)


def _wanted(bounds: Bounds, qualifier: Qualifier) -> tuple[int, ...]:
    """The figures that a quote must show for ``bounds``."""
    low, high = bounds.low, bounds.high
    if qualifier is Qualifier.AT_MOST and high is not None:
        return (high,)
    if qualifier is Qualifier.AT_LEAST and low is not None:
        return (low,)
    return tuple(sorted({end for end in (low, high) if end is not None}))


def _states(figure: Figure, value: int, qualifier: Qualifier) -> bool:
    if qualifier is Qualifier.AT_LEAST:
        return figure.bounds.low == value
    if qualifier is Qualifier.AT_MOST:
        return figure.bounds.high == value
    return figure.bounds == exact(value)


def _both_ends(fitting: list[Figure], ends: tuple[int, ...]) -> list[tuple[int, int]]:
    """A range whose ends stand apart ("from 20 tanks to 30 tanks"): both, or nothing."""
    spans = [
        [_span(figure) for figure in fitting if figure.bounds == exact(value)] for value in ends
    ]
    return sorted(spans[0] + spans[1]) if all(spans) else []


def _fits_unit(figure: Figure, unit: str, is_currency: bool, found: list[Figure]) -> bool:
    if not is_currency:
        return not figure.currencies
    if figure.currencies:
        return unit in figure.currencies
    # "$2 billion in loans and 3 billion in grants": the second leans on the first.
    large = figure.bounds.low is not None and figure.bounds.low >= 10**6 * SCALE
    return large and any(unit in other.currencies for other in found)


def _ones(quote: str, unit: str) -> Iterator[tuple[int, int]]:
    names = {_stem(word) for word in _WORD.findall(unit)}
    for found in _ONE.finditer(quote):
        position = found.end()
        for _ in range(_WORDS_AFTER_ONE):
            word = _WORD.search(quote, position)
            if word is None or re.search(r"[.;:!?]\s", quote[position : word.start()]):
                break
            if _stem(word[0]) in names and not word[0].isdigit():
                yield found.span()
                break
            position = word.end()


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s")


def _span(figure: Figure) -> tuple[int, int]:
    return figure.start, figure.end


def _single(text: str, in_words: bool) -> Iterator[tuple[Numeral, Figure]]:
    """Each number with the currency around it; numbers that turn out to be none are left out."""
    before, after = _patterns()
    previous_end = 0
    for number in numerals(text, in_words=in_words):
        floor = max(previous_end, number.start - _LOOK_BACK)
        sign = None
        if not number.is_word and _may_precede(text[floor : number.start]):
            sign = before.search(text, floor, number.start)
        glued = text[number.start - 1 : number.start].isalpha() if number.start else False
        if glued and sign is None:
            continue
        word = None
        if sign is None and _may_follow(text, number.end):
            word = after.match(text, number.end)
        if word and word["sign"] and text[word.end() : word.end() + 1].isdigit():
            word = None
        currencies = _currencies(sign or word)
        if number.letter and not currencies and not _glued_thousands(text, number):
            continue
        start = sign.start() if sign else number.start
        end = word.end() if word else number.end
        previous_end = end
        yield number, Figure(start, end, exact(number.value), currencies, number.is_word)


def _glued_thousands(text: str, number: Numeral) -> bool:
    return text[number.bare_end : number.end] in ("k", "K")


def _currencies(found: re.Match[str] | None) -> tuple[str, ...]:
    if found is None:
        return ()
    written = found["sign"] or found["code"]
    return meanings()[key(written)]


def _ranges(text: str, singles: Iterator[tuple[Numeral, Figure]]) -> Iterator[Figure]:
    """Join "1-2 billion" and "between 20 and 30" into one figure; pass all others on."""
    held: tuple[Numeral, Figure] | None = None
    for number, figure in singles:
        if held is not None:
            joined = _joined(text, held, (number, figure))
            if joined is not None:
                yield joined
                held = None
                continue
            yield held[1]
        held = number, figure
    if held is not None:
        yield held[1]


def _joined(
    text: str, first: tuple[Numeral, Figure], second: tuple[Numeral, Figure]
) -> Figure | None:
    (low_number, low), (high_number, high) = first, second
    near = high.start - low.end <= _WIDEST_JOIN
    join = _RANGE.fullmatch(text, low.end, high.start) if near else None
    if join is None:
        return None
    if join[0].strip().casefold() in _OPEN_JOINS and not _RANGE_OPENS.search(
        text, max(0, low.start - 12), low.start
    ):
        return None
    if low.currencies and high.currencies and not set(low.currencies) & set(high.currencies):
        return None
    if high.start < high_number.start and (
        # "in 2023 to EUR 11 billion", "raised from $5 million to $9 million"
        not low.currencies or _FROM.search(text, max(0, low.start - 12), low.start)
    ):
        return None
    factor = 1
    if low_number.magnitude == 1 and low_number.value < 1000 * SCALE:
        factor = high_number.magnitude
    low_value, high_value = low_number.value * factor, high_number.value
    # "10 to 5" is no range, and neither is "14 Leopard 2 and 3 Gepard".
    if low_value >= high_value:
        return None
    return Figure(
        low.start,
        high.end,
        Bounds(low_value, high_value),
        high.currencies or low.currencies,
        low.is_word and high.is_word,
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a currency stands before a number, and after one."""
    code = "|".join(sorted(CODES))
    signs = "|".join(map(_spelled, spellings(WordKind.SIGN)))
    opening = "|".join(map(_spelled, spellings(WordKind.SIGN, WordKind.PREFIX)))
    words = "|".join(map(_spelled, spellings(WordKind.WORD)))
    before = re.compile(
        rf"(?<![A-Za-z$])(?:(?P<sign>{opening})|(?P<code>(?:{code})|[Ee]uros?)"
        rf"(?:{BLANKS}?[$€£¥])?){GAP}$"
    )
    after = re.compile(
        rf"(?:{GAP}|-)(?:(?P<sign>{signs})(?![^\W_])"
        rf"|(?P<code>(?:{code})|(?i:{words}))(?![^\W_])(?!{GAP}[$€£¥]))"
    )
    return before, after


_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_NEXT_WORD = re.compile(rf"(?:-|{GAP})(?P<word>[^\W\d_]+|\S)")


def _may_precede(front: str) -> bool:
    """Whether a sign or code can end ``front``: a quick look before the slow one."""
    front = front.rstrip()
    if not front:
        return False
    if not front[-1].isalpha():
        return front[-1] in "." or front[-1] in _sign_marks()
    found = _LAST_WORD.search(front)
    if found is None:
        return False
    return key(found[0]) in meanings() or front[found.start() - 1 : found.start()] == "$"


def _may_follow(text: str, end: int) -> bool:
    """Whether a sign or word for money can follow: a quick look before the slow one."""
    found = _NEXT_WORD.match(text, end)
    if found is None:
        return False
    word = found["word"].casefold()
    return word in _first_words() or word[0] in _sign_marks()


@cache
def _sign_marks() -> frozenset[str]:
    """What signs and prefixes end with, and begin with, that is no letter."""
    marks = spellings(WordKind.SIGN, WordKind.PREFIX)
    return frozenset(mark for sign in marks for mark in (sign[0], sign[-1]) if not mark.isalpha())


@cache
def _first_words() -> frozenset[str]:
    """The first words of all words, signs and codes that may stand behind a number."""
    behind = (*spellings(WordKind.SIGN, WordKind.WORD), *CODES)
    return frozenset(
        re.split(r"[\W\d_]", spelling.casefold(), maxsplit=1)[0] for spelling in behind
    )


def _spelled(word: str) -> str:
    """A pattern for ``word`` in which blanks may be a line end and points may be missing."""
    return re.escape(word).replace(r"\ ", GAP).replace(r"\.", r"\.?")
