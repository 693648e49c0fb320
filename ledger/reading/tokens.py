"""Words and marks of a sentence, with their places."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"[^\W_]+(?:[.\-&][^\W_]+|['’](?!s(?![^\W_]))[^\W_]+)*|['’]s(?![^\W_])|[^\w\s]|_"
)

_COMPOUND = re.compile(r"[.\-&'’]")


def words_of(text: str) -> list[str]:
    """The tokens of a name or phrase."""
    return [word.replace("’", "'") for word in _TOKEN.findall(text)]


def tokens(text: str, start: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """Words, their starts and their ends, in code points of ``text``."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text, start, end):
        words.append(found[0])
        begin, stop = found.span()
        starts.append(begin)
        ends.append(stop)
    if "’" in text[start:end]:
        words = [word.replace("’", "'") for word in words]
    return words, starts, ends


def parts(lows: list[str]) -> set[str]:
    """All words of a sentence, in lower case, and those of its compounds: "air-defence"."""
    found = set(lows)
    for low in [low for low in found if len(low) > 1 and not low.isalnum()]:
        found.update(_COMPOUND.split(low))
    return found
