"""Tables: a donor or a thing a row, what each column says in its head, sums "in millions".

A table is two lines or more that are parted into the same number of cells, by bars, tabs or
blanks. What its head does not say, the sentence above it does, as above a list. Rows without a
cell that is a bare number are read as lines of a list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

from ledger.reading.assembly import assembled
from ledger.reading.claim import Refusal, Span
from ledger.reading.frames import Frame
from ledger.reading.givers import Donor
from ledger.reading.items import TONS
from ledger.reading.lists import listed_under
from ledger.reading.mention import Mention
from ledger.reading.parties import Party
from ledger.reading.state import Listed, State
from ledger.resources import folder
from ledger.sources.figures import Figure, scaled
from ledger.sources.scales import Scale, scale_of
from ledger.values.stages import Stage

_PARTING: Final = re.compile(r"\s*\|\s*|\t+|\s{3,}|\s[.]{4,}\s|\s?[.]{6,}\s?")
_RULE: Final = re.compile(r"[\s|:+=–—_-]+")
_AROUND: Final = re.compile(
    r"[\s~≈([+]{0,4}(?:about|up to|over|more than|approx\.?|ca\.?|around|some)?\s?", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    r"\s?(?:t|tons?|tonnes?|mt|pcs|units?)?[\s*†‡)\]a-c]{0,4}(?:, .*)?", re.IGNORECASE
)
"""What may stand beside the number of a cell."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}\b.{0,24}")
_NEVER: Final = re.compile(
    r"\b(?:needs?|needed|required|requirements?|requests?|requested|appeal|gap|share|per ?cent|"
    r"rank|target|balance|rates?|prices?|costs?|gdp|gni|population|year|people|no|votes?)\b|%",
)
"""Columns whose numbers are no claims."""
_COUNTS: Final = re.compile(
    r"\b(?:number|quantity|units?|pieces|amount|doses|count|sum|value|total|contributions?|"
    r"donations?|equipment|items?|systems?|goods|commodity|type|country|donor|donors|partner|"
    r"state|from|government|lender)\b"
)
_SUMMED: Final = re.compile(
    r"\W*(?:grand |sub-?)?(?:total|sum|all|overall|subtotal)\b", re.IGNORECASE
)
_ABOVE: Final = 3
"""Lines above a table in which its unit and its stage may be told."""
_FAR: Final = 500
"""Code points above a table within which they are."""
_LONGEST: Final = 400
"""Code points of a row."""
_SHORT: Final = 60
"""Code points of a line that has nothing but a unit."""


class _Column(NamedTuple):
    """What the head of a column says of the numbers below it."""

    stage: Stage | None
    scale: Scale | None
    tons: bool
    refused: bool
    span: Span


@dataclass(frozen=True, slots=True)
class _Table:
    """What holds for all rows."""

    columns: list[_Column]
    scale: Scale | None
    start: int
    """Where the words begin that tell the unit of its sums."""
    listed: Listed


def read_table(
    state: State, frames: Sequence[Frame], at: int, head: Frame, otherwise: Callable[[Frame], None]
) -> int:
    """Read the table that begins at a sentence; how many sentences it takes, 0 if there is none.

    ``head`` is the sentence itself, the one at ``at``.
    ``otherwise`` reads a row none of whose cells is a bare number.
    """
    heads = _heads(head, frames, at + 1)
    if not heads:
        return 0
    last = at + (not _is_row(head, heads))
    rows = []
    while last < len(frames):
        if _RULE.fullmatch(head.text, frames[last].start, frames[last].end):
            last += 1
            continue
        cells = _cells(frames[last])
        if len(cells) != len(heads) or _figures(frames[last], cells) is None:
            break
        rows.append((frames[last], cells))
        last += 1
    told = any(_figures(row, cells) for row, cells in rows)
    if not told and not (rows and _is_row(*rows[0])):
        return 0
    table = _table(state, frames, at, heads)
    for row, cells in rows:
        _row(state, table, row, cells, otherwise)
    state.listed = None
    return last - at


