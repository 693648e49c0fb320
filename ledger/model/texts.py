"""The texts that a person or a file may give.

Each is taken exactly as it is or refused: no control characters, no lone surrogates, no more than
a name, a title or a reason needs.
"""

from __future__ import annotations

import unicodedata

_NAME_LENGTH = 300
_PROSE_LENGTH = 4_000
_ADDRESS_LENGTH = 2_000


def clean_name(text: str) -> str:
    """One line, without the space around it; ``ValueError`` says what is wrong with it."""
    return _clean(text, _NAME_LENGTH)


def clean_prose(text: str) -> str:
    """A quote or a reason: it may have several lines, and tabs."""
    return _clean(text, _PROSE_LENGTH, besides="\n\t")


def clean_address(text: str) -> str:
    """Where something was published."""
    return _clean(text, _ADDRESS_LENGTH)


def _clean(text: str, limit: int, besides: str = "") -> str:
    stripped = text.strip()
    if not stripped:
        raise ValueError("it is empty")
    if len(stripped) > limit:
        raise ValueError(f"it has {len(stripped):,} characters; {limit:,} is the most")
    if not stripped.isprintable():  # a quick look before the slow one
        for character in stripped:
            if unicodedata.category(character) in {"Cc", "Cs"} and character not in besides:
                raise ValueError(f"it holds the character U+{ord(character):04X}")
    return stripped
