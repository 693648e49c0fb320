"""What a bare number counts: its noun, the noun before, or a sum in the currency before."""

from __future__ import annotations

import re
from typing import Final

from ledger.reading.claim import Span
from ledger.reading.frames import Frame
from ledger.reading.items import PEOPLE, SINGLE_HEADS, TONS, Counted, counted
from ledger.reading.mention import Mention
from ledger.reading.portions import wholes
from ledger.reading.state import State
from ledger.reading.verbs import CARRIERS
from ledger.reading.wordlists import word_set
from ledger.values.amount import SCALE

_LARGE: Final = 10**6 * SCALE


def counted_mention(
    state: State, made: Frame, plain: Mention, currencies: tuple[str, ...]
) -> Mention:
    """The mention with what its number counts, or with the reason why it counts nothing."""
    figure, last = plain.figure, plain.last
    assert figure is not None
    if _carries(made, last):
        return plain.filled(refusal="what carries the rest")
    at, shared = _noun(made, last)
    what = counted(made.lows, made.words, at, made.things)
    if (figure.bounds.low or 0) % SCALE and (what.unit is None or what.generic):
        return plain.filled(refusal="a share")
    bare = what.unit is None or (what.generic and made.low(last + 1) == "(")
    listed = made.item or _in_brackets(made, plain)
    if bare and listed and (named := _named_before(made, plain.first)):
        return plain.filled(unit=named[0], category=named[1], words=named[2])
    plural = what.generic and what.first == what.last and _plural(made.lows[what.last])
    large = (
        not plural and (figure.bounds.low or 0) >= _LARGE and made.text[figure.end - 1].isalpha()
    )
    if (what.unit is None and what.refusal == "counts nothing named") or (large and what.generic):
        elliptical = _bare(state, made, plain, currencies if large else ())
        if elliptical is not None:
            return elliptical
    if what.refusal or _states(made, plain):
        return plain.filled(refusal=what.refusal or "participants")
    return _of_what(state, made, plain, what, shared=shared)


_CALIBRE: Final = re.compile(r"[0-9]{2,3}mm")
_CALIBRES: Final = word_set("mm millimetre millimeter")


def _in_brackets(made: Frame, plain: Mention) -> bool:
    """ "Helmets (5,000), vests (2,000)": each number in brackets behind its thing."""
    if not _closed(made, plain.first, plain.last):
        return False
    return any(one.last == plain.first - 2 for one in made.things) or any(
        _closed(made, first, made.token_at(one.end) - 1)
        for one in made.figures
        if not one.currencies and (first := made.token_at(one.start)) != plain.first
    )


def _closed(made: Frame, first: int, last: int) -> bool:
    return made.low(first - 1) == "(" and made.low(last + 1) == ")"


def _noun(made: Frame, last: int) -> tuple[int, bool]:
    """Where the noun of a number begins, and whether it stands behind another number."""
    at = last + 1
    while made.low(at) in _BEFORE_COUNTED:
        if made.low(at) == "of" and made.low(at + 1) in ("them", "which", "those", "whom"):
            break
        at += 1
    at += 2 * (made.low(at + 1) == "'s" and made.low(last + 1) == "of")
    at += 2 * (made.low(at + 1) == "'" and made.low(at) in PEOPLE)
    shared = False
    sized = made.low(at).isdigit() and made.low(at + 1) in _CALIBRES
    if sized and not any(thing.first == at for thing in made.things):
        at += 2  # "31 155 mm howitzers"
    if made.low(last + 1) in ("and", "or"):
        at = _behind_pair(made, last)
    elif _CALIBRE.fullmatch(made.low(last + 1)) and made.low(last + 2) == "and":
        at = _behind_pair(made, last + 1) + 1  # "8,000 155mm and 5,000 105mm rounds"
    for other in made.figures:
        if (
            not other.currencies
            and made.low(at - 1) in ("of", "the")
            and at <= made.token_at(other.start) <= at + 1
        ):
            at = made.token_at(other.end)
            shared = True
    return at, shared


def _of_what(state: State, made: Frame, plain: Mention, what: Counted, *, shared: bool) -> Mention:
    """The mention with its unit; a single noun in the singular is counted by no number."""
    last = plain.last
    span = plain.span
    metric = made.low(last + 1) == "metric"
    if made.low(last + 1 + metric) in TONS:
        span = (span[0], made.ends[last + 1 + metric])
    if what.generic and made.low(plain.first) == "one" and _plural(made.lows[what.last]):
        return plain.filled(refusal="counts nothing named")  # "the kind of number one hears"
    single = made.item and plain.bounds is not None and plain.bounds.low == SCALE
    if (
        what.generic
        and not single
        and not _plural(made.lows[what.last])
        and not _DESIGNATION.fullmatch(made.words[what.first])
        and not _one_thing(made, plain, what)
        and not _named_behind(made, what)
        and "of" not in made.lows[what.first : what.last]
    ):
        sort_of = made.low(last + 1) == "of" and made.low(what.last) in _SORTS
        if (made.low(last + 1) == "more" or sort_of) and state.unit is not None:
            return plain.filled(unit=state.unit[0], category=state.unit[1])
        return plain.filled(refusal="counts nothing named")
    return plain.filled(
        span=span,
        unit=what.unit,
        category=what.category,
        generic=what.generic,
        words=made.span(what.first, what.last),
        edge=last if shared else what.last,
    )


_SORTS: Final = word_set("version type model variant kind sort")
"""What names a sort of the thing before: "14 of the older A4 version"."""

