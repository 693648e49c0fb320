"""``export beancount``: commitments and deliveries as a plain-text accounting journal.

What donors promised is income of a recipient, and whatever has not arrived of it an asset still to
come. Each end of a figure has an account of its own, so that every transaction balances:

    promised, one end + overdelivered = delivered, other end + outstanding + undetermined

An open end is never a number: it is one ``OPEN.EUR``, and a sum that holds any is open itself. A
promise without a figure is one ``UNQUANTIFIED``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from ledger.audit import records
from ledger.audit.clocks import Clocks
from ledger.audit.records import CommitmentRecord, EntryRecord
from ledger.exporters.harmless import harmless
from ledger.exporters.movements import Movement, movements
from ledger.exporters.sheets import figure_citation
from ledger.gap.answer import Gap, answer
from ledger.gap.question import Dimension, Question
from ledger.rules.lines import COLUMNS
from ledger.store.names import Names
from ledger.store.positions import Stand
from ledger.values import amount
from ledger.values.bounds import ZERO

ACCOUNTS: Final[Mapping[str, tuple[str, int]]] = {
    "promised": ("Income:Promised", -1),
    "overdelivered": ("Income:Overdelivered", -1),
    "delivered": ("Assets:Delivered", 1),
    "outstanding": ("Assets:Outstanding", 1),
    "undetermined": ("Assets:Undetermined", 1),
    **{
        name: (f"Equity:{name.title().replace('_', '')}", 1)
        for name in ("proposed", "allocated", "in_transit", "cancelled", "unspecified")
    },
}
"""Where each column of the gap is booked, and with which sign."""

BESIDE: Final = "Equity:Beside"
"""The other side of columns that stand beside the promise: what is proposed, in transit …"""
UNMATCHED: Final = "Equity:Unmatched"
"""The other side of what no promise in that unit can be set against."""
LOW: Final = "Low"
HIGH: Final = "High"
UNKNOWN: Final = "Unknown"
OPEN: Final = "OPEN"
UNQUANTIFIED: Final = "UNQUANTIFIED"

TAKEN: Final = ("TRUE", "FALSE", "NULL", UNQUANTIFIED)
"""No names for commodities: words of the language, and our own."""
_NO_NAME: Final = re.compile(r"[^A-Z0-9]+")
_NO_ACCOUNT: Final = re.compile(r"[^A-Za-z0-9]+")

_HEADER = """\
; Promises and deliveries of aid as of {as_of}, written by aid-ledger.
;
; Accounts end in donor, recipient and Low or High: the lower and the upper end of each figure.
; An open end is one OPEN.<unit> and no number; a sum that holds any has no upper end. A promise
; without a figure is one {unquantified}, or {unquantified}.<unit>.
;
;   Income:Promised + Income:Overdelivered      what was promised; arrived above it (credits: -)
;   Assets:Delivered, :Outstanding, :Undetermined                 what became of the promises
;   Equity:Proposed, :Allocated, :InTransit, :Cancelled, :Unspecified        beside the promises
;   {unmatched}   what no promise in that unit can be set against: told in another unit, above
;                      a promise only perhaps, or left by an end that is open
;
; What the gap says on a day D is the balance at its end, and each transaction names its entries:
;   SELECT account, currency, sum(number) WHERE date <= D GROUP BY account, currency

