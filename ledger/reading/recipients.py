"""Who gets what is given; and whom a text speaks of most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from ledger.reading.frames import Frame, Verb
from ledger.reading.givers import Context, Donor, is_subject, may_give, opening, subjects
from ledger.reading.parties import (
    GENERIC,
    SELDOM_DONORS,
    SELDOM_RECIPIENTS,
    Party,
    dateline,
    members_of,
    named_party,
    trie,
)
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.vocabulary import AliasSort, OrganisationKind


def recipient_of(
    frame: Frame, first: int, last: int, verb: Verb | None, donor: Donor | None, context: Context
) -> tuple[Party | None, tuple[int, int] | None]:
    """Who gets what the figure counts, and where the text says so."""
    giving = {party.key for party in donor.parties} if donor else set()
    best: tuple[int, Party] | None = None
    for party in frame.parties:
        if party.key in giving or party.key in _NEVER:
            continue
        if context.main_recipient is not None and party.key in SELDOM_RECIPIENTS:
            continue  # "flew four to Poland", in a text of what Ukraine gets
        distance = _distance(frame, party, first, last, verb)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, party
    if best is not None:
        party = best[1]
        return party, (frame.starts[party.first], frame.ends[party.last])
    return context.main_recipient, None


def _distance(frame: Frame, party: Party, first: int, last: int, verb: Verb | None) -> int | None:
    """How far from the figure a party stands that gets; ``None`` where nothing says so."""
    at = frame.before(party.first)
    before = frame.low(at)
    if party.first > last:
        lent = before == "with" and not _LENT.isdisjoint(frame.lows[last:at])
        if before in ("to", "for", "in", "of") or lent:
            return party.first - last + (6 if before in ("in", "of") else 0)
    object_of = at in frame.verb_lasts and any(
        one.last == at and one.act in _TAKING and not one.passive for one in frame.verbs
    )
    if object_of and party.sort is AliasSort.DEMONYM:  # "buy American weapons"
        object_of = False
    if object_of or (party.last < first and before in ("to", "for")):
        return max(1, abs(first - party.last))
    gets = verb is not None and (verb.act is Act.RECEIVE or verb.lemma == "lose")
    if gets and verb is not None and party.last + 1 == verb.first:
        return _NEAREST  # "Sudan will receive €10 million"
    if frame.item and party.first <= _OPENS and frame.low(party.last + 1) in _MARKS:
        return _NEAREST  # "Ethiopia: €42 million"
    return _AT_WAR if party.key == "UKR" else None


_LENT: Final = frozenset({"loan", "credit", "grant", "agreement"})
""" "signed a $98 million loan with Moldova"."""
_NEVER: Final = frozenset({"RUS", "BLR", "UN", GENERIC})
"""Whom nobody gives to in these texts, and who gets it only for others."""
_AT_WAR: Final = 20
"""As far as Ukraine, wherever it is named."""
_TAKING: Final = frozenset({Act.GIVE, Act.DESTINE, Act.PLEDGE})
"""Verbs that may have the recipient as their object."""

_OPENS: Final = 1
"""Words in front of the name that opens a line: a bullet."""
_MARKS: Final = word_set(": – — - ,")
_NEAREST: Final = 1
_TITLED: Final = 7
"""Words from "Ministry" to its state: "Ministry of Foreign Affairs of"."""
_HEAD: Final = 4
"""Sentences at the head of a text, where who publishes it is named."""

_PUBLISHES: Final = word_set(
    "ministry minister ministers government department embassy president chancellor cabinet "
    "parliament premier office commission court"
)


def home(frames: Sequence[Frame]) -> Donor | None:
    """Whose text it is: "Statement by the Prime Minister of Iceland", "Ministry … of Latvia".

    Else who acts in the headline.
    """
    speaks = _speaks(frames)
    for frame in frames[:_HEAD]:
        if any(one.currencies for one in frame.figures) or frame.item:
            continue
        for party in frame.parties:
            at = party.first - 2 * (frame.low(party.first - 2) in ("republic", "kingdom"))
            before = frame.lows[max(0, at - _TITLED) : at]
            behind = frame.lows[party.last + 1 : party.last + 4]
            told = behind[:1] == ["'s"] or party.sort is AliasSort.DEMONYM
            if told and frame.text[frame.end - 1] == "." and not speaks:
                continue  # "Hungary's prime minister got a debate.": no head of a release
            if party.kind is not OrganisationKind.STATE and "ministers" in behind:
                continue  # "NATO defence ministers promised": those of many
            of = "of" in before[-2:] and _PUBLISHES & set(before)
            if may_give(party) and (of or _PUBLISHES & set(behind) or _is_written_in(frame, party)):
                return Donor((party,), None, "home")
    ours = _ours(frames) or (_people(frames) if speaks else None)
    if ours is not None:
        return Donor((ours,), None, "text")
    acting = subjects(frames[0]) if frames and frames[0].headline else None
    alone = acting is not None and len(acting.parties) == 1
    if alone and acting is not None and blocks(frames[0], acting.parties[0]):
        alone = not _of_union(frames[0], acting.parties[0])
    return acting.via("text") if acting is not None and alone else None


def _speaks(frames: Sequence[Frame]) -> bool:
    """Whether somebody speaks for himself in it: "We shall", "My government"."""
    return any(not _SPEAKERS.isdisjoint(frame.lows[:1]) for frame in islice(frames, _SPOKEN))


_SPEAKERS: Final = frozenset({"we", "i", "my", "our"})
_SPOKEN: Final = 250
"""Sentences in which whoever speaks in a text is heard."""


def seat(frames: Sequence[Frame]) -> Donor | None:
    """Whose capital a report was written in: "OSLO, March 5 - The government will give"."""
    for frame in frames[:_HEAD]:
        if not frame.words[0].isupper():
            continue
        written = [word.title() for word in frame.words[: dateline(frame.words, trie())]]
        for name, organisation, sort in trie().get(written[0], ()) if written else ():
            size = len(name)
            if sort is not AliasSort.CAPITAL or written[:size] != [*name]:
                continue
            party = named_party(0, size - 1, organisation, sort)
            state = party.kind is OrganisationKind.STATE
            return Donor((party,), frame.span(0, size - 1), "place") if state else None
    return None


def _ours(frames: Sequence[Frame]) -> Party | None:
    """ "the six months that our Congress took": whose lawgivers are the speaker's."""
    for frame in islice(frames, _SPOKEN):
        for party in frame.parties if "our" in frame.lows else ():
            own = frame.low(party.first - 1) == "our" and party.sort is AliasSort.OFFICE
            if own and party.kind is OrganisationKind.STATE and may_give(party):
                return party
    return None


