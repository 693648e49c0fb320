"""Lists of words, written as words."""

from __future__ import annotations

from sys import intern


def word_set(words: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(map(intern, words.split()))