option "title" "Aid promised and delivered, as of {as_of}"
option "tolerance_multiplier" "0"
"""


@dataclass(frozen=True, slots=True)
class _Legal:
    """Names that beancount takes: commodities by unit, account parts by organisation."""

    units: Mapping[str, str]
    parties: Mapping[str, str]


Leaf = tuple[str, str]
"""An account and a commodity."""

Entries = Mapping[int, EntryRecord]
"""Entries by number."""


def beancount(connection: Connection, question: Question) -> str:
    """The journal as of the question's day, as known at its time; the same bytes each time.

    The balances at its end are those of the gap, whichever way that was answered: beancount
    refuses the file where the movements do not add up to them.
    """
    question = replace(question, by=(Dimension.DONOR, Dimension.RECIPIENT))
    clocks = Clocks(known_at=question.known_at)
    about = {one.ref.number: one for one in records.commitments(connection, clocks=clocks)}
    entries = {entry.ref.number: entry for one in about.values() for entry in one.entries}
    told = movements(connection, question)
    names = Names(connection)
    legal = _legal(told, about, names)
    body = [_transaction(one, about, entries, legal) for one in told]
    booked: dict[Leaf, date] = {}
    for one, (_, postings) in zip(told, body, strict=True):
        for leaf in postings:
            booked.setdefault(leaf, one.day)
    moved = [about[one.commitment] for one in told]
    parts = [
        _HEADER.format(as_of=question.as_of, unquantified=UNQUANTIFIED, unmatched=UNMATCHED),
        "".join(_commodities(booked, legal, names)),
        "".join(_openings(booked, moved, legal)),
        *(text for text, _ in body),
        "".join(_balances(answer(connection, question), booked, legal)),
    ]
    return "\n".join(part for part in parts if part)


def _legal(told: Iterable[Movement], about: Mapping[int, CommitmentRecord], names: Names) -> _Legal:
    """Names for what the journal speaks of: currencies keep theirs, before any item."""
    units: set[str] = set()
    parties = {}
    for one in told:
        units |= {stand.unit for stand in one.after if stand.unit is not None}
        for party in (about[one.commitment].donor, about[one.commitment].recipient):
            parties[party.id] = party.key
    ordered = sorted(units, key=lambda unit: (not names.units[unit].is_currency, unit))
    return _Legal(
        distinct(ordered, commodity, TAKEN),
        distinct([parties[number] for number in sorted(parties)], account_part),
    )


def commodity(unit: str) -> str:
    """``Patriot system`` as ``PATRIOT-SYSTEM``: letters, digits and hyphens, a letter first."""
    plain = _NO_NAME.sub("-", _ascii(unit).upper()).strip("-")
    return plain if len(plain) > 1 and plain[0].isalpha() else f"ITEM-{plain}".strip("-")


def account_part(key: str) -> str:
    """``European allies`` as ``European-allies``: a capital or a digit first."""
    plain = _NO_ACCOUNT.sub("-", _ascii(key)).strip("-")
    return plain[:1].upper() + plain[1:] or "Party"


def distinct(
    names: Iterable[str], legal: Callable[[str], str], taken: Iterable[str] = ()
) -> dict[str, str]:
    """A legal name for each, no two alike in any case: the first as it is, others numbered."""
    used = {name.casefold() for name in taken}
    result: dict[str, str] = {}
    for name in names:
        plain = made = legal(name)
        number = 2
        while made.casefold() in used:
            made = f"{plain}-{number}"
            number += 1
        used.add(made.casefold())
        result[name] = made
    return result


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _held(ones: Iterable[Stand], place: str, legal: _Legal) -> dict[Leaf, int]:
    """What is booked for some lines, in ten-thousandths, by account and commodity."""
    held: dict[Leaf, int] = defaultdict(int)
    for one in ones:
        unit = None if one.unit is None else legal.units[one.unit]
        for column in COLUMNS:
            figure = getattr(one.line, column)
            if figure is None:
                continue
            assert unit is not None
            root, sign = ACCOUNTS[column]
            for end, value in ((LOW, figure.low), (HIGH, figure.high)):
                leaf = (f"{root}:{place}:{end}", unit if value is not None else f"{OPEN}.{unit}")
                held[leaf] += sign * (amount.SCALE if value is None else value)
        if one.line.unquantified:
            held[f"Income:Promised:{place}:{UNKNOWN}", _unquantified(unit)] -= amount.SCALE
    return held


def _unquantified(unit: str | None) -> str:
    return UNQUANTIFIED if unit is None else f"{UNQUANTIFIED}.{unit}"


def _place(record: CommitmentRecord, legal: _Legal) -> str:
    return f"{legal.parties[record.donor.key]}:{legal.parties[record.recipient.key]}"


def _transaction(
    one: Movement, about: Mapping[int, CommitmentRecord], entries: Entries, legal: _Legal
) -> tuple[str, dict[Leaf, int]]:
    """A movement as text, and its postings; ``!`` where sources disagree."""
    record = about[one.commitment]
    flag = "!" if any(stand.line.conflict for stand in one.after) else "*"
    moved_by = [entries[number] for number in one.entries]
    links = " ".join(f"^{ref}" for ref in (record.ref, *(entry.ref for entry in moved_by)))
    postings = _postings(one, _place(record, legal), legal)
    lines = [
        f"{one.day} {flag} {quoted(record.donor.name)} {quoted(record.title)} {links}",
        f"  commitment: {quoted(str(record.ref))}",
        *(line for entry in moved_by for line in _evidence(entry)),
        *(
            f"  {account}  {amount.text(value)} {currency}"
            for (account, currency), value in postings.items()
        ),
    ]
    return "".join(f"{line}\n" for line in lines), postings


def _postings(one: Movement, place: str, legal: _Legal) -> dict[Leaf, int]:
    """What moved, and the other side of what does not balance by itself; none of them zero."""
    before, after = (_held(ones, place, legal) for ones in (one.before, one.after))
    moved = {leaf: after[leaf] - before[leaf] for leaf in sorted({*before, *after})}
    left: dict[Leaf, int] = defaultdict(int)
    for (account, currency), value in moved.items():
        end = account.rpartition(":")[2]
        other = f"{BESIDE}:{end}" if account.startswith("Equity:") else UNMATCHED
        left[other, currency] -= value
    return {leaf: value for leaf, value in (*moved.items(), *sorted(left.items())) if value}


def _evidence(entry: EntryRecord) -> Iterator[str]:
    """What an entry says and which words it rests on, as metadata."""
    told = figure_citation(entry)
    said = {"stage": entry.stage, "qualifier": entry.qualifier, "days": entry.days}
    if entry.figure is not None:
        said |= {"figure": f"{entry.figure} {entry.unit}"}
        if None in (entry.figure.low, entry.figure.high):
            said["open"] = "low" if entry.figure.low is None else "high"
    place = "" if told.start is None else f" {told.start}-{told.end}"
    said |= {"cited": f"{told.document.ref}{place}", "sha256": told.document.sha256}
    said |= {"exact": told.exact, "sentence": told.sentence}
    for name, value in said.items():
        if value is not None:
            yield f"  {str(entry.ref).lower()}-{name}: {quoted(str(value))}"


def quoted(text: str) -> str:
    """Text as beancount reads it back, control characters as escapes that people can read."""
    plain = harmless(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def _commodities(booked: Mapping[Leaf, date], legal: _Legal, names: Names) -> Iterator[str]:
    """The commodities of units on their first day, with what they stand for."""
    first = _first(booked, 1)
    for unit, named in legal.units.items():
        for currency, what in (
            (named, "currency" if names.units[unit].is_currency else "item"),
            (f"{OPEN}.{named}", "open end"),
            (_unquantified(named), "promise without a figure"),
        ):
            if currency in first:
                yield f"{first[currency]} commodity {currency}\n"
                yield f"  unit: {quoted(unit)}\n  kind: {quoted(what)}\n"
    if UNQUANTIFIED in first:
        yield f"{first[UNQUANTIFIED]} commodity {UNQUANTIFIED}\n"
        yield '  kind: "promise without a figure"\n'


def _openings(
    booked: Mapping[Leaf, date], told: Iterable[CommitmentRecord], legal: _Legal
) -> Iterator[str]:
    """The accounts, opened on their first day, with whose they are."""
    places = {_place(one, legal): (one.donor, one.recipient) for one in told}
    for account, day in sorted(_first(booked, 0).items()):
        yield f"{day} open {account}\n"
        place = ":".join(account.split(":")[2:4])
        if place in places:
            for role, party in zip(("donor", "recipient"), places[place], strict=True):
                yield f"  {role}: {quoted(party.key)}\n"
                yield f"  {role}-name: {quoted(party.name)}\n"


def _first(booked: Mapping[Leaf, date], part: int) -> dict[str, date]:
    """The first day of each account (part 0) or commodity (part 1)."""
    first: dict[str, date] = {}
    for leaf, day in booked.items():
        first[leaf[part]] = min(day, first.get(leaf[part], day))
    return first


def _balances(gap: Gap, booked: Mapping[Leaf, date], legal: _Legal) -> Iterator[str]:
    """The gap as balances at the start of the day after; where the calendar ends there is none."""
    if gap.question.as_of == date.max:
        return
    day = gap.question.as_of + timedelta(1)
    for (account, currency), value in sorted(_stood(gap, legal).items()):
        if value or (account, currency) in booked:
            yield f"{day} balance {account}  {amount.text(value)} {currency}\n"


def _stood(gap: Gap, legal: _Legal) -> dict[Leaf, int]:
    """What the rows of the gap say of accounts; nothing of the number beside an open end."""
    stood: dict[Leaf, int] = {}
    for row in gap.rows:
        donor, recipient = str(row.group["donor"]), str(row.group["recipient"])
        place = f"{legal.parties[donor]}:{legal.parties[recipient]}"
        unit = None if row.unit is None else legal.units[row.unit]
        for column in COLUMNS if unit is not None else ():
            root, sign = ACCOUNTS[column]
            figure = row.figures[column] or ZERO
            for end, value in ((LOW, figure.low), (HIGH, figure.high)):
                if value is not None:
                    stood[f"{root}:{place}:{end}", str(unit)] = sign * value
                    stood[f"{root}:{place}:{end}", f"{OPEN}.{unit}"] = 0
        unknown = (f"Income:Promised:{place}:{UNKNOWN}", _unquantified(unit))
        stood[unknown] = -row.counts["unquantified"] * amount.SCALE
    return stood
