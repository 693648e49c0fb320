"""Who gives what a figure counts, told behind it: "from Germany", "in U.S. military aid"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import (
    AID_WORDS,
    PREPOSITIONS,
    Donor,
    fled,
    group,
    is_subject,
    may_give,
    opening,
)
from ledger.reading.items import TONS
from ledger.reading.parties import GIFTS, Party
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort


def behind(frame: Frame, last: int, verb: Verb | None) -> Donor | None:
    """ "$20 million from Germany", "pledged by Ottawa", "that Canberra promised in April"."""
    lows = frame.lows
    for party in frame.parties:
        fund = party.key == "CERF" and (verb is None or verb.act in _RELEASING)
        if party.first <= last or not (may_give(party) or party.key == "UKR" or fund):
            continue
        gap = lows[last + 1 : party.first]
        if len(gap) > 16 or not _NEW_CLAUSE.isdisjoint(gap):
            return None
        at = opening(frame, party)
        before = lows[at]
        given = before == "of" and frame.low(at - 1) in _GIVEN_OF
        if given or (before == "by" and (gap in _OWN_BY or _by_donor(frame, party, verb, last))):
            return group(frame, party, "by")
        if not (may_give(party) or fund):
            continue
        if gap in ([","], [",", "the"]) and _opened_with(frame, last):
            return group(frame, party, "subject")
        if before == "from" and _passes_on(frame, party, verb, gap):
            continue
        if before == "from" and _comes_from(verb, gap):
            return group(frame, party, "from")
        if _relative_promise(frame, party, last):
            return group(frame, party, "relative")
    return None


def _passes_on(frame: Frame, party: Party, verb: Verb | None, gap: list[str]) -> bool:
    """Whether "from" tells of something else: where people fled from, who sends the next sum."""
    return (
        fled(frame, opening(frame, party))
        or (gap[-2:-1] == [","] and _sends_more(frame, party))
        or frame.low(party.last + 1) in _COMING
        or (verb is not None and verb.lemma in _PASSING)
    )


def _comes_from(verb: Verb | None, gap: list[str]) -> bool:
    """ "$20 million from Germany", "$8.7 million, all of it from Canada"."""
    if gap[:1] == [","] and gap[1:3] in _ALL_OF:
        return True
    got = verb is not None and verb.act is Act.RECEIVE
    if not _PRONOUNS.isdisjoint(gap) or not (len(gap) <= _FROM or got):
        return False
    taken = verb is not None and verb.act in _TAKING and verb.lemma not in _DECLINING
    return ("and" not in gap or got) and (verb is None or not taken or verb.passive)


_FROM: Final = 6
"""Words from a figure to its donor."""
_ALL_OF: Final = (["all", "of"], ["most", "of"], ["much", "of"])
_DECLINING: Final = frozenset({"turn", "reject", "refuse"})
""" "turned down 9 million from the Bank": who gets says no."""
_TAKING: Final = frozenset({Act.CANCEL, Act.STALL})
""" "is withholding 130 million from Egypt": from whom it is kept."""


def _sends_more(frame: Frame, party: Party) -> bool:
    """ "From Brussels came 1.5 million, from Madrid 500,000": the next figure is what it sends."""
    return any(frame.token_at(one.start) == party.last + 1 for one in frame.figures)


_COMING: Final = word_set("come comes came")
""" "10 million, from Seoul came a promise": what comes from there is told behind it."""
_PASSING: Final = word_set("cross roll enter drive pass")
""" "six trucks rolled in from Turkey": where they passed, whoever sent them."""
_NEW_CLAUSE: Final = frozenset({";", ".", "while", "but"})
_RELEASING: Final = frozenset({Act.GIVE, Act.ALLOCATE})
""" "released 4.9 million from CERF": a fund that gives of its own."""


def _opened_with(frame: Frame, last: int) -> bool:
    """ "With €300 million, Germany is the largest donor": a sum that opens its sentence."""
    return frame.low(0) in ("with", "at") and last <= _SUM and "," not in frame.lows[:last]


_SUM: Final = 8
"""Words of an opening that names a sum."""

_OWN_BY: Final = (["by"], ["by", "the"], ["of", "which", "by"], ["of", "it", "by"], ["each", "by"])
""" "36 million of which by France": what stands between a figure and its donor."""
_PRONOUNS: Final = word_set("it they he she we i")
""" "The 18 tanks it leases from Germany": what comes from there belongs to somebody else."""


def predicate(frame: Frame, last: int) -> Donor | None:
    """ "980 million euros of it is German", "32 ambulances, all of them British"."""
    return _of_aid(frame, last) or next(_said_of(frame, last), None)


def _of_aid(frame: Frame, last: int) -> Donor | None:
    """ "$60bn in US military aid": whose aid it is stands behind the figure."""
    at = last + 1
    at += frame.low(at) in ("worth", "more", "of", "in")
    at += frame.low(at) in ("of", "in", "new", "additional")
    for party in frame.parties:
        if party.first == at and at > last + 1 and may_give(party):
            nouns = frame.lows[party.last + 1 : party.last + _KINDS]
            aid = any(
                low in AID_WORDS and _KINDS_OF.issuperset(nouns[:to])
                for to, low in enumerate(nouns)
            )
            return group(frame, party, "adjective") if aid else None
    return None


_KINDS: Final = 5
"""Words from a donor to "aid", with those that say of what kind."""
_KINDS_OF: Final = word_set(
    "military financial humanitarian economic security development emergency budget and food "
    "public civilian defence defense"
)


def grown(frame: Frame, last: int) -> Donor | None:
    """ "22,000 tonnes of Romanian wheat": whose goods are given, where nobody is said to give."""
    at = last + 1 + (frame.low(last + 1) == "metric")
    if frame.low(at) not in TONS and frame.low(last) not in TONS:
        return None
    at += frame.low(at) in TONS
    for party in frame.parties if frame.low(at) == "of" else ():
        adjective = party.sort is AliasSort.DEMONYM or (
            frame.words[party.last].isupper()
            and frame.words[party.last + 1 : party.last + 2] != []
            and frame.words[party.last + 1].islower()
        )  # "of UK relief goods"
        if party.first == at + 1 and adjective and may_give(party):
            return group(frame, party, "adjective")
    return None


def made_by(frame: Frame, last: int) -> Donor | None:
    """ "received 14 of the German tanks", "got ten Danish trucks": whose things one gets."""
    at = last + 1
    if frame.low(at) == "of":
        at += 1 + (frame.low(at + 1) == "the")
    for party in frame.parties:
        thing = any(one.first == party.last + 1 for one in frame.things)
        if party.first == at and party.sort is AliasSort.DEMONYM and thing and may_give(party):
            return group(frame, party, "adjective")
    return None


def _said_of(frame: Frame, last: int) -> Iterator[Donor]:
    for party in frame.parties:
        owns = frame.low(party.last + 1) == "'s" and frame.low(party.last + 2) in (
            "",
            ".",
            ",",
            ";",
        )
        owns = owns and frame.low(party.first - 1) in _COPULAS and may_give(party)
        if owns and 0 < party.first - last <= _OWNED:
            yield group(frame, party, "predicate")  # "of which 5 million is Lithuania's"
        if not 0 < party.first - last <= _PREDICATE or party.sort is not AliasSort.DEMONYM:
            continue
        said = frame.low(party.first - 1) in _COPULAS
        if said and may_give(party) and not frame.low(party.last + 1).isalpha():
            yield group(frame, party, "predicate")
        said = frame.low(party.first - 1) == "the" and frame.low(party.first - 2) in _COPULAS
        if said and may_give(party) and frame.low(party.last + 1) in _GIFTS_AND_BIDS:
            yield group(frame, party, "predicate")


_OWNED: Final = 2
"""Words from a figure to whose it is."""
_PREDICATE: Final = 9
"""Words between a figure and the adjective that says whose it is."""
_BIDS: Final = word_set("bid share answer gift part grant")
_GIFTS_AND_BIDS: Final = GIFTS | _BIDS
_NO_OPENING: Final = (
    PREPOSITIONS
    | {"the", ",", "and", "(", ":"}
    | word_set("whatever if when before because unless until since while although whether once")
)
_COPULAS: Final = word_set("is are was were them")
_GIVEN_OF: Final = word_set("gift present courtesy donation contribution gifts")


def _by_donor(frame: Frame, party: Party, verb: Verb | None, last: int) -> bool:
    """Whether "by" belongs to a verb of giving."""
    before = frame.lows[max(0, party.first - 3) : party.first]
    acts = verb is not None and not verb.passive and verb.first < last
    sureties = frozenset({"match", "guarantee"}) if acts else frozenset({"match"})
    near = any(
        other.passive
        and (other.act not in (Act.NEED, Act.OTHER, Act.DESTINE) or other.lemma in _BUYING)
        and frame.lows[other.first - 1 : other.first + 2] != [",", "to", "be"]
        and other.lemma not in sureties
        for other in frame.verbs
        if last - 12 < other.last < party.first
        and (party.first - other.last <= 6 or (other is verb and _retained(frame, party, last)))
    )
    return near or any(
        word in ("funded", "financed", "stalled") or (word == "guaranteed" and not acts)
        for word in before
    )


def _retained(frame: Frame, party: Party, last: int) -> bool:
    """ "had been promised 2 billion over three years by the G7": who acts, behind the object."""
    between = frame.lows[last + 1 : opening(frame, party)]
    return {",", "and", ";"}.isdisjoint(between) and not any(low.endswith("ed") for low in between)


def _said_to_come(frame: Frame, party: Party) -> bool:
    """ "27 tanks that Denmark and Germany had said would be there by June"."""
    said = frame.lows.index("said", party.last) if "said" in frame.lows[party.last :] else 0
    between = frame.lows[party.last + 1 : said]
    named = [one for one in frame.parties if party.last < one.first and one.last < said]
    joined = sum(one.last - one.first + 1 for one in named)
    left = [low for low in between if low not in (",", "and", "the", "had", "has", "have")]
    return said > 0 and len(left) == joined and frame.low(said + 1) in ("would", "will")


_BUYING: Final = word_set("pay buy purchase procure")


def _relative_promise(frame: Frame, party: Party, last: int) -> bool:
    """ "the 17 F-16s which Denmark promised in August"."""
    opening = frame.low(frame.before(party.first))
    if opening not in ("that", "which") and not (
        party.first - last <= 6 and opening not in _NO_OPENING
    ):
        return False
    gap = frame.lows[last + 1 : party.first]
    if "," in gap or "and" in gap or (opening in ("that",) and len(gap) > 8):
        return False
    if opening in ("that", "which") and _said_to_come(frame, party):
        return True
    return any(
        party.last < verb.first <= party.last + 3
        and verb.act in (Act.PLEDGE, Act.GIVE, Act.COMMIT, Act.ALLOCATE)
        and not verb.passive
        for verb in frame.verbs
    ) and is_subject(frame, party)
