"""A figure, or a thing with an article, that may be a claim."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.reading.claim import Span
from ledger.reading.frames import Frame
from ledger.sources.figures import Figure
from ledger.values.bounds import Bounds


@dataclass(slots=True)
class Mention:
    """A figure, or a thing with an article, that may be a claim; or the reason why it is not.

    Made bare and filled in by what finds it; nobody changes it after that.
    """

    span: Span
    first: int
    last: int
    figure: Figure | None
    bounds: Bounds | None
    currencies: tuple[str, ...] = ()
    unit: str | None = None
    category: str = ""
    generic: bool = False
    words: Span | None = None
    edge: int = -1
    """The last token of the noun phrase with its conversions, at least ``last``."""
    conversions: tuple[Figure, ...] = ()
    refusal: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is a sum."""
        return bool(self.currencies)

    def text(self, made: Frame) -> str:
        """The words of its span."""
        return made.text[self.span[0] : self.span[1]]

    def phrase(self, made: Frame) -> str | None:
        """The thing as the text names it."""
        return made.text[self.words[0] : self.words[1]] if self.words else None

    def filled(self, **found: object) -> Mention:
        """The mention itself, with what was found out about it."""
        for name, value in found.items():
            setattr(self, name, value)
        return self
