"""Stages: what an entry says happened, in order of firmness, and the kinds of aid."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from ledger.errors import ValueRefused
from ledger.values.amount import shown

E = TypeVar("E", bound=StrEnum)


class Stage(StrEnum):
    """What an entry says happened."""

    PROPOSED = "proposed"
    PLEDGED = "pledged"
    COMMITTED = "committed"
    ALLOCATED = "allocated"
    IN_TRANSIT = "in_transit"
    DELIVERED = "delivered"
    STALLED = "stalled"
    SHORTFALL = "shortfall"
    CANCELLED = "cancelled"


LADDER = (
    Stage.PROPOSED,
    Stage.PLEDGED,
    Stage.COMMITTED,
    Stage.ALLOCATED,
    Stage.IN_TRANSIT,
    Stage.DELIVERED,
)
"""The rungs, from a decision still to come to what was handed over."""

PROMISE_STAGES = frozenset(Stage) - {Stage.IN_TRANSIT, Stage.DELIVERED}
"""What ``commitment add`` records; the other two are deliveries."""

PROMISES = frozenset(LADDER[: LADDER.index(Stage.IN_TRANSIT)])
"""The rungs of a promise; what is none of them tells what became of one."""

DUE_STAGES = PROMISE_STAGES - {Stage.CANCELLED}
"""Where an entry may say when delivery is due."""


class AidType(StrEnum):
    """What kind of aid a commitment is."""

    MILITARY = "military"
    FINANCIAL = "financial"
    HUMANITARIAN = "humanitarian"
    OTHER = "other"


def parse_stage(text: str, among: Collection[Stage] = tuple(Stage), what: str = "a stage") -> Stage:
    """Read a stage by its name; ``in-transit`` and ``in transit`` are ``in_transit``.

    ``among`` are those that make sense here, and ``what`` they are called.
    """
    return _member(among, text, what)


def parse_aid_type(text: str) -> AidType:
    """Read an aid type by its name."""
    return _member(tuple(AidType), text, "an aid type")


def _member(kinds: Collection[E], text: str, what: str) -> E:
    name = text.strip().casefold().replace("-", "_").replace(" ", "_")
    for kind in kinds:
        if kind == name:
            return kind
    raise ValueRefused(f"{shown(text)} is not {what}.", hint=f"One of: {', '.join(kinds)}.")
