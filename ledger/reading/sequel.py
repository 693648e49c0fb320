"""What the next sentence says became of a promise: "They are in Odesa.", "None has arrived."

Such a sentence has no figure of its own; it begins with a pronoun, or a word for the whole or for
nothing of it, and its verb gives the claims just before another stage.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ledger.reading.frames import Frame, Mood, Verb
from ledger.reading.givers import WEAK, may_give, opening
from ledger.reading.parties import Party
from ledger.reading.portions import is_at_place
from ledger.reading.state import State
from ledger.reading.verbs import Act
from ledger.reading.wordlists import word_set
from ledger.values.stages import Stage
from ledger.values.units import UnitKind

_OPENINGS: Final = word_set("they these it all both none neither nothing not this")
_NOTHING: Final = frozenset({"none", "neither", "nothing", "not"})
_NEAR: Final = 4
"""Code points between the sentence of the promise and the one that goes on from it."""
_REACH: Final = 8
"""Words from the start of a sentence within which its verb begins."""
_OPEN: Final = frozenset({Stage.PLEDGED, Stage.COMMITTED, Stage.ALLOCATED, Stage.PROPOSED})


def follow_up(state: State, made: Frame) -> None:
    """Give the claims of the sentence before the stage that this sentence tells."""
    if made.figures or made.headline or made.low(0) not in _OPENINGS or not state.claims:
        return
    sentence = state.claims[-1].sentence
    if not 0 <= made.start - sentence[1] <= _NEAR or made.text[made.end - 1] == "?":
        return
    for at in range(len(state.claims) - 1, -1, -1):
        claim = state.claims[at]
        if claim.sentence != sentence:
            break
        told = _stage(made, things=claim.unit_kind is UnitKind.ITEM)
        if told is None or claim.stage not in _OPEN:
            continue
        stage, span = told
        changed = replace(
            claim,
            stage=stage,
            support=claim.support | {"stage": span},
            why=claim.why | {"stage": "the next sentence tells what became of it"},
        )
        state.claims[at] = changed
        if state.package is claim:
            state.package = changed


def who_gave(state: State, made: Frame) -> None:
    """Give the claims of the sentence before, whose donor only the text told, the one named here.

    "A plane brought 34 tons. It was provided by Saudi Arabia."
    """
    if made.figures or made.headline or not (state.claims and made.parties):
        return
    opened = made.low(0) in _OPENINGS or (made.low(0) == "the" and made.low(1) in _GIFTS)
    sentence = state.claims[-1].sentence
    if not opened or not 0 <= made.start - sentence[1] <= _NEAR:
        return
    party = _agent(made)
    for at in range(len(state.claims) - 1, -1, -1) if party is not None else ():
        claim = state.claims[at]
        if claim.sentence != sentence:
            break
        rule, _, how = claim.rule.partition(": ")
        if how not in WEAK or party is None:
            continue
        state.claims[at] = replace(
            claim,
            donor=party.name,
            donor_code=party.code,
            rule=f"{rule}: by",
            support=claim.support | {"donor": made.span(party.first, party.last)},
            why=claim.why | {"donor": "the next sentence tells who gave it"},
        )


_GIFTS: Final = word_set(
    "first aid cargo plane aircraft flight ship vessel convoy consignment shipment supplies gift "
    "food grain wheat rice money grant donation vaccines doses equipment vehicles"
)


def _agent(made: Frame) -> Party | None:
    """Who gave, behind the first verb of a sentence: "was donated by the Government of Spain"."""
    verb = next((one for one in made.verbs if one.first <= _REACH and not one.relative), None)
    if verb is None or not verb.passive or verb.negated:
        return None
    if verb.act is not Act.GIVE and verb.lemma not in ("pay", "buy", "purchase"):
        return None
    for party in made.parties:
        near = 0 < party.first - verb.last <= _REACH and may_give(party)
        if near and made.low(opening(made, party)) == "by":
            return party
    return None


def _stage(made: Frame, *, things: bool) -> tuple[Stage, tuple[int, int]] | None:
    verb = next((one for one in made.verbs if one.first <= _REACH and not one.relative), None)
    if verb is None:
        there = things and is_at_place(made, 1)
        return (Stage.DELIVERED, made.span(0, 2)) if there else None
    if verb.lemma == "come" and made.low(verb.last + 1) == "from":
        return None  # "All of the deposits came from Canada": from whom
    nothing = verb.negated or made.low(0) in _NOTHING
    stage = _of_verb(verb, nothing=nothing)
    return (stage, made.span(verb.first, verb.last)) if stage is not None else None


def _of_verb(verb: Verb, *, nothing: bool) -> Stage | None:
    if verb.moves and verb.mood in (Mood.PAST, Mood.PERFECT):
        return Stage.SHORTFALL if nothing else Stage.DELIVERED
    if nothing:
        return None
    if verb.act is Act.STALL and verb.passive:
        return Stage.STALLED
    if verb.act is Act.CANCEL and verb.passive:
        return Stage.CANCELLED
    return Stage.SHORTFALL if verb.act is Act.FALL_SHORT else None
