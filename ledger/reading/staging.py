"""The stage of a mention: from its verb, its list, its package or the figure before it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from ledger.reading import attribution, stages
from ledger.reading.background import (
    NO_VERB,
    PACKAGES,
    TO_COME,
    joined_to_none,
    not_a_sequel,
    of_others,
    of_running_total,
    said_of_itself,
    thought_of,
    told_apart,
)
from ledger.reading.claim import Claim, Span
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import Context, may_give, subjects
from ledger.reading.mention import Mention
from ledger.reading.parties import SELDOM_DONORS
from ledger.reading.portions import bracketed, is_at_place, is_to_come, of_portion, of_thing
from ledger.reading.shares import COPULAS, Staged, shared_out
from ledger.reading.state import Announced, State
from ledger.reading.subject import subject as subject_of
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage


def staged(  # noqa: C901, PLR0911
    state: State, made: Frame, mention: Mention, verb: Verb | None, how: str, last: Claim | None
) -> Staged:
    """Stage, why, rule, and the words that tell it."""
    listed = state.listed
    if verb is None:
        return _ungoverned(state, made, mention, last)
    span = made.span(verb.first, verb.last)
    if verb.lemma == "reach" and mention.is_money and how == "object":
        if last is not None and last.support.get("stage") == span:
            return last.stage, "goes on from the figure before", "series", span
        return None, stages.NOT_AID, "", None
    told = None if mention.is_money else of_thing(made, mention, verb, how)
    if told is not None:
        return *told, how, span
    stage, why = stages.stage_of(made, verb)
    held_up = verb.act in (Act.STALL, Act.CANCEL)
    if "request" in made.lows[: mention.first] and asks_lawgivers(made) and not held_up:
        return Stage.PROPOSED, "asked of parliament, not decided", how, span
    before = state.claims[-1] if state.claims else None
    near = before is not None and made.start - before.sentence[1] <= _NEAR
    if before is not None and near and (why, verb.mood) == (stages.HYPOTHETICAL, Mood.WOULD):
        return before.stage, "would, of what stands before", "part", before.support.get("stage")
    if why == stages.NEED and asks_parliament(made, verb):
        subject = subject_of(made, verb, mention.first)
        if subject is None:
            return None, why, "", None
        return Stage.PROPOSED, "asked of parliament, not decided", how, span
    if stage is None and why == stages.INHERITS:
        return _inherited(state, made, mention, verb, last, span)
    if stage is Stage.PLEDGED and how == "subject" and verb.act in (Act.GIVE, Act.ALLOCATE):
        package = listed.package if listed else state.package
        if package is not None and _is_part(made, mention) and not made.headline:
            return package.stage, f"{why}; part of a package", "part", span
    if stage is None:
        return None, why, "", None
    stage, why = of_portion(made, mention, verb, stage) or (stage, why)
    return stage, why, how, span


def _ungoverned(state: State, made: Frame, mention: Mention, last: Claim | None) -> Staged:
    """What a figure says that no verb governs: as its list, or as the figure before it."""
    listed = state.listed
    said = bracketed(made, mention)
    if said is not None:
        return said, "the bracket behind it says so", "list" if listed else "series", None
    if listed is not None:
        if listed.stage is None:
            return None, listed.why, "", None
        return listed.stage, listed.why, "list", listed.stage_span
    goes_on = made.low(mention.edge + 1) not in _FINITE
    if last is not None and goes_on and not told_apart(made, mention, last.span):
        if last.stage is Stage.DELIVERED and is_to_come(made, mention):
            return Stage.PLEDGED, "still to come", "series", last.support.get("stage")
        return last.stage, "goes on from the figure before", "series", last.support.get("stage")
    return _verbless(state, made, mention)


def _inherited(
    state: State, made: Frame, mention: Mention, verb: Verb, last: Claim | None, span: Span
) -> Staged:
    """What a verb that says nothing of the stage takes from list, package or claim before."""
    if state.listed is not None and state.listed.stage is not None:
        return state.listed.stage, state.listed.why, "list", span
    destined = _destined(made, mention, verb, span)
    if destined is not None:
        return destined
    if of_others(made, mention, verb):
        return None, stages.NOT_AID, "", None
    told = _announced(state, made)
    if told is not None and last is None:
        return told
    if last is not None:
        return last.stage, "belongs to the figure before", "part", last.support.get("stage")
    return _of_what_stands_before(state, made, mention, verb, span)


def _of_what_stands_before(
    state: State, made: Frame, mention: Mention, verb: Verb, span: Span
) -> Staged:
    """What a figure takes from earlier sentences, where its own has no other claim."""
    if verb.act is Act.CONTAIN and of_running_total(state, made, mention):
        return _contained(made, verb, span)
    to_come = verb.mood in TO_COME
    given_up = to_come and _is_over(state)
    if state.package is not None and not made.headline and not given_up:
        return state.package.stage, "belongs to the package before", "part", span
    if state.claims and not made.headline and not given_up:
        before = state.claims[-1]
        return before.stage, "belongs to the claim before", "part", before.support.get("stage")
    if to_come or made.headline:
        return Stage.PLEDGED, "not yet handed over", "object", span
    if verb.act is Act.CONTAIN and not PACKAGES.isdisjoint(made.lows[: verb.first]):
        return _contained(made, verb, span)
    return _verbless(state, made, mention)


def _is_over(state: State) -> bool:
    """ "will go to the camps" behind what was cancelled: a gift of its own."""
    before = state.package or (state.claims[-1] if state.claims else None)
    return before is not None and before.stage in (Stage.CANCELLED, Stage.SHORTFALL)


def _destined(made: Frame, mention: Mention, verb: Verb, span: Span) -> Staged | None:
    """ "Norway will support the fund with 5 million": who acts says what the sum is for."""
    subject = subjects(made)
    if verb.act is not Act.DESTINE or subject is None or subject.span is None:
        return None
    if subject.span[1] > made.starts[verb.first] or verb.last >= mention.first:
        return None
    if verb.mood in TO_COME or verb.mood is Mood.PRESENT:
        return Stage.PLEDGED, "said by the donor", "object", span
    if verb.mood is Mood.GERUND or verb.mood is Mood.INFINITIVE:
        return None, "not aid", "", None
    return Stage.DELIVERED, "in the past", "object", span


def _contained(made: Frame, verb: Verb, span: Span) -> Staged:
    """ "The shipment that left on Friday consists of": what its subject says of itself."""
    for other in reversed(made.verbs):
        if other.last < verb.first:
            stage, why = stages.stage_of(made, other)
            if stage is not None:
                return stage, why, "object", made.span(other.first, other.last)
    return Stage.PLEDGED, "what a package holds", "object", span


_FINITE: Final = word_set("is are was were")
AID_NOUNS: Final = word_set(
    "package packages aid assistance support grant grants loan loans donation contribution "
    "pledge commitment funding guarantee tranche credit facility pledges offer help fund"
)
OF_AID: Final = word_set(
    "aid assistance donor donors donation donations donated donates donate pledge pledges pledged "
    "contribution contributions humanitarian relief refugees disbursed airlift airlifted grant "
    "grants handed delivery deliveries promised promise promises gift reconstruction tonnes tents "
    "blankets medicines vaccine vaccines rations purification parcels supplies consignment "
    "batch shipment"
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
    "handover": Stage.DELIVERED,
    "disbursement": Stage.DELIVERED,
    "transfer": Stage.DELIVERED,
    "donation": Stage.DELIVERED,
    "consignment": Stage.DELIVERED,
    "allocation": Stage.ALLOCATED,
    "reservation": Stage.ALLOCATED,
    "announcement": Stage.PLEDGED,
    "pledge": Stage.PLEDGED,
    "promise": Stage.PLEDGED,
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


def _introduced(made: Frame, mention: Mention) -> Staged | None:
    """ "The announcement was $20 million", "From Rome there is €3 million": what opens a sum."""
    opening = made.lows[max(0, mention.first - 2) : mention.first]
    there = mention.is_money and opening in _THERE_IS and not made.headline
    if opening in _WAS_SAID or there:
        return Stage.PLEDGED, f"“{' '.join(opening)}”", "noun", None
    return None


_WAS_SAID: Final = tuple([noun, "was"] for noun in ("announcement", "pledge", "promise", "offer"))
_THERE_IS: Final = (["there", "is"], ["there", "are"], ["there", "was"], ["there", "were"])


def _noun_of(made: Frame, mention: Mention) -> int | None:
    at = mention.first - 1
    while at > 0 and mention.first - at < 7 and made.low(at) != "of":
        at -= 1
    return at - 1 if made.low(at) == "of" and made.low(at - 1) in _NOUNS_OF else None


def _verbless(state: State, made: Frame, mention: Mention) -> Staged:
    share = shared_out(state, made, mention) or _introduced(made, mention)
    if share is not None:
        return share
    noun = _noun_of(made, mention)
    if noun is not None:
        return _NOUNS_OF[made.low(noun)], f"“{made.low(noun)} of”", "noun", made.span(noun, noun)
    told = _announced(state, made)
    if told is not None and not mention.generic:
        return told
    if not mention.is_money and state.unit is None:
        return _told(state, made, mention)
    window = range(max(0, mention.first - 8), min(len(made.lows), mention.last + 8))
    for at in window:
        low = made.lows[at]
        if low in AID_NOUNS:
            stage = _DONE_NOUNS.get(low)
            if state.claims and low == "donation" and made.low(at - 1) in ("the", "this"):
                stage = state.claims[-1].stage
            if stage is None:
                stage = state.package.stage if state.package is not None else Stage.PLEDGED
            return stage, f"“{low}”, without a verb", "noun", made.span(at, at)
    return _told(state, made, mention)


_FOLLOWS: Final = 300
"""Code points within which the figures of an announced package follow."""


_ANNOUNCED: Final = {
    Act.PLEDGE: PACKAGES,
    Act.COMMIT: PACKAGES | word_set("programme program agreement accord"),
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


def _announced(state: State, made: Frame) -> Staged | None:
    told = state.announced
    if told is None or made.headline or made.start - told.end > _FOLLOWS:
        return None
    return told.stage, "belongs to what was announced", "next", told.span


_THERE: Final = word_set(
    "handed delivered arrived home ashore aboard crossed present gift donated disbursed paid wired "
    "transferred landed unloaded"
)
"""Words that tell, without a verb that governs the figure, that a thing has come."""


def _told(state: State, made: Frame, mention: Mention) -> Staged:
    """ "Madrid's three million", "from Warsaw, seven jets": a named donor and what it gives."""
    unread = state.context.main_recipient is None and not state.of_aid
    if unread or mention.generic or made.headline:
        return None, NO_VERB, "", None
    donor = attribution.donor_of(made, mention.first, mention.last, None, Context())
    apart = donor is None or donor.span is None or _apart(made, mention, donor.span)
    seldom = donor is not None and donor.parties[0].key in SELDOM_DONORS and donor.how != "list"
    if donor is None or seldom or (donor.how == "sentence" and not mention.is_money and apart):
        under = _under_name(state, made, mention) or _says(state, made, mention)
        return under or _goes_on(state, made, mention)
    clause = _clause(made, mention)
    if made.low(mention.first - 1) == "came" or _THERE & set(clause) or _is_handled(clause):
        return Stage.DELIVERED, "the sentence says that it has come", "told", None
    return Stage.PLEDGED, "a donor and its sum, without a verb", "told", None


def _is_handled(clause: list[str]) -> bool:
    """ "18 ambulances from Germany were being washed": who has them does something with them."""
    return any(low in ("was", "were") and after == "being" for low, after in pairwise(clause))


def _under_name(state: State, made: Frame, mention: Mention) -> Staged | None:
    """ "USAID" and below it "$35 million towards generators": what a heading's donor gives."""
    if state.titled is None or not (mention.is_money or mention.unit):
        return None
    if any(verb.act in (Act.NEED, Act.OTHER) for verb in made.verbs) or thought_of(made, mention):
        return None
    opens = mention.first <= _OPENING or made.low(mention.first - 1) == ":"
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
    return made.low(at) == "," and made.low(at + 1) in ("and", "but", "while", "whereas")


