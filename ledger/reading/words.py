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


class _Kinds(dict[str, int]):
    """Each written form with its kinds, as a sum."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        kinds = self[word] = _kinds(word, word.lower())
        return kinds


_KNOWN: Final = _Kinds()


def kinds_of(words: list[str]) -> tuple[int, list[tuple[int, int]]]:
    """The kinds of all words as a sum; and place and kinds of each word that has any."""
    kinds = list(map(_KNOWN.__getitem__, words))
    return reduce(or_, kinds, 0), [(at, kind) for at, kind in enumerate(kinds) if kind]


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
