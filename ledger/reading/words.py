"""What a word may begin, or be a part of: each written form is looked at once.

A sentence is taken to its words, and these to what they are; whatever needs a name, a verb, a
thing, a number or a date looks only where a word says that one may be.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from ledger.reading import dates, items, parties, rules
from ledger.reading.tokens import parts
from ledger.reading.verbs import STATES, VERBS
from ledger.sources.numerals import NUMBER_WORDS

PARTY: Final = 1
"""The name of an organisation may begin here."""
THING: Final = 2
"""The name of a thing may begin here."""
VERB: Final = 4
"""It is a form of a verb of aid, or ends what stands for one."""
NUMBER: Final = 8
"""It is a number in words, or a part of one."""
DIGITS: Final = 16
DATE: Final = 32
"""It may be a part of a date."""

HINT: Final = 64
"""It may make a figure near it no claim."""

_MAY_ACT: Final = frozenset({*VERBS, *(second for _, second in STATES)})
_MOST: Final = 100_000
"""Written forms that are kept; texts that have more of them are not made of words."""


class _Words(dict[str, tuple[str, int]]):
    """Each written form with its lower case and its kinds."""

    def __missing__(self, word: str) -> tuple[str, int]:
        if len(self) >= _MOST:
            self.clear()
        low = word.lower()
        self[word] = low, _kinds(word, low)
        return self[word]


_KNOWN: Final = _Words()


def looked_up(words: list[str]) -> tuple[list[str], list[int], int]:
    """The words in lower case, the kinds of each as a sum, and the kinds of them all."""
    found = list(map(_KNOWN.__getitem__, words))
    kinds = [kind for _, kind in found]
    return [low for low, _ in found], kinds, reduce(or_, kinds, 0)


def _kinds(word: str, low: str) -> int:
    kinds = {
        PARTY: parties.opens(word),
        THING: items.opens(low),
        VERB: low in _MAY_ACT,
        NUMBER: not NUMBER_WORDS.isdisjoint(parts([low])),
        DIGITS: any("0" <= mark <= "9" for mark in word),
        DATE: dates.hints(word),
        HINT: rules.hints(low),
    }
    return sum(kind for kind, holds in kinds.items() if holds)
