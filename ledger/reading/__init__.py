"""Reading: from a text to what it claims, each claim with the words that support it.

A pure function: no database, no network, no clock. docs/reading.md explains the grammar.
"""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

from ledger.reading.claim import Claim
from ledger.reading.conversions import Rate

__all__ = ["VERSION", "is_compiled", "read"]

VERSION = "grammar 1"
"""Which version of the reader made a claim; a change of the grammar changes it."""


def read(text: str, published: date | None = None, rate: Rate | None = None) -> list[Claim]:
    """What a text claims, in the order of the text.

    ``published`` is the day to which "on Wednesday" and "last year" refer; without it such dates
    stay unresolved. ``rate(currency, into, day)`` gives the price of one currency in another, to
    check bracketed conversions against; without it a conversion is only warned of where no rate
    since 2014 makes it right. Offsets count code points of ``text``.
    """
    from ledger.reading.reader import read_all

    return list(read_all(text, published, rate).claims)


def is_compiled() -> bool:
    """Whether the reader was installed as machine code, which reads the same more quickly."""
    found = find_spec("ledger.reading.reader")
    return found is not None and found.origin is not None and not found.origin.endswith(".py")
