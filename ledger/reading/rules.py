"""The table of ``reasons.py``, ready to be tried where a sentence has the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Final, NamedTuple, TypeAlias

from ledger.reading.reasons import REASONS
from ledger.reading.tokens import parts
from ledger.reading.triggers import Needs, triggers


class Rule(NamedTuple):
    """A row of the table, ready to be tried."""

    name: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs: tuple[Needs, Needs]
    """Words in front and behind of which there must be one."""


def _rule(name: str, before: str, behind: str) -> Rule:
    return Rule(
        name,
        re.compile(before) if before else None,
        re.compile(behind) if behind else None,
        (triggers(before), triggers(behind)),
    )


RULES: Final = tuple(_rule(*row) for row in REASONS)


_Open: TypeAlias = tuple[int, int, int, int]
"""Rules, as sets of bits, of which a word is one that they need: by side, first and second need."""


def _open_for(word: str) -> _Open:
    """The rules that ``word`` may make fit; for "" those that need none."""
    found = [0, 0, 0, 0]
    for at, rule in enumerate(RULES):
        for place, needed in enumerate(chain(*rule.needs)):
            found[place] |= (word in (needed or {""})) << at
    one, two, three, four = found
    return one, two, three, four


_BY_WORD: Final = {
    word: _open_for(word)
    for word in {"", *(word for rule in RULES for needed in chain(*rule.needs) for word in needed)}
}


def hints(low: str) -> bool:
    """Whether a word, or one of its parts, may make a rule fit."""
    return not _BY_WORD.keys().isdisjoint(parts([low]) - {""})


@lru_cache(maxsize=4096)
def _opened(low: str) -> _Open:
    """The rules that a word with its parts may make fit."""
    found = [(0, 0, 0, 0), *(_BY_WORD[word] for word in _BY_WORD.keys() & parts([low]))]
    one, two, three, four = (reduce(or_, sets) for sets in zip(*found, strict=True))
    return one, two, three, four


def named(names: Iterable[str]) -> int:
    """The rules with these names, as a set of bits."""
    chosen = frozenset(names)
    return sum(1 << at for at, rule in enumerate(RULES) if rule.name in chosen)


def worth_trying(front: Iterable[str], back: Iterable[str], but: int = 0) -> Iterator[Rule]:
    """The rules, in their order, that can fit between words that :func:`hints` at one.

    Those of ``but``, a set of bits, are left out.
    """
    before, further_before, behind, further_behind = _BY_WORD[""]
    for low in front:
        first, second, _, _ = _opened(low)
        before |= first
        further_before |= second
    for low in back:
        _, _, first, second = _opened(low)
        behind |= first
        further_behind |= second
    fitting = before & further_before & behind & further_behind & ~but
    while fitting:
        lowest = fitting & -fitting
        yield RULES[lowest.bit_length() - 1]
        fitting ^= lowest