def _heads(head: Frame, frames: Sequence[Frame], below: int) -> list[Span]:
    """The cells that name the columns; below "in millions" alone none does."""
    line = head.text[head.start : head.end]
    if "|" in line or "\t" in line or "   " in line or "...." in line:
        heads = _cells(head)
        told = len(line) <= _LONGEST and (
            (len(heads) > 1 and _is_head(head, heads)) or _is_row(head, heads)
        )
        return heads if told else []
    if len(line) > _SHORT or head.figures or below == len(frames) or scale_of(line) is None:
        return []
    cells = _cells(frames[below])
    return [(head.start, head.end)] * len(cells) if _figures(frames[below], cells) else []


def _is_row(made: Frame, cells: list[Span]) -> bool:
    """Whether a line without a head above it is a row: a donor, and a cell with its stage."""
    named = bool(made.parties) and made.parties[0].first <= 1 and len(cells) > 2
    return named and any(
        _status(made.text[start:end].lower()) is not None
        for start, end in cells[1:]
        if not any(start <= one.start < end for one in made.figures)
    )


def _cells(made: Frame) -> list[Span]:
    """The cells of a line, without the blanks around them."""
    found: list[Span] = []
    start = made.start
    for gap in _PARTING.finditer(made.text, made.start, made.end):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, made.end))
    barred = made.text[made.start] == "|"
    return [cell for cell in found if cell[0] < cell[1]] if barred else found


def _figures(made: Frame, cells: list[Span]) -> dict[int, Figure] | None:
    """The numbers that fill their cells, by column; ``None`` where no cell opens the row."""
    if not cells or cells[0][0] >= cells[0][1]:
        return None
    found: dict[int, Figure] = {}
    for at, (start, end) in enumerate(cells[1:], start=1):
        inside = [one for one in made.figures if start <= one.start and one.end <= end]
        one = inside[0] if inside else None
        if one is None or not _AROUND.fullmatch(made.text, start, one.start):
            continue
        if _BEHIND.fullmatch(made.text, one.end, end):
            found[at] = one
    return found


def _is_head(made: Frame, heads: list[Span]) -> bool:
    """Whether a line names columns: no number but years, and a word that heads a column."""
    told = False
    for start, end in heads:
        words = made.text[start:end].lower()
        if any(start <= one.start < end for one in made.figures) and not _YEAR.match(words):
            return False
        told = told or _stage(words) is not None or bool(_COUNTS.search(words))
        told = told or bool(_NEVER.search(words)) or not TONS.isdisjoint(words.split())
    return told


def _table(state: State, frames: Sequence[Frame], at: int, heads: list[Span]) -> _Table:
    head = frames[at]
    above = [
        one for one in reversed(frames[max(0, at - _ABOVE) : at]) if head.start - one.start <= _FAR
    ]
    scale, start = scale_of(head.text[head.start : head.end]), head.start
    stage: Stage | None = None
    for one in above:
        words = head.text[one.start : one.end]
        if scale is None and (scale := scale_of(words)) is not None:
            start = one.start
        stage = stage or _stage(words.lower())
    listed = listed_under(state, state.header or head)
    if listed.stage_span is None:
        listed = replace(listed, stage=stage or Stage.PLEDGED, why="what stands above the table")
    return _Table([_column(head, span) for span in heads], scale, start, listed)


def _column(head: Frame, span: Span) -> _Column:
    words = head.text[span[0] : span[1]]
    low = words.lower()
    stage = _stage(low)
    refused = stage is None and (bool(_NEVER.search(low)) or low.startswith("total"))
    return _Column(stage, scale_of(words), not TONS.isdisjoint(low.split()), refused, span)


