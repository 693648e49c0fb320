"""Bounds: a value known to lie between two ends, either of which may be open.

"More than 60 billion" is ``[60000000000, open)``, "up to 5" is ``[0, 5]``, "1 to 2 million" is
``[1000000, 2000000]``. A figure that nobody published is not bounds at all: it is ``None``,
and never zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ledger.errors import ValueRefused
from ledger.values import amount


class Qualifier(StrEnum):
    """What the source says around a figure."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    BETWEEN = "between"
    UNDISCLOSED = "undisclosed"


@dataclass(frozen=True, slots=True)
class Bounds:
    """``[low, high]`` in ten-thousandths of a unit; ``None`` is an open end, never both."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueRefused("Bounds need at least one end; a figure nobody gave is no bounds.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueRefused(
                f"The lower end {amount.text(self.low)} is above "
                f"the upper end {amount.text(self.high)}."
            )

    def __str__(self) -> str:
        low = "" if self.low is None else amount.text(self.low)
        high = "" if self.high is None else amount.text(self.high)
        return low if low == high else f"{low}..{high}"

    def __add__(self, other: Bounds) -> Bounds:
        """End by end; an open end stays open. Raises where nothing at all would be known."""
        return Bounds(_plus(self.low, other.low), _plus(self.high, other.high))

    def less(self, other: Bounds) -> Bounds:
        """What can be left of ``self`` when ``other`` is taken away, never below zero.

        ``[max(0, self.low - other.high), max(0, self.high - other.low)]``: the widest honest
        answer, in which an open end of ``other`` leaves a lower end of zero.
        """
        low = 0
        if self.low is not None and other.high is not None:
            low = max(0, self.low - other.high)
        high = None
        if self.high is not None:
            high = max(0, self.high - (other.low or 0))
        return Bounds(low, high)

    @property
    def is_exact(self) -> bool:
        """Whether both ends are one and the same figure."""
        return self.low is not None and self.low == self.high

    def overlaps(self, other: Bounds) -> bool:
        """Whether one true value could lie in both."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def hull(self, other: Bounds) -> Bounds | None:
        """The smallest range that holds both; ``None`` where that would be open at both ends."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return None if low is None and high is None else Bounds(low, high)

    @property
    def width(self) -> int | None:
        """How far apart the ends are; ``None`` if one is open. The smaller, the more specific."""
        return None if self.low is None or self.high is None else self.high - self.low


ZERO = Bounds(0, 0)
SOME = Bounds(0, None)
"""Zero or more: something arrived, and nobody published how much."""


@lru_cache(maxsize=4096)
def exact(value: int) -> Bounds:
    """Both ends at ``value`` ten-thousandths."""
    return Bounds(value, value)


def total(parts: Iterable[Bounds]) -> Bounds | None:
    """The sum of all, or ``None`` of none: an empty sum is unknown, not zero."""
    result: Bounds | None = None
    for part in parts:
        result = part if result is None else result + part
    return result


def qualified(qualifier: Qualifier, value: int, upper: int | None = None) -> Bounds:
    """Bounds of a figure as a source words it; ``upper`` goes with ``between`` alone."""
    if (upper is not None) != (qualifier is Qualifier.BETWEEN):
        raise ValueRefused("A second figure goes with 'between', and with nothing else.")
    match qualifier:
        case Qualifier.EXACT | Qualifier.ABOUT:
            return exact(value)
        case Qualifier.AT_LEAST:
            return Bounds(value, None)
        case Qualifier.AT_MOST:
            return Bounds(0, value)
        case Qualifier.BETWEEN:
            return Bounds(value, upper)
        case Qualifier.UNDISCLOSED:
            raise ValueRefused("An undisclosed figure has no bounds.")


def parse(text: str) -> Bounds:
    """Read what :meth:`Bounds.__str__` prints: ``5``, ``5..7``, ``5..`` or ``..7``."""
    low, dots, high = text.strip(" ").partition("..")
    if not dots:
        return exact(amount.parse(low))
    return Bounds(
        amount.parse(low) if low.strip(" ") else None,
        amount.parse(high) if high.strip(" ") else None,
    )


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _below(high: int | None, low: int | None) -> bool:
    return high is not None and low is not None and high < low
