"""The stage of a figure without a verb: from a noun, a package told before, a donor and its sum."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ledger.reading import attribution, stages
from ledger.reading.background import (
    NO_VERB,
    PACKAGES,
    joined_to_none,
    not_a_sequel,
    said_of_itself,
    thought_of,
)
from ledger.reading.claim import Claim, Span
from ledger.reading.equated import equated
from ledger.reading.frames import Frame, Mood
from ledger.reading.givers import Context, may_give
from ledger.reading.mention import Mention
from ledger.reading.parties import SELDOM_DONORS
from ledger.reading.portions import is_at_place, opens_whole, stands_at_place
from ledger.reading.shares import COPULAS, Staged, shared_out
from ledger.reading.state import NEAR, Announced, State
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage

AID_NOUNS: Final = word_set(
    "package packages aid assistance support grant grants loan loans donation contribution "
    "pledge commitment funding guarantee tranche credit facility pledges offer help fund"
)
OF_AID: Final = word_set(
    "aid assistance donor donors donation donations donated donates donate pledge pledges pledged "
    "contribution contributions humanitarian relief refugees disbursed airlift airlifted grant "
    "grants handed delivery deliveries promised promise promises gift reconstruction tonnes tents "
    "blankets medicines vaccine vaccines rations purification parcels supplies consignment "
    "batch shipment tons"
)
"""Words of which a text about aid has one at least."""
_DONE_NOUNS: Final = {
    "pledge": Stage.PLEDGED,
    "pledges": Stage.PLEDGED,
    "commitment": Stage.COMMITTED,
    "donation": Stage.DELIVERED,
    "offer": Stage.PLEDGED,
    "proposal": Stage.PROPOSED,
    "request": Stage.PROPOSED,
    "bill": Stage.PROPOSED,
}


_NOUNS_OF: Final = {
    "approval": Stage.COMMITTED,
    "authorisation": Stage.COMMITTED,
    "authorization": Stage.COMMITTED,
    "delivery": Stage.DELIVERED,
    "unloading": Stage.DELIVERED,
    "arrival": Stage.DELIVERED,
    "handover": Stage.DELIVERED,
    "disbursement": Stage.DELIVERED,
    "release": Stage.DELIVERED,
    "payment": Stage.DELIVERED,
    "transfer": Stage.DELIVERED,
    "donation": Stage.DELIVERED,
    "consignment": Stage.DELIVERED,
    "allocation": Stage.ALLOCATED,
    "reservation": Stage.ALLOCATED,
    "announcement": Stage.PLEDGED,
    "pledge": Stage.PLEDGED,
    "promise": Stage.PLEDGED,
    "promises": Stage.PLEDGED,
    "offer": Stage.PLEDGED,
    "contribution": Stage.PLEDGED,
    "commitments": Stage.COMMITTED,
    "pledges": Stage.PLEDGED,
    "contributions": Stage.PLEDGED,
    "donations": Stage.DELIVERED,
    "disbursements": Stage.DELIVERED,
    "allocations": Stage.ALLOCATED,
    "proposal": Stage.PROPOSED,
}
"""What a noun says of the figure behind its "of"."""


def _noun_of(made: Frame, mention: Mention) -> int | None:
    at = mention.first - 1
    while at > 0 and mention.first - at < 7 and made.low(at) != "of":
        at -= 1
    return at - 1 if made.low(at) == "of" and made.low(at - 1) in _NOUNS_OF else None


def _is_enabled(made: Frame, noun: int) -> bool:
    """ "completed the review, which allows the disbursement of 880 million": not paid yet."""
    come = _NOUNS_OF[made.low(noun)] is Stage.DELIVERED
    return come and not _ENABLING.isdisjoint(made.lows[max(0, noun - 6) : noun])


_ENABLING: Final = word_set(
    "allows allow allowing enables enable enabling permits permitting unlock unlocks unlocking way"
)


_AHEAD: Final = word_set("will shall would await awaits awaiting expects expect expected")


def verbless(state: State, made: Frame, mention: Mention) -> Staged:
    """What a figure says that no verb governs, and no figure before it."""
    share = (
        shared_out(state, made, mention)
        or equated(made, mention)
        or _heads_part(state, made, mention)
        or _of_bill(made, mention)
    )
    if share is not None:
        return share
    noun = _noun_of(made, mention)
    if noun is not None:
        stage = Stage.COMMITTED if _is_enabled(made, noun) else _NOUNS_OF[made.low(noun)]
        if stage is Stage.DELIVERED and not _AHEAD.isdisjoint(made.lows[max(0, noun - 6) : noun]):
            stage = Stage.PLEDGED  # "will proceed to the payment of 50 million"
        return stage, f"“{made.low(noun)} of”", "noun", made.span(noun, noun)
    told = announced_before(state, made)
    if told is not None and not mention.generic:
        come = stands_at_place(made, mention.edge)
        return (Stage.DELIVERED, "it is at its place", "next", None) if come else told
    if not mention.is_money and state.unit is None:
        return _told(state, made, mention)
    window = range(max(0, mention.first - 8), min(len(made.lows), mention.last + 8))
    at = next((at for at in window if made.lows[at] in AID_NOUNS), None)
    if at is None:
        return _told(state, made, mention)
    stage = _of_aid_noun(state, made, mention, at)
    known = _DEFINITE & set(made.lows[max(0, at - 2) : at]) and _opens_parts(made, mention, at)
    known = known and state.package is not None and stage is state.package.stage
    rule = "part" if known else "noun"
    return stage, f"“{made.lows[at]}”, without a verb", rule, made.span(at, at)


def _opens_parts(made: Frame, mention: Mention, at: int) -> bool:
    """ "The facility, which would be made up of 33 billion in loans": what it consists of."""
    return made.lows[at + 1 : at + 3] == [",", "which"] and at + 3 < mention.first


_DEFINITE: Final = frozenset({"the", "this"})


def _heads_part(state: State, made: Frame, mention: Mention) -> Staged | None:
    """ "Safe hospitals ($6.5 million over 3 years): Canada will": the sum of one project."""
    package = state.package
    if package is None or not mention.is_money or made.headline:
        return None
    if made.low(mention.first - 1) != "(":
        return None
    closing = next((at for at in range(mention.last, len(made.lows)) if made.lows[at] == ")"), 0)
    ends = closing + 1 == len(made.lows) or made.low(closing + 1) in (":", "–", "—", "-")
    opens = all(verb.first > closing for verb in made.verbs)
    if not (closing > 0 and closing - mention.last <= _LASTS and ends and opens):
        return None
    return package.stage, "a part of the package above", "part", package.support.get("stage")


_LASTS: Final = 5
"""Words behind a sum in its bracket: "over three years"."""


def _of_bill(made: Frame, mention: Mention) -> Staged | None:
    """ "At $66 billion, it would be limited to": what a bill told before would come to."""
    if not mention.is_money or "would" not in made.lows:
        return None
    behind = made.lows[mention.edge + 1 : mention.edge + 6]
    opens = made.low(0) == "at" and mention.first <= _OPENING and behind[:1] == [","]
    named = behind[1:2] == ["it"] or not _BILLS.isdisjoint(behind)
    told = opens and named and "would" in behind
    return (Stage.PROPOSED, "what a bill would come to", "noun", None) if told else None


_BILLS: Final = frozenset({"bill", "package", "plan", "proposal", "measure"})


def _of_aid_noun(state: State, made: Frame, mention: Mention, at: int) -> Stage:
    """What a noun of aid near a figure says, where no verb does."""
    low = made.lows[at]
    if state.claims and low in _KNOWN and made.low(at - 1) in ("the", "this"):
        return state.claims[-1].stage
    if made.low(at + 1) in _SIGNED:
        return Stage.COMMITTED
    if low in _DONE_NOUNS:
        return _DONE_NOUNS[low]
    if stands_at_place(made, mention.edge):
        return Stage.DELIVERED
    return state.package.stage if state.package is not None else Stage.PLEDGED


_KNOWN: Final = frozenset({"donation", "package"})
""" "The value of the package is 14 million": of the package that was told."""
_SIGNED: Final = word_set("agreement agreements contract contracts")
""" "A loan agreement over £2 billion"."""


_FOLLOWS: Final = 300
"""Code points within which the figures of an announced package follow."""


_ANNOUNCED: Final = {
    Act.PLEDGE: PACKAGES,
    Act.COMMIT: PACKAGES
    | word_set("programme program agreement accord agreements programmes packages loans grants"),
    Act.GIVE: PACKAGES,
}
"""What verbs of these classes may announce; more is signed or approved than packages."""


def announced(state: State, made: Frame) -> Announced | None:
    """ "We announce a new package": what its sum and contents, told later, take from it."""
    for verb in made.verbs:
        nouns = _ANNOUNCED.get(verb.act)
        if nouns is None or nouns.isdisjoint(made.lows[verb.last + 1 : verb.last + 9]):
            continue
        stage, why = stages.stage_of(made, verb)
        donor = attribution.donor_of(made, verb.last + 1, verb.last + 1, verb, state.context)
        if stage is not None and donor is not None:
            return Announced(stage, why, made.span(verb.first, verb.last), donor, made.end)
    return None


def announced_before(state: State, made: Frame) -> Staged | None:
    """What a figure takes from a package that was announced without its figures."""
    told = state.announced
    if told is None or made.headline or made.start - told.end > _FOLLOWS:
        return None
    return told.stage, "belongs to what was announced", "next", told.span


_THERE: Final = word_set(
    "handed delivered arrived home ashore aboard crossed present gift donated disbursed paid wired "
    "transferred landed unloaded distributed installed erected inaugurated opened rebuilt"
)
"""Words that tell, without a verb that governs the figure, that a thing has come."""


def _told(state: State, made: Frame, mention: Mention) -> Staged:
    """ "Madrid's three million", "from Warsaw, seven jets": a named donor and what it gives."""
    unread = state.context.main_recipient is None and not state.of_aid
    if unread or mention.generic or made.headline:
        return None, NO_VERB, "", None
    donor = attribution.donor_of(made, mention.first, mention.last, None, Context())
    apart = donor is None or donor.span is None or _apart(made, mention, donor.span)
    apart = apart and made.low(mention.first - 2) not in ("said", "says")
    seldom = donor is not None and donor.parties[0].key in SELDOM_DONORS and donor.how != "list"
    if donor is None or seldom or (donor.how == "sentence" and not mention.is_money and apart):
        under = _under_name(state, made, mention) or _says(state, made, mention)
        return under or _goes_on(state, made, mention)
    if opens_whole(made, mention, len(made.words)):
        return Stage.PLEDGED, "the whole, of which a part is told", "told", None
    if _has_not_come(made, mention):
        return Stage.SHORTFALL, "the sentence says that it has not come", "told", None
    clause = _clause(made, mention)
    come = made.low(mention.first - 1) == "came" or stands_at_place(made, mention.edge)
    if come or _is_there(clause) or _is_handled(clause):
        return Stage.DELIVERED, "the sentence says that it has come", "told", None
    return Stage.PLEDGED, "a donor and its sum, without a verb", "told", None


def _has_not_come(made: Frame, mention: Mention) -> bool:
    """ "Three of the eight that Denmark promised have not been delivered": what the verb denies."""
    return any(
        verb.first > mention.edge
        and verb.negated
        and verb.mood in (Mood.PAST, Mood.PERFECT)
        and verb.moves
        for verb in made.verbs
    )


def _is_there(clause: list[str]) -> bool:
    """Whether a word tells that it has come, but for what is "to be handed over next week"."""
    return any(
        low in _THERE and not (before[-1:] == ["be"] and {"to", "will"} & set(before))
        for low, before in ((low, clause[max(0, at - 3) : at]) for at, low in enumerate(clause))
    )


def _is_handled(clause: list[str]) -> bool:
    """ "18 ambulances from Germany were being washed": who has them does something with them."""
    return any(low in ("was", "were") and after == "being" for low, after in pairwise(clause))


def _under_name(state: State, made: Frame, mention: Mention) -> Staged | None:
    """ "USAID" and below it "$35 million towards generators": what a heading's donor gives."""
    if state.titled is None or not (mention.is_money or mention.unit):
        return None
    if any(verb.act in (Act.NEED, Act.OTHER) for verb in made.verbs) or thought_of(made, mention):
        return None
    opens = mention.first <= _OPENING or made.low(mention.first - 1) in (":", "–", "—")
    opens = opens and not made.item
    return (Stage.PLEDGED, "below the name of its donor", "told", None) if opens else None


