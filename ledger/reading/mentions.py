"""What in a sentence could be a claim: sums with their conversions, counted things."""

from __future__ import annotations

import re
from typing import Final

from ledger.reading.aid import MILITARY_CATEGORIES
from ledger.reading.articles import with_article
from ledger.reading.conversions import converts
from ledger.reading.counting import counted_mention
from ledger.reading.dates import When
from ledger.reading.frames import Frame
from ledger.reading.mention import Mention
from ledger.reading.state import State
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.sources.figures import Figure
from ledger.sources.figures import figures as read_figures

MODEL: Final = "model number or calibre"
_CONFERENCE: Final = re.compile(r"COP ?[0-9]{2}")
""" "COP28": a conference, not Colombian pesos."""


def mentions(state: State, made: Frame, when: list[When]) -> list[Mention]:
    """All of a sentence in order."""
    found: list[Mention] = []
    figures = made.figures = [_raised_to(made, one) for one in made.figures]
    if not figures and not made.things:
        return found
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
        among = () if _counts_people(made, figure, found) else currencies
        found.append(_figure(state, made, figure, tuple(conversions), when, among))
        if found[-1].is_money:
            currencies = found[-1].currencies
        if found[-1].refusal == "people":
            state.unit = None
        if found[-1].unit and not found[-1].refusal and not found[-1].generic:
            state.unit = found[-1].unit or "", found[-1].category
    if not made.things:
        return found
    taken = [one.span for one in found] + [one.words for one in found if one.words]
    others = with_article(made, taken)
    return sorted([*found, *others], key=lambda one: one.span) if others else found


def _counts_people(made: Frame, figure: Figure, found: list[Mention]) -> bool:
    """ "15 million people need help, and 5 million remain refugees": people, and no sum."""
    lives = made.low(made.token_at(figure.end)) in _LIVING
    return lives and any(one.refusal == "people" for one in found)


_LIVING: Final = word_set("remain are were live need face fled have lack depend")


def _raised_to(made: Frame, figure: Figure) -> Figure:
    """ "tripled its aid from 4.1 million to 12.5 million euros": no range; the latter is given."""
    to = made.text.find(" to ", figure.start, figure.end)
    if to < 0:
        return figure
    first = made.token_at(figure.start)
    if made.low(first - 1) != "from":
        return figure
    if not any(verb.act is Act.RAISE and verb.last < first for verb in made.verbs):
        return figure
    start = to + len(" to ")
    found = read_figures(made.text[start : figure.end])
    if len(found) != 1 or found[0].start or found[0].bounds.high != figure.bounds.high:
        return figure
    return Figure(start, figure.end, found[0].bounds, found[0].currencies, found[0].is_word)


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
        figure.currencies,
        edge=edge,
        conversions=conversions,
    )
    if "COP" in figure.currencies and _CONFERENCE.fullmatch(made.text, figure.start, figure.end):
        return plain.filled(currencies=(), refusal=MODEL)
    if figure.currencies:
        rate = made.low(first - 1) == "="  # "$1 = 7 crowns"
        return plain.filled(refusal="exchange rate") if rate else plain
    if when and any(one.start <= figure.start < one.end for one in when):
        return plain.filled(refusal="date")
    if _in_name(made, first, last) or _is_model(made, first) or _numbers_a_type(made, figure):
        return plain.filled(refusal=MODEL)
    if _is_year(made, figure):
        return plain.filled(refusal="date")
    return counted_mention(state, made, plain, currencies)


def _in_name(made: Frame, first: int, last: int) -> bool:
    """Whether the number is part of a name: "Group of Seven", "Leopard 2"."""
    for party in made.parties:
        if party.first <= first <= party.last:
            return True
    for thing in made.things:
        if thing.first <= first <= thing.last and (thing.first < first or thing.last > last):
            return True
    return False


def _numbers_a_type(made: Frame, figure: Figure) -> bool:
    return made.item and _counted_at_end(made, figure)


def _is_model(made: Frame, first: int) -> bool:
    """ "450 HLR 338 rifles": the second number is part of the name."""
    if first < 2 or not made.words[first - 1][:1].isupper():
        return first > 1 and _numbers_one_thing(made, first)
    if first - 1 in made.dated:
        return False  # "On 13 March 150 tonnes crossed"
    if _SHORT_NAME.fullmatch(made.words[first - 1]) and _in_mid_sentence(made, first - 1):
        return True
    named = made.item or made.low(first - 2).endswith("s")
    if named and made.low(first + 1) in _BEHIND_NAME and _counts_a_name(made, first):
        return True
    return _numbers_a_name(made, first)


