"""The stage of a mention: from its verb, its list, its package or the figure before it."""

from __future__ import annotations

from typing import Final

from ledger.reading import stages
from ledger.reading.background import (
    PACKAGES,
    TO_COME,
    of_others,
    of_running_total,
    told_apart,
)
from ledger.reading.claim import Claim, Span
from ledger.reading.equated import headed
from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import subjects
from ledger.reading.mention import Mention
from ledger.reading.portions import (
    bracketed,
    follows,
    has_not,
    is_so_far,
    is_to_come,
    of_portion,
    of_thing,
)
from ledger.reading.shares import Staged
from ledger.reading.state import NEAR, Listed, State
from ledger.reading.subject import subject as subject_of
from ledger.reading.verbless import announced_before, verbless
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage


def staged(  # noqa: C901, PLR0911
    state: State, made: Frame, mention: Mention, verb: Verb | None, how: str, last: Claim | None
) -> Staged:
    """Stage, why, rule, and the words that tell it."""
    listed = state.listed
    if verb is None or headed(made, mention) is not None or _by_whom(listed, made, verb, how):
        return _ungoverned(state, made, mention, last)
    span = made.span(verb.first, verb.last)
    if verb.lemma == "reach" and verb.act is Act.ARRIVE and how == "object":
        if last is not None and last.support.get("stage") == span:
            return last.stage, "goes on from the figure before", "series", span
        return None, stages.NOT_AID, "", None
    told = _of_sum(made, mention, verb) if mention.is_money else of_thing(made, mention, verb, how)
    if told is not None:
        return *told, how, span
    stage, why = stages.stage_of(made, verb)
    held_up = verb.act in (Act.STALL, Act.CANCEL)
    if "request" in made.lows[: mention.first] and asks_lawgivers(made) and not held_up:
        return Stage.PROPOSED, "asked of parliament, not decided", how, span
    before = state.claims[-1] if state.claims else None
    near = before is not None and made.start - before.sentence[1] <= NEAR
    if before is not None and near and (why, verb.mood) == (stages.HYPOTHETICAL, Mood.WOULD):
        return before.stage, "would, of what stands before", "part", before.support.get("stage")
    asking = [one for one in made.verbs if one.last < mention.first]
    if why == stages.NEED and any(asks_parliament(made, one) for one in asking):
        subject = subject_of(made, verb, mention.first)
        ours = not _OURS.isdisjoint(made.lows[max(0, verb.first - _INTENDING) : verb.first])
        if subject is None and not ours:
            return None, why, "", None
        return Stage.PROPOSED, "asked of parliament, not decided", how, span
    if stage is None and why == stages.INHERITS:
        return _inherited(state, made, mention, verb, last, span)
    if stage is Stage.PLEDGED and how == "subject" and verb.act in (Act.GIVE, Act.ALLOCATE):
        package = listed.package if listed else state.package
        later = package is not None and package.stage is Stage.DELIVERED
        part = _is_part(made, mention) and not made.headline
        if package is not None and part and not (later and verb.mood is Mood.FUTURE):
            return package.stage, f"{why}; part of a package", "part", span
    if stage is None:
        return None, why, "", None
    stage, why = of_portion(made, mention, verb, stage) or (stage, why)
    return stage, why, how, span


def _by_whom(listed: Listed | None, made: Frame, verb: Verb, how: str) -> bool:
    """ "plus 80 million lent by the Bank", in a list of pledges: whose pledge it is."""
    if how != "modifier" or listed is None or listed.stage is not Stage.PLEDGED:
        return False
    bare = verb.first == verb.last and verb.passive and verb.act is Act.GIVE
    return bare and made.low(verb.last + 1) == "by"


def _of_sum(made: Frame, mention: Mention, verb: Verb) -> tuple[Stage, str] | None:
    """What a verb says of money that it does not say of things."""
    if verb.lemma == "order" and verb.act is Act.OTHER and not verb.passive:
        for party in made.parties:
            if party.first > mention.last and made.low(made.before(party.first)) == "for":
                return Stage.COMMITTED, "ordered for them"  # "ordered $30 million for Turkey"
    return _went_to(made, verb)