def _people(frames: Sequence[Frame]) -> Party | None:
    """ "We announced 10 million, and will match what Canadians give": whose people is named."""
    found: dict[str, Party] = {}
    for frame in islice(frames, _SPOKEN):
        for at, word in enumerate(frame.words):
            if word[0].isupper() and word.endswith("ans"):
                for name, organisation, sort in trie().get(word[:-1], ()):
                    if len(name) == 1 and sort is AliasSort.DEMONYM:
                        found[organisation.key] = named_party(at, at, organisation, sort)
    giving = [party for key, party in found.items() if key not in SELDOM_DONORS and may_give(party)]
    return giving[0] if len(giving) == 1 else None


def _is_written_in(frame: Frame, party: Party) -> bool:
    """ "The Hague, 19 April 2024", "Dáil Éireann, Thursday 5 October", on a line of its own."""
    weekday = frame.low(party.last + 2).endswith("day")
    day = frame.low(party.last + 2 + weekday)
    dated = frame.low(party.last + 1) == "," and day[:1].isdigit()
    seated = party.sort in (AliasSort.CAPITAL, AliasSort.OFFICE)
    written = not frame.words[party.last].isupper() and seated
    alone = len(frame.words) <= party.last + _DATE
    return party.first == 0 and dated and written and alone and party.key not in SELDOM_DONORS


