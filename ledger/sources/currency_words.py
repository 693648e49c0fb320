"""Which currencies a sign, prefix, code or word may stand for.

The words are the table ``seeds/vocabulary/currency_words.csv``: to teach the reader another
one, add a row there; ``tests/test_figures.py`` tries every row.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from ledger.vocabulary import WordKind, currency_words

_CODES: Final = (
    "AED ARS AUD AZN BAM BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR "
    "ISK JOD JPY KES KRW KWD KZT MAD MDL MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR "
    "SEK SGD THB TWD UAH USD UZS VND XAF XDR XOF ZAR"
)
CODES: Final = frozenset(_CODES.split())
"""ISO 4217 codes that texts write as such; those that are English words are left out."""


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
