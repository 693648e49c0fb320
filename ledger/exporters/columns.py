"""The registry of columns: what each table of the ledger shows, and what it means.

The tables on a terminal, CSV, JSON, and the data dictionary that goes with an export are all made
from here, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ledger.rules.funnel import FUNNEL as RUNGS
from ledger.rules.lines import COLUMNS


class Kind(StrEnum):
    """How a column is written: texts are guarded in spreadsheets, figures are not."""

    TEXT = "text"
    REF = "reference"
    DAY = "date"
    MOMENT = "time"
    FIGURE = "decimal"
    COUNT = "integer"
    FLAG = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, how it is written, and what it means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to show or to take away: rows by column name; ``None`` is unknown, never zero.

    ``narrow`` names the columns that a terminal shows; files have them all.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    narrow: Sequence[str] = field(default=())


_DIMENSIONS = (
    Column("donor", Kind.TEXT, "who promises: ISO 3166 alpha-3, EU, NATO …; the name if no code"),
    Column("donor_name", Kind.TEXT, "the donor's name"),
    Column("recipient", Kind.TEXT, "who is promised to: a code, or the name if no code"),
    Column("recipient_name", Kind.TEXT, "the recipient's name"),
    Column("aid_type", Kind.TEXT, "military, financial, humanitarian or other"),
    Column("item", Kind.TEXT, "the kind of thing that is given, where one is named"),
    Column("programme", Kind.TEXT, "the programme that the commitment belongs to"),
    Column("month", Kind.TEXT, "the month of the promise's last day"),
    Column("quarter", Kind.TEXT, "the quarter of the promise's last day"),
    Column("year", Kind.TEXT, "the year of the promise's last day"),
)

_FIGURE_MEANINGS: Mapping[str, str] = {
    "proposed": "proposed or stalled, with nothing firmer; never part of promised [G3]",
    "promised": "the latest figure at the rung asked for or firmer [G3]",
    "allocated": "set aside or specified for delivery [G3]",
    "delivered": "known to have arrived [G5]",
    "outstanding": "promised less delivered, where anything is published on delivery [G6]",
    "undetermined": "promised, where nothing is published on delivery [G7]",
    "overdelivered": "delivered above what was promised [G6]",
    "in_transit": "on its way; shown, not counted as delivered [G5]",
    "cancelled": "taken back; no longer part of promised [G4]",
    "unspecified": "the part of a package's headline that its parts do not name [G9]",
}

_BEFORE_COUNTERS = COLUMNS[:7]
_AFTER_COUNTERS = COLUMNS[7:]


_RUNG_MEANINGS: Mapping[str, str] = {
    "proposed": "what was proposed, or got further [G15]",
    "pledged": "what was pledged, or got further [G15]",
    "committed": "what was committed, or got further [G15]",
    "allocated": "what was allocated, or got further [G15]",
    "delivered": "what is known to have arrived [G5]",
}


def _ends(figure: str, meanings: Mapping[str, str] = _FIGURE_MEANINGS) -> tuple[Column, Column]:
    meaning = meanings[figure]
    return (
        Column(f"{figure}_low", Kind.FIGURE, f"{meaning}: lower bound; empty if nothing is said"),
        Column(
            f"{figure}_high",
            Kind.FIGURE,
            f"{meaning}: upper bound; empty beside a lower bound means open",
        ),
    )


GAP: tuple[Column, ...] = (
    *_DIMENSIONS,
    Column("unit", Kind.TEXT, "what is counted: a currency (ISO 4217) or an item; units never mix"),
    *(column for figure in _BEFORE_COUNTERS for column in _ends(figure)),
    Column("commitments", Kind.COUNT, "how many commitments the row adds up"),
    Column("unquantified", Kind.COUNT, "how many of them are promises without a figure [G8]"),
    Column("with_delivery_evidence", Kind.COUNT, "how many have anything published on delivery"),
    Column("conflicts", Kind.COUNT, "how many have sources that disagree [G11]"),
    *(column for figure in _AFTER_COUNTERS for column in _ends(figure)),
    Column("other_unit", Kind.COUNT, "how many have promise and delivery in different units [G12]"),
)

FUNNEL: tuple[Column, ...] = (
    *_DIMENSIONS,
    Column("unit", Kind.TEXT, "what is counted: a currency (ISO 4217) or an item; units never mix"),
    *(column for rung in RUNGS for column in _ends(rung, _RUNG_MEANINGS)),
    Column("commitments", Kind.COUNT, "how many commitments the row adds up"),
    Column("unquantified", Kind.COUNT, "how many of them are promises without a figure [G8]"),
    Column("conflicts", Kind.COUNT, "how many have sources that disagree [G11]"),
    Column("other_unit", Kind.COUNT, "how many have promise and delivery in different units [G12]"),
)

AT = Column("at", Kind.DAY, "the day that the row is as of: a month's last, or the last one asked")
DAYS_OVERDUE = Column(
    "days_overdue", Kind.COUNT, "how long the longest overdue promise is so [G14]"
)

OVERDUE: tuple[Column, ...] = (
    Column("commitment", Kind.REF, "the commitment"),
    Column("donor", Kind.TEXT, "who promises: a code, or the name if no code"),
    Column("recipient", Kind.TEXT, "who is promised to: a code, or the name if no code"),
    Column("due_low", Kind.DAY, "first day on which delivery was due, where that is told"),
    Column("due_high", Kind.DAY, "last day on which delivery was due"),
    Column("days_overdue", Kind.COUNT, "how many days ago that was [G14]"),
    Column("left_low", Kind.FIGURE, "what is certainly outstanding or undetermined"),
    Column("left_high", Kind.FIGURE, "what may be; empty beside a lower bound means open"),
    Column("unit", Kind.TEXT, "what is counted; empty: a promise without a figure"),
    Column("entry", Kind.REF, "the entry that says when it is due"),
)

EXPLANATION: tuple[Column, ...] = (
    *_DIMENSIONS,
    Column("unit", Kind.TEXT, "what is counted"),
    Column("figure", Kind.TEXT, "the column of the gap that is explained"),
    Column("low", Kind.FIGURE, "what this commitment adds to the lower bound"),
    Column("high", Kind.FIGURE, "what this commitment adds to the upper bound; empty: open"),
    Column("commitment", Kind.REF, "the commitment"),
    Column("entries", Kind.TEXT, "the entries that the figure rests on"),
    Column(
        "elsewhere",
        Kind.TEXT,
        "which of these entries are of another commitment that is counted here, or in another unit",
    ),
    Column("conversions", Kind.TEXT, "original figures of entries that were converted, and rates"),
)

COMMITMENTS: tuple[Column, ...] = (
    Column("ref", Kind.REF, "the commitment's reference"),
    Column("donor", Kind.TEXT, "the donor's code, or name if it has no code"),
    Column("donor_name", Kind.TEXT, "the donor's name"),
    Column("recipient", Kind.TEXT, "the recipient's code, or name if it has no code"),
    Column("recipient_name", Kind.TEXT, "the recipient's name"),
    Column("aid_type", Kind.TEXT, "military, financial, humanitarian or other"),
    Column("item", Kind.TEXT, "the kind of thing promised, where one is named"),
    Column("title", Kind.TEXT, "what is promised, in a few words"),
    Column("programme", Kind.TEXT, "the programme it belongs to"),
    Column("stage", Kind.TEXT, "the stage of its latest entry that was not replaced"),
    Column("entries", Kind.COUNT, "how many entries it has, replaced ones included"),
    Column("links", Kind.TEXT, "what it is to other commitments"),
    Column("recorded_at", Kind.MOMENT, "when it was recorded (UTC)"),
    Column("recorded_by", Kind.TEXT, "who recorded it"),
    Column("journal_seq", Kind.COUNT, "the journal row that brought it"),
)

ENTRIES: tuple[Column, ...] = (
    Column("ref", Kind.REF, "the entry's reference"),
    Column("commitment", Kind.REF, "the commitment it belongs to"),
    Column("donor", Kind.TEXT, "the donor's code, or name if it has no code"),
    Column("recipient", Kind.TEXT, "the recipient's code, or name if it has no code"),
    Column("stage", Kind.TEXT, "what the entry says happened"),
    Column("low", Kind.FIGURE, "lower bound of the figure; empty if none is published"),
    Column("high", Kind.FIGURE, "upper bound; empty beside a lower bound means open"),
    Column("unit", Kind.TEXT, "what the figure counts"),
    Column("qualifier", Kind.TEXT, "exact, at_least, at_most, about, between or undisclosed"),
    Column("date_low", Kind.DAY, "first day it may have happened; empty if unknown"),
    Column("date_high", Kind.DAY, "last day by which it had happened"),
    Column("due_low", Kind.DAY, "first day on which delivery is due, where a promise says so"),
    Column("due_high", Kind.DAY, "last day on which delivery is due; empty if none is told"),
    Column("cumulative", Kind.FLAG, "a total that replaces earlier ones, or (false) a part"),
    Column("basis", Kind.TEXT, "how the figure is valued: source, book, replacement, estimate"),
    Column("document", Kind.REF, "the document that says so"),
    Column("publisher", Kind.TEXT, "who published the document"),
    Column("published_on", Kind.DAY, "the day it was published"),
    Column("sha256", Kind.TEXT, "SHA-256 of the document's bytes"),
    Column("exact", Kind.TEXT, "the words that state the figure, or else the quote"),
    Column("sentence", Kind.TEXT, "the sentence they stand in"),
    Column("replaces", Kind.REF, "the entry that this one corrects"),
    Column("replaced_by", Kind.REF, "the entry that corrects this one"),
    Column("reason", Kind.TEXT, "why it was corrected"),
    Column("recorded_at", Kind.MOMENT, "when it was recorded (UTC)"),
    Column("recorded_by", Kind.TEXT, "who recorded it"),
    Column("journal_seq", Kind.COUNT, "the journal row that brought it"),
    Column("journal_hash", Kind.TEXT, "the hash of that row"),
)

CITATIONS: tuple[Column, ...] = (
    Column("entry", Kind.REF, "the entry that is borne out"),
    Column("commitment", Kind.REF, "its commitment"),
    Column("field", Kind.TEXT, "which of its values the words bear out"),
    Column("document", Kind.REF, "the document"),
    Column("publisher", Kind.TEXT, "who published it"),
    Column("published_on", Kind.DAY, "the day it was published"),
    Column("url", Kind.TEXT, "where it was published, if known"),
    Column("sha256", Kind.TEXT, "SHA-256 of the document's bytes"),
    Column("start", Kind.COUNT, "offset of the first code point of the words in the text"),
    Column("end", Kind.COUNT, "offset after the last code point"),
    Column("exact", Kind.TEXT, "the words"),
    Column("sentence_start", Kind.COUNT, "offset of the sentence around them"),
    Column("sentence_end", Kind.COUNT, "offset after that sentence"),
    Column("sentence", Kind.TEXT, "the sentence around them"),
    Column("selector", Kind.TEXT, "the cell or XPath, where the document is no text"),
)

DOCUMENTS: tuple[Column, ...] = (
    Column("ref", Kind.REF, "the document's reference"),
    Column("title", Kind.TEXT, "its title, or its first line"),
    Column("publisher", Kind.TEXT, "who published it; empty if not known"),
    Column("publisher_kind", Kind.TEXT, "official, media or other"),
    Column("published_on", Kind.DAY, "the day it was published"),
    Column("published_how", Kind.TEXT, "how that day is known: given, stated or inferred"),
    Column("url", Kind.TEXT, "where it was published, if known"),
    Column("archive_url", Kind.TEXT, "where a copy is kept, if known"),
    Column("language", Kind.TEXT, "its language, if known"),
    Column("media_type", Kind.TEXT, "what kind of file it is"),
    Column("encoding", Kind.TEXT, "how its bytes spell its text"),
    Column("sha256", Kind.TEXT, "SHA-256 of its bytes"),
    Column("text_sha256", Kind.TEXT, "SHA-256 of its text in UTF-8"),
    Column("retrieved_at", Kind.MOMENT, "when it was retrieved (UTC), if known"),
    Column("recorded_at", Kind.MOMENT, "when it was taken in (UTC)"),
    Column("recorded_by", Kind.TEXT, "who took it in"),
    Column("journal_seq", Kind.COUNT, "the journal row that brought it"),
)

SENTENCES: tuple[Column, ...] = (
    Column("document", Kind.REF, "the document"),
    Column("region", Kind.TEXT, "the part of the page: headline, body, caption, furniture …"),
    Column("start", Kind.COUNT, "offset of the sentence's first code point in the text"),
    Column("end", Kind.COUNT, "offset after its last code point"),
    Column("text", Kind.TEXT, "the sentence"),
)

FINDINGS: tuple[Column, ...] = (
    Column("code", Kind.REF, "what kind of finding it is; docs/verify.md explains each"),
    Column("where", Kind.TEXT, "the row that it is about"),
    Column("what", Kind.TEXT, "what is not as it was recorded"),
)

HISTORY: tuple[Column, ...] = (
    Column("seq", Kind.COUNT, "the number of the journal row"),
    Column("at", Kind.MOMENT, "when (UTC)"),
    Column("by", Kind.TEXT, "who"),
    Column("action", Kind.REF, "what was done: entry.add, commitment.link, decision.add …"),
    Column("refs", Kind.TEXT, "what it is about, the thing that it brought first"),
    Column("reason", Kind.TEXT, "why"),
    Column("before", Kind.TEXT, "the entry that it replaces, as the journal has it"),
    Column("after", Kind.TEXT, "what it brought, as the journal has it"),
    Column("hash", Kind.REF, "the hash of the journal row"),
)

RATES: tuple[Column, ...] = (
    Column("unit", Kind.TEXT, "what is priced: a currency or an item"),
    Column("priced_in", Kind.TEXT, "the currency of the value"),
    Column("day", Kind.DAY, "the day that the rate is of"),
    Column("value", Kind.TEXT, "what one unit cost: a decimal, exactly as published"),
    Column("basis", Kind.TEXT, "how an item is valued: source, book, replacement, estimate"),
    Column("provider", Kind.TEXT, "who says so"),
    Column("source", Kind.TEXT, "the file or document that it was read from"),
    Column("file_sha256", Kind.TEXT, "SHA-256 of the file's bytes; empty for a document"),
)

RATE_SERIES: tuple[Column, ...] = (
    Column("unit", Kind.TEXT, "what is priced: a currency or an item"),
    Column("priced_in", Kind.TEXT, "the currency of the values"),
    Column("basis", Kind.TEXT, "how an item is valued: source, book, replacement, estimate"),
    Column("provider", Kind.TEXT, "who says so"),
    Column("first_day", Kind.DAY, "the day of the first rate"),
    Column("last_day", Kind.DAY, "the day of the last rate"),
    Column("rates", Kind.COUNT, "how many there are"),
)

PRICES: tuple[Column, ...] = (
    Column("unit", Kind.TEXT, "what is priced"),
    Column("currency", Kind.TEXT, "the currency asked for"),
    Column("asked", Kind.DAY, "the day asked for"),
    Column("found", Kind.DAY, "the day of the rate: that one, or a published day before it"),
    Column("value", Kind.TEXT, "one unit in the currency, rounded to ten decimals for reading"),
    Column("exact", Kind.TEXT, "the same as an exact fraction, which is what is computed with"),
    Column("via_euro", Kind.FLAG, "whether it is a cross rate, through the euro"),
    Column("basis", Kind.TEXT, "how an item is valued: source, book, replacement, estimate"),
    Column("source", Kind.TEXT, "who says so"),
    Column("rates", Kind.TEXT, "the rates that make it, as published"),
)

VOCABULARY: tuple[Column, ...] = (
    Column("kind", Kind.TEXT, "organisation, currency or item"),
    Column("code", Kind.TEXT, "what columns of the ledger hold"),
    Column("name", Kind.TEXT, "its name"),
    Column("also", Kind.TEXT, "other names that it is found by"),
)


def pick(columns: Iterable[Column], names: Iterable[str]) -> tuple[Column, ...]:
    """Some columns, in the order of ``names``."""
    by_name = {column.name: column for column in columns}
    return tuple(by_name[name] for name in names)
