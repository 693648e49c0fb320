"""What in a sentence could be a claim: sums with their conversions, counted things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ledger.reading.claim import Span
from ledger.reading.conversions import converts
from ledger.reading.dates import When
from ledger.reading.frames import Frame
from ledger.reading.items import TONS, counted
from ledger.reading.state import State
from ledger.reading.wordlists import word_set
from ledger.sources.figures import Figure
from ledger.values.amount import SCALE
from ledger.values.bounds import Bounds, exact

MODEL: Final = "model number or calibre"
_LARGE: Final = 10**6 * SCALE


@dataclass(slots=True)
class Mention:
    """A figure, or a thing with an article, that may be a claim; or the reason why it is not.

    Made bare and filled in by :func:`mentions`; nobody changes it after that.
    """

    span: Span
    first: int
    last: int
    figure: Figure | None
    bounds: Bounds | None
    currencies: tuple[str, ...] = ()
    unit: str | None = None
    category: str = ""
    generic: bool = False
    words: Span | None = None
    edge: int = -1
    """The last token of the noun phrase with its conversions, at least ``last``."""
    conversions: tuple[Figure, ...] = ()
    refusal: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is a sum."""
        return bool(self.currencies)

    def text(self, made: Frame) -> str:
        """The words of its span."""
        return made.text[self.span[0] : self.span[1]]

    def phrase(self, made: Frame) -> str | None:
        """The thing as the text names it."""
        return made.text[self.words[0] : self.words[1]] if self.words else None


def mentions(state: State, made: Frame, when: list[When]) -> list[Mention]:
    """All of a sentence in order."""
    found: list[Mention] = []
    figures = made.figures
    _remember(state, made)
    currencies: tuple[str, ...] = (state.currency,) if state.currency is not None else ()
    at = 0
    while at < len(figures):
        figure = figures[at]
        conversions: list[Figure] = []
        while at + 1 < len(figures) and converts(made.text, figure, figures[at + 1]):
            at += 1
            conversions.append(figures[at])
        at += 1
        found.append(_figure(state, made, figure, tuple(conversions), when, currencies))
        if found[-1].is_money:
            currencies = found[-1].currencies
        if found[-1].unit and not found[-1].refusal and not found[-1].generic:
            state.unit = found[-1].unit or "", found[-1].category
    taken = [one.span for one in found] + [one.words for one in found if one.words]
    found += _articles(made, taken)
    return sorted(found, key=lambda one: one.span)


def _figure(
    state: State,
    made: Frame,
    figure: Figure,
    conversions: tuple[Figure, ...],
    when: list[When],
    currencies: tuple[str, ...],
) -> Mention:
    first = made.token_at(figure.start)
    if first and made.ends[first - 1] > figure.start:
        first -= 1
    last = max(first, made.token_at(figure.end) - 1)
    edge = last
    if conversions:
        edge = max(last, made.token_at(conversions[-1].end) - 1)
        edge += made.low(edge + 1) == ")"
    plain = Mention(
        (figure.start, figure.end),
        first,
        last,
        figure,
        figure.bounds,
        edge=edge,
        conversions=conversions,
    )
    if figure.currencies:
        return _with(plain, currencies=figure.currencies)
    if any(
        thing.first < first <= thing.last or (thing.first == first and thing.last > last)
        for thing in made.things
    ):
        return _with(plain, refusal=MODEL)
    if _is_model(made, first):
        return _with(plain, refusal=MODEL)
    if any(one.start <= figure.start < one.end for one in when):
        return _with(plain, refusal="date")
    if _is_year(made, figure):
        return _with(plain, refusal="date")
    return _counted(state, made, plain, currencies)


