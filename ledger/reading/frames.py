"""A sentence with its mentions: figures, parties, things, verbs, by token positions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum, auto

from ledger.reading.items import Thing
from ledger.reading.parties import Party
from ledger.reading.verbs import (
    Act,
)
from ledger.sources.figures import Figure


class Mood(Enum):
    """Tense and modality, as far as the stage depends on them."""

    PAST = auto()
    PERFECT = auto()
    PRESENT = auto()
    PROGRESSIVE = auto()
    FUTURE = auto()
    WOULD = auto()
    SHOULD = auto()
    MAY = auto()
    EXPECTED = auto()
    INFINITIVE = auto()
    GERUND = auto()

    __hash__ = object.__hash__  # asked for often; that of Enum is written in Python


@dataclass(slots=True)
class Verb:
    """A verb with its auxiliaries, by token positions; nobody changes it."""

    first: int
    last: int
    lemma: str
    act: Act
    mood: Mood
    passive: bool
    negated: bool
    relative: bool
    """A participle behind its noun ("aid pledged by …"), or the verb of a relative clause."""

    @property
    def moves(self) -> bool:
        """Whether its subject is the thing that comes: "arrived", "was handed over"."""
        return self.act is Act.ARRIVE or (self.passive and self.act is Act.GIVE)


@dataclass(slots=True)
class Frame:
    """One sentence of the body."""

    text: str
    start: int
    end: int
    headline: bool
    item: bool
    """Whether it is a line of a list."""
    dated: list[int]
    """Places of words that may be parts of dates."""
    hints: list[int]
    """Places of words that may make a figure near them no claim."""
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    parties: list[Party]
    things: list[Thing]
    verbs: list[Verb] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    verb_firsts: list[int] = field(default_factory=list, compare=False, repr=False)
    """Where its verbs begin; with ``verb_lasts`` a quick look for who asks what stands there."""
    verb_lasts: list[int] = field(default_factory=list, compare=False, repr=False)
    acting: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)
    """Of the parties that were asked about, by their first token, whether they act."""

    def token_at(self, offset: int) -> int:
        """The first token that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Place of tokens ``first`` to ``last`` in the text."""
        return self.starts[first], self.ends[last]

    def before(self, first: int) -> int:
        """Where the word in front of the token at ``first`` stands, but for an article."""
        return first - 1 - (self.low(first - 1) == "the")

    def low(self, at: int) -> str:
        """The token at ``at`` in lower case; empty outside of the sentence."""
        try:
            return self.lows[at] if at >= 0 else ""
        except IndexError:
            return ""