def _says(state: State, made: Frame, mention: Mention) -> Staged | None:
    """ "Another CA$60 million, she says, for the police": what whom the text speaks of tells."""
    behind = made.lows[mention.edge + 1 : mention.edge + 4]
    told = behind[:1] == [","] and behind[1:2] in _SPEAKERS and behind[2:] in (["says"], ["said"])
    if not told or mention.first > _OPENING or state.context.giver is None:
        return None
    return Stage.PLEDGED, "said of what is given", "told", None


_SPEAKERS: Final = (["he"], ["she"], ["they"], ["it"])
_OPENING: Final = 3
"""Words of a sentence within which a figure opens it."""


def _clause(made: Frame, mention: Mention) -> list[str]:
    """The words between the semicolons around a mention."""
    start = mention.first
    while start and made.low(start - 1) != ";":
        start -= 1
    end = mention.last
    while made.low(end) not in (";", "") and not _parts(made, end):
        end += 1
    return made.lows[start:end]


def _parts(made: Frame, at: int) -> bool:
    """Whether another clause begins with the comma at ``at``: ", and a spokesman added"."""
    apart = made.low(at + 1) in ("and", "but", "while", "whereas", "as")
    return made.low(at) == "," and (apart or made.lows[at + 1 : at + 3] == ["of", "which"])


