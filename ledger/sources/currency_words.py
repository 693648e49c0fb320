"""Which currencies a sign, prefix, code or word may stand for.

The words are the table ``seeds/vocabulary/currency_words.csv``: to teach the reader another
one, add a row there; ``tests/test_figures.py`` tries every row.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from ledger.vocabulary import WordKind, currencies, currency_words

_WORDS: Final = frozenset("ALL CUP MOP SDG SOS TOP".split())  # noqa: SIM905
"""Codes that are also words: "ALL 14 TANKS", "SDG 3"."""

_GONE: Final = frozenset(
    """
    ADP AFA AON AOR ATS AZM BEF BYB BYR CSD CYP DEM ECS EEK ESP FIM FRF GHC GRD IEP ITL LTL LUF LVL
    MCF MGF MTL MZM NLG PTE ROL SDD SIT SKK SRG TMM TPE TRL VEB YUM ZMK ZWD ZWR
    """.split()  # noqa: SIM905
)
"""Codes of money that was gone before the aid that these texts tell of."""

CODES: Final = frozenset(currencies()) - _WORDS - _GONE
"""ISO 4217 codes that texts write as such."""


@cache
def meanings() -> dict[str, tuple[str, ...]]:
    """Currency codes by folded spelling, the most likely first."""
    found: dict[str, tuple[str, ...]] = {key(code): (code,) for code in CODES}
    for word in currency_words():
        codes = found.get(key(word.text), ())
        if word.code not in codes:
            found[key(word.text)] = (*codes, word.code)
    return found


@cache
def spellings(*kinds: WordKind) -> tuple[str, ...]:
    """All spellings of these kinds, the longest first."""
    found = {word.text for word in currency_words() if word.kind in kinds}
    return tuple(sorted(found, key=lambda text: (-len(text), text)))


@lru_cache(maxsize=1024)
def key(written: str) -> str:
    """A spelling without what varies in it: case, points, the length of blanks."""
    return " ".join(written.replace(".", "").casefold().split())