def _counted(state: State, made: Frame, plain: Mention, currencies: tuple[str, ...]) -> Mention:  # noqa: C901
    figure, last = plain.figure, plain.last
    assert figure is not None
    at = last + 1
    while made.low(at) in _BEFORE_COUNTED:
        if made.low(at) == "of" and made.low(at + 1) in ("them", "which", "those", "whom"):
            break
        at += 1
    shared = False
    if made.low(last + 1) in ("and", "or"):
        at = _behind_pair(made, last)
    for other in made.figures:
        if (
            at <= made.token_at(other.start) <= at + 1
            and not other.currencies
            and made.low(at - 1) in ("of", "the")
        ):
            at = made.token_at(other.end)
            plain = _with(plain, edge=last)
            shared = True
    what = counted(made.lows, made.words, at, made.things)
    low = figure.bounds.low or 0
    large = low >= _LARGE and made.text[figure.end - 1].isalpha()
    if what.unit is None and made.item and (named := _named_before(made, plain.first)):
        return _with(plain, unit=named[0], category=named[1], words=named[2])
    if (what.unit is None and what.refusal == "counts nothing named") or (large and what.generic):
        bare = _bare(state, made, plain, currencies if large else ())
        if bare is not None:
            return bare
    if what.refusal:
        return _with(plain, refusal=what.refusal)
    span = plain.span
    if made.low(last + 1) in TONS or (
        made.low(last + 1) == "metric" and made.low(last + 2) in TONS
    ):
        span = (span[0], made.ends[last + 1 + (made.low(last + 1) == "metric")])
    if (
        what.generic
        and not _plural(made.lows[what.last])
        and "of" not in made.lows[what.first : what.last]
    ):
        if made.low(last + 1) == "more" and state.unit is not None:
            return _with(plain, unit=state.unit[0], category=state.unit[1])
        return _with(plain, refusal="counts nothing named")
    words = made.span(what.first, what.last)
    return _with(
        plain,
        span=span,
        unit=what.unit,
        category=what.category,
        generic=what.generic,
        words=words,
        edge=last if shared else what.last,
    )


_BEFORE_COUNTED: Final = word_set(
    "more additional other new further of the these those its their ( such extra"
)


def _behind_pair(made: Frame, last: int) -> int:
    """Where the noun of two numbers begins: "12 and 6 launchers"."""
    for other in made.figures:
        if made.token_at(other.start) == last + 2 and not other.currencies:
            return made.token_at(other.end)
    return last + 1


def _bare(state: State, made: Frame, plain: Mention, currencies: tuple[str, ...]) -> Mention | None:
    """A number without a noun: a sum in the currency before, or the thing spoken of."""
    before, following = made.low(plain.first - 1), made.low(plain.last + 1)
    named = bool(following) and made.words[plain.last + 1][0].isupper()
    if currencies and not named and following not in ("people", "tons"):
        return _with(plain, currencies=currencies)
    of_given = made.low(plain.first - 2) in _GIVING_NOUNS or following in _PROMISED
    if before == "of" and following != "of" and not of_given:
        return _with(plain, refusal="counts nothing named")
    if before == "," and following == ",":
        return _with(plain, refusal="an age")
    alone = made.low(plain.first) == "one" and plain.first == plain.last
    if state.unit is not None and not alone and _elliptical(made, plain.last):
        unit, category = state.unit
        return _with(plain, unit=unit, category=category)
    return None


_GIVING_NOUNS: Final = word_set(
    "transfer gift delivery batch promise pledge donation shipment offer handover refusal"
)
_PROMISED: Final = frozenset({"it", "they", "promised", "pledged", "that", "which"})
_PARTING: Final = frozenset({"–", "—", "-", "|", ".", ":"})
_QUALIFYING: Final = frozenset({"up", "to", "about", "over", "approximately"})


def _named_before(made: Frame, first: int) -> tuple[str, str, Span] | None:
    """The thing that a line of a list names in front of its number: "Trailers – 21"."""
    at = first - 1
    while made.low(at) in _QUALIFYING:
        at -= 1
    if made.low(at) not in _PARTING:
        return None
    while made.low(at) in _PARTING:
        at -= 1
    thing = next((one for one in reversed(made.things) if one.last <= at), None)
    if thing is None:
        return None
    return thing.item.name, thing.item.category, made.span(thing.first, thing.last)


def _with(plain: Mention, **found: object) -> Mention:
    """The mention with what was found out about it, filled in."""
    for name, value in found.items():
        setattr(plain, name, value)
    return plain


def _plural(word: str) -> bool:
    return word.endswith("s") or word in ("craft", "aircraft", "equipment", "vehicles")


