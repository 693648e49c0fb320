"""Text from outside, made harmless: no article can move the cursor or turn the line round."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters but tab and newline, direction marks, byte order marks, lone surrogates."""


def harmless(text: str) -> str:
    """Text with those characters as escapes that can be read."""
    return UNSAFE.sub(lambda found: found[0].encode("unicode_escape", "replace").decode(), text)
