"""A ledger made from a seed: the same rows for the same seed and size, one after the other.

60 donors, 150 recipients, 8 currencies, 10 years of days. Of the entries 40 % are promises, pledged
or committed, and 60 % deliveries; a fifth of the figures are bounds; a tenth of the commitments
are of things and not of money; a tenth have no delivery. Plain tuples, made lazily: nothing here
knows of a database or of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

SEED = 20240430
SCALE = 10_000
CENT = SCALE // 100
DONORS, RECIPIENTS = 60, 150
FIRST, LAST = date(2015, 1, 1), date(2024, 12, 31)
AID_TYPES = ("military", "financial", "humanitarian", "other")
PROGRAMMES = (None, None, None, "Loans", "Grants", "Training")
ITEMS = (
    "mine-resistant vehicle", "Abrams tank", "Leopard 2 tank", "Bradley vehicle", "Patriot system",
    "Stinger missile", "ambulance", "generator", "drone", "field hospital", "truck", "tent",
)  # fmt: skip
PER_EURO = {
    "USD": 11_000, "GBP": 8_600, "NOK": 98_000, "SEK": 103_000, "PLN": 44_000, "CAD": 14_500,
    "JPY": 1_300_000,
}  # fmt: skip
"""What one euro costs at the start, in ten-thousandths; from there the rates wander."""

CURRENCIES = ("EUR", *PER_EURO)
PER_DOCUMENT = 1_000
"""So many entries rest on one document."""


class Commitment(NamedTuple):
    """``donor`` and ``recipient`` count from 0; see :func:`parties` for what they are called."""

    number: int
    donor: int
    recipient: int
    aid_type: str
    item: str | None
    programme: str | None


class Entry(NamedTuple):
    """Figures are in ten-thousandths; ``high`` is ``None`` where the upper end is open."""

    number: int
    commitment: int
    stage: str
    low: int
    high: int | None
    qualifier: str
    unit: str
    first: date
    last: date
    total: bool


class Price(NamedTuple):
    """What one ``unit`` costs, in ten-thousandths of the currency."""

    unit: str
    priced_in: str
    day: date
    value: int
    basis: str
    provider: str


Made = tuple[Commitment, list[Entry]]
Pick = Callable[[int], int]

_DAYS = (LAST - FIRST).days + 1


def commitments(size: int, seed: int = SEED) -> Iterator[Made]:
    """Commitments, each with its entries, until there are ``size`` entries."""
    bits = Random(seed).getrandbits

    def pick(below: int) -> int:
        return bits(40) % below

    made = number = 0
    while made < size:
        number += 1
        about, entries = _commitment(number, made, pick)
        entries = entries[: size - made]
        made += len(entries)
        yield about, entries


def _commitment(number: int, made: int, pick: Pick) -> Made:
    """Three entries on average: 1.2 promises, 1.8 deliveries."""
    counted = pick(10) == 0
    item = ITEMS[pick(len(ITEMS))] if counted or pick(3) == 0 else None
    about = Commitment(
        number, pick(DONORS), pick(RECIPIENTS), AID_TYPES[pick(4)], item, PROGRAMMES[pick(6)]
    )
    unit = str(item) if counted else CURRENCIES[pick(len(CURRENCIES))]
    grain = SCALE if counted else CENT
    whole = (1 + pick(500)) * SCALE if counted else _money(pick)
    signed = pick(_DAYS)
    entries: list[Entry] = []

    def say(stage: str, figure: int, after: int, *, total: bool) -> None:
        bounds = _bounds(figure, grain, pick)
        days = _days(min(signed + after, _DAYS - 1), pick)
        entries.append(
            Entry(made + len(entries) + 1, number, stage, *bounds, unit, *days, total=total)
        )

    restated = pick(5) == 0
    say("pledged" if restated or pick(2) else "committed", whole, 0, total=True)
    if restated:
        whole = _share(whole, 80 + pick(60), grain)
        say("committed", whole, 1 + pick(400), total=True)
    if pick(10):
        for _ in range(1 + pick(3)):
            say("delivered", _share(whole, 10 + pick(60), grain), 1 + pick(700), total=False)
    return about, entries


def _money(pick: Pick) -> int:
    """From a thousand to a billion, in whole cents."""
    return ((100 + pick(900)) * 10 ** (1 + pick(6)) * 100 + pick(100)) * CENT


def _share(whole: int, percent: int, grain: int) -> int:
    """Some percent of a figure, in whole cents or things; never nothing."""
    return max(grain, whole * percent // 100 // grain * grain)


def _bounds(figure: int, grain: int, pick: Pick) -> tuple[int, int | None, str]:
    """A fifth are bounds: half of these have two ends, a quarter each are open below or above."""
    kind = pick(20)
    if kind < 2:
        return figure, figure + max(grain, figure // 5 // grain * grain), "between"
    if kind == 2:
        return figure, None, "at_least"
    if kind == 3:
        return 0, figure, "at_most"
    return figure, figure, "exact"


def _days(number: int, pick: Pick) -> tuple[date, date]:
    """A day; for one entry in ten the month up to it is all that is known."""
    day = _DAY[number]
    return (day.replace(day=1) if pick(10) == 0 else day), day


_DAY = [FIRST + timedelta(number) for number in range(_DAYS)]


def rates(seed: int = SEED, every: int = 1) -> Iterator[Price]:
    """What a euro costs on each working day of the ten years and the week before.

    A small ledger takes a few of them: those of every ninth day, say.
    """
    bits = Random(seed + 1).getrandbits
    for currency, start in PER_EURO.items():
        value = start
        for number in range(-7, _DAYS):
            day = FIRST + timedelta(number)
            value += (bits(40) % 601 - 300) * start // 100_000
            value = min(max(value, start // 2), start * 2)
            if day.weekday() < 5 and number % every == 0:
                yield Price("EUR", currency, day, value, "source", "ECB")


def prices(seed: int = SEED) -> Iterator[Price]:
    """What each item costs, anew each year; the last two have no price."""
    bits = Random(seed + 2).getrandbits
    for item in ITEMS[:-2]:
        for year in range(FIRST.year, LAST.year + 1):
            value = (1_000 + bits(40) % 9_000) * SCALE
            currency = ("EUR", "USD")[bits(1)]
            yield Price(item, currency, date(year, 1, 1), value, "estimate", "a price list")


def parties(codes: list[str]) -> tuple[list[str], list[str]]:
    """Donors and recipients by number: so many of the codes, no two the same."""
    ordered = sorted(codes)
    return ordered[:DONORS], ordered[DONORS : DONORS + RECIPIENTS]


def decimal(figure: int) -> str:
    """Ten-thousandths as digits with a point: ``1234.5``."""
    whole, rest = divmod(figure, SCALE)
    return f"{whole}.{rest:04}".rstrip("0").rstrip(".")


def sentence(entry: Entry, donor: str) -> str:
    """What a document says of an entry, in a line that stands in it once."""
    low, high = decimal(entry.low), None if entry.high is None else decimal(entry.high)
    figure = {
        "exact": low,
        "between": f"between {low} and {high}",
        "at_least": f"more than {low}",
        "at_most": f"up to {high}",
    }[entry.qualifier]
    return f"Line {entry.number:08}: {donor} {entry.stage} {figure} {entry.unit}."
