"""A question to the ledger: how to group, what to leave out, and by which clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

from ledger.errors import UsageRefused
from ledger.rates.policy import Policy
from ledger.rules.account import PROMISE_RUNGS
from ledger.values.amount import shown
from ledger.values.stages import AidType, Stage


class Dimension(StrEnum):
    """What the gap can be grouped by."""

    DONOR = "donor"
    RECIPIENT = "recipient"
    AID_TYPE = "aid_type"
    ITEM = "item"
    PROGRAMME = "programme"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


NAMED = frozenset({Dimension.DONOR, Dimension.RECIPIENT})
"""Dimensions whose column holds a code, with the name in a column beside it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Filters are empty where they leave nothing out; several values of one are alternatives.

    ``as_of`` is the world's clock: what had certainly happened by then. ``known_at`` is the
    ledger's: a journal number (``None``: all that is recorded). ``stages`` keeps commitments by
    the stage of their latest entry. ``policy`` says into which currency figures are converted, and
    at which rates (``None``: they stay in their units).
    """

    as_of: date
    by: tuple[Dimension, ...] = (Dimension.DONOR,)
    known_at: int | None = None
    promised_at: Stage = Stage.PLEDGED
    donors: frozenset[int] = frozenset()
    recipients: frozenset[int] = frozenset()
    aid_types: frozenset[AidType] = frozenset()
    items: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    stages: frozenset[Stage] = field(default_factory=frozenset)
    policy: Policy | None = None

    def __post_init__(self) -> None:
        if self.promised_at not in PROMISE_RUNGS:
            raise UsageRefused(
                f"{self.promised_at} is not a rung of a promise.",
                hint=f"One of: {', '.join(PROMISE_RUNGS)}.",
            )


def today() -> date:
    """The day it is, in UTC: the same answer in every time zone."""
    return datetime.now(UTC).date()


def parse_by(words: Iterable[str]) -> tuple[Dimension, ...]:
    """Read ``["donor,item", "aid-type"]`` into dimensions, each once, in the order given."""
    names = [name.strip() for word in words for name in word.split(",")]
    result: dict[Dimension, None] = {}
    for name in names:
        try:
            result[Dimension(name.casefold().replace("-", "_"))] = None
        except ValueError:
            listed = ", ".join(dimension.replace("_", "-") for dimension in Dimension)
            raise UsageRefused(
                f"The gap cannot be grouped by {shown(name)}.", hint=f"One or more of: {listed}."
            ) from None
    return tuple(result)
