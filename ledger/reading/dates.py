"""When something happened: dates as texts write them, resolved against the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from ledger.values.days import Days, on

_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_WEEKDAYS: Final = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
_MONTH: Final = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
_DATE: Final = re.compile(
    r"\b(?:"
    + _MONTH.format("m1")
    + r"\s+(?P<d1>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])(?:\s*,?\s*(?P<y1>(?:19|"
    r"20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s+of)?\s+"
    + _MONTH.format("m2")
    + r"(?:\s*,?\s*(?P<y2>(?:19|20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<iso>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])"
    + r"|(?:in|In|during|by|until|till|before|from|"
    + r"for|of|late|early|mid|since|last|this|earlier\s+in|end\s+of)[\s-]+"
    + _MONTH.format("m3")
    + r"(?!\s+(?:[12]?[0-9]|3[01])(?:\s*[;:.)]|,(?![0-9])))"
    + r"(?![a-z])(?:\s+(?P<y3>(?:19|20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<week>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    + r"|(?=[tylaeoTYLAEO])(?P<word>(?i:today|yesterday|last night|earlier this week|this week"
    + r"|last week"
    + r"|the past week|(?:earlier )?this month|last month|last year|a year ago|this morning"
    + r"|at the weekend|over the weekend|last weekend)(?![A-Za-z]))"
    + r"|(?:in|In|since|during)\s+(?P<year>20[0-9]{2})(?![0-9-])"
    + r")"
)
_HINT: Final = re.compile(
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|19[0-9]{2}|20[0-9]{2}|"
    + "|".join(
        f"{word}|{word.title()}|{word.upper()}"
        for word in ("day", "week", "month", "year", "night", "morning")
    )
)
"""What every date has in it: a quick look before the slow one."""

_AHEAD: Final = re.compile(
    r"(?:\b(?:by|until|till|before|from|through|after|since|starting|beginning|ending|end of|"
    r"turn of|end|half of|later in|meeting of|dated?|since the|course of|summit of|planned for|"
    r"leader of|scheduled for|expected in|for)\s+(?:the\s+)?(?:late |early |mid-?)?)$",
    re.IGNORECASE,
)


class When(NamedTuple):
    """A date in a text: its span and its days; ``ahead`` for deadlines and starting points."""

    start: int
    end: int
    days: Days
    ahead: bool

    @property
    def exactness(self) -> int:
        """0 for a day, 1 for a week or month, 2 for a year."""
        if self.days.low is None:
            return 2
        width = (self.days.high - self.days.low).days
        return 0 if width == 0 else 1 if width < 32 else 2


_AHEAD_WORDS: Final = frozenset({"since", "for", "end", "by", "until", "till", "before", "from"})


def hints(word: str) -> bool:
    """Whether a word may be a part of a date; no date is without one."""
    return _HINT.search(word) is not None


def dates(
    text: str, start: int, end: int, published: date | None, floor: int | None = None
) -> list[When]:
    """All dates of ``text[start:end]`` that can be resolved, in order.

    ``floor`` is where the sentence begins that they stand in, if not at ``start``.
    """
    found: list[When] = []
    floor = start if floor is None else floor
    for match in _DATE.finditer(text, start, end):
        days = _resolved(match, published)
        if days is None:
            continue
        opening = text[max(floor, match.start() - 24) : match.start()]
        written = match[0].split()[0].lower()
        ahead = bool(_AHEAD.search(opening)) or written in _AHEAD_WORDS
        found.append(When(match.start(), match.end(), days, ahead))
    return found


def needs_a_day(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` has a date that only the day of publication resolves."""
    return len(dates(text, start, end, None)) < len(dates(text, start, end, _ANY_DAY))


_ANY_DAY: Final = date(2024, 7, 1)
"""In a leap year: every day of the calendar resolves against it."""


def _resolved(match: re.Match[str], published: date | None) -> Days | None:
    """The days of a match; ``None`` where the calendar or the day of publication fails it."""
    try:
        if match["iso"]:
            return on(date.fromisoformat(match["iso"]))
        month = match["m1"] or match["m2"]
        if month:
            return _day(month, match["d1"] or match["d2"], match["y1"] or match["y2"], published)
        if match["m3"]:
            return _month(match["m3"], match["y3"], published)
        return _spoken(match, published)
    except (ValueError, OverflowError):
        return None


def _spoken(match: re.Match[str], published: date | None) -> Days | None:
    if match["year"]:
        year = int(match["year"])
        return Days(date(year, 1, 1), date(year, 12, 31))
    if published is None:
        return None
    if match["week"]:
        return _weekday(match["week"], published)
    return _relative(match["word"].lower(), published)


def _day(month: str, day: str, year: str | None, published: date | None) -> Days | None:
    number = _MONTHS[month[:3].lower()]
    if year:
        return on(date(int(year), number, int(day)))
    if published is None:
        return None
    made = date(published.year, number, int(day))
    if made > published + timedelta(days=45):
        made = date(published.year - 1, number, int(day))
    return on(made)


def _month(month: str, year: str | None, published: date | None) -> Days | None:
    number = _MONTHS[month[:3].lower()]
    if year is None and published is None:
        return None
    used = int(year) if year else published.year if published else 0
    if year is None and published and number > published.month:
        used -= 1
    first = date(used, number, 1)
    last = date(used, number, monthrange(used, number)[1])
    if published and first <= published < last:
        last = published
    return Days(first, last)


def _weekday(name: str, published: date) -> Days:
    back = (published.weekday() - _WEEKDAYS[name[:3].lower()]) % 7
    return on(published - timedelta(days=back))


def _relative(word: str, published: date) -> Days | None:
    """ "yesterday", "last week", "at the weekend"; ``None`` for what says too little."""
    word = " ".join(word.split()).removeprefix("earlier ")
    if word in _DAYS_AGO:
        return on(published - timedelta(days=_DAYS_AGO[word]))
    make = _SPANS.get(word)
    return make(published) if make is not None else None


_DAYS_AGO: Final = {"today": 0, "this morning": 0, "yesterday": 1, "last night": 1}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_month(day: date) -> Days:
    last = day.replace(day=1) - timedelta(days=1)
    return Days(last.replace(day=1), last)


def _weekend(day: date) -> Days:
    saturday = _monday(day) - timedelta(days=2)
    return Days(saturday, saturday + timedelta(days=1))


def _year_ago(day: date) -> Days:
    then = day - relativedelta(years=1)
    return Days(then.replace(day=1), then)


_SPANS: Final[dict[str, Callable[[date], Days]]] = {
    "this week": lambda day: Days(_monday(day), day),
    "the past week": lambda day: Days(day - timedelta(days=7), day),
    "last week": lambda day: Days(
        _monday(day) - timedelta(days=7), _monday(day) - timedelta(days=1)
    ),
    "this month": lambda day: Days(day.replace(day=1), day),
    "last month": _last_month,
    "last year": lambda day: Days(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    "a year ago": _year_ago,
    "at the weekend": _weekend,
    "over the weekend": _weekend,
    "last weekend": _weekend,
}
"""Spans of days, as seen from the day of publication."""
