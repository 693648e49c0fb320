"""A place for other readers: a language model, say, that somebody plugs in.

A reader is a class with a ``name`` and a ``read`` method, named in the entry-point group
``aid_ledger.readers`` of its distribution. Whatever it returns is accepted only if its figure
stands exactly at its place and parses to the same value.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib.metadata import entry_points
from typing import Final, Protocol, runtime_checkable

from ledger.errors import ValueRefused
from ledger.reading.claim import Claim
from ledger.sources.figures import stated
from ledger.values.amount import shown
from ledger.values.units import UnitKind

GROUP: Final = "aid_ledger.readers"
_ONE_THING: Final = 160
"""Code points behind a span in which the noun of "another" may stand."""


@runtime_checkable
class Reader(Protocol):
    """Reads a text into claims."""

    @property
    def name(self) -> str:
        """Name and version, as decisions and claims record them."""
        ...

    def read(self, text: str, published: date | None = None) -> Iterable[Claim]:
        """The claims of a text; offsets in code points."""
        ...


class Grammar:
    """The reader of this package."""

    @property
    def name(self) -> str:
        """Name and version."""
        from ledger.reading import VERSION

        return VERSION

    def read(self, text: str, published: date | None = None) -> list[Claim]:
        """See :func:`ledger.reading.read`."""
        from ledger.reading import read

        return read(text, published)


class Checked:
    """A reader that is plugged in, with every claim held against the text."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def name(self) -> str:
        """Name and version of the reader that is checked."""
        return self._reader.name

    def read(self, text: str, published: date | None = None) -> list[Claim]:
        """Those of its claims that :func:`stands` accepts, in the order of the text."""
        found = [claim for claim in self._reader.read(text, published) if stands(text, claim)]
        return sorted(found, key=lambda claim: (claim.span, claim.donor))


def stands(text: str, claim: Claim) -> bool:
    """Whether a claim's words and figure stand exactly where it says."""
    start, end = claim.span
    if not 0 <= start < end <= len(text) or text[start:end] != claim.text:
        return False
    low, high = claim.sentence
    if not 0 <= low <= start or not end <= high <= len(text):
        return False
    if claim.bounds is None:
        return claim.unit is None
    if claim.unit is None or claim.unit_kind is None:
        return False
    money = claim.unit_kind is UnitKind.CURRENCY
    window = text[start : min(high, end + _ONE_THING)]
    spans = stated(window, claim.bounds, claim.qualifier, claim.unit, money)
    if any(first == 0 and last <= end - start + 1 for first, last in spans):
        return True
    # "in millions of euros" above the row that it rests on; "$5 million, and two million more",
    # where the text says before of which currency
    return any(
        (start - floor, end - floor)
        in stated(text[floor:high], claim.bounds, claim.qualifier, claim.unit, money)
        for floor in (low, 0)
    )


def named_reader(name: str | None = None) -> Reader:
    """The reader that is plugged in under ``name``; the grammar of this package without one.

    Raises :class:`ValueRefused` for a name that no installed distribution offers, and for one that
    offers no reader.
    """
    if name is None or name == "grammar":
        return Grammar()
    offered = entry_points(group=GROUP)
    if name not in offered.names:
        known = ", ".join(sorted({"grammar", *offered.names}))
        raise ValueRefused(f"There is no reader {shown(name)}.", hint=f"One of: {known}.")
    made = offered[name].load()()
    if not isinstance(made, Reader):
        raise ValueRefused(f"{shown(name)} is no reader: it lacks a name or a read method.")
    return Checked(made)
