"""Donors named right in front of a figure: lists, pairs, what stands between two commas."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import AID_WORDS, TOWARDS, Donor, fled, group, may_give, opening
from ledger.reading.parties import SELDOM_DONORS, Party, named_party
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort, OrganisationKind, organisations


def parallel(frame: Frame, first: int) -> Donor | None:
    """ "Austria, Cyprus: €17 million, €500,000": as many names as figures, one for each."""
    if ":" not in frame.lows:
        return None
    colon = next((at for at in range(first - 1, 0, -1) if frame.low(at) == ":"), 0)
    names = [party for party in frame.parties if party.last < colon]
    shares = [one for one in frame.figures if one.start > frame.starts[colon]]
    if not colon or len(names) < 2 or len(names) != len(shares):
        return None
    if len({bool(one.currencies) for one in shares}) > 1:
        return None  # "Malawi, Chad: Two months after the flood the Bank's $1 million"
    listed = frame.lows[names[0].first : colon]
    taken = sum(party.last - party.first + 1 for party in names)
    if names[-1].last != colon - 1 or sum(low not in (",", "and") for low in listed) != taken:
        return None
    at = next((at for at, one in enumerate(shares) if frame.token_at(one.start) == first), None)
    return group(frame, names[at], "list") if at is not None and may_give(names[at]) else None


_LIST_MARKS: Final = word_set(
    ": – — - a an about up to ( with | some another further additional grant loan credit of for"
)


def sign_apart(frame: Frame, first: int) -> Donor | None:
    """ "Japan $10 million, the US $6 million": the letters apart from the sign are a name."""
    spaced = frame.lows[first : first + 2] == ["us", "$"]
    if frame.lows[first : first + 3] == ["u.s", ".", "$"]:
        spaced, first = True, first + 1  # "the U.S. $6 million"
    if not spaced or frame.starts[first + 1] == frame.ends[first]:
        return None
    first -= frame.low(first) == "."
    signs = [frame.text[one.start] == "$" for one in frame.figures]
    if frame.low(first - 1) != "the" and True not in signs:
        return None
    party = named_party(first, first, organisations()["USA"], AliasSort.NAME)
    return Donor((party,), frame.span(first, first), "list")


def adjacent(  # noqa: PLR0911 - one rule a line
    frame: Frame, first: int, verb: Verb | None
) -> Donor | None:
    """ "Italy 150 million and Spain 100 million", "Norway: NOK 1.5 billion"."""
    at = first - 1
    bracketed = False
    while at >= 0 and frame.lows[at] in _LIST_MARKS:
        bracketed = bracketed or frame.lows[at] == "("
        at -= 1
    by_sum = "with" in frame.lows[at + 1 : first] and not bracketed
    at -= by_sum and frame.low(at) == ","
    at = _before_aside(frame, at)
    for party in frame.parties:
        gives = may_give(party) or party.key == "CERF"
        gives = gives and not fled(frame, party.first - 1)
        if party.last == at and gives and party.sort is not AliasSort.DEMONYM:
            given = verb is not None and verb.first > first and verb.act is Act.GIVE
            at = frame.before(party.first)
            opening, noun = frame.low(at), frame.low(at - 1)
            counted = _opens_brackets(frame, party) if bracketed else ""
            named = opening == "including" and bracketed and party.key not in SELDOM_DONORS
            if counted == "of" or named:
                return group(frame, party, "list")
            institution = party.kind is not OrganisationKind.STATE
            if bracketed and not given and (institution or counted in TOWARDS):
                return None
            offered = frame.low(party.last + 1) == "of" and noun in AID_WORDS
            if (bracketed or offered or by_sum) and opening in ("by", "from"):
                return group(frame, party, opening)
            if opening == "from" and frame.low(party.first - 2) in ("and", ",", ";", ""):
                return group(frame, party, opening)
            if opening in _OPENING:
                # "send Ukraine 25 Bushmasters", "gave Moldova 20 million": who gets, not who gives
                # "will supply Ukraine with 78 and Moldova with 12"
                gets = by_sum and opening == "and" and party.key in SELDOM_DONORS
                if gets or (verb is not None and verb.last == at):
                    return None
                return group(frame, party, "list")
    return None


def _before_aside(frame: Frame, at: int) -> int:
    """ "Switzerland, the co-host, 14 million": what stands between two commas tells who it is."""
    if frame.low(at) != ",":
        return at
    for before in range(at - 2, at - _ASIDE, -1):
        if frame.low(before) != ",":
            continue
        inner = range(before + 1, at)
        named = any(party.last in inner for party in frame.parties)
        counted = any(frame.token_at(one.start) in inner for one in frame.figures)
        clause = frame.low(before + 1) in ("which", "who")
        told = clause or (frame.low(before + 1) in _TELLS_WHO and not named)
        told = told and not counted
        return before - 1 if told else at
    return at


_ASIDE: Final = 9
"""Words of an aside with its commas."""
_TELLS_WHO: Final = word_set("the a an once long also itself now traditionally host co-host")

_OPENING: Final = word_set(", ; : . • - – — * and while but promised") | {""}
"""What stands in front of a donor that is named right in front of its figure."""


def _opens_brackets(frame: Frame, party: Party) -> str:
    """What opens a list of names with a sum in brackets behind each: whose it says they are.

    "of": "the contributions of Japan ($5 million), Cyprus ($1 million)". "in", "for", "to":
    "operations in Chad ($15 million) and Niger ($11 million)", who gets it.
    """
    at = frame.before(party.first)
    while True:
        at -= frame.low(at) == "and"
        at -= frame.low(at) == ","
        before = next(
            (one for one in frame.parties if one.last < at and _closes(frame, one, at)), None
        )
        if before is None:
            break
        at = frame.before(before.first)
    opening = frame.low(at)
    if opening == "of":
        return opening if frame.low(at - 1) in _GIFTS else ""
    return opening if opening in TOWARDS else ""


def _closes(frame: Frame, party: Party, at: int) -> bool:
    """Whether the bracket that ends at a token began right behind a party."""
    inside = frame.lows[party.last + 2 : at]
    return (frame.low(party.last + 1), frame.low(at)) == ("(", ")") and "(" not in inside


_GIFTS: Final = word_set("contributions pledges donations grants commitments gifts payments")


def through(frame: Frame, first: int) -> Donor | None:
    """ "and the United States, through USAID, $500,000": who gives, before what it goes through."""
    if frame.low(first - 1) != ",":
        return None
    at = next((at for at in range(first - 2, first - 5, -1) if frame.low(at) in _VIA), 0)
    for party in frame.parties if at > 1 else ():
        if party.last == at - 2 and frame.low(at - 1) == "," and may_give(party):
            return group(frame, party, "list")
    return None


_VIA: Final = frozenset({"through", "via"})


def followed(frame: Frame, first: int) -> Donor | None:
    """ "the largest pledge, followed by Britain with £100 million", "ahead of Italy with"."""
    if "followed" not in frame.lows and "ahead" not in frame.lows:
        return None
    at = next((at for at in range(first - 1, first - 4, -1) if frame.low(at) in _WITH), 0)
    for party in frame.parties if at > 0 else ():
        before = frame.before(party.first)
        if party.last == at - 1 and frame.lows[before - 1 : before + 1] in _FOLLOWED:
            return group(frame, party, "by") if may_give(party) else None
    return None


_WITH: Final = frozenset({"with", "on", "at"})


_FOLLOWED: Final = (["followed", "by"], ["ahead", "of"])


def joined(frame: Frame, first: int) -> Donor | None:
    """ "Belgium gave 200 million, and Denmark 2.3 billion": in one line the second of two."""
    for party in frame.parties:
        if party.last + 1 == first and frame.low(party.first - 1) == "and" and may_give(party):
            named = party.sort is not AliasSort.DEMONYM and frame.low(party.first - 2) == ","
            return group(frame, party, "list") if named else None
    return None


def that_of(frame: Frame, first: int) -> Donor | None:
    """ "that of Switzerland at 1.5 million": whose a further sum is."""
    for party in frame.parties:
        at = opening(frame, party)
        if party.last + 2 == first and frame.lows[at - 1 : at + 1] == ["that", "of"]:
            return group(frame, party, "list") if may_give(party) else None
    return None
