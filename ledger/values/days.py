"""Partial dates, as intervals of days.

"On Wednesday" is one day, "in March 2024" a month of days, "earlier this week" a few, and "by
29 April 2024" is open at its lower end. Every interval has a last day: what had certainly
happened by a day *D* is what has its last day at or before *D*.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from ledger.errors import ValueRefused
from ledger.values.amount import shown

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``low`` (``None``: unknown) to ``high``, both included."""

    low: date | None
    high: date

    def __post_init__(self) -> None:
        if self.low is not None and self.low > self.high:
            raise ValueRefused(f"The first day {self.low} is after the last day {self.high}.")

    def __str__(self) -> str:
        if self.low is None:
            return f"..{self.high}"
        if self.low == self.high:
            return str(self.high)
        if self.low.day == 1 and self.high == _last(self.low.year, self.low.month):
            return f"{self.low:%Y-%m}" if self.low.year > 999 else str(self.low)[:7]
        if self.low == date(self.low.year, 1, 1) and self.high == date(self.low.year, 12, 31):
            return str(self.low)[:4]
        return f"{self.low}..{self.high}"

    @property
    def certain_from(self) -> date:
        """The first day, or the last one where the first is unknown."""
        return self.high if self.low is None else self.low


def on(day: date) -> Days:
    """One day."""
    return Days(day, day)


def by(day: date) -> Days:
    """Some time up to and including ``day``."""
    return Days(None, day)


def parse(text: str) -> Days:
    """Read a day, a month, a year, or an interval of them.

    ``2024-03-13``, ``2024-03``, ``2024``, ``2024-03-11..2024-03-14``, ``..2024-04-29`` (by that
    day). A date that the calendar lacks raises :class:`ValueRefused`.
    """
    stripped = text.strip(" ")
    first, dots, last = stripped.partition("..")
    if not dots:
        return _part(first, text)
    if not last:
        raise ValueRefused(
            f"{shown(text)} has no last day.",
            hint="Give the day the source was published where it names none: ..2024-04-29.",
        )
    high = _part(last, text).high
    return Days(_part(first, text).certain_from, high) if first else by(high)


def parse_day(text: str) -> date:
    """Read one full day, ``2024-03-13``; anything less raises :class:`ValueRefused`."""
    try:
        days = _part(text.strip(" "), text)
    except ValueRefused as error:
        raise ValueRefused(error.sentence, hint="Write a day as 2024-03-13.") from None
    if days.low != days.high:
        raise ValueRefused(f"{shown(text)} is not one day.", hint="Write a day as 2024-03-13.")
    return days.high


def _part(text: str, whole: str) -> Days:
    found = _PART.fullmatch(text)
    if found is None:
        raise ValueRefused(
            f"{shown(whole)} is not a date.",
            hint="Write 2024-03-13, 2024-03, 2024, 2024-03-11..2024-03-14 or ..2024-04-29.",
        )
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if month is None:
            return Days(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Days(date(year, month, 1), _last(year, month))
        return on(date(year, month, day))
    except ValueError:
        what = "year" if month is None else "month" if day is None else "day"
        raise ValueRefused(f"{shown(whole)} is not a {what} of the calendar.") from None


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without a zone is UTC, so that the answer is one everywhere."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def parse_moment(text: str) -> datetime:
    """Read a time, ``2026-03-01T08:30:00Z``, or a day, which stands for its last instant (UTC)."""
    stripped = text.strip(" ")
    try:
        moment = datetime.fromisoformat(stripped if _MOMENT.match(stripped) else "")
        if len(stripped) == len("2026-03-01"):
            moment = datetime.combine(moment.date(), time.max)
        return in_utc(moment)
    except (ValueError, OverflowError):  # the first and last hours of the calendar, elsewhere
        raise ValueRefused(
            f"{shown(text)} is not a time.", hint="Write 2026-03-01 or 2026-03-01T08:30:00Z."
        ) from None
