"""Figures in a text: what a sum or a count says, and where exactly it stands.

``figures`` finds them all; ``stated`` answers whether a given figure stands in a quote, which
every entry and every accepted claim must show. The layout may vary (``€5 billion``, ``5 billion
euros``, ``EUR 5bn``, a figure broken by a line end), the value may not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ledger.sources.currency_words import CODES, key, meanings, spellings
from ledger.sources.numerals import BLANKS, GAP, Numeral, numerals
from ledger.sources.scales import Scale, scale_of
from ledger.values.amount import LARGEST, SCALE
from ledger.values.bounds import Bounds, Qualifier, exact
from ledger.vocabulary import WordKind

_LOOK_BACK: Final = 16
"""How many code points before a number its sign or code may begin."""

_RANGE: Final = re.compile(rf"{GAP}(?:-|–|—|\u2011|to|and|or){GAP}", re.IGNORECASE)
_WIDEST_JOIN: Final = 13
_RANGE_OPENS: Final = re.compile(rf"\b(?:between|from){GAP}\Z", re.IGNORECASE)
_FROM: Final = re.compile(rf"\bfrom{GAP}\Z", re.IGNORECASE)
_BY: Final = re.compile(rf"\bby{GAP}\Z", re.IGNORECASE)
_OPEN_JOINS: Final = frozenset({"and", "or"})
_ONE: Final = re.compile(r"\b(?:an?|another|one|single)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")
_WORDS_AFTER_ONE: Final = 8


@dataclass(slots=True)
class Figure:
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


def figures(text: str, *, in_words: Sequence[int] | None = None, at: int = 0) -> list[Figure]:
    """All figures of ``text`` in order, ranges as one; spans never overlap.

    Spans are counted as if ``text`` began at ``at``.

    ``in_words`` is where the caller knows that numbers in words can begin, in order: at one of
    :data:`~ledger.sources.numerals.OPENING_WORDS`, and at an article in front of one of
    :data:`~ledger.sources.numerals.SCALES`. "a" and "another" are no figures here: what they
    count is known only with the noun, see :func:`stated`. Full-width and other digits than 0 to 9
    are not read.
    """
    found = _ranges(text, list(_single(text, in_words)))
    for one in found if at else ():
        one.start += at
        one.end += at
    return found


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
    return replace(figure, bounds=Bounds(low, high), currencies=currencies)


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


def _single(text: str, in_words: Sequence[int] | None) -> Iterator[tuple[Numeral, Figure]]:
    """Each number with the currency around it; numbers that turn out to be none are left out."""
    before = _before()
    previous_end = 0
    for number in numerals(text, in_words=in_words):
        floor = max(previous_end, number.start - _LOOK_BACK)
        sign = None
        if not number.is_word and _may_precede(text[floor : number.start]):
            sign = before.search(text, floor, number.start)
        word = None
        if sign is None:
            if number.start and text[number.start - 1].isalpha():
                continue
            word = _word_behind(text, number.end)
        if word and word["sign"] and text[word.end() : word.end() + 1].isdigit():
            word = None
        written = sign or word
        currencies = _currencies(written) if written is not None else ()
        if number.letter and not currencies and not _glued_thousands(text, number):
            continue
        start = sign.start() if sign else number.start
        end = word.end() if word else number.end
        previous_end = end
        yield number, Figure(start, end, exact(number.value), currencies, number.is_word)


def _glued_thousands(text: str, number: Numeral) -> bool:
    return text[number.bare_end : number.end] in ("k", "K")


def _currencies(found: re.Match[str]) -> tuple[str, ...]:
    written = found["sign"] or found["code"]
    return meanings()[key(written)]


def _ranges(text: str, singles: list[tuple[Numeral, Figure]]) -> list[Figure]:
    """Join "1-2 billion" and "between 20 and 30" into one figure; pass all others on."""
    found: list[Figure] = []
    held: tuple[Numeral, Figure] | None = None
    for single in singles:
        joined = None
        if held is not None:
            joined = _joined(text, held, single)
            found.append(joined or held[1])
        held = None if joined is not None else single
    if held is not None:
        found.append(held[1])
    return found


def _joined(  # noqa: PLR0911
    text: str, first: tuple[Numeral, Figure], second: tuple[Numeral, Figure]
) -> Figure | None:
    """The range that two numbers make; ``None`` where each stands for itself."""
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
    whole = low_number.magnitude > 1 or low.currencies
    in_front = max(0, low.start - 12), low.start
    if whole and "to" in join[0].lower() and _BY.search(text, *in_front):
        return None  # "raised by 385 million to 1.7 billion"
    if high.start < high_number.start and (
        # "in 2023 to EUR 11 billion", "raised from $5 million to $9 million"
        not low.currencies or _FROM.search(text, *in_front)
    ):
        return None
    if not whole and high_number.magnitude > 1 and _YEARS[0] <= low_number.value < _YEARS[1]:
        return None  # "brings support for 2025 to 35 billion"
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


_YEARS: Final = (1900 * SCALE, 2100 * SCALE)
"""From which number to which a year is likelier than a count that millions follow."""


@cache
def _before() -> re.Pattern[str]:
    """How a currency stands before a number."""
    code = "|".join(sorted(CODES))
    opening = "|".join(map(_spelled, spellings(WordKind.SIGN, WordKind.PREFIX)))
    return re.compile(
        rf"(?<![A-Za-z$])(?:(?P<sign>{opening})|(?P<code>(?:{code})|[Ee]uros?)"
        rf"(?:{BLANKS}?[$€£¥])?){GAP}$"
    )


@cache
def _by_opening() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Signs, codes and words for money by the first word, or mark, that they may have."""
    kinds = {
        "sign": spellings(WordKind.SIGN),
        "code": sorted(CODES),
        "word": spellings(WordKind.WORD),
    }
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {kind: [] for kind in kinds})
    for kind, spelled in kinds.items():
        for one in spelled:
            for first in _openings(one):
                found[first][kind].append(_spelled(one))
    return dict(found)


