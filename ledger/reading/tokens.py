"""Words and marks of a sentence, with their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

_Named = TypeVar("_Named", bound=tuple[Any, ...])

_TOKEN: Final = re.compile(
    # what most words are comes first: it is a part of what follows
    r"([A-Za-z0-9]++(?=[ ,])"
    r"|[^\W_]+(?:[.\-&][^\W_]+|['’](?!(?:s|ll|ve|re|d|m)(?![^\W_]))[^\W_]+)*"
    r"|['’](?:s|ll|ve|re|d|m)(?![^\W_])|[^\w\s]|_)"
)

_COMPOUND: Final = re.compile(r"[.\-&'’]")


def words_of(text: str) -> list[str]:
    """The tokens of a name or phrase."""
    return [word.replace("’", "'") for word in _TOKEN.findall(text)]


def tokens(text: str) -> tuple[list[str], list[int]]:
    """Words; and how wide each is and the white space behind it, by turns, after that in front."""
    pieces = _TOKEN.split(text)  # white space and words by turns
    return [word.replace("’", "'") for word in pieces[1::2]], list(map(len, pieces))


def by_two(
    names: Mapping[str, Sequence[_Named]],
) -> dict[str, tuple[dict[str, list[_Named]], list[_Named]]]:
    """Names by first word, then by second; and what is left where the second fits none.

    Each name is a tuple that begins with its words; under a first word the longest come first,
    and stay so.
    """
    found: dict[str, tuple[dict[str, list[_Named]], list[_Named]]] = {}
    for first, entries in names.items():
        alone = [entry for entry in entries if len(entry[0]) == 1]
        longer: dict[str, list[_Named]] = {}
        for entry in entries:
            if len(entry[0]) > 1:
                longer.setdefault(entry[0][1], []).append(entry)
        found[first] = {second: [*these, *alone] for second, these in longer.items()}, alone
    return found


def parts(lows: list[str]) -> set[str]:
    """All words of a sentence, in lower case, and those of its compounds: "air-defence"."""
    found = set(lows)
    for low in [low for low in found if len(low) > 1 and not low.isalnum()]:
        found.update(_COMPOUND.split(low))
    return found