_DESIGNATION: Final = re.compile(r"[A-Z][A-Za-z]{0,5}-?[0-9]+[A-Z]?|[A-Z]{2,6}(?:-[A-Z0-9]+)?")
""" "Two M-17", "three VAB": what a thing is called, without a plural."""


def _named_behind(made: Frame, what: Counted) -> bool:
    """ "25 detonation systems RISE-1": the name of the make behind the plural."""
    last = what.last
    if last > what.first and made.low(last).isdigit() and made.words[last - 1][:1].isupper():
        return True  # "ten Strv 122"
    return last > what.first and made.words[last].isupper() and _plural(made.lows[last - 1])


def _one_thing(made: Frame, plain: Mention, what: Counted) -> bool:
    """ "handed over one power plant": a single noun after "one", before the next word."""
    return made.low(plain.first) in ("one", "1") and made.low(what.last) in SINGLE_HEADS


def _carries(made: Frame, last: int) -> bool:
    """ "Two planes with 64 tonnes of flour": not the planes are given, but what is in them."""
    near = made.lows[last + 1 : last + 5]
    if near[:1] == ["u.s"]:
        near = made.lows[last + 1 : last + 7]  # the point is a word
    if CARRIERS.isdisjoint(near):
        return False
    at = last + 1 + next(one for one, low in enumerate(near) if low in CARRIERS)
    behind = made.lows[at + 1 : at + _APART]
    loaded = next((at + 1 + one for one, low in enumerate(behind) if low in _LOADED), None)
    return loaded is not None and any(
        loaded < made.token_at(one.start) <= loaded + 4 and not one.currencies
        for one in made.figures
    )


_LOADED: Final = word_set(
    "board parachuted airdropped with carrying bringing loaded laden containing full carried "
    "brought :"
)
_APART: Final = 12
"""Words from a carrier to what it has with it: "took off from Amberley with"."""
_BEFORE_COUNTED: Final = word_set(
    "more additional other new further of the these those its their ( such extra"
)


def _behind_pair(made: Frame, last: int) -> int:
    """Where the noun of two numbers begins: "12 and 6 launchers"."""
    for other in made.figures:
        if made.token_at(other.start) == last + 2 and not other.currencies:
            return made.token_at(other.end)
    return last + 1


def _bare(  # noqa: PLR0911 - one rule a line
    state: State, made: Frame, plain: Mention, currencies: tuple[str, ...]
) -> Mention | None:
    """A number without a noun: a sum in the currency before, or the thing spoken of."""
    before, following = made.low(plain.first - 1), made.low(plain.last + 1)
    assert plain.bounds is not None
    currencies = _of_whole(made, plain) or currencies
    large = (plain.bounds.low or 0) >= 1000 * _LARGE
    named = bool(following) and made.words[plain.last + 1][0].isupper()
    if currencies and not named and following not in ("people", "tons", "such", "head"):
        return plain.filled(currencies=currencies)
    of_given = made.low(plain.first - 2) in _SPEAKING_OF or following in _PROMISED
    if before == "of" and following != "of" and not of_given:
        return plain.filled(refusal="counts nothing named")
    if large and not currencies:
        return plain.filled(refusal="a sum without its currency")
    if before == "with" and made.low(plain.first - 2) in ("agree", "agreed", "agrees"):
        return plain.filled(refusal="counts nothing named")
    if before == "," and following == ",":
        return plain.filled(refusal="an age")
    of_donor = any(party.last == plain.first - 1 for party in made.parties)
    alone = made.low(plain.first) == "one" and plain.first == plain.last and not of_donor
    if (
        state.unit is not None
        and not (alone or _states(made, plain))
        and _elliptical(made, plain.last)
    ):
        unit, category = state.unit
        return plain.filled(unit=unit, category=category)
    return None


def _states(made: Frame, plain: Mention) -> bool:
    """ "Germany, France and nine more signed": as many states."""
    joined = made.low(plain.first - 1) == "and" and made.low(plain.last + 1) == "more"
    return joined and any(party.last == plain.first - 2 for party in made.parties)


def _of_whole(made: Frame, plain: Mention) -> tuple[str, ...]:
    """ "65 million of the 125 million euros": the currency of the whole."""
    if ((plain.bounds and plain.bounds.low) or 0) < _LARGE:
        return ()
    return next((one.currencies for one in wholes(made, plain.last) if one.currencies), ())


_SPEAKING_OF: Final = word_set(
    "speak speaks spoke talk talks talked "
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
    bracketed = made.low(at) == "("
    gap = made.text[made.ends[at] : made.starts[first]] if 0 <= at < len(made.ends) else ""
    columns = "\t" in gap or "   " in gap
    if made.low(at) not in _PARTING and not bracketed and not columns:
        return None
    while made.low(at) in _PARTING or made.low(at) == "(":
        at -= 1
    thing = next((one for one in reversed(made.things) if one.last <= at), None)
    if thing is None:
        return None
    return thing.item.name, thing.item.category, made.span(thing.first, thing.last)


_REMAINING: Final = word_set("other remaining further another additional last")


def _plural(word: str) -> bool:
    return word.endswith("s") or word in ("craft", "aircraft", "equipment", "vehicles")


def _elliptical(made: Frame, last: int) -> bool:
    """Whether the noun is left out: "ten more are to follow", "28 of those"."""
    following = made.low(last + 1)
    if any(verb.first == last + 1 for verb in made.verbs):
        return True
    if following in (";", "for") and made.low(last - 1) in _REMAINING:
        return True  # "and the other four for Chisinau"
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
        "around",
        "on",
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
        "whose",
    )
