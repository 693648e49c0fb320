"""Who gives what a figure counts: from its own words, its clause, or the context."""

from __future__ import annotations

from typing import Final

from ledger.reading.behind import behind, grown, made_by, predicate
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import (
    Context,
    Donor,
    group,
    in_brackets,
    is_subject,
    may_give,
    opening,
    subjects,
)
from ledger.reading.in_front import adjacent, followed, parallel, sign_apart, that_of, through
from ledger.reading.parties import SELDOM_DONORS, SOMEBODY, members_of
from ledger.reading.seats import gapped, outcome, sits, where
from ledger.reading.stages import is_withheld
from ledger.reading.strangers import PRONOUNS, has_stranger
from ledger.reading.subject import BODIES, speaks_for_itself, subject
from ledger.reading.unnamed import is_anonymous
from ledger.reading.verbs import CARRIERS, OWN_POCKET, Act
from ledger.reading.whose import opening_gift, owned
from ledger.vocabulary import AliasSort, OrganisationKind


def donor_of(
    frame: Frame, first: int, last: int, verb: Verb | None, context: Context
) -> Donor | None:
    """The donor of the figure at tokens ``first`` to ``last``."""
    if verb is not None and verb.act is Act.RECEIVE and not verb.passive:
        known = behind(frame, last, verb) or _received_from(frame, first, verb)
        known = known or _sends(frame, verb) or made_by(frame, last)
        got = any(party.last < verb.first and not may_give(party) for party in frame.parties)
        if known is None and got and verb.mood in (Mood.PAST, Mood.PERFECT):
            return Donor((SOMEBODY,), None, "unnamed")
        return known or _from_context(frame, verb, context)
    return (
        _talked(frame, first)
        or behind(frame, last, verb)
        or (_all(frame, verb, context) if verb is not None and verb.passive else None)
        or where(frame, first)
        or outcome(frame, first, last)
        or parallel(frame, first)
        or predicate(frame, last)
        or sign_apart(frame, first)
        or followed(frame, first)
        or through(frame, first)
        or adjacent(frame, first, verb)
        or (_from_opening(frame, first) if verb is None or verb.passive else None)
        or (_from_heading(frame, first) if verb is None else None)
        or (_asked(frame, first) if verb is None else None)
        or owned(frame, first, loose=verb is None)
        or that_of(frame, first)
        or _former(frame, first, last, context)
        or (gapped(frame, verb, first) if verb is not None else None)
        or (_subject(frame, verb, first, context) if verb is not None else None)
        or (_acting(frame, verb, first) if verb is not None and verb.passive else None)
        or (_framed(frame, verb) if verb is not None and verb.passive else None)
        or (_before(frame, first) if verb is None else None)
        or sits(frame, first)
        or grown(frame, last)
        or opening_gift(frame, first)
        or (
            None
            if verb is not None and has_stranger(frame, verb)
            else _from_context(frame, verb, context)
        )
    )


def _subject(frame: Frame, verb: Verb, first: int, context: Context) -> Donor | None:
    """Who does what the verb says; a state that holds up what the Union gives is no donor."""
    found = subject(frame, verb, first) or _stuck_in(frame, verb)
    lender = context.main_donor
    if found is not None and lender is not None and verb.lemma == "sign" and not verb.passive:
        borrowed = all(party.key in SELDOM_DONORS for party in found.parties)
        if borrowed and lender.parties[0].kind in _LENDERS:
            return lender.via("text")  # "The Bank's governors met. Guinea signed for €83 million"
    stops = verb.act is Act.STALL or is_withheld(verb)
    stops = stops or any(one.act is Act.STALL and one.last + 1 == verb.first for one in frame.verbs)
    if found is None or not stops or verb.passive or found.how != "subject":
        return found
    for party in frame.parties:
        behind = party.sort is AliasSort.DEMONYM and 0 < party.first - first <= _OF_WHOM
        if behind and frame.low(party.first - 1) == "of" and may_give(party):
            return group(frame, party, "adjective")
    if found.code not in members_of("EU"):
        return found
    union = next((party for party in frame.parties if party.key == "EU"), None)
    if union is not None:
        return group(frame, union, "subject")
    known = next(
        (
            one
            for one in (context.topic, context.main_donor)
            if one is not None and one.code == "EU"
        ),
        None,
    )
    return known.via("subject") if known is not None else found