def _apart(made: Frame, mention: Mention, span: Span) -> bool:
    """Whether more than a verb with its words stands between a party and what it may give."""
    return mention.first - made.token_at(span[1]) > _VERB_WORDS


_VERB_WORDS: Final = 4

_ALONG: Final = word_set("inside aboard board riding among along included also top")

_WORTH: Final = word_set("value worth valued")


def _of_those(made: Frame, mention: Mention, last: Claim) -> bool:
    """ "100 tanks were promised; around 30 are in the country": of the things just told."""
    near = made.start - last.sentence[1] <= NEAR
    counted = not mention.is_money and mention.figure is not None
    same = mention.unit is not None and mention.words is None
    return near and counted and same and is_at_place(made, mention.edge + 1)


def _left_behind(made: Frame, mention: Mention, last: Claim) -> bool:
    """ "Six have been shipped. The other four are still at a workshop": of the things just told."""
    near = made.start - last.sentence[1] <= NEAR and mention.unit is not None
    rest = made.low(mention.first - 1) in _REST and made.low(mention.first - 2) in ("", "the")
    behind = made.lows[mention.edge + 1 : mention.edge + 4]
    return near and rest and behind[:2] == ["are", "still"] and behind[2:] in (["at"], ["in"])


_REST: Final = frozenset({"other", "remaining"})