def _row(
    state: State,
    table: _Table,
    made: Frame,
    cells: list[Span],
    otherwise: Callable[[Frame], None],
) -> None:
    found = _figures(made, cells) or {}
    status = next(
        (
            stage
            for at, (start, end) in enumerate(cells)
            if at and at not in found and (stage := _status(made.text[start:end].lower()))
        ),
        None,
    )
    if not found:
        told = replace(table.listed, stage=status, why="its column says so") if status else None
        state.listed = told or table.listed
        otherwise(made)
        return
    named = [one for one in made.parties if not _inside(made, one.first, cells, found)]
    donor = _donor(state, made, named, table)
    summed = _SUMMED.match(made.text, *cells[0]) is not None
    for at, figure in found.items():
        column = table.columns[at]
        mention = _mention(made, figure, column, table, cells, found)
        refusal = "past total" if summed else "a column of no claims" if column.refused else ""
        refusal = refusal or mention.refusal or ("" if donor else "no donor")
        if refusal or donor is None:
            state.refusals.append(Refusal(mention.span, mention.text(made), refusal))
            continue
        stage = column.stage or status or table.listed.stage or Stage.PLEDGED
        span = column.span if column.stage else table.listed.stage_span
        why = "the head of its column" if column.stage else table.listed.why
        claim = assembled(state, made, mention, None, stage, why, "table", span, donor, [])
        if mention.bounds != figure.bounds:
            claim = replace(claim, sentence=(table.start, made.end))
        state.claims.append(claim)


def _donor(state: State, made: Frame, named: list[Party], table: _Table) -> Donor | None:
    """Who the row names; where it names things only, who the text above the table says gives."""
    giving = [one for one in named if one.gives]
    if giving:
        return Donor((giving[0],), made.span(giving[0].first, giving[0].last), "list")
    if not made.things:
        return None
    return table.listed.donor or state.context.giver or state.context.home


def _mention(
    made: Frame,
    figure: Figure,
    column: _Column,
    table: _Table,
    cells: list[Span],
    found: dict[int, Figure],
) -> Mention:
    first = made.token_at(figure.start)
    last = max(first, made.token_at(figure.end) - 1)
    mention = Mention((figure.start, figure.end), first, last, figure, figure.bounds, edge=last)
    scale = column.scale or (None if column.tons else table.scale)
    told = scaled(made.text, figure, scale) if scale is not None else None
    if told is not None:
        return mention.filled(currencies=told.currencies, bounds=told.bounds)
    if figure.currencies:
        return mention.filled(currencies=figure.currencies)
    thing = next((one for one in made.things if not _inside(made, one.first, cells, found)), None)
    if thing is not None:
        return mention.filled(
            unit=thing.item.name,
            category=thing.item.category,
            words=made.span(thing.first, thing.last),
        )
    if column.tons:
        goods = next((cell for at, cell in enumerate(cells) if at and at not in found), cells[0])
        return mention.filled(unit="tonne of aid", generic=True, words=goods)
    return mention.filled(refusal="counts nothing named")


def _inside(made: Frame, token: int, cells: list[Span], found: dict[int, Figure]) -> bool:
    """Whether a token stands in a cell that is a number."""
    return any(cells[at][0] <= made.starts[token] < cells[at][1] for at in found)


def _status(words: str) -> Stage | None:
    """What a cell says that has nothing but a word for the stage: "received"."""
    return _stage(words) if len(words.split()) <= _STATUS else None


_STATUS: Final = 3


def _stage(words: str) -> Stage | None:
    """The stage that the last word for one tells: "pledged", "of which paid"."""
    found = list(_stage_words()[0].finditer(words))
    if not found:
        return None
    stage = _stage_words()[1][found[-1][0]]
    if stage is not Stage.DELIVERED:
        return stage
    if _NOT_YET.search(words):
        return Stage.SHORTFALL
    return Stage.PLEDGED if "to be " in words else stage


_NOT_YET: Final = re.compile(r"\b(?:not|nothing|none|yet to be|un(?:paid|delivered))\b")


@cache
def _stage_words() -> tuple[re.Pattern[str], dict[str, Stage]]:
    path = folder("seeds") / "vocabulary" / "stage_words.csv"
    with path.open(encoding="utf-8", newline="") as file:
        stages = {row["word"]: Stage(row["stage"]) for row in csv.DictReader(file)}
    words = sorted(stages, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"), stages
