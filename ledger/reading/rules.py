"""The table of ``reasons.py``, ready to be tried where a sentence has the words for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ledger.reading.reasons import REASONS
from ledger.reading.tokens import parts
from ledger.reading.triggers import triggers


class Rule(NamedTuple):
    """A row of the table, ready to be tried."""

    name: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs: tuple[frozenset[str], frozenset[str]]
    """Words in front and behind of which there must be one; none where any will do."""


def _rule(name: str, before: str, behind: str) -> Rule:
    return Rule(
        name,
        re.compile(before) if before else None,
        re.compile(behind) if behind else None,
        (triggers(before), triggers(behind)),
    )


RULES: Final = tuple(_rule(*row) for row in REASONS)


def _open_for(word: str, side: int) -> int:
    """The rules, as a set of bits, that ``word`` may make fit; for "" those that need none."""
    rules = enumerate(RULES)
    return sum(1 << at for at, rule in rules if word in (rule.needs[side] or {""}))


_BY_WORD: Final = {
    word: (_open_for(word, 0), _open_for(word, 1))
    for word in {"", *(word for rule in RULES for side in rule.needs for word in side)}
}


def hints(low: str) -> bool:
    """Whether a word, or one of its parts, may make a rule fit."""
    return not _BY_WORD.keys().isdisjoint(parts([low]) - {""})


@lru_cache(maxsize=4096)
def _opened(low: str) -> tuple[int, int]:
    """The rules that a word with its parts may make fit, in front of a figure and behind it."""
    found = [_BY_WORD[word] for word in _BY_WORD.keys() & parts([low])]
    front, back = 0, 0
    for in_front, behind in found:
        front |= in_front
        back |= behind
    return front, back


def named(names: Iterable[str]) -> int:
    """The rules with these names, as a set of bits."""
    chosen = frozenset(names)
    return sum(1 << at for at, rule in enumerate(RULES) if rule.name in chosen)


def worth_trying(front: Iterable[str], back: Iterable[str], but: int = 0) -> Iterator[Rule]:
    """The rules, in their order, that can fit between words that :func:`hints` at one.

    Those of ``but``, a set of bits, are left out.
    """
    before, behind = _BY_WORD[""]
    for low in front:
        before |= _opened(low)[0]
    for low in back:
        behind |= _opened(low)[1]
    fitting = before & behind & ~but
    while fitting:
        lowest = fitting & -fitting
        yield RULES[lowest.bit_length() - 1]
        fitting ^= lowest