def _went_to(made: Frame, verb: Verb) -> tuple[Stage, str] | None:
    """ "16 million went to the food programme in February": to whom, and not what it is for."""
    gone = verb.lemma == "go" and verb.mood in (Mood.PAST, Mood.PERFECT) and not verb.negated
    if not gone or made.low(verb.last + 1) != "to":
        return None
    at = verb.last + 2 + (made.low(verb.last + 2) == "the")
    received = any(party.first == at for party in made.parties)
    return (Stage.DELIVERED, "it went to who gets it") if received else None


def _ungoverned(state: State, made: Frame, mention: Mention, last: Claim | None) -> Staged:
    """What a figure says that no verb governs: as its list, or as the figure before it."""
    listed = state.listed
    behind = made.lows[mention.edge + 1 : mention.edge + _REQUESTED]
    if ("request" in made.lows[: mention.first] or "requested" in behind) and asks_lawgivers(made):
        return Stage.PROPOSED, "asked of parliament, not decided", "noun", None
    if _has_reached(made, mention):
        return Stage.DELIVERED, "it got there", "told", None
    said = _beside(made, mention)
    if said is not None:
        return *said, "list" if listed else "series", None
    if listed is not None:
        return _of_list(listed, made, mention)
    goes_on = made.low(mention.edge + 1) not in _FINITE
    if last is not None and goes_on and not told_apart(made, mention, last.span):
        return *_gone_on(made, mention, last), "series", last.support.get("stage")
    return verbless(state, made, mention)


def _beside(made: Frame, mention: Mention) -> tuple[Stage, str] | None:
    """What the word, or the bracket, right beside a figure says of it."""
    behind, before = made.low(mention.edge + 1), made.low(mention.first - 1)
    if behind in _MISSING:
        return Stage.SHORTFALL, f"“{behind}”"
    said = bracketed(made, mention)
    if said is not None:
        return said, "the bracket behind it says so"
    told = _ADJECTIVES.get(before) if mention.is_money else None
    return (told, f"“{before}”") if told is not None else None


_MISSING: Final = frozenset({"outstanding", "unpaid", "undisbursed", "undelivered"})
""" "That leaves $440 million outstanding"."""
_ADJECTIVES: Final = {
    "stalled": Stage.STALLED,
    "frozen": Stage.STALLED,
    "blocked": Stage.STALLED,
    "suspended": Stage.STALLED,
    "delayed": Stage.STALLED,
    "withheld": Stage.STALLED,
    "cancelled": Stage.CANCELLED,
    "scrapped": Stage.CANCELLED,
}
""" "to revive a stalled $1.1 billion loan": what no verb says of the sum."""


_REQUESTED: Final = 10
"""Words from a sum to "that the White House requested"."""


def _has_reached(made: Frame, mention: Mention) -> bool:
    """ "a shipment of 900 tons from Japan, which reached the port in March"."""
    verb = next((one for one in made.verbs if one.first > mention.edge), None)
    if verb is None or not (verb.relative and verb.act is Act.ARRIVE and not verb.negated):
        return False
    between = made.lows[mention.edge + 1 : verb.first]
    came = verb.mood in (Mood.PAST, Mood.PERFECT) and between[-2:] == [",", "which"]
    return came and between.count(",") == 1 and "from" in between and "and" not in between


def _of_list(listed: Listed, made: Frame, mention: Mention) -> Staged:
    """What the sentence above a list says of a figure in one of its lines."""
    if listed.stage is None:
        return None, listed.why, "", None
    if listed.stage is Stage.DELIVERED and follows(made, mention):
        return Stage.PLEDGED, "still to come", "list", None
    return listed.stage, listed.why, "list", listed.stage_span


def _gone_on(made: Frame, mention: Mention, last: Claim) -> tuple[Stage, str]:
    """The stage of a figure that goes on from another, and why."""
    if last.stage in _OPEN and is_so_far(made, mention):
        return Stage.DELIVERED, "so far"
    if last.stage is Stage.DELIVERED and is_to_come(made, mention):
        return Stage.PLEDGED, "still to come"
    if last.stage is Stage.DELIVERED and has_not(made, mention.edge):
        return Stage.SHORTFALL, "the others have, these have not"
    return last.stage, "goes on from the figure before"


_OPEN: Final = frozenset({Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED, Stage.SHORTFALL})
"""Stages after which "11 million so far" is what has come."""