def _stuck_in(frame: Frame, verb: Verb) -> Donor | None:
    """ "$60 billion remains stuck in Congress": who has not decided of it."""
    for party in frame.parties if verb.act is Act.STALL and verb.passive else ():
        near = 0 < party.first - verb.last <= _OF_WHOM and may_give(party)
        if near and party.sort is AliasSort.OFFICE and "in" in frame.lows[verb.last : party.first]:
            return group(frame, party, "place")
    return None


_OF_WHOM: Final = 4
"""Words from a figure to whose it is: "blocked 16 tonnes of American flour"."""


def _sends(frame: Frame, verb: Verb) -> Donor | None:
    """ "Russia completed deliveries to Chad, which received 30,000 tons": who acts before it."""
    if frame.low(verb.first - 1) not in ("which", "who"):
        return None
    for party in frame.parties:
        apart = verb.first - party.last > _TO_WHICH
        if (
            apart
            and may_give(party)
            and party.key not in SELDOM_DONORS
            and is_subject(frame, party)
        ):
            return group(frame, party, "sentence")
    return None


_TO_WHICH: Final = 3
"""Words from the one who gets to its verb: ", which received"."""


def _received_from(frame: Frame, first: int, verb: Verb) -> Donor | None:
    """ "received from Japan, through agencies, 2 million": who sends stands before the sum."""
    for party in frame.parties:
        sent = verb.last < party.first and party.last < first and may_give(party)
        at = opening(frame, party)
        if sent and frame.low(at) == "from" and at <= verb.last + _SENT:
            return group(frame, party, "from")
    return None


_SENT: Final = 2
"""Words from "received" to "from"; behind an order for things it tells who buys."""


def _acting(frame: Frame, verb: Verb, first: int) -> Donor | None:
    """ "Slovakia has called off a delivery: 120 missiles will not be sent": who acts before it."""
    for party in reversed(frame.parties):
        if party.last >= first or not may_give(party) or party.key in SELDOM_DONORS:
            continue
        acts = any(
            party.last < one.first and one.last < first and one.act in _ACTS and not one.passive
            for one in frame.verbs
            if one is not verb
        )
        acts = acts or frame.low(first - 1) == ":"
        if acts and is_subject(frame, party):
            return group(frame, party, "sentence")
    return None


def _framed(frame: Frame, verb: Verb) -> Donor | None:
    """ "The Bank triggered an option, under which 57 million was released": who acts before it."""
    which = next((at for at in range(verb.first - 1, 0, -1) if frame.low(at) == "which"), 0)
    if frame.low(which - 1) not in _FRAMES:
        return None
    found = subjects(frame)
    return found.via("sentence") if found is not None and found.parties[-1].last < which else None


_FRAMES: Final = frozenset({"under", "through", "with"})


_ACTS: Final = frozenset(
    {Act.GIVE, Act.PLEDGE, Act.COMMIT, Act.ALLOCATE, Act.CANCEL, Act.STALL, Act.RAISE}
)


def _from_context(frame: Frame, verb: Verb | None, context: Context) -> Donor | None:
    """Whom a pronoun means; else who gave last, else whom the text speaks of most."""
    if verb is not None and speaks_for_itself(frame, verb):
        own = frame.low(verb.first - 1) == "i" and verb.lemma in OWN_POCKET
        if context.home is not None or own:
            return context.home
    meant = verb is not None and _means_topic(frame, verb)
    everybody = meant and verb is not None and _is_everybody(frame, verb, context)
    if everybody or (verb is not None and is_anonymous(frame, verb)):
        return Donor((SOMEBODY,), None, "unnamed")  # "They pledged a total of"
    lends = context.home is not None and context.home.parties[0].kind in _LENDERS
    if verb is not None and context.seat and not lends and _rules_there(frame, verb):
        seat = context.seat.parties[0]
        return context.seat if may_give(seat) and seat.key not in SELDOM_DONORS else None
    if verb is not None and context.home is not None and frame.low(verb.first - 1) in BODIES:
        own = frame.low(verb.first - 2) in ("their", "its", "his", "her")
        governs = frame.low(verb.first - 1) != "board"
        if governs and not own and context.home.parties[0].kind in _LENDERS:
            return None  # "The Government will contribute the equivalent of $12 million"
        return context.home.via("context") if not own else _giver(context, meant=True)
    found = _giver(context, meant=meant)
    host = verb is not None and frame.lows[max(0, verb.first - 2) : verb.first] == _HOSTS
    lent = found is not None and found.parties[0].kind in _LENDERS
    return None if host and lent else found


