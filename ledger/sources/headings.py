"""What a document is called that nobody gave a title."""

from __future__ import annotations

from textwrap import shorten

from ledger.sources.regions import RegionKind, regions
from ledger.sources.sentences import sentences

_LONGEST = 100


def heading(text: str) -> str:
    """The headline of a text, or else the first sentence of its article, shortened to a line."""
    areas = regions(text)
    leading = [area for area in areas if area.kind is RegionKind.HEADLINE] or [
        area for area in areas if area.kind is RegionKind.BODY
    ]
    spans = sentences(text, leading or areas)
    words = " ".join(text[spans[0].start : spans[0].end].split())
    return shorten(words, _LONGEST, placeholder=" …")
