"""What the reader found in a text: one claim, with the words that support each of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.stages import AidType, Stage
from ledger.values.units import UnitKind

Span: TypeAlias = tuple[int, int]
"""Start and end in code points of the text as decoded."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """The same sum in another currency, as the text gives it in brackets."""

    span: Span
    bounds: Bounds
    currency: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One promise, delivery or failure that a text reports."""

    span: Span
    """The figure without its qualifier, or the noun phrase where there is none."""
    text: str
    sentence: Span
    donor: str
    """Name of the donor; several are joined ("Japan, United Kingdom and Canada")."""
    donor_code: str
    """Code of the donor; empty for several, and for those that have none."""
    recipient: str
    recipient_code: str
    aid_type: AidType
    stage: Stage
    qualifier: Qualifier
    bounds: Bounds | None
    """Ten-thousandths of the unit; ``None`` where the text gives no figure."""
    unit: str | None
    unit_kind: UnitKind | None
    days: Days | None
    rule: str
    """The rule of the grammar that made the claim."""
    item: str | None = None
    """The thing as the text names it, of counted things and of claims without a figure."""
    part_of: Span | None = None
    """Span of the claim that this one is a part of."""
    another: int = 0
    """2 where the text calls it another one, 1 where it is a further one: it repeats none told
    before that is less new."""
    repeats: tuple[Span, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    warnings: tuple[str, ...] = ()
    support: dict[str, Span] = field(default_factory=dict)
    """Which words each field was read from: donor, recipient, stage, date, qualifier, item; and
    unit, where another sum says in which currency the figure is."""
    why: dict[str, str] = field(default_factory=dict)
    """Why each field has its value, one sentence each."""
    beside: int = 0
    """How many figures of its sentence are no claims, dates and durations aside."""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that became no claim, and why not."""

    span: Span
    text: str
    reason: str
    """Short name of the reason: ``past total``, ``people``, ``own budget``, …"""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one text, in the order of the text."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
