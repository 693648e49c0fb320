"""Whether what a donor has or does is a gift to somebody else."""

from __future__ import annotations

from typing import Final

from ledger.reading.aid import of_category
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import WEAK, Donor
from ledger.reading.items import HEAD_NOUNS
from ledger.reading.mention import Mention
from ledger.reading.money import is_own
from ledger.reading.parties import CHANNELS, GENERIC, Party
from ledger.reading.state import State
from ledger.reading.subject import speaks_for_itself
from ledger.reading.verbless import AID_NOUNS, OF_AID
from ledger.reading.verbs import CARRIERS, GIVING, LAWMAKING, PAYING, QUEUEING, Act
from ledger.reading.whose_sum import publishes
from ledger.values.stages import AidType


def no_gift(
    state: State, made: Frame, mention: Mention, donor: Donor, rule: str, verb: Verb | None
) -> str:
    """Why what the donor has or does is no gift to anybody else; empty where it is."""
    recipient = state.context.main_recipient
    gives = {"by", "from", "subject"} if donor.code in CHANNELS else {"by", "from"}
    gives |= {"list"} if donor.code == "CERF" else set()
    if verb is not None and _gives_itself(made, verb, donor):
        return "own budget"
    bare = mention.words is None and not mention.is_money
    if verb is not None and verb.lemma in PAYING and bare and verb.act is Act.GIVE:
        return "a sum without its currency"
    if (
        verb is not None
        and verb.lemma == "find"
        and verb.mood is Mood.PAST
        and not mention.is_money
    ):
        return "not aid"
    if verb is not None and verb.lemma in LAWMAKING and bare and mention.figure is not None:
        return "counts laws"
    own = recipient is not None and donor.code == recipient.key and donor.how not in gives
    if own or _in_its_currency(state, mention, donor, recipient):
        return "the recipient's own money"
    return _nobody_gets(state, made, mention, donor, rule, verb) or _not_given(
        made, mention, donor, rule, verb
    )


def _in_its_currency(state: State, mention: Mention, donor: Donor, recipient: Party | None) -> bool:
    """ "From the contingency fund 4 billion shillings were released", with no donor named.

    Not in a text that tells other gifts in that currency, or that the donor publishes.
    """
    if recipient is None or not mention.is_money or donor.how not in WEAK:
        return False
    if publishes(state, donor):
        return False
    if any(one.unit in mention.currencies for one in state.claims):
        return False
    return any(is_own(unit, recipient.key) for unit in mention.currencies)


def _nobody_gets(
    state: State, made: Frame, mention: Mention, donor: Donor, rule: str, verb: Verb | None
) -> str:
    """Why nothing says that somebody receives it; empty where something does."""
    counted = (
        verb is not None and verb.act is Act.GIVE and not (mention.is_money or mention.generic)
    )
    got = verb is not None and verb.act is Act.RECEIVE
    strong = not _is_weak(donor, rule) and (verb is None or verb.lemma in GIVING or counted or got)
    alone = state.context.main_recipient is None and not state.of_aid
    if alone and not (strong or not AID_NOUNS.isdisjoint(made.lows)):
        return "nobody receives it"
    coming = verb is not None and verb.act is Act.ARRIVE and donor.how == "text"
    coming = coming and verb is not None and verb.mood in (Mood.PAST, Mood.PERFECT)
    coming = coming and of_category(mention.category) is not AidType.MILITARY
    coming = coming and made.lows[mention.edge + 1 : mention.edge + 3] not in _OF_IT
    coming = coming and not _is_carried(made, mention)
    return "not said to be given" if coming and OF_AID.isdisjoint(made.lows) else ""


def _is_carried(made: Frame, mention: Mention) -> bool:
    """ "A convoy with 500 sleeping bags left for Ukraine": what a carrier takes to who gets."""
    before = made.lows[: mention.first]
    sent = not CARRIERS.isdisjoint(before) and not _WITH.isdisjoint(before)
    return sent and any(
        party.first > mention.last and made.low(made.before(party.first)) in ("for", "to")
        for party in made.parties
    )


_WITH: Final = frozenset({"with", "carrying", "of"})
_OF_IT: Final = (["of", "that"], ["of", "this"], ["of", "it"], ["of", "which"], ["of", "these"])
""" "£51 million of that has reached our partners": a part of what was told before."""


def _not_given(made: Frame, mention: Mention, donor: Donor, rule: str, verb: Verb | None) -> str:
    """Why a thing that is counted is not known to be a gift of this donor."""
    queues = verb is not None and verb.act is Act.STALL and verb.lemma in QUEUEING
    moves = rule == "next" and made.low(mention.edge + 1) in _MOVING
    moves = moves or (donor.how == "context" and made.low(mention.edge + 1) == "left")
    moves = moves or made.lows[mention.first - 2 : mention.first] == ["came", "off"]
    head = made.low(made.token_at(mention.words[1]) - 1) if mention.words is not None else ""
    if (queues or moves) and head in CARRIERS:
        return "what carries the rest"
    if donor.name == GENERIC and _is_weak(donor, rule) and not mention.is_money:
        return "no donor"
    ours = verb is not None and verb.act is Act.GIVE and speaks_for_itself(made, verb)
    told = rule == "list" or ours or (rule in ("object", "subject") and _is_thing(mention, made))
    if mention.generic and donor.how in ("text", "context") and not told:
        return "not a thing that is known to be given"
    return ""


_MOVING: Final = frozenset({"crossed", "entered", "passed", "left", "rolled"})
""" "Some 106 trucks crossed yesterday": a count of traffic, whoever sent it."""


def _is_weak(donor: Donor, rule: str) -> bool:
    """Whether only the context tells who gives."""
    return donor.how in ("text", "context", "sentence") and rule not in ("list", "part")


def _gives_itself(made: Frame, verb: Verb, donor: Donor) -> bool:
    """ "Congress gives the Pentagon": who gets is a part of who gives."""
    if verb.act is not Act.GIVE or verb.lemma in ("send", "thank", "bring") or not donor.code:
        return False
    at = verb.last + 1 + (made.low(verb.last + 1) == "the")
    return any(party.first == at and party.key == donor.code for party in made.parties)


def _is_thing(mention: Mention, made: Frame) -> bool:
    """Whether the last word of what is counted names a sort of thing that is given."""
    if mention.words is None:
        return False
    last = made.token_at(mention.words[1]) - 1
    return made.low(last) in HEAD_NOUNS or _is_make(made, last)


def _is_make(made: Frame, last: int) -> bool:
    """ "12 Huskies": a name in the plural, of nobody that is known."""
    word = made.words[last]
    named = any(party.first <= last <= party.last for party in made.parties)
    return word.isalpha() and word[0].isupper() and word.endswith("s") and not named