def _numbers_one_thing(made: Frame, first: int) -> bool:
    """ "four ploughs for tank 122": which tank it is, and not how many."""
    low = made.lows[first - 1]
    single = any(one.last == first - 1 and one.first == first - 1 for one in made.things)
    ends = made.low(first + 1) in ("", ".", ",", ";") and made.low(first - 2) == "for"
    return single and ends and not low.endswith("s")


def _numbers_a_name(made: Frame, first: int) -> bool:
    """ "six Ground Master 200 radars", "10 Combat Boats 90": only a name parts two numbers."""
    at = first - 1
    while made.words[at][0].isupper() and made.words[at].isalpha() and at > 0:
        at -= 1
    return any(one.end == made.ends[at] and not one.currencies for one in made.figures) and not any(
        party.last == first - 1 for party in made.parties
    )


_SHORT_NAME: Final = re.compile(r"[A-Z][a-z]{1,2}|[A-Z]{2,3}")
""" "Pbv 302", "Bv 206", "CV 90"."""
_NO_NAMES: Final = word_set("in the on by at we no it of us my our an as if up so and mr ms dr is")


def _in_mid_sentence(made: Frame, at: int) -> bool:
    """Whether a capital stands where only a name has one."""
    opens = at == 0 or not made.words[at - 1][-1:].isalnum() or made.low(at) in _NO_NAMES
    return not opens and not any(party.first <= at <= party.last for party in made.parties)


_BEHIND_NAME: Final = frozenset({"", ".", "(", ",", ";"})


def _counted_at_end(made: Frame, figure: Figure) -> bool:
    """ "CV 9040 infantry fighting vehicles – 50": the number behind the dash counts."""
    last = made.figures[-1]
    if last is figure or last.currencies:
        return False
    at = made.token_at(last.start) - 1
    while made.low(at) in _ABOUT:
        at -= 1
    apart = made.ends[at - 1] < made.starts[at]  # not the dash of "RISE-1"
    dashed = made.low(at) in ("–", "—", ":") or (made.low(at) == "-" and apart)
    behind = made.lows[made.token_at(figure.end) : at]
    return dashed and bool(behind) and "(" not in behind and made.low(at - 1).isalpha()


_ABOUT: Final = word_set("approximately about up to over more than some around")


def _counts_a_name(made: Frame, first: int) -> bool:
    """ "14 all-terrain vehicles Bandvagn 206": a number in front counts what this one names."""
    before = [one for one in made.figures if one.end <= made.starts[first - 1]]
    if not before or any(party.last == first - 1 for party in made.parties):
        return False
    return _SETTING_APART.isdisjoint(made.lows[made.token_at(before[-1].end) : first])


_SETTING_APART: Final = frozenset({",", ";", "and", "–", "-"})


def _is_year(made: Frame, figure: Figure) -> bool:
    text = made.text[figure.start : figure.end]
    if _ENDS_YEARS.fullmatch(made.text, max(0, figure.start - 5), figure.end):
        return True
    if not _YEARS.fullmatch(text):
        return False
    following = made.token_at(figure.end)
    return not any(thing.first == following for thing in made.things)


_YEARS: Final = re.compile(
    r"(?:19[0-9]{2}|20[0-9]{2}|2100)"
    r"(?:(?:[-–—/]|\s(?:to|and|or|until)\s)(?:19[0-9]{2}|20[0-9]{2}))?"
)
""" "2024", "2023-2028", "2023 to 2028"."""


_ENDS_YEARS: Final = re.compile(r"(?:19|20)[0-9]{2}[-–—/][0-9]{2}")
""" "the strategy for 2021–24"."""


def _remember(state: State, made: Frame) -> None:
    """The thing a text speaks of, for numbers that leave it out."""
    if not made.things:
        return
    thing = made.things[-1]
    if state.unit is None and thing.item.category in MILITARY_CATEGORIES:
        state.unit = thing.item.name, thing.item.category
    if made.figures and made.starts[made.things[0].first] < made.figures[0].start:
        thing = made.things[0]
        state.unit = thing.item.name, thing.item.category
