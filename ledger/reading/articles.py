"""Things with an article instead of a number: "another Patriot system", "a field hospital"."""

from __future__ import annotations

from typing import Final

from ledger.reading.aid import MILITARY_CATEGORIES
from ledger.reading.claim import Span
from ledger.reading.frames import Frame
from ledger.reading.items import Thing
from ledger.reading.mention import Mention
from ledger.reading.verbs import CARRIERS, Act
from ledger.reading.wordlists import word_set
from ledger.values.amount import SCALE
from ledger.values.bounds import exact

_ARTICLES: Final = frozenset({"a", "an", "another"})
_REACH: Final = 4
"""Words between an article and its thing."""
_NOT_BEFORE: Final = word_set(
    "of for in into onto aboard on from as than about by like per against at under such what board"
)
_GIVING_OF: Final = word_set("donation delivery transfer handover supply provision gift offer")
""" "approved the donation of a Patriot system"."""
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
        "vaccine dose",
    }
)


def carries(made: Frame, thing: Thing) -> bool:
    """ "A cargo plane brought 31 tonnes": not the plane is given, but what is in it."""
    if made.low(thing.last + 1) == "of" and any(
        made.token_at(one.start) == thing.last + 2 for one in made.figures
    ):
        return True  # "a planeload of 17 tonnes"
    if made.low(thing.last) not in CARRIERS:
        return False
    loaded = next(
        (at for at in range(thing.last + 1, len(made.lows)) if made.low(at) in _LOADED), None
    )
    return loaded is not None and (
        any(made.token_at(one.start) > loaded and not one.currencies for one in made.figures)
        or any(loaded < one.first <= loaded + _LOAD for one in made.things)
    )


def _of_arms(made: Frame, thing: Thing) -> bool:
    """ "a battery of Hawk missiles": a battery of arms, and none that gives power."""
    if made.lows[thing.last : thing.last + 2] != ["battery", "of"]:
        return False
    return any(
        0 < one.first - thing.last <= _REACH and one.item.category in MILITARY_CATEGORIES
        for one in made.things
    )


def _joined(made: Frame, at: int) -> bool:
    """ "12 tons of food and a mobile bridge": a plain word counts where it is joined to a count."""
    before = [one for one in made.figures if one.end <= made.starts[at] and not one.currencies]
    if made.low(at - 1) != "and" or not before:
        return False
    counted = made.token_at(before[-1].end)
    return at - counted <= _JOINED and not any(counted <= verb.first < at for verb in made.verbs)


_LOAD: Final = 3
"""Words from "carrying" to a thing without a number."""
_JOINED: Final = 6
"""Words between a number and an article that is joined to what it counts."""
_LOADED: Final = word_set("with carrying bringing loaded laden containing carried brought")


def with_article(made: Frame, taken: list[Span]) -> list[Mention]:
    """ "another Patriot system", "a field hospital": one thing, without a numeral."""
    found: list[Mention] = []
    for thing in made.things:
        at = _article(made, thing)
        if at is None or not _is_one(made, thing, at):
            at = thing.first - 1 if _is_promised(made, thing) else None
        if at is None:
            continue
        span = made.span(at + (made.low(at) == "the"), thing.last)
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


def _article(made: Frame, thing: Thing) -> int | None:
    """Where the article of a thing stands, with nothing but its adjectives between."""
    if _ARTICLES.isdisjoint(made.lows[max(0, thing.first - _REACH - 1) : thing.first]):
        return None
    for at in range(thing.first - 1, max(-1, thing.first - _REACH - 2), -1):
        low = made.lows[at]
        if low in _ARTICLES:
            return at
        if (not low.isalpha() and "-" not in low) or low in _PARTS:
            return None
    return None


def _is_one(made: Frame, thing: Thing, at: int) -> bool:
    """Whether a thing behind its article at ``at`` is one that is given, and no part of a name."""
    given = made.low(at - 1) == "of" and made.low(at - 2) in _GIVING_OF
    given = given or (made.low(at - 1) == "for" and made.low(at - 2) in ("plan", "plans"))
    verbal = given or any(verb.last == at - 2 for verb in made.verbs)
    if made.low(at - 1) in _NOT_BEFORE and not verbal:
        return False
    if made.low(thing.last) == "package" or carries(made, thing):
        return False
    if thing.item.name in _GENERAL and not (_joined(made, at) or _of_arms(made, thing)):
        return False
    plural = made.lows[thing.last].endswith("s") and not made.words[thing.last].isupper()
    uncounted = plural or thing.item.counting_unit in ("lot", "tonne")
    return not uncounted and made.low(thing.last + 1) not in _ABOUT_IT


def _is_promised(made: Frame, thing: Thing) -> bool:
    """ "The field hospital that we offered will not be sent": the one that somebody promised."""
    if made.low(thing.first - 1) != "the" or made.low(thing.last).endswith("s"):
        return False
    verb = next((one for one in made.verbs if one.first > thing.last), None)
    if verb is None or verb.act is not Act.PLEDGE or verb.first - thing.last > _REACH:
        return False
    counted = thing.item.counting_unit == "piece" and made.low(thing.last) != "package"
    return counted and not verb.passive and made.low(verb.first - 1) in _WHO


_WHO: Final = word_set("it we they he she i you")
_PARTS: Final = word_set("the of and for to")
_ABOUT_IT: Final = word_set(
    "program programme pilots pilot coalition crew crews training deal factory"
)
""" "a Leopard training programme": what is about the thing, and not the thing."""
