"""From an entry and its quote to the citations that the quote supports.

The quote must stand in the document and the figure in the quote; what else of the entry the
quote names (donor, recipient, item, stage, date) gets a citation of its own, and what it does not
name gets none.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ledger.errors import QuoteRefused
from ledger.resources import folder
from ledger.sources.deadlines import contradicts, stated_due
from ledger.sources.figures import stated
from ledger.sources.qualifiers import qualifier_of
from ledger.sources.regions import Region, RegionKind, regions
from ledger.sources.selectors import Located, locate, select
from ledger.sources.sentences import Around
from ledger.values.amount import shown
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.days import Days
from ledger.values.stages import Stage
from ledger.values.units import Quantity

_DATE = re.compile(
    r"\b(?:(?:[Oo]n |[Ss]ince |[Bb]y |[Ii]n |[Ff]rom )?(?:"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:[0-9]{1,2} )?(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
    r"(?: [0-9]{1,2}(?:st|nd|rd|th)?\b)?(?:,? [0-9]{4})?"
    r"|(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
    r")|today|yesterday|(?:earlier )?this (?:week|month|year|morning)"
    r"|(?:over the )?last (?:week|month|months|year|weeks(?: and months)?)"
    r"|(?:in )?recent (?:days|weeks|months))\b"
)


@lru_cache(maxsize=4)
def _parted(text: str) -> tuple[Sequence[Region], Around]:
    """The regions and sentences of a text; somebody at work on a document quotes it often."""
    areas = regions(text)
    return areas, Around(text, areas)


class Text:
    """A document's text with its sentences, found once for all quotes from it."""

    def __init__(self, document_id: int, text: str) -> None:
        self.document_id = document_id
        self.text = text
        self._regions, self.sentence_around = _parted(text)

    def region_of(self, start: int) -> RegionKind:
        """Which part of the page a place belongs to."""
        return next(area.kind for area in self._regions if area.start <= start < area.end)

    def citation(self, name: str, start: int, end: int) -> dict[str, Any]:
        """The columns of a citation for a span, see :data:`ledger.model.record.CITATION`."""
        selected = select(self.text, start, end)
        sentence = self.sentence_around(start, end)
        return {
            "field": name,
            "document_id": self.document_id,
            "selector_kind": "text",
            "selector": None,
            "start_at": start,
            "end_at": end,
            "exact": selected.exact,
            "prefix": selected.prefix,
            "suffix": selected.suffix,
            "sentence_start": sentence.start,
            "sentence_end": sentence.end,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """What an entry says, as far as a quote can bear it out; names are all known aliases."""

    stage: Stage
    quantity: Quantity | None
    is_currency: bool
    donor: Sequence[str]
    recipient: Sequence[str]
    item: Sequence[str]
    is_dated: bool = True
    """Whether the entry's date was read from the source, and is not that of its publication."""
    due: Days | None = None
    due_quote: str | None = None
    """When delivery is due, and words that say so where the quote itself does not."""
    support: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Where a reader found fields to be borne out: offsets in the document, by field."""


def place(text: Text, quote: str, at: int | None) -> Located:
    """The place of a quote in its document; several need ``at``, an offset, to tell which."""
    found = locate(text.text, quote)
    if at is not None:
        for spot in found:
            if spot.start == at:
                return spot
        raise QuoteRefused(
            f"The quote does not start at {at} in D{text.document_id}.",
            hint="It starts at " + ", ".join(str(spot.start) for spot in found) + ".",
        )
    if len(found) > 1:
        raise QuoteRefused(
            f"The quote {shown(quote)} stands {len(found)} times in D{text.document_id}.",
            hint="Quote more of the sentence, or give --quote-at one of: "
            + ", ".join(str(spot.start) for spot in found),
        )
    return found[0]


def citations(text: Text, spot: Located, says: Statement) -> list[dict[str, Any]]:
    """All citations of an entry, the quote itself first; numbered from 1.

    Where a reader says which words bear a field out, those are cited; else the first words of
    the quote that do. Raises :class:`QuoteRefused` where the entry has a figure, or a due date, and
    the quote does not state it.
    """
    found = [text.citation("statement", spot.start, spot.end)]
    if says.quantity is not None:
        figure = text.citation(*_figure(spot, says))
        _require_its_qualifier(text, figure, says.quantity)
        found.append(figure)
    due = None if says.due is None else _due(text, spot, says.due, says.due_quote)
    if due is not None:
        found.append(text.citation("due", *due))
    for name in ("donor", "recipient", "item", "unit", "stage", "date"):
        span = says.support.get(name)
        if span is None and name != "unit" and not (says.support and name in {"stage", "date"}):
            span = _supported(name, spot, says, due)
        if span is not None:
            found.append(text.citation(name, *span))
    for number, citation in enumerate(found, 1):
        citation["number"] = number
    return found


def _figure(spot: Located, says: Statement) -> tuple[str, int, int]:
    """The field of the figure, and where in the document it stands."""
    quantity = says.quantity
    assert quantity is not None
    spans = stated(spot.exact, quantity.bounds, quantity.qualifier, quantity.unit, says.is_currency)
    if not says.is_currency:  # the 2 of "8 Leopard 2 tanks" counts nothing
        names = _names(says.item, re.IGNORECASE)
        named = [found.span() for found in names.finditer(spot.exact)] if names else []
        spans = [one for one in spans if not any(_within(one, name) for name in named)]
    if not spans:
        raise QuoteRefused(
            f"The figure {quantity} does not stand in the quote {shown(spot.exact, 120)}.",
            hint="Quote the words that state it, or record the entry without a figure.",
        )
    places = [(spot.start + start, spot.start + end) for start, end in spans]
    told = says.support.get("figure")
    meant = [one for one in places if told and one[0] < told[1] and told[0] < one[1]]
    return ("amount" if says.is_currency else "quantity", *(meant or places)[0])


_CONTRADICTED: Mapping[Qualifier, frozenset[Qualifier]] = {
    Qualifier.AT_LEAST: frozenset({Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_MOST}),
    Qualifier.AT_MOST: frozenset({Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST}),
}
"""What an entry may not say of a figure that its source qualifies so."""


def _require_its_qualifier(text: Text, figure: Mapping[str, Any], quantity: Quantity) -> None:
    """ "More than $60 billion" is a lower bound, also where the quote leaves "more than" out."""
    said, words = _qualified(text, figure)
    if words is not None and quantity.qualifier in _CONTRADICTED.get(said, ()):
        phrase = text.text[words[0] : max(words[1], figure["end_at"])]
        low, high = quantity.bounds.low, quantity.bounds.high
        number = low if high is None else high
        lower = said is Qualifier.AT_LEAST
        bounds = Bounds(number, None) if lower else Bounds(None, number)
        meant = Quantity(bounds, quantity.unit, said)
        raise QuoteRefused(
            f"The document says {shown(phrase)}, which {quantity} is not.",
            hint=f"Write {meant} for {'a lower' if lower else 'an upper'} bound.",
        )


def _qualified(text: Text, figure: Mapping[str, Any]) -> tuple[Qualifier, tuple[int, int] | None]:
    return qualifier_of(text.text, figure["sentence_start"], figure["start_at"], figure["end_at"])


def doubts(text: Text, cited: Sequence[Mapping[str, Any]], says: Statement) -> Iterator[str]:
    """What a person should look at again, though it may be right: one sentence each."""
    statement = cited[0]
    region = text.region_of(statement["start_at"])
    if region not in {RegionKind.BODY, RegionKind.HEADLINE}:
        yield f"The quote stands in the {region} of D{text.document_id}, not in its article."
    if says.quantity is None:
        return
    named = {citation["field"] for citation in cited}
    if not says.is_currency and "item" not in named:
        yield f"The quote does not name {says.quantity.unit}."
    meant = _MEANT.get(says.quantity.qualifier)
    if meant is not None and _qualified(text, cited[1])[1] is None:
        yield f"The document states {cited[1]['exact']!r} without saying that it is {meant}."


_MEANT: Mapping[Qualifier, str] = {
    Qualifier.AT_LEAST: "a bound",
    Qualifier.AT_MOST: "a bound",
    Qualifier.ABOUT: "about so much",
}
"""What an entry says of a figure that its source should say, too."""


def _due(text: Text, spot: Located, due: Days, words: str | None) -> tuple[int, int]:
    """Where the quote, or the words given instead, say when delivery is due."""
    place_of_it = spot if words is None else _nearest(text, words, spot)
    span = stated_due(place_of_it.exact, due)
    if span is not None:
        return place_of_it.start + span[0], place_of_it.start + span[1]
    if words is not None and not contradicts(words, due):
        return place_of_it.start, place_of_it.end
    said = "The quote" if words is None else f"The quote {shown(words, 120)}"
    raise QuoteRefused(
        f"{said} does not say that delivery is due {due}.",
        hint="Give the words of the document that say so: --due-quote.",
    )


def _nearest(text: Text, words: str, spot: Located) -> Located:
    """The place of other words of a document; of several that nearest to the quote."""
    return min(locate(text.text, words), key=lambda one: abs(one.start - spot.start))


def _supported(
    name: str, spot: Located, says: Statement, due: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Where in the document the quote first bears a field out, if it does.

    The words that say when delivery is due do not say when the entry happened.
    """
    if name == "date" and not says.is_dated:
        return None
    if name == "date":
        spans = (found.span() for found in _DATE.finditer(spot.exact))
        taken = None if due is None else (due[0] - spot.start, due[1] - spot.start)
        span = next((one for one in spans if taken is None or not _within(one, taken)), None)
    elif name == "stage":
        span = _first_name(spot.exact, _stage_words().get(says.stage, ()), either_case=True)
    else:
        names: Sequence[str] = getattr(says, name)
        span = _first_name(spot.exact, names, either_case=name == "item")
    return None if span is None else (spot.start + span[0], spot.start + span[1])


def _first_name(quote: str, names: Iterable[str], *, either_case: bool) -> tuple[int, int] | None:
    """Where the first of these names stands as words of its own; on one place the longest."""
    if not either_case:
        names = [name for name in names if name in quote]  # a pattern takes its time to make
    pattern = _names(names, re.IGNORECASE if either_case else re.NOFLAG)
    found = None if pattern is None else pattern.search(quote)
    return None if found is None else found.span()


def _names(names: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    return _any_of(frozenset(names), flags)


@lru_cache(maxsize=1024)
def _any_of(names: frozenset[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", flags) if longest_first else None


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


@cache
def _stage_words() -> Mapping[Stage, list[str]]:
    result: dict[Stage, list[str]] = defaultdict(list)
    path = folder("seeds") / "vocabulary" / "stage_words.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            result[Stage(row["stage"])].append(row["word"])
    return result