def _rules_there(frame: Frame, verb: Verb) -> bool:
    """ "OSLO - Parliament on Friday approved": whose capital the report was written in."""
    for at in range(verb.first - 1, max(-1, verb.first - _SEATED), -1):
        if frame.lows[at] in BODIES and frame.lows[at] != "board":
            before = frame.low(at - 1)
            return (
                before in ("the", "-", "–", "—", ")", "", ",", "that") and verb.act is not Act.NEED
            )
    return False


_SEATED: Final = 4
"""Words from a parliament to what it does: "on Friday"."""


def _means_topic(frame: Frame, verb: Verb) -> bool:
    """ "They gave", "Its ship brought": whom the sentence before spoke of."""
    before = frame.lows[max(0, verb.first - 2) : verb.first]
    own = before[:1] in (["its"], ["their"]) and before[1] in CARRIERS
    return own or before == ["the", "country"] or frame.low(verb.first - 1) in PRONOUNS


_LENDERS: Final = frozenset({OrganisationKind.INSTITUTION, OrganisationKind.FUND})
"""Givers that have no government: it is that of who gets."""


_HOSTS: Final = ["the", "government"]


def _giver(context: Context, *, meant: bool) -> Donor | None:
    """Whom the text spoke of last, where a word ``meant`` it; else who gave last, or at all."""
    topic = context.topic if meant else context.giver
    if topic is not None and not meant and context.publishes:
        topic = context.home
    if topic is not None:
        return topic.via("context")
    main = context.main_donor
    return main.via("text") if main is not None and main.code not in SELDOM_DONORS else None


def _all(frame: Frame, verb: Verb, context: Context) -> Donor | None:
    """ "In all, $190 million had been promised", in a text of many donors: by all of them."""
    summed = frame.lows[:2] in _IN_ALL or frame.low(0) in ("altogether", "overall")
    summed = summed or frame.lows[max(0, verb.first - 2) : verb.first] == ["the", "total"]
    if not summed or verb.act is not Act.PLEDGE:
        return None
    givers = [one for one in context.named.values() if may_give(one)]
    many = sum(one.key not in SELDOM_DONORS for one in givers) >= _MANY
    return Donor((SOMEBODY,), None, "unnamed") if many else None


_IN_ALL: Final = (["in", "all"], ["in", "total"])
_MANY: Final = 4
"""Donors that a text names, from which on a sum of nobody's is that of all."""


def _is_everybody(frame: Frame, verb: Verb, context: Context) -> bool:
    """ "They pledged a total of", "Eleven partners spoke. Together they promised": all who came."""
    if frame.lows[verb.last + 1 : verb.last + 4] == _TOTAL:
        return True
    alone = context.topic is None or len(context.topic.parties) == 1
    together = frame.lows[max(0, verb.first - 2) : verb.first] == ["together", "they"]
    return alone and together and verb.act is Act.PLEDGE


_TOTAL: Final = ["a", "total", "of"]


def _from_opening(frame: Frame, first: int) -> Donor | None:
    """ "From Warsaw, seven jets; Mexico, two planes": the sender opens the sentence or its part."""
    start = next((at for at in range(first, 0, -1) if frame.lows[at - 1] in (";", ":")), 0)
    colon = frame.low(start - 1) == ":" and first - start <= _QUALIFIED
    if colon and frame.low(0) == "from" and start <= _OPENED:
        start = 0  # "From the bank's facility: up to $10 million"
    sent = frame.low(start) == "from"
    for party in frame.parties:
        near = start <= party.first <= start + 2 and party.last < first and may_give(party)
        if near and sent:
            return group(frame, party, "from")
        if near and start and party.first == start and party.last + 2 == first:
            return group(frame, party, "list") if frame.low(party.last + 1) == "," else None
    return None


def _asked(frame: Frame, first: int) -> Donor | None:
    """ "The request for $61 billion has been before Congress": whose lawgivers decide."""
    for party in frame.parties if "request" in frame.lows[:first] else ():
        near = 0 < party.first - first <= _ASKED and may_give(party)
        if near and party.sort is AliasSort.OFFICE and frame.low(party.first - 1) in _BEFORE_THEM:
            return group(frame, party, "place")
    return None


