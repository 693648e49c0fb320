"""The gap a second time: the rows of an answer, from the record, by the rules as they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .converting import Rates
from .folding import plus
from .record import Entry, Figure, Link, Record
from .standing import RUNGS, Line, counted, lines

ARRIVING = {"in_transit", "delivered", "shortfall"}


@dataclass
class Asked:
    """The clocks, the rung that counts as a promise, and the rates to convert at."""

    as_of: date
    known_at: int | None = None
    promised_at: str = "pledged"
    rates: Rates | None = None


@dataclass
class Row:
    """A group in one unit: its figures by column, its counters, the entries behind it."""

    figures: dict[str, Figure] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)


Answer = dict[tuple[str | None, ...], Row]
"""Rows by the values of their group, and the unit."""


@dataclass
class Standing:
    """All lines of a question, and what became of its entries, however they are grouped."""

    lines: list[tuple[int, str | None, Line]] = field(default_factory=list)
    converted: dict[int, Figure] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)


def stand(record: Record, asked: Asked) -> Standing:
    """Each commitment's lines, with the item that each is of."""
    result = Standing()
    rates = asked.rates
    if rates is not None and asked.known_at is not None:
        known = {
            day: [rate for rate in of_day if rate.seq <= asked.known_at]
            for day, of_day in rates.days.items()
        }
        rates = replace(rates, days=known)
    links = [link for link in record.links if asked.known_at is None or link[3] <= asked.known_at]
    own = {
        number: [e for e in record.entries if e.commitment == number]
        for number in record.commitments
    }
    told = {n: counted(entries, asked.as_of, asked.known_at) for n, entries in own.items()}
    for number, about in record.commitments.items():
        if number in homes(links):
            continue
        known = counted(own[number], date.max, asked.known_at)
        item = about.item or (only_item(known) if rates is not None and rates.items else None)
        entries = [in_currency(e, rates, asked.as_of, result) for e in merged(number, told, links)]
        for line in lines(entries, asked.promised_at, about.item):
            counts_things = line.unit is not None and line.unit not in record.currencies
            result.lines.append((number, line.unit if counts_things else item, line))
    return result


def homes(links: Sequence[Link]) -> dict[int, int]:
    """[G10] What each commitment is counted with, if it is counted with another."""
    return {
        (target if kind == "supersedes" else source): (source if kind == "supersedes" else target)
        for source, target, kind, _ in links
    }


def merged(number: int, told: Mapping[int, list[Entry]], links: Sequence[Link]) -> list[Entry]:
    """[G10] A promise with its duplicates, and with what it supersedes.

    A further part that both a promise and its duplicate tell is one part told again. A promise
    that is made leaves of an older one what was delivered.
    """
    result = list(told[number])
    is_made = any(e.stage in RUNGS for e in told[number])
    for other, home in sorted(homes(links).items()):
        if home != number:
            continue
        theirs = merged(other, told, links)
        if (number, other, "supersedes") in {link[:3] for link in links}:
            result += [e for e in theirs if not is_made or e.stage in ARRIVING]
        else:
            parts = {e.stage for e in result if e.figure is not None} - ARRIVING
            result += [e for e in theirs if e.total or e.figure is None or e.stage not in parts]
    return result


def only_item(known: Sequence[Entry]) -> str | None:
    """What a commitment is of, if all that is known of it on any day is counted in one item."""
    units = {e.unit for e in known if e.figure is not None}
    is_money = any(e.money for e in known)
    return units.pop() if len(units) == 1 and not is_money else None


def in_currency(entry: Entry, rates: Rates | None, as_of: date, result: Standing) -> Entry:
    if rates is None or not rates.is_asked_for(entry):
        return entry
    found = rates.converted(entry, as_of)
    if found is None:
        result.left.add(entry.id)
        return entry
    assert found.figure is not None
    result.converted[entry.id] = found.figure
    return found


def answer(record: Record, standing: Standing, by: Sequence[str]) -> Answer:
    """The lines in groups, added up."""
    result: Answer = {}
    commitments: dict[tuple[str | None, ...], set[int]] = {}
    for number, item, line in standing.lines:
        about = record.commitments[number]
        values: dict[str, Callable[[], Any]] = {
            "donor": lambda about=about: about.donor,
            "recipient": lambda about=about: about.recipient,
            "aid_type": lambda about=about: about.aid_type,
            "programme": lambda about=about: about.programme,
            "item": lambda item=item: item,
            "month": lambda line=line: f"{line.day.year:04}-{line.day.month:02}",
            "quarter": lambda line=line: f"{line.day.year:04}-Q{1 + (line.day.month - 1) // 3}",
            "year": lambda line=line: f"{line.day.year:04}",
        }
        key = (*(values[name]() for name in by), line.unit)
        row = result.setdefault(key, Row())
        commitments.setdefault(key, set()).add(number)
        for name, figure in line.columns.items():
            row.figures[name] = plus(row.figures[name], figure) if name in row.figures else figure
        counts = {
            "unquantified": line.unquantified,
            "with_delivery_evidence": line.evidence,
            "conflicts": line.conflict,
            "other_unit": line.other_unit,
        }
        for name, is_so in counts.items():
            row.counts[name] = row.counts.get(name, 0) + int(is_so)
        row.counts["commitments"] = len(commitments[key])
        row.ids |= line.ids
    return result