def _inherited(
    state: State, made: Frame, mention: Mention, verb: Verb, last: Claim | None, span: Span
) -> Staged:
    """What a verb that says nothing of the stage takes from list, package or claim before."""
    if state.listed is not None and state.listed.stage is not None:
        return state.listed.stage, state.listed.why, "list", span
    destined = (
        _decided(made, verb)
        or _of_what_noun(made, verb, span)
        or _destined(made, mention, verb, span)
    )
    if destined is not None:
        return destined
    if of_others(made, mention, verb):
        return None, stages.NOT_AID, "", None
    told = announced_before(state, made)
    if told is not None and last is None:
        return told
    if last is not None:
        return last.stage, "belongs to the figure before", "part", last.support.get("stage")
    return _of_what_stands_before(state, made, mention, verb, span)


def _decided(made: Frame, verb: Verb) -> Staged | None:
    """ "approved a budget that includes 80 billion": as firm as what holds it."""
    other = stages.of_measure(made, verb)
    if other is None:
        return None
    return *stages.stage_of(made, other), "object", made.span(other.first, other.last)


def _of_what_stands_before(
    state: State, made: Frame, mention: Mention, verb: Verb, span: Span
) -> Staged:
    """What a figure takes from earlier sentences, where its own has no other claim."""
    if verb.act is Act.CONTAIN and of_running_total(state, made, mention):
        return _contained(made, verb, span)
    to_come = verb.mood in TO_COME
    given_up = to_come and _is_over(state, verb)
    if state.package is not None and not made.headline and not given_up:
        return state.package.stage, "belongs to the package before", "part", span
    if state.claims and not made.headline and not given_up:
        before = state.claims[-1]
        return before.stage, "belongs to the claim before", "part", before.support.get("stage")
    if to_come or made.headline:
        return Stage.PLEDGED, "not yet handed over", "object", span
    if verb.act is Act.CONTAIN and not PACKAGES.isdisjoint(made.lows[: verb.first]):
        return _contained(made, verb, span)
    return verbless(state, made, mention)


def _of_what_noun(made: Frame, verb: Verb, span: Span) -> Staged | None:
    """ "Earlier deliveries from Stockholm include 50 carriers": the plural tells the stage."""
    if verb.act is not Act.CONTAIN:
        return None
    noun = next((low for low in made.lows[: verb.first] if low in stages.NOUNS), None)
    return (stages.NOUNS[noun], f"“{noun}”, of what they hold", "object", span) if noun else None


def _is_over(state: State, verb: Verb) -> bool:
    """ "will go to the camps" behind what was cancelled, or has been paid: a gift of its own.

    "The package would have included 40 tanks" goes on from what was cancelled.
    """
    if verb.act is Act.CONTAIN and verb.mood is Mood.WOULD:
        return False
    before = state.package or (state.claims[-1] if state.claims else None)
    over = before is not None and before.stage in (Stage.CANCELLED, Stage.SHORTFALL)
    paid = before is not None and before.stage is Stage.DELIVERED
    return over or (paid and verb.mood is Mood.FUTURE and verb.act is Act.DESTINE)


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


_NOT_THIS: Final = word_set(
    "year month week summer autumn winter spring time day morning afternoon"
)


def _is_part(made: Frame, mention: Mention) -> bool:
    if {"package", "remaining", "funds", "includes", "which"} & set(made.lows):
        return True
    return any(
        low == "this" and made.low(at + 1) not in _NOT_THIS for at, low in enumerate(made.lows)
    )


_OURS: Final = frozenset({"i", "we"})
_INTENDING: Final = 3
"""Words from "I" to "to ask": "I intend to ask the cabinet for"."""
_LAWGIVERS: Final = word_set(
    "congress parliament lawmakers legislators bundestag senate cabinet treasury riksdag storting "
    "folketing eduskunta knesset dáil sejm saeima riigikogu seimas"
)


def asks_lawgivers(made: Frame) -> bool:
    """Whether those who decide of the money stand in the sentence: "a request to Congress"."""
    return not _LAWGIVERS.isdisjoint(made.lows)


def asks_parliament(made: Frame, verb: Verb | None) -> bool:
    """Whether a government asks for the money that it means to give."""
    if verb is None or verb.lemma not in ("ask", "request", "seek"):
        return False
    return bool(_LAWGIVERS & set(made.lows[verb.last :])) or verb.lemma == "request"
