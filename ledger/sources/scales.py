"""What stands above a table of sums: "in millions of euros", "EUR million", "(US$ thousand)"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ledger.sources.currency_words import key, meanings
from ledger.sources.numerals import LETTERS, MAGNITUDES


class Scale(NamedTuple):
    """What a bare number below it counts."""

    factor: int
    currencies: tuple[str, ...]
    """ISO codes that its words may stand for; empty where only the magnitude is told."""


_MAGNITUDE: Final = re.compile(
    r"(?P<before>\b[A-Z]{3}|[A-Z]{0,2}[$€£¥])?\s?"
    r"(?:(?<![A-Za-z0-9])|(?<=\b[A-Z]{3}))(?P<size>thousand|million|billion|mln|mn|bn|m)(?P<plural>s?)\b"
    r"(?:\s(?:of\s)?(?P<after>[A-Za-z.]{2,12}[$€£]?(?:\s[a-z]{3,12})?|[A-Z]{0,2}[$€£¥]))?"
)
_SIZED: Final = re.compile(
    r"thousand|billion|bn|m(?:illion|ln|n|(?<=[A-Z$€£¥]m)|(?<=[A-Z$€£¥]\sm))"
)
"""What every magnitude that counts has in it: a quick look before the slow one."""

_OPENS: Final = re.compile(r"(?:\bin|\(|\A)\s*\Z")
_COUNTED: Final = re.compile(
    r"(?:[0-9]|\b(?:tens|hundreds|dozens|scores|several|few|some|of))\s*\Z"
)


def scale_of(text: str) -> Scale | None:
    """The first magnitude of ``text`` that no number stands in front of, with its currency.

    "5 million euros" tells none; one without a currency tells one only after "in" and in brackets.
    """
    for found in _MAGNITUDE.finditer(text) if _SIZED.search(text) else ():
        front = text[: found.start()]
        if _COUNTED.search(front):
            continue
        currencies = _meant(found["before"]) or _meant(found["after"])
        if found["size"] == "m" and not _meant(found["before"]):
            continue
        if currencies or _OPENS.search(front):
            size = found["size"]
            return Scale(MAGNITUDES.get(size) or LETTERS[size], currencies)
    return None


def _meant(words: str | None) -> tuple[str, ...]:
    """The currencies that a word may stand for, or the first of two."""
    if not words:
        return ()
    known = meanings()
    for written in (words, words.split()[0]):
        if key(written) in known:
            return known[key(written)]
    return ()
