"""What the reader carries from sentence to sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ledger.reading.claim import Claim, Refusal, Span
from ledger.reading.conversions import Rate
from ledger.reading.folding import Folding
from ledger.reading.frames import Frame
from ledger.reading.givers import Context, Donor
from ledger.values.days import Days
from ledger.values.stages import Stage

NEAR: Final = 3
"""Code points between a claim's sentence and one that goes on from it."""


@dataclass(slots=True)
class State:
    """What the reader carries from sentence to sentence."""

    published: date | None
    rate: Rate | None
    context: Context
    claims: list[Claim] = field(default_factory=list)
    """The last ones; those before them are settled."""
    settled: Folding = field(default_factory=Folding)
    refusals: list[Refusal] = field(default_factory=list)
    package: Claim | None = None
    """The last sum of its own; parts and contents take its stage and day."""
    packed: Donor | None = None
    """Who gives that package."""
    header: Frame | None = None
    """The last sentence that is no line of a list; what stands right above one."""
    before: Frame | None = None
    """The sentence before that."""
    listed: Listed | None = None
    left: Listed | None = None
    """The list of which the last sentence stands in a line, behind its first one."""
    read_to: int = 0
    """Where the last sentence ended."""
    currency: str | None = None
    """In which a sum is that does not say in which."""
    currency_at: Span | None = None
    """The last sum that said so."""
    titled: Donor | None = None
    """Whose name stands alone above the sentence, as a heading."""
    of_aid: bool = False
    """Whether the text speaks of aid at all."""
    donor: Donor | None = None
    """The donor of the last claim."""
    given: dict[tuple[int | None, str], Donor] = field(default_factory=dict)
    """Who gave each sum that the text told."""
    unit: tuple[str, str] | None = None
    announced: Announced | None = None
    """A package told without its figure, whose sum and contents follow."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a sentence says of a package whose figures come in the next ones."""

    stage: Stage
    why: str
    span: Span
    donor: Donor
    end: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What the sentence above a list says of all its lines."""

    stage: Stage | None
    why: str
    donor: Donor | None
    days: Days | None
    package: Claim | None
    stage_span: Span | None
    to_each: bool = False
    """Whether its lines name who gets: "will be distributed as follows"."""
