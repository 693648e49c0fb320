"""Citations into a text: W3C Web Annotation selectors, and finding a quote in a document.

Offsets count code points. A quote that was copied by hand seldom has the document's quotation
marks, dashes and line ends; it is found all the same, and what is kept is the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from rapidfuzz import fuzz, process

from ledger.errors import QuoteRefused
from ledger.sources.sentences import sentences
from ledger.values.amount import shown

CONTEXT: Final = 32
"""Code points of prefix and suffix."""

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""Quotation marks and dashes, as one types them; each is one character, like what it stands for."""

_SEARCHED: Final = 500_000
"""Code points in which the nearest passage is looked for."""

_COMPARED: Final = 400
"""Code points of a quote that are compared with each sentence."""

_NEAR: Final = 60
"""The likeness, of 100, from which a passage is worth showing."""


@dataclass(frozen=True, slots=True)
class TextPosition:
    """``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextQuote:
    """The words themselves, with up to 32 code points on either side."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quote stands; ``exact`` is what the document has there."""

    start: int
    end: int
    exact: str


def select(text: str, start: int, end: int) -> TextQuote:
    """The quote selector of ``text[start:end]``.

    Raises :class:`QuoteRefused` where the offsets do not name a passage of the text.
    """
    if not 0 <= start < end <= len(text):
        raise QuoteRefused(f"There is no passage from {start} to {end} in {len(text)} characters.")
    return TextQuote(
        text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def selector_json(position: TextPosition, quote: TextQuote) -> list[dict[str, str | int]]:
    """Both selectors as the W3C Web Annotation Data Model (2017, section 4.2) writes them."""
    return [
        {"type": "TextPositionSelector", "start": position.start, "end": position.end},
        {
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        },
    ]


def locate(text: str, quote: str | TextQuote) -> list[Located]:
    """Every place where ``quote`` stands in ``text``, in order; never none.

    Exactly as written where it stands so; else with any white space for any other, and with
    any quotation marks and dashes for others. A prefix or suffix picks among several places
    where one of them has it. Raises :class:`QuoteRefused` where there is no such place, with the
    nearest passage as its hint.
    """
    wanted = TextQuote(quote) if isinstance(quote, str) else quote
    exact = wanted.exact.strip()
    if not exact:
        raise QuoteRefused("The quote is empty.", hint="Quote the words that the figure stands in.")
    places = list(_exactly(text, exact)) or list(_loosely(text, exact))
    if not places:
        raise QuoteRefused(
            f"The document does not say {shown(exact, 80)}.", hint=_nearest(text, exact)
        )
    if not (wanted.prefix or wanted.suffix):
        return places
    return [place for place in places if _has_context(text, place, wanted)] or places


def _exactly(text: str, words: str) -> Iterator[Located]:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        yield Located(start, end, words)
        start = text.find(words, end)


def _loosely(text: str, words: str) -> Iterator[Located]:
    """Places where ``words`` stand but for white space, quotation marks and dashes.

    The text is searched as :func:`_plain` has it, and each place taken back to where its words
    were.
    """
    tokens = list(re.finditer(r"\S+", text))
    starts = [0, *accumulate(len(token[0]) + 1 for token in tokens)]
    for place in _exactly(_plain(text), _plain(words)):
        first = bisect_right(starts, place.start) - 1
        last = bisect_right(starts, place.end - 1) - 1
        start = tokens[first].start() + place.start - starts[first]
        end = tokens[last].start() + place.end - starts[last]
        yield Located(start, end, text[start:end])


def _plain(text: str) -> str:
    return " ".join(text.translate(_ALIKE).split())


def _has_context(text: str, place: Located, quote: TextQuote) -> bool:
    before = text[max(0, place.start - 2 * len(quote.prefix) - CONTEXT) : place.start]
    after = text[place.end : place.end + 2 * len(quote.suffix) + CONTEXT]
    return _plain(before).endswith(_plain(quote.prefix)) and _plain(after).startswith(
        _plain(quote.suffix)
    )


def _nearest(text: str, quote: str) -> str | None:
    """The sentence most like ``quote``, as a hint; ``None`` where none is like it."""
    begin, words = text[:_SEARCHED], quote[:_COMPARED]
    candidates = [
        begin[start:end] for start, end in sentences(begin) if 2 * (end - start) >= len(words)
    ]
    best = process.extractOne(words, candidates, scorer=fuzz.partial_ratio, score_cutoff=_NEAR)
    return None if best is None else f"The nearest passage is {shown(best[0], 300)}."
