"""What an explained line rests on from elsewhere, as text and for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from ledger.gap.answer import Gap
from ledger.gap.elsewhere import Elsewhere
from ledger.values import amount
from ledger.values.refs import Ref, RefKind

_LONGEST = 80
"""How much of an entry's words stands in a line of text."""


def from_elsewhere(
    gap: Gap, commitment: int, unit: str | None, entries: Sequence[int]
) -> list[Elsewhere]:
    """Those of the entries behind a line that are of another commitment, or in another unit."""
    found = [gap.elsewhere[entry] for entry in sorted(set(entries)) if entry in gap.elsewhere]
    return [
        one
        for one in found
        if one.commitment != commitment
        or (one.unit not in {None, unit} and one.entry not in gap.converted)
    ]


def elsewhere_text(one: Elsewhere) -> str:
    """``E3 of C2 (DEU → UKR): 2 tank, “Two” at 350–353 of D1``."""
    figure = "" if one.figure is None else f"{one.figure} {one.unit}, "
    spot = f"at {one.start}–{one.end}" if one.start is not None else f"at {one.selector}"
    words = shorten(one.exact, _LONGEST, placeholder=" …")
    return (
        f"{Ref(RefKind.ENTRY, one.entry)} of {Ref(RefKind.COMMITMENT, one.commitment)}"
        f" ({one.donor} → {one.recipient}): {figure}“{words}” {spot}"
        f" of {Ref(RefKind.DOCUMENT, one.document)}"
    )


def elsewhere_json(one: Elsewhere) -> dict[str, Any]:
    """The same for a program."""
    bounds = one.figure
    low = None if bounds is None or bounds.low is None else amount.text(bounds.low)
    high = None if bounds is None or bounds.high is None else amount.text(bounds.high)
    return {
        "entry": Ref(RefKind.ENTRY, one.entry),
        "commitment": Ref(RefKind.COMMITMENT, one.commitment),
        "donor": one.donor,
        "recipient": one.recipient,
        "low": low,
        "high": high,
        "unit": one.unit,
        "document": Ref(RefKind.DOCUMENT, one.document),
        "start": one.start,
        "end": one.end,
        "selector": one.selector,
        "exact": one.exact,
    }
