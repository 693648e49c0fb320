"""When something happened: dates as texts write them, resolved against the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from ledger.values.days import Days, on

_MONTHS: Final = {
    name[:3].lower(): number
    for number, name in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August")
        + ("September", "October", "November", "December"),
        start=1,
    )
}
_WEEKDAYS: Final = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"\b(?:"
    + _MONTH.format("m1")
    + r"\s+(?P<d1>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])(?:\s*,?\s*(?P<y1>(?:19|20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s+of)?\s+"
    + _MONTH.format("m2")
    + r"(?:\s*,?\s*(?P<y2>(?:19|20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<iso>(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])"
    + r"|(?:in|In|during|for|of|late|early|mid|since|last|this|earlier\s+in|end\s+of)[\s-]+"
    + _MONTH.format("m3")
    + r"(?![a-z])(?:\s+(?P<y3>(?:19|20)[0-9]{2})(?![0-9]))?"
    + r"|(?P<week>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    + r"|(?P<word>[Tt]oday|[Yy]esterday|last night|earlier this week|this week|last week"
    + r"|the past week|(?:earlier )?this month|last month|last year|a year ago|this morning"
    + r"|earlier this year|this year|at the weekend|over the weekend|last weekend)"
    + r"|(?:in|In|since|during)\s+(?P<year>20[0-9]{2})(?![0-9-])"
    + r")"
)
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|before|from|through|after|since|starting|beginning|ending|end of|"
    r"turn of|end|half of|later in|meeting of|dated?|since the|course of|summit of|planned for|"
    r"leader of|scheduled for|expected in|for)\s+(?:the\s+)?(?:late |early |mid-?)?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
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


def dates(text: str, start: int, end: int, published: date | None) -> list[When]:
    """All dates of ``text[start:end]`` that can be resolved, in order."""
    found: list[When] = []
    for match in _DATE.finditer(text, start, end):
        days = _resolved(match, published)
        if days is None:
            continue
        opening = text[max(start, match.start() - 24) : match.start()]
        written = match[0].split()[0].lower()
        ahead = bool(_AHEAD.search(opening)) or written in ("since", "for", "end")
        found.append(When(match.start(), match.end(), days, ahead))
    return found


def _resolved(match: re.Match[str], published: date | None) -> Days | None:
    try:
        if match["iso"]:
            return on(date.fromisoformat(match["iso"]))
        if match["m1"]:
            return _day(match["m1"], match["d1"], match["y1"], published)
        if match["m2"]:
            return _day(match["m2"], match["d2"], match["y2"], published)
        if match["m3"]:
            return _month(match["m3"], match["y3"], published)
        if match["year"]:
            year = int(match["year"])
            return Days(date(year, 1, 1), date(year, 12, 31))
        if published is None:
            return None
        if match["week"]:
            return _weekday(match["week"], published)
        return _relative(match["word"].lower(), published)
    except ValueError:
        return None
    except OverflowError:
        return None


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
    monday = published - timedelta(days=published.weekday())
    word = word.removeprefix("earlier ")
    match word:
        case "today" | "this morning":
            return on(published)
        case "yesterday" | "last night":
            return on(published - timedelta(days=1))
        case "this week":
            return Days(monday, published)
        case "the past week":
            return Days(published - timedelta(days=7), published)
        case "last week":
            return Days(monday - timedelta(days=7), monday - timedelta(days=1))
        case "this month":
            return Days(published.replace(day=1), published)
        case "last month":
            last = published.replace(day=1) - timedelta(days=1)
            return Days(last.replace(day=1), last)
        case "this year":
            return None
        case "last year":
            return Days(date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))
        case "a year ago":
            first = published - relativedelta(years=1)
            return Days(first.replace(day=1), first)
        case _:
            saturday = monday - timedelta(days=2)
            return Days(saturday, saturday + timedelta(days=1))
