"""The stage of a claim, from the class of its verb, tense, modality and negation."""

from __future__ import annotations

from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.needs import is_urged, needs_consent, owes_aid
from ledger.reading.verbs import CARRIERS, Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage

HYPOTHETICAL: Final = "hypothetical"
OPINION: Final = "opinion"
DENIED: Final = "denied"
NEED: Final = "request or need"
NOT_AID: Final = "not aid"
INHERITS: Final = "inherits"

_SAID: Final = {
    Act.PLEDGE: Stage.PLEDGED,
    Act.RAISE: Stage.PLEDGED,
    Act.COMMIT: Stage.COMMITTED,
    Act.ALLOCATE: Stage.ALLOCATED,
    Act.PROPOSE: Stage.PROPOSED,
    Act.STALL: Stage.STALLED,
    Act.CANCEL: Stage.CANCELLED,
    Act.FALL_SHORT: Stage.SHORTFALL,
}
"""What the class says in any tense that is not conditional."""

_HANDED_OVER: Final = frozenset({Mood.PAST, Mood.PERFECT})
_SAID_NOT_DONE: Final = frozenset(
    {"spare", "take", "bring", "put", "extend", "add", "chip", "commit", "announce"}
)
"""Verbs of giving whose past is still only said: "came and brought a package"."""

_PRESENCE: Final = frozenset({"stand", "hum", "thank"})
"""Verbs that say that a thing is at its place; one thanks for what has come."""

_STANDING_WORDS: Final = frozenset({"pledge", "promise", "offer", "commitment"})
""" "Our pledge of 82 million stands"."""

CONTROL_NOUNS: Final = {
    "plan": Stage.PLEDGED,
    "plans": Stage.PLEDGED,
    "promise": Stage.PLEDGED,
    "promises": Stage.PLEDGED,
    "pledge": Stage.PLEDGED,
    "pledges": Stage.PLEDGED,
    "commitment": Stage.COMMITTED,
    "commitments": Stage.COMMITTED,
    "agreement": Stage.COMMITTED,
    "decision": Stage.COMMITTED,
    "deal": Stage.COMMITTED,
    "contract": Stage.COMMITTED,
    "package": Stage.COMMITTED,
    "offer": Stage.PLEDGED,
    "intention": Stage.PLEDGED,
    "proposal": Stage.PROPOSED,
    "proposals": Stage.PROPOSED,
    "bill": Stage.PROPOSED,
    "request": Stage.PROPOSED,
    "idea": Stage.PROPOSED,
    "talks": Stage.PROPOSED,
    "bid": Stage.PROPOSED,
    "motion": Stage.PROPOSED,
    "permission": Stage.PLEDGED,
    "failure": Stage.SHORTFALL,
    "refusal": Stage.CANCELLED,
}
"""Nouns that govern "to give": "a proposal to provide", "plans to send"."""

NOUNS: Final = {
    "pledges": Stage.PLEDGED,
    "promises": Stage.PLEDGED,
    "offers": Stage.PLEDGED,
    "announcements": Stage.PLEDGED,
    "contributions": Stage.PLEDGED,
    "commitments": Stage.COMMITTED,
    "allocations": Stage.ALLOCATED,
    "disbursements": Stage.DELIVERED,
    "deliveries": Stage.DELIVERED,
    "shipments": Stage.DELIVERED,
    "proposals": Stage.PROPOSED,
}
"""What heads a list in the plural tells of its lines."""

_REPORTS: Final = word_set(
    "said says announced announce announces that told confirmed promised pledged vowed added "
    "reconfirmed stated declared informed heard learned revealed indicated signalled wrote"
)
_PROPOSING: Final = word_set(
    "bill measure proposal plan draft legislation motion request staff-level"
)


