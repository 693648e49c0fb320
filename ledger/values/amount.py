"""Exact amounts: integers that count ten-thousandths of a unit.

No float touches an amount, and neither does a decimal context: 99999999999999.9999 is the
integer 999999999999999999, and sums are sums of integers. The ledger takes figures from 0 to
10^15, with up to four decimals.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ledger.errors import ValueRefused

SCALE: Final = 10_000
"""Ten-thousandths in one unit."""

DECIMALS: Final = 4

LARGEST: Final = 10**15 * SCALE
"""The largest figure an entry may carry, in ten-thousandths."""

_PLAIN = re.compile(r"([0-9]{1,40})(?:\.([0-9]{1,40}))?", re.ASCII)
_GROUPED = re.compile(r"([0-9]{1,3}(?:[,_ ][0-9]{3})+)(?:\.([0-9]{1,40}))?", re.ASCII)


def parse(text: str) -> int:
    """Read ``"5000000000"``, ``"5,000,000,000"`` or ``"0.25"`` into ten-thousandths.

    Only the digits 0 to 9 are digits: an Arabic or full-width numeral, an exponent, a sign,
    ``inf`` or ``nan`` raises :class:`ValueRefused`, and so does a figure above 10^15 or with
    more than four decimals.
    """
    found = _PLAIN.fullmatch(text.strip(" ")) or _GROUPED.fullmatch(text.strip(" "))
    if found is None:
        raise ValueRefused(
            f"{shown(text)} is not a figure.",
            hint="Write digits, with a point for decimals: 276000000 or 0.25.",
        )
    whole = int(re.sub(r"[,_ ]", "", found[1]))
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > DECIMALS:
        raise ValueRefused(
            f"{shown(text)} has more than {DECIMALS} decimals.",
            hint="The ledger keeps figures exactly, in ten-thousandths of a unit.",
        )
    return checked(whole * SCALE + int(fraction.ljust(DECIMALS, "0")))


def checked(amount: int) -> int:
    """Return ``amount`` (ten-thousandths) if an entry may carry it; else :class:`ValueRefused`."""
    if amount < 0:
        raise ValueRefused(f"{text(amount)} is below zero; figures of the ledger are not.")
    if amount > LARGEST:
        raise ValueRefused(
            f"A figure above {LARGEST // SCALE:,} was given; that is the largest the ledger keeps."
        )
    return amount


def text(amount: int) -> str:
    """Print ten-thousandths as a decimal string without needless zeros: ``"0.25"``, ``"5"``."""
    sign = "-" if amount < 0 else ""
    whole, fraction = divmod(abs(amount), SCALE)
    decimals = f".{fraction:04d}".rstrip("0").rstrip(".")
    return f"{sign}{whole}{decimals}"


def decimal(amount: int) -> Decimal:
    """The same amount as an exact :class:`~decimal.Decimal`, whatever the decimal context."""
    return Decimal(text(amount))


def split(amount: int) -> tuple[int, int]:
    """Whole units and ten-thousandths, as the database keeps them in two integer columns."""
    return divmod(amount, SCALE)


def join(whole: int, fraction: int) -> int:
    """The inverse of :func:`split`."""
    return whole * SCALE + fraction


def shown(text: str, limit: int = 60) -> str:
    """A value as an error may quote it: escaped and not longer than a line."""
    plain = text if len(text) <= limit else text[: limit - 1] + "…"
    return ascii(plain) if not plain.isprintable() else repr(plain)
