"""The sentences of a text as frames, however long it is.

They are made a block at a time, and the last blocks are kept: a text of usual length is made once,
and one of many megabytes again each time that it is gone through, in no more memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, overload

from ledger.reading import epithets
from ledger.reading.frames import Frame
from ledger.reading.framing import frame
from ledger.reading.layout import passages
from ledger.reading.parties import Party, at_peace

_BLOCK: Final = 250
"""Sentences of a block."""
_KEPT: Final = 4
"""Blocks that are kept."""


class Body(Sequence[Frame]):
    """The sentences of body and headline of a text, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.passages = list(passages(text))
        self._at_peace = False
        self._blocks: dict[int, list[Frame]] = {}
        self._named: list[dict[str, Party]] = [{}]
        """Whom the text named before each block; the last one last."""

    def be_at_peace(self) -> None:
        """From now on the parties of a war give like others."""
        self._at_peace = True
        for block in self._blocks.values():
            _pacify(block)

    def __len__(self) -> int:
        return len(self.passages)

    def __iter__(self) -> Iterator[Frame]:
        for number in range(0, len(self), _BLOCK):
            yield from self._block(number // _BLOCK)

    def outlines(self) -> Iterator[Frame]:
        """The sentences as far as it takes to know of whom they speak.

        They have no figures where the text is too long to be kept.
        """
        if len(self) <= _BLOCK * _KEPT:
            yield from self
            return
        for number in range(0, len(self), _BLOCK):
            yield from self._made(number // _BLOCK, figured=False)

    @overload
    def __getitem__(self, at: int) -> Frame: ...
    @overload
    def __getitem__(self, at: slice) -> list[Frame]: ...
    def __getitem__(self, at: int | slice) -> Frame | list[Frame]:
        if isinstance(at, slice):
            return [self[one] for one in range(len(self))[at]]
        if not 0 <= at < len(self.passages):
            at = range(len(self))[at]
        return self._block(at // _BLOCK)[at % _BLOCK]

    def _block(self, number: int) -> list[Frame]:
        found = self._blocks.get(number)
        if found is None:
            found = self._blocks[number] = self._made(number)
            if len(self._blocks) > _KEPT:
                del self._blocks[next(iter(self._blocks))]
        return found

    def _made(self, number: int, *, figured: bool = True) -> list[Frame]:
        while len(self._named) <= number:
            self._made(len(self._named) - 1)
        block = [
            frame(
                self.text,
                one.start,
                one.end,
                headline=one.headline,
                item=one.item,
                figured=figured,
            )
            for one in self.passages[number * _BLOCK : (number + 1) * _BLOCK]
        ]
        named = self._named[number].copy()
        epithets.resolve(block, named)
        if number + 1 == len(self._named):
            self._named.append(named)
        if self._at_peace:
            _pacify(block)
        return block


def _pacify(frames: list[Frame]) -> None:
    for made in frames:
        made.parties = at_peace(made.parties)