@cache
def _after(first: str) -> re.Pattern[str]:
    """How a currency with this first word or mark stands after a number."""
    sign, code, word = ("|".join(one) or r"(?!)" for one in _by_opening()[first].values())
    return re.compile(
        rf"(?:{GAP}|-)(?:(?P<sign>{sign})(?![^\W_])"
        rf"|(?P<code>(?:{code})|(?i:{word}))(?![^\W_])(?!{GAP}[$€£¥]))"
    )


def _openings(spelling: str) -> frozenset[str]:
    """The first words, or marks, that a spelling may have, with its points or without."""
    written = (spelling.casefold(), spelling.casefold().replace(".", ""))
    return frozenset(re.split(r"[\W\d_]", one, maxsplit=1)[0] or one[0] for one in written)


_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NEXT_WORD: Final = re.compile(rf"(?:-|{GAP})(?P<word>[^\W\d_]+|\S)")


def _may_precede(front: str) -> bool:
    """Whether a sign or code can end ``front``: a quick look before the slow one."""
    front = front.rstrip()
    if not front:
        return False
    if not front[-1].isalpha():
        return front[-1] in "." or front[-1] in _sign_marks()
    backwards = _LETTERS.match(front[::-1])
    if backwards is None:
        return False
    last = front[-backwards.end() :]
    return key(last) in meanings() or front.endswith("$", 0, -len(last))


def _word_behind(text: str, end: int) -> re.Match[str] | None:
    """The sign or word for money that follows a number."""
    found = _NEXT_WORD.match(text, end)
    first = "" if found is None else found["word"].casefold()
    return _after(first).match(text, end) if first in _by_opening() else None


@cache
def _sign_marks() -> frozenset[str]:
    """What signs and prefixes end with, and begin with, that is no letter."""
    marks = spellings(WordKind.SIGN, WordKind.PREFIX)
    return frozenset(mark for sign in marks for mark in (sign[0], sign[-1]) if not mark.isalpha())


def _spelled(word: str) -> str:
    """A pattern for ``word`` in which blanks may be a line end and points may be missing."""
    return re.escape(word).replace(r"\ ", GAP).replace(r"\.", r"\.?")