def _goes_on(state: State, made: Frame, mention: Mention) -> Staged:
    """ "Riding along are 500 shells": what goes on from a claim just before, if none else gives."""
    last = state.claims[-1] if state.claims else None
    if last is not None and _of_those(made, mention, last):
        return Stage.DELIVERED, "it is at its place", "next", None
    if last is not None and _left_behind(made, mention, last):
        return Stage.STALLED, "it is still elsewhere", "next", None
    far = _WORTH & set(made.lows[max(0, mention.first - 9) : mention.first])
    far = far or (_ALONG & set(made.lows[:3]) and COPULAS & set(made.lows[: mention.first]))
    reach = _FOLLOWS if far else NEAR
    near = last is not None and made.start - last.sentence[1] <= reach
    named = mention.is_money or (mention.words is not None and mention.figure is not None)
    others = any(
        may_give(party) and party.last < mention.first and party.code != last.donor_code
        for party in made.parties
        if last is not None
    )
    spoiled = any(verb.act in (Act.NEED, Act.OTHER) for verb in made.verbs)
    spoiled = spoiled or joined_to_none(state, made, mention) or thought_of(made, mention)
    spoiled = spoiled or said_of_itself(made, mention) or not_a_sequel(made, mention)
    if last is None or not (near and named) or others or spoiled or made.item:
        return None, NO_VERB, "", None
    if not mention.is_money and is_at_place(made, mention.edge + 1):
        return Stage.DELIVERED, "it is at its place", "next", None
    return last.stage, "goes on from the claim before", "next", last.support.get("stage")
