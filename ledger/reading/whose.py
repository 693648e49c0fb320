"""Whose a gift is, told by its noun: "Canada's pledge of", "a German consignment of"."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame
from ledger.reading.givers import AID_WORDS, PREPOSITIONS, Donor, group, may_give, opening
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort


def owned(frame: Frame, first: int, *, loose: bool) -> Donor | None:
    """Whose the figure at token ``first`` is; ``loose`` where it has no verb."""
    return (
        _whose(frame, first)
        or _possessive(frame, first, loose=loose)
        or _left_out(frame, first)
        or _adjectival(frame, first)
        or _share_of(frame, first)
        or _of_pot(frame, first)
    )


def _of_pot(frame: Frame, first: int) -> Donor | None:
    """ "Of the EU funds, 3 million is for seed": whose money it is a part of."""
    if frame.low(0) not in ("of", "from") or frame.low(1) != "the":
        return None
    for party in frame.parties:
        opens = party.first == _THE_POT and party.last < first and may_give(party)
        if opens and frame.low(party.last + 1) in _POTS and frame.low(party.last + 2) == ",":
            return group(frame, party, "from")
    return None


_THE_POT: Final = 2
_POTS: Final = frozenset({"money", "funds", "resources", "funding", "aid", "contribution", "loan"})


def opening_gift(frame: Frame, first: int) -> Donor | None:
    """ "The Dutch grant was paid out in parts, of which the last, €21 million": whose it is."""
    party = frame.parties[0] if frame.parties else None
    if party is None or party.first > 1 or party.sort is not AliasSort.DEMONYM:
        return None
    named = frame.low(party.last + 1) in _SUM_NOUNS and may_give(party) and party.last < first
    others = any(may_give(one) and one.last < first for one in frame.parties[1:])
    return group(frame, party, "adjective") if named and not others else None


def _whose(frame: Frame, first: int) -> Donor | None:
    """ "the Dutch, whose 400 million has been set aside"."""
    at = next((at for at in (first - 1, first - 2) if frame.low(at) == "whose"), 0) - 1
    at -= frame.low(at) == ","
    for party in frame.parties if at >= 0 else ():
        if party.last == at and may_give(party):
            return group(frame, party, "possessive")
    return None


def _left_out(frame: Frame, first: int) -> Donor | None:
    """ "Japan's, by far the biggest at two million": what the donor owns was named before."""
    for party in frame.parties:
        owns = frame.lows[party.last + 1 : party.last + 3] == ["'s", ","]
        if owns and 0 < first - party.last <= _APART and may_give(party):
            acted = any(party.last < verb.first < first for verb in frame.verbs)
            return None if acted else group(frame, party, "possessive")
    return None


_APART: Final = 10
"""Words from a donor to the figure of what it owns, behind a comma."""


def _possessive(frame: Frame, first: int, *, loose: bool) -> Donor | None:
    """ "the Netherlands' guarantee of EUR2 billion", "a Canada-funded project", "Berlin's are"."""
    for party in frame.parties:
        if not (party.last < first and first - party.last <= 8) or not may_give(party):
            continue
        after = frame.low(party.last + 1)
        word = frame.words[party.last]
        if frame.low(frame.before(party.first)) in _NOT_OWNING:
            continue
        if party.sort is AliasSort.DEMONYM and word.partition("-")[2] in _FUNDED:
            return group(frame, party, "adjective")
        if after in ("'s", "'"):
            between = set(frame.lows[party.last + 2 : first])
            near = 6 if loose else 2 + sum(map(_goes_before, between))
            near += 2 * (frame.low(first - 1) == "of" and bool(between & _OWNED_AID))
            if first - party.last <= near:
                return group(frame, party, "possessive")
            if between & _OWNED_AID and not any(
                verb.first > party.last
                and verb.last < first
                and verb.act not in (Act.OTHER, Act.CONTAIN, Act.DESTINE)
                for verb in frame.verbs
            ):
                return group(frame, party, "possessive")
    return None


_NOT_OWNING: Final = word_set("through to via into for with by in")
_FUNDED: Final = frozenset({"funded", "financed", "donated", "backed", "led"})
_OWNED_AID: Final = AID_WORDS | word_set(
    "consignment batch shipment delivery convoy instalment tranche load cargo credit promise"
)
_WORTH: Final = word_set(
    "worth of totalling totaling valued at about some around a up to more than the package loan "
    "grant bill tranche pledge aid ( over nearly almost military financial humanitarian"
)
_LOADS: Final = word_set("airlift consignment shipment batch delivery convoy cargo")
_WORTH_OR_AID: Final = _WORTH | AID_WORDS | _LOADS
_SUM_NOUNS: Final = AID_WORDS | _LOADS | {"bill", "tranche", "credit"}


_LINKS: Final = frozenset({"worth", "of", "totalling", "totaling", "at"})


def _adjectival(frame: Frame, first: int) -> Donor | None:
    """ "A U.S. package worth $61 billion", "the Danish grant of 10 million kroner"."""
    at = first - 1
    if frame.low(at) == "," and frame.low(at - 2) == "of":
        at -= 3  # "a Chinese donation of rice, 5,200 tonnes"
    nouns = False
    while at >= 0 and frame.lows[at] in _WORTH_OR_AID and first - at < _REACH:
        nouns = nouns or frame.lows[at] in _SUM_NOUNS
        at -= 1
    if not nouns or frame.low(at + 1) in ("a", "the"):
        return None  # "offers Tunisia a loan of": who gets
    linked = not _LINKS.isdisjoint(frame.lows[at + 1 : first])
    at -= linked and frame.low(at + 1) in _LOADS and _is_of_goods(frame, at)
    for party in frame.parties if linked else ():
        if party.last == at and may_give(party) and frame.low(party.first - 1) not in PREPOSITIONS:
            return group(frame, party, "adjective")
    return None


def _is_of_goods(frame: Frame, at: int) -> bool:
    """ "A Japanese rice consignment of": what the load is of, behind whose it is."""
    plain = frame.words[at].islower() and frame.low(at) not in PREPOSITIONS
    return plain and any(party.last == at - 1 for party in frame.parties)


def _share_of(frame: Frame, first: int) -> Donor | None:
    """ "The US share - $13.3 million -", "the Danish part (DKK 4 million)": whose it is."""
    at = first - 2
    if frame.low(first - 1) not in ("-", "–", "—", ",", "(", ":"):
        return None
    for party in frame.parties:
        of = frame.before(party.first)
        told = party.last == at and frame.low(of) == "of" and frame.low(of - 1) in _PAID
        if told and may_give(party):
            return group(frame, party, "possessive")  # "The first payment of the Fund, 2 million"
    if frame.low(at) not in _SHARES:
        return None
    for party in reversed(frame.parties):
        if party.last < at and at - party.last <= _NAMED and may_give(party):
            between = frame.lows[party.last + 1 : at]
            plain = all(low.isalpha() or low == "'s" for low in between)
            acted = any(party.last < verb.first < at for verb in frame.verbs)
            joined = PREPOSITIONS.isdisjoint([*between, frame.low(opening(frame, party))])
            return group(frame, party, "adjective") if plain and joined and not acted else None
    return None


_SHARES: Final = AID_WORDS | word_set("part portion half agreement credit programme program deal")
_PAID: Final = word_set("disbursement payment instalment tranche contribution grant loan share")
_NAMED: Final = 5
"""Words from a donor to the noun for its aid: "The Norwegian ministry's frame agreement"."""


_REACH: Final = 9


def _goes_before(low: str) -> bool:
    """Whether a word may stand between a donor and its figure: "long-promised", "remaining"."""
    return low in _BEFORE_FIGURE or low.endswith(("-promised", "-awaited", "-delayed"))


_BEFORE_FIGURE: Final = word_set(
    "promised first own remaining other last new old initial is was are were"
)
