"""Where words say when something is due: "by the end of 2024", "in March 2025", "next spring".

An expression may name a day, a month, a year or a weekday, which then can be held against a date
("by 1 June" is not "in July"), or none of them ("within six weeks"), which a person has to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ledger.values.days import Days

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)[0-9]{2}\b"
_LEAD = (
    r"(?P<lead>(?:(?:[Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Ii]n|[Oo]n|[Ff]or|[Dd]uring|[Ww]ithin|later"
    r"|than|the|end|close|middle|mid|beginning|start|course|first|second|third|fourth|last|half"
    r"|quarter|Q[1-4]|early|late|of)[\s-]{1,3}){0,8})"
)
_SPAN = r"(?:days?|weeks?|months?|quarters?|years?)"
_FEW = (
    r"(?:a|a few|several|the next|[0-9]{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_EXPRESSION = re.compile(
    rf"(?<!\w){_LEAD}(?:"
    r"(?P<iso>(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?)(?![\w-])"
    rf"|(?P<day>{_DAY})\s(?:of\s)?(?P<month>{_MONTH})(?:,?\s(?P<year>{_YEAR}))?(?!\w)"
    rf"|(?P<month2>{_MONTH})(?:\s(?P<day2>{_DAY}))?(?:,?\s(?:of\s)?(?P<year2>{_YEAR}))?(?!\w)"
    rf"|(?:{_SEASON}\s(?:of\s)?)?(?P<year3>{_YEAR})(?![\w,.]?[0-9])"
    r"|(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\w)"
    rf"|(?:next|this|coming|following)\s(?:{_FEW}\s)?(?:{_SPAN}|{_SEASON})(?!\w)"
    rf"|(?<=within\s)(?:{_FEW}\s)?{_SPAN}(?!\w)"
    rf"|(?<=of\sthe\s)(?:month|quarter|year)(?!\w)|(?P<season>{_SEASON})(?!\w)|tomorrow(?!\w)"
    r")"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """An expression from ``start`` to ``end``, and what it names of a date.

    ``before`` is said of the day after the last one: "before 1 June" is by 31 May.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    before: bool = False

    @property
    def named(self) -> int:
        """How many parts of a date it names."""
        return sum(part is not None for part in (self.year, self.month, self.day, self.weekday))

    def fits(self, due: Days) -> bool:
        """Whether all that it names is so of the first or of the last day of an interval."""
        return any(self._is(end) for end in (due.low, due.high) if end is not None)

    def _is(self, end: date) -> bool:
        if self.before and end < date.max:
            return self._names(end + timedelta(1)) or self._names(end)
        return self._names(end)

    def _names(self, end: date) -> bool:
        return (
            self.year in (None, end.year)
            and self.month in (None, end.month)
            and self.day in (None, end.day)
            and self.weekday in (None, end.weekday())
        )


def deadlines(text: str) -> Iterator[Deadline]:
    """All expressions of a text that may say when something is due, in their order."""
    for found in _EXPRESSION.finditer(text):
        if found["season"] and not found["lead"]:
            continue  # prices fall
        year, month, day = _parts(found)
        weekday = found["weekday"]
        yield Deadline(
            *found.span(),
            year=year,
            month=month,
            day=day,
            weekday=None if weekday is None else _WEEKDAYS.index(weekday[:3]),
            before="before" in found["lead"].casefold().split(),
        )


def stated_due(text: str, due: Days) -> tuple[int, int] | None:
    """Where a text first says that something is due then, as fully as it does anywhere."""
    fitting = [one for one in deadlines(text) if one.fits(due)]
    best = max(fitting, key=lambda one: one.named, default=None)
    return None if best is None else (best.start, best.end)


def contradicts(text: str, due: Days) -> bool:
    """Whether a text names days, and none that something is due then."""
    return any(True for _ in deadlines(text)) and stated_due(text, due) is None


def _parts(found: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    if found["iso"] is not None:
        year, month, *day = map(int, found["iso"].split("-"))
        return year, month, day[0] if day else None
    name = found["month"] or found["month2"]
    number = found["day"] or found["day2"]
    said = found["year"] or found["year2"] or found["year3"]
    return (
        None if said is None else int(said),
        None if name is None else _MONTHS.index(name[:3]) + 1,
        None if number is None else int(number.rstrip("sthndr")),
    )