def _apart(made: Frame, mention: Mention, span: Span) -> bool:
    """Whether more than a verb with its words stands between a party and what it may give."""
    return mention.first - made.token_at(span[1]) > _VERB_WORDS


_VERB_WORDS: Final = 4

_NEAR: Final = 3
"""Code points between a claim's sentence and one that goes on from it."""


_ALONG: Final = word_set("inside aboard board riding among along included also top")

_WORTH: Final = word_set("value worth valued")


def _goes_on(state: State, made: Frame, mention: Mention) -> Staged:
    """ "Riding along are 500 shells": what goes on from a claim just before, if none else gives."""
    last = state.claims[-1] if state.claims else None
    far = _WORTH & set(made.lows[max(0, mention.first - 9) : mention.first])
    far = far or (_ALONG & set(made.lows[:3]) and COPULAS & set(made.lows[: mention.first]))
    reach = _FOLLOWS if far else _NEAR
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


_NOT_THIS: Final = word_set(
    "year month week summer autumn winter spring time day morning afternoon"
)


def _is_part(made: Frame, mention: Mention) -> bool:
    if {"package", "remaining", "funds", "includes", "which"} & set(made.lows):
        return True
    return any(
        low == "this" and made.low(at + 1) not in _NOT_THIS for at, low in enumerate(made.lows)
    )


_LAWGIVERS: Final = word_set("congress parliament lawmakers legislators bundestag senate")


def asks_lawgivers(made: Frame) -> bool:
    """Whether those who decide of the money stand in the sentence: "a request to Congress"."""
    return not _LAWGIVERS.isdisjoint(made.lows)


def asks_parliament(made: Frame, verb: Verb | None) -> bool:
    """Whether a government asks for the money that it means to give."""
    if verb is None or verb.lemma not in ("ask", "request", "seek"):
        return False
    return bool(_LAWGIVERS & set(made.lows[verb.last :])) or verb.lemma == "request"
