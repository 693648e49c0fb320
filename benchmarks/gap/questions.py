"""What is asked, of every contender in the same words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

COLUMNS = ("promised", "delivered", "outstanding", "undetermined", "overdelivered")
"""The figures that are compared, to the ten-thousandth."""

Ends = tuple[int, int | None]
Answer = dict[str, dict[str, Ends]]
"""Figures in ten-thousandths by column (left out: nothing is said), by group and unit."""


@dataclass(frozen=True)
class Question:
    """The gap in euro at the rates of each figure's day.

    ``known_at`` is a journal number, and ``known`` how many entries were recorded by then;
    ``recipient`` is a code.
    """

    title: str
    by: tuple[str, ...] = ("donor",)
    recipient: str | None = None
    as_of: date = date(2025, 6, 30)
    known_at: int | None = None
    known: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"as_of": self.as_of.isoformat()}


def from_json(told: dict[str, Any]) -> Question:
    """The inverse of :meth:`Question.as_json`."""
    return Question(**told | {"as_of": date.fromisoformat(told["as_of"]), "by": tuple(told["by"])})


def questions(recipient: str, known_at: int, known: int) -> dict[str, Question]:
    """All of them, by a short name."""
    return {
        "donor": Question("by donor"),
        "month-item": Question("by month and item, one recipient", ("month", "item"), recipient),
        "as-of": Question("by donor, as of a past day", as_of=date(2020, 6, 30)),
        "known-at": Question("by donor, as known at a past time", known_at=known_at, known=known),
    }


def key(*values: str | None) -> str:
    """A group's values and its unit, as one key."""
    return "|".join(value or "" for value in values)