def stage_of(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:  # noqa: C901, PLR0911
    """The stage that ``verb`` gives its object, or ``None`` and why it gives none.

    The second value of a stage is the sentence that ``--explain`` prints; without a stage it is
    the named reason, or :data:`INHERITS` where the package decides.
    """
    reason = _no_stage(frame, verb)
    if reason:
        return None, reason
    if verb.mood is Mood.SHOULD:
        return Stage.PLEDGED, f"“{_shown(frame, verb)}”: still to come"
    if verb.negated:
        return _negated(frame, verb)
    if verb.act in (Act.DESTINE, Act.CONTAIN):
        decided = of_measure(frame, verb) if verb.act is Act.CONTAIN else None
        return (None, INHERITS) if decided is None else stage_of(frame, decided)
    if verb.mood is Mood.INFINITIVE or (
        verb.mood is Mood.GERUND and verb.act in (Act.GIVE, Act.ALLOCATE, Act.COMMIT)
    ):
        return controlled(frame, verb)
    if verb.mood is Mood.EXPECTED:
        return Stage.PROPOSED, f"“{_shown(frame, verb)}”: expected, not decided"
    if verb.mood is Mood.WOULD:
        return _would(frame, verb)
    if verb.act in (Act.GIVE, Act.ARRIVE, Act.RECEIVE):
        return _giving(frame, verb)
    if verb.act is Act.COMMIT and "staff-level" in frame.lows:
        return Stage.PROPOSED, f"“{_shown(frame, verb)}” at staff level: the board decides"
    if verb.act is Act.COMMIT and verb.mood is Mood.FUTURE:
        stage = Stage.PLEDGED if verb.lemma in ("commit", "grant", "award") else Stage.PROPOSED
        return stage, f"“{_shown(frame, verb)}”: the act is still to come"
    if (verb.lemma, verb.mood) in _STILL_SAID:
        return Stage.PLEDGED, f"“{_shown(frame, verb)}”: said by the donor"
    if verb.act is Act.NEED:
        open_yet = needs_consent(frame, verb)
        stage = Stage.PROPOSED if open_yet else Stage.SHORTFALL
        return stage, f"“{_shown(frame, verb)}”: {'not decided' if open_yet else 'still missing'}"
    return _SAID[verb.act], f"“{_shown(frame, verb)}” says {_SAID[verb.act]}"


_STILL_SAID: Final = frozenset(
    {
        ("commit", Mood.PRESENT),
        ("commit", Mood.PROGRESSIVE),
        ("grant", Mood.PROGRESSIVE),
        ("make", Mood.FUTURE),
        ("mobilise", Mood.FUTURE),
        ("mobilize", Mood.FUTURE),
    }
)
"""Verbs of a firmer act that are only said in this tense."""


def _no_stage(frame: Frame, verb: Verb) -> str:
    """The named reason why a verb tells of no claim at all; empty where it may."""
    if verb.act is Act.NEED and (owes_aid(frame, verb) or needs_consent(frame, verb)):
        return ""
    if verb.act is Act.NEED or (verb.lemma == "seek" and frame.low(verb.last + 1) != "to"):
        return NEED
    if verb.act is Act.OTHER:
        return NOT_AID
    coming = verb.act is Act.ARRIVE and "should" in frame.lows
    should = verb.mood is Mood.SHOULD and not coming
    if should or (verb.mood is Mood.PRESENT and is_urged(frame, verb)):
        return OPINION
    return HYPOTHETICAL if verb.mood is Mood.MAY and not verb.negated else ""


def _giving(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:
    decided = of_measure(frame, verb)
    return _handing(frame, verb) if decided is None else stage_of(frame, decided)


def _handing(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:  # noqa: PLR0911
    shown = _shown(frame, verb)
    carried = not (CARRIERS.isdisjoint(frame.lows[: verb.first]) and _LOADS.isdisjoint(frame.lows))
    if (
        verb.act is Act.ARRIVE
        and not carried
        and "with" in frame.lows[verb.last + 1 : verb.last + 4]
        and _WITH_IT.isdisjoint(frame.lows[verb.last + 2 : verb.last + 5])
        and verb.lemma not in ("leave", "sail")
    ):
        return Stage.PLEDGED, f"“{shown} with”: brought as a promise"
    if verb.lemma == "stand" and not _STANDING_WORDS.isdisjoint(frame.lows[: verb.first]):
        return Stage.PLEDGED, f"“{shown}”: it is still promised"
    if verb.lemma in _PRESENCE and verb.mood is not Mood.FUTURE:
        return Stage.DELIVERED, f"“{shown}”: it is there"
    if (
        verb.lemma in ("come", "follow")
        and "with" in frame.lows[: verb.first]
        and not carried
        and frame.low(verb.last + 1) != ","
    ):
        return Stage.PLEDGED, f"“with …, {shown}”: brought as a promise"
    said = verb.lemma in _SAID_NOT_DONE and verb.act is Act.GIVE
    if verb.first == verb.last and frame.low(verb.last) == "come":
        return Stage.PLEDGED, f"“{shown}”: not yet handed over"
    coming = verb.act is Act.ARRIVE or verb.lemma == "bring"
    if carried and coming and verb.mood is Mood.PRESENT:
        return Stage.DELIVERED, f"“{shown}”: it is coming in"
    if verb.mood in _HANDED_OVER and (carried or not said):
        if "yet" in frame.lows[verb.first : verb.last]:
            return Stage.SHORTFALL, f"“{shown}”: still missing"
        return Stage.DELIVERED, f"“{shown}”: in the past, so it was handed over"
    return Stage.PLEDGED, f"“{shown}”: not yet handed over"


def of_measure(frame: Frame, verb: Verb) -> Verb | None:
    """ "passed a bill that provides $60 billion": what became of the bill."""
    told = verb.relative and (verb.mood is Mood.PRESENT or verb.act is Act.CONTAIN)
    for other in frame.verbs if told and frame.low(verb.first - 2) in _MEASURES else ():
        if 0 < verb.first - other.last <= _OF_MEASURE and other.act in _DECIDES:
            return other
    return None


_MEASURES: Final = word_set("bill law legislation agreement deal budget measure programme plan")
_DECIDES: Final = frozenset({Act.COMMIT, Act.PROPOSE, Act.STALL, Act.CANCEL})
_OF_MEASURE: Final = 9
"""Words from "passed" to what the bill does."""
_LOADS: Final = word_set("planeload planeloads shipload lorryload truckload boatload planeful")
_WITH_IT: Final = word_set("them it him her us")
""" "Arrived with them": nobody brings what comes with something else."""


def _negated(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:
    shown = _shown(frame, verb)
    if verb.lemma == "expect":
        return Stage.PROPOSED, f"“{shown}”: not decided"
    if verb.act in (Act.GIVE, Act.ARRIVE, Act.RECEIVE):
        if verb.mood in (Mood.PAST, Mood.PERFECT):
            return Stage.SHORTFALL, f"“{shown}”: it has not come"
        reported = verb.mood is Mood.WOULD and not _REPORTS.isdisjoint(frame.lows)
        if verb.mood is Mood.FUTURE or reported:
            return Stage.CANCELLED, f"“{shown}”: it will not come"
    if verb.lemma in _GOING_ON and verb.mood is not Mood.MAY:
        return Stage.CANCELLED, f"“{shown}”: it will not go on"
    if is_withheld(verb):
        return Stage.STALLED, f"“{shown}”: held up by who has to agree"
    return _not_yet(frame, verb)


def _not_yet(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:
    """What has not been confirmed, signed or decided."""
    shown = _shown(frame, verb)
    if verb.lemma == "confirm" and verb.passive and verb.mood is Mood.PERFECT:
        return Stage.SHORTFALL, f"“{shown}”: said once, and still missing"
    if verb.lemma in _DECIDING and verb.mood is Mood.PERFECT:
        return Stage.PROPOSED, f"“{shown}”: still to be decided"
    if verb.act is Act.COMMIT and "yet" in frame.lows[verb.first : verb.last]:
        return Stage.PROPOSED, f"“{shown}”: not decided"
    return None, DENIED


_GOING_ON: Final = frozenset({"renew", "extend"})


def is_withheld(verb: Verb) -> bool:
    """ "Hungary will not agree to 50 billion for Kyiv": what others have to agree to."""
    return verb.negated and verb.mood is Mood.FUTURE and verb.lemma in _CONSENTING


_CONSENTING: Final = word_set("agree approve back endorse")
_DECIDING: Final = word_set("approve sign ratify adopt authorise authorize endorse grant")


def _would(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:
    before = frame.lows[: verb.first]
    shown = _shown(frame, verb)
    if _PROPOSING & set(before) or ("approval" in frame.lows and _PENDING & set(frame.lows)):
        return Stage.PROPOSED, f"“{shown}” of a measure not yet decided"
    if _REPORTS & set(before) or _REPORTS & set(frame.lows[verb.last :]):
        if verb.lemma in _DECIDING or verb.lemma in ("decide", "vote"):
            return Stage.PROPOSED, f"“{shown}”, in reported speech: the act is still to come"
        firm = (verb.lemma, Mood.FUTURE) not in _STILL_SAID
        if firm and verb.act in (Act.PROPOSE, Act.STALL, Act.CANCEL, Act.ALLOCATE):
            return _SAID[verb.act], f"“{shown}”, in reported speech"
        return Stage.PLEDGED, f"“{shown}”, in reported speech"
    return None, HYPOTHETICAL


_PENDING: Final = frozenset({"subject", "pending", "awaiting"})
"""Words with which an approval is still to come: "subject to approval by its board"."""


def controlled(frame: Frame, verb: Verb) -> tuple[Stage | None, str]:  # noqa: C901, PLR0911
    """The stage of "to give" and "giving": what stands before them decides."""
    bound = verb.act in (Act.ALLOCATE, Act.COMMIT) and frame.low(verb.first - 1) in _TOLD_TO
    if bound or verb.act in (Act.PROPOSE, Act.CANCEL, Act.STALL):
        return _SAID[verb.act], f"“{_shown(frame, verb)}” says {_SAID[verb.act]}"
    if frame.low(verb.first - 1) in _ASPECTS and verb.act is Act.GIVE:
        return Stage.DELIVERED, f"“{frame.low(verb.first - 1)} {_shown(frame, verb)}”"
    told = _told_around(frame, verb)
    if told is not None:
        return told
    for at in range(verb.first - 1, max(-1, verb.first - 14), -1):
        low = frame.lows[at]
        if low in CONTROL_NOUNS:
            for other in frame.verbs:
                decided = other.act in (Act.COMMIT, Act.STALL, Act.CANCEL, Act.PROPOSE)
                if 0 < at - other.last <= 6 and decided:
                    return stage_of(frame, other)
            return CONTROL_NOUNS[low], f"“{low}” governs “{_shown(frame, verb)}”"
        if low in (";", ".", ")"):
            break
        for other in frame.verbs:
            if other.last == at and other is not verb and other.act is not Act.ARRIVE:
                return _from_controller(frame, verb, other)
    if verb.mood is Mood.GERUND and verb.act is not Act.GIVE:
        stage = Stage.PLEDGED if verb.lemma == "commit" else _SAID[verb.act]
        return stage, f"“{_shown(frame, verb)}” says {stage}"
    if verb.act is Act.PLEDGE or verb.act is Act.RAISE or verb.act is Act.GIVE:
        return Stage.PLEDGED, f"“{_shown(frame, verb)}”: not yet handed over"
    return Stage.PROPOSED, f"“{_shown(frame, verb)}”: the act is still to come"


def _told_around(frame: Frame, verb: Verb) -> tuple[Stage | None, str] | None:
    """ "22 planes landed, bringing 640 tonnes", "has not decided whether to release 4 million"."""
    if frame.low(verb.first - 1) in _NOT_ABLE:
        return None, DENIED
    if verb.mood is Mood.GERUND and verb.lemma in _BRINGING and _has_landed(frame, verb):
        return Stage.DELIVERED, f"“{_shown(frame, verb)}”: by what has come"
    if frame.low(verb.first - 1) != "whether" or frame.low(verb.first - 2) not in _OPEN_YET:
        return None
    stage = Stage.STALLED if verb.lemma in _LETTING_GO else Stage.PROPOSED
    return stage, f"“whether {_shown(frame, verb)}”: not decided"


def _has_landed(frame: Frame, verb: Verb) -> bool:
    """Whether what carries it has arrived."""
    return any(
        one.last < verb.first
        and one.act is Act.ARRIVE
        and one.mood in _HANDED_OVER
        and not one.negated
        for one in frame.verbs
    )


_BRINGING: Final = frozenset({"bring", "carry", "deliver"})
_OPEN_YET: Final = word_set("decide decided deciding on")
_LETTING_GO: Final = word_set("unlock unfreeze release free resume restore")
"""What is done to aid that was held up."""
_NOT_ABLE: Final = word_set("unable impossible reluctant unwilling hard difficult loath authority")
"""What keeps "to give" from being a promise."""

_TOLD_TO: Final = word_set("instructed tasked directed empowered ordered")
"""Who was told to give is bound to."""

_ASPECTS: Final = word_set("finished completed began begun started")
"""What was begun or finished is being handed over: "has finished delivering"."""


def _from_controller(frame: Frame, verb: Verb, other: Verb) -> tuple[Stage | None, str]:  # noqa: PLR0911
    if other.act is Act.NEED:
        if other.lemma in ("ask", "urge", "request") and verb.act is Act.COMMIT:
            return Stage.PROPOSED, f"“{_shown(frame, other)}”: asked for, not decided"
        own = frame.low(verb.last + 1) in ("its", "their") and "by" in frame.lows[verb.last :]
        if verb.lemma == "raise" and not own:
            return None, NEED
        wanted = any(other.last < party.first < verb.first for party in frame.parties)
        if other.lemma in ("want", "hope") and not wanted:
            return Stage.PROPOSED, f"“{_shown(frame, other)}”: wanted, not decided"
        return None, NEED
    if other.lemma == "plan":
        return Stage.PLEDGED, f"“{_shown(frame, other)}” governs “{_shown(frame, verb)}”"
    stage, why = stage_of(frame, other)
    if stage is Stage.DELIVERED and other.act is not Act.RECEIVE:
        return Stage.DELIVERED, f"{why}, and “{_shown(frame, verb)}” goes with it"
    if why == INHERITS and _with_what_was_done(verb, other):
        return Stage.DELIVERED, f"“{_shown(frame, verb)}”: with what was done"
    if stage is Stage.DELIVERED or why == INHERITS:
        return Stage.PLEDGED, f"“{_shown(frame, verb)}”: not yet handed over"
    if stage is None:
        return None, why
    return stage, f"{why}, and it governs “{_shown(frame, verb)}”"


def _with_what_was_done(verb: Verb, other: Verb) -> bool:
    """ "Sweden has gone beyond it, paying 38 million"."""
    return verb.mood is Mood.GERUND and verb.act is Act.GIVE and other.mood in _HANDED_OVER


def _shown(frame: Frame, verb: Verb) -> str:
    start, end = frame.span(verb.first, verb.last)
    return " ".join(frame.text[start:end].split())