_DATE: Final = 6
"""Words of a comma and a day, from the last one of a place."""


def _is_agent(frame: Frame, party: Party) -> bool:
    """ "which materiel was supplied by the Netherlands": who acts stands behind a passive."""
    if frame.low(opening(frame, party)) != "by":
        return False
    return any(
        verb.passive and verb.act is Act.GIVE and 0 < party.first - verb.last <= _AGENT_REACH
        for verb in frame.verbs
    )


_AGENT_REACH: Final = 8
"""Words from a passive to who acts: "supplied to Ukraine in 2023 by"."""


def blocks(frame: Frame, party: Party) -> bool:
    """ "Hungary, which had blocked it": who stops what others give is no giver."""
    acts = next((verb for verb in frame.verbs if verb.first > party.last), None)
    return acts is not None and acts.act is Act.STALL and not acts.passive


def _of_union(frame: Frame, party: Party) -> bool:
    """Whether what a member state blocks is the Union's, which the sentence names too."""
    return party.key in members_of("EU") and any(one.key == "EU" for one in frame.parties)


_HELPING: Final = frozenset({Act.GIVE, Act.DESTINE})
_GETTING: Final = frozenset({"UKR"})


def _points(frame: Frame, party: Party, before: str, weight: int, *, acts: bool) -> int | None:
    """How much the mention of a party says that the text is of what it gives; behind ``before``."""
    if not may_give(party) or party.kind is OrganisationKind.FUND or party.name == GENERIC:
        return None
    if before == "with" or (
        not acts and before in ("to", "for") and party.key not in SELDOM_RECIPIENTS
    ):
        return 0
    if party.key in SELDOM_DONORS:
        return 1
    return weight * 4 if acts or _is_agent(frame, party) else 1


def main_parties(frames: Iterable[Frame]) -> tuple[Donor | None, Party | None, dict[str, Party]]:
    """The donor and the recipient that a text speaks of most, its headline counting more.

    And whom it names at all, by key.
    """
    giving: dict[str, int] = {}
    getting: dict[str, int] = {}
    blocked: dict[str, int] = {}
    named: dict[str, Party] = {}
    for frame in frames:
        weight = 4 if frame.headline else 1
        for party in frame.parties:
            named.setdefault(party.key, party)
            at = party.first - 1
            before = frame.low(at - 1) if frame.low(at) == "the" else frame.low(at)
            seldom = party.key in SELDOM_DONORS
            acts = (may_give(party) or seldom) and is_subject(frame, party)
            points = _points(frame, party, before, weight, acts=acts)
            if acts and points and blocks(frame, party):
                blocked[party.key] = blocked.get(party.key, 0) + points
            if points is not None:
                giving[party.key] = giving.get(party.key, 0) + points
            helper = at - (frame.low(at) == "the")
            helped = helper in frame.verb_lasts and any(
                verb.last == helper and verb.act in _HELPING for verb in frame.verbs
            )
            received = before in ("to", "for", "in") or helped or (seldom and not acts)
            may_get = party.key not in SELDOM_RECIPIENTS and party.name != GENERIC
            if party.key in _GETTING or (received and may_get):
                getting[party.key] = (
                    getting.get(party.key, 0) + weight + (2 if party.key == "UKR" else 0)
                )
    for key in blocked.keys() & members_of("EU") if "EU" in giving else ():
        giving[key] -= blocked[key]  # "Hungary blocked an aid plan of the Union"
    recipient_key = max(getting, key=lambda key: getting[key], default=None)
    if recipient_key is not None:
        giving.pop(recipient_key, None) if getting[recipient_key] > giving.get(
            recipient_key, 0
        ) else None
    donor_key = max(giving, key=lambda key: giving[key], default=None)
    if donor_key is not None and donor_key == recipient_key:
        getting.pop(donor_key)
        recipient_key = max(getting, key=lambda key: getting[key], default=None)
    donor = Donor((named[donor_key],), None, "text") if donor_key is not None else None
    recipient = named[recipient_key] if recipient_key is not None else None
    return donor, recipient, named