def _elliptical(made: Frame, last: int) -> bool:
    """Whether the noun is left out: "ten more are to follow", "28 of those"."""
    following = made.low(last + 1)
    if any(verb.first == last + 1 for verb in made.verbs):
        return True
    return following in (
        "of",
        "more",
        "",
        ".",
        ",",
        "are",
        "will",
        "have",
        "has",
        "were",
        "it",
        "from",
        "others",
        "already",
        "respectively",
        "had",
        "to",
        "in",
        "by",
        "this",
        "last",
        "first",
        "and",
        "that",
        "which",
        "they",
        "promised",
        "pledged",
        "were",
    )


def _is_model(made: Frame, first: int) -> bool:
    """ "450 HLR 338 rifles": the second number is part of the name."""
    if first < 2 or not made.words[first - 1][:1].isupper():
        return False
    if made.item and made.low(first + 1) in ("", "(", ",", ";") and _counts_a_name(made, first):
        return True
    return any(one.end == made.ends[first - 2] for one in made.figures) and not any(
        party.last == first - 1 for party in made.parties
    )


def _counts_a_name(made: Frame, first: int) -> bool:
    """ "14 all-terrain vehicles Bandvagn 206": a number in front counts what this one names."""
    before = [one for one in made.figures if one.end <= made.starts[first - 1]]
    if not before or any(party.last == first - 1 for party in made.parties):
        return False
    return not {",", ";", "and", "–", "-"} & set(made.lows[made.token_at(before[-1].end) : first])


def _is_year(made: Frame, figure: Figure) -> bool:
    text = made.text[figure.start : figure.end]
    if not (len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100) and not (
        len(text) == 9 and text[:4].isdigit() and text[-4:].isdigit()
    ):
        return False
    following = made.token_at(figure.end)
    return not any(thing.first == following for thing in made.things)


_ARTICLES: Final = frozenset({"a", "an", "another"})
_NOT_BEFORE: Final = word_set(
    "of for in on from as than about by like per against at under such what"
)
_GENERAL: Final = frozenset(
    {
        "vehicle",
        "weapon",
        "ship",
        "school",
        "hospital",
        "mine",
        "house",
        "shelter",
        "bridge",
        "container",
        "battery",
        "radio",
        "meal",
        "power station",
        "missile",
        "convoy",
        "tank",
        "crane",
        "drone",
        "rocket",
    }
)


def _remember(state: State, made: Frame) -> None:
    """The thing a text speaks of, for numbers that leave it out."""
    if made.things and made.figures and made.starts[made.things[0].first] < made.figures[0].start:
        thing = made.things[0]
        state.unit = thing.item.name, thing.item.category


def _articles(made: Frame, taken: list[Span]) -> list[Mention]:
    """ "another Patriot system", "a field hospital": one thing, without a numeral."""
    found: list[Mention] = []
    for thing in made.things:
        at = thing.first - 1
        reach = 0
        while at >= 0 and made.low(at) not in _ARTICLES and reach < 4:
            if (not made.low(at).isalpha() and "-" not in made.low(at)) or made.low(at) in (
                "the",
                "of",
                "and",
                "for",
                "to",
            ):
                at = -1
                break
            at -= 1
            reach += 1
        if at < 0 or made.low(at) not in _ARTICLES or made.low(at - 1) in _NOT_BEFORE:
            continue
        if (
            made.low(thing.last) == "package"
            or thing.item.name in _GENERAL
            or made.lows[thing.last].endswith("s")
            or thing.item.counting_unit in ("lot", "tonne")
        ):
            continue
        if made.low(thing.last + 1).isalpha() and made.low(thing.last + 1) in (
            "program",
            "programme",
            "pilots",
            "pilot",
            "coalition",
            "crew",
            "crews",
            "training",
            "deal",
            "factory",
        ):
            continue
        span = made.span(at, thing.last)
        if any(start < span[1] and span[0] < end for start, end in taken):
            continue
        found.append(
            Mention(
                span,
                at,
                thing.last,
                None,
                exact(SCALE),
                unit=thing.item.name,
                category=thing.item.category,
                words=made.span(at + 1, thing.last),
                edge=thing.last,
            )
        )
    return found