def _talked(frame: Frame, first: int) -> Donor | None:
    """ "The talks hosted by the Union ended with promises of 792 million": of all who came."""
    near = frame.lows[max(0, first - 8) : first]
    if frame.lows[:2] in _ADDED_UP and not _TOTALS.isdisjoint(near):
        named = any(party.last < first for party in frame.parties)
        return None if named else Donor((SOMEBODY,), None, "unnamed")
    if _SUMMED.isdisjoint(near):
        return None
    promised = near[-2:-1] != [] and near[-2] in _SUMMED and near[-1] == "of"
    meeting = frame.lows[max(0, first - _MEETING) : first]
    closed = not (_CLOSING.isdisjoint(meeting) and _ORGANISERS.isdisjoint(near))
    summed = not (frame.parties or _TOTALS.isdisjoint(near))
    return Donor((SOMEBODY,), None, "unnamed") if summed or (promised and closed) else None


_ADDED_UP: Final = (["added", "up"], ["added", "together"], ["taken", "together"], ["all", "told"])
_ORGANISERS: Final = frozenset({"co-chairs", "co-hosts", "organisers", "organizers", "hosts"})
""" "The co-chairs reported pledges of"."""
_MEETING: Final = 16
"""Words from "ended" to the sum with which a meeting did."""
_CLOSING: Final = frozenset({"ended", "closed", "concluded", "yielded"})
_SUMMED: Final = frozenset({"pledges", "commitments", "promises", "announcements"})
_TOTALS: Final = frozenset({"add", "added", "amount", "amounted", "come", "came", "total"})
""" "In all, the commitments add up to more than EUR 2 billion"."""
_ASKED: Final = 14
"""Words from what is asked for to who decides of it."""
_BEFORE_THEM: Final = frozenset({"before", "in", "to"})


_QUALIFIED: Final = 2
"""Words between a colon and its figure: "up to"."""
_OPENED: Final = 9
"""Words with which "From … :" opens a sentence."""


def _from_heading(frame: Frame, first: int) -> Donor | None:
    """ "Norwegian vehicles for Ukraine: eight Leopards": whose things the colon opens."""
    party = frame.parties[0] if frame.parties else None
    if party is None or party.first or party.sort is not AliasSort.DEMONYM:
        return None
    opened = ":" in frame.lows[party.last + 1 : first] and may_give(party)
    return group(frame, party, "adjective") if opened else None


def _former(frame: Frame, first: int, last: int, context: Context) -> Donor | None:
    """ "Korea and Monaco gave: the former 3,000 tons", "€13.5 million from the former": of two."""
    behind = frame.lows[last + 1 : last + 3] == ["from", "the"]
    said = frame.low(last + 3 if behind else first - 1)
    sent = behind or frame.low(first - 3) == "from" or said in ("former", "latter")
    if said not in _OF_TWO or not (behind or frame.low(first - 2) == "the") or not sent:
        return None
    named = [party for party in frame.parties if party.last < first and may_give(party)][:2]
    if len(named) == _TWO:
        party = named[_OF_TWO[said]]
        return Donor((party,), frame.span(party.first, party.last), "list")
    topic = context.topic
    if topic is None or len(topic.parties) != _TWO:
        return None
    return Donor((topic.parties[_OF_TWO[said]],), topic.span, "list")


_TWO: Final = 2


_OF_TWO: Final = {"former": 0, "latter": 1, "first": 0, "second": 1}


def _before(frame: Frame, first: int) -> Donor | None:
    """Any party in front that could act, where no verb tells.

    Of "notes between the Ambassador of Japan and the Minister of Kenya" the one that seldom gets.
    """
    parties = frame.parties[::-1]
    if "between" in frame.lows[:first]:
        parties.sort(key=lambda party: party.key in SELDOM_DONORS)
    for party in parties:
        if party.last < first and may_give(party) and is_subject(frame, party):
            if in_brackets(frame, party.first):
                continue
            return group(frame, party, "sentence")
        opening = frame.low(frame.before(party.first))
        if party.last < first and may_give(party) and opening == "by":
            return group(frame, party, "by")
    return None
