"""Which commitments a claim may belong to: suggestions for a person, never a decision.

A commitment is suggested where donor and recipient agree and unit, item or time do not speak
against it. The same figure from another source is more evidence for one promise; another figure
for the same act is a conflict, which is shown and never merged silently. What came of a part of a
promise ("10 of the 18 tanks were delivered") is news of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from ledger.values.bounds import Bounds
from ledger.values.stages import LADDER, Stage

_NEAR_DAYS = 45
"""Within that many days two reports are taken to speak of the same act."""

_FAR_DAYS = 550
"""Beyond that a promise is hardly the same one, unless its figure is."""

_ALIKE_TITLES = 60


class Relation(StrEnum):
    """What a claim would be to a commitment."""

    SAME = "the same figure"
    CONFLICT = "another figure"
    NEWS = "news of it"


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of a commitment, as far as matching looks at it."""

    commitment: int
    donor: str
    recipient: str
    title: str
    item: str | None
    stage: Stage
    figure: Bounds | None
    unit: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim, as far as matching looks at it; ``donor`` and ``recipient`` are keys."""

    donor: str
    recipient: str | None
    words: str
    item: str | None
    stage: Stage
    figure: Bounds | None
    unit: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A commitment that a claim may belong to; the higher ``score``, the more speaks for it."""

    commitment: int
    relation: Relation
    score: int
    why: str
    by_figure: bool = False
    """Whether the figures say so, and not only words, item and time."""


def keeps_back(offers: Iterable[Suggestion], same_text: Collection[int]) -> Suggestion | None:
    """What keeps a claim from being accepted unseen as a promise of its own; ``None`` if nothing.

    Anything on record that it may belong to; of commitments that the same text has just opened,
    ``same_text``, only one with its figure, or of which its figure is news: what a text tells
    apart is mostly apart.
    """
    for offer in offers:
        near = offer.commitment in same_text
        if not near or (offer.by_figure and offer.relation is not Relation.CONFLICT):
            return offer
    return None


def suggest(claim: Wanted, known: Iterable[Known], limit: int = 5) -> list[Suggestion]:
    """The commitments that a claim may belong to, the likeliest first."""
    best: dict[int, Suggestion] = {}
    for entry in known:
        found = _compare(claim, entry)
        if found is not None:
            other = best.get(found.commitment)
            if other is None or found.score > other.score:
                best[found.commitment] = found
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.commitment))
    return ranked[:limit]


def _compare(claim: Wanted, entry: Known) -> Suggestion | None:
    if claim.donor != entry.donor or (claim.recipient and claim.recipient != entry.recipient):
        return None
    apart = abs((claim.day - entry.day).days)
    same_unit = claim.unit is not None and claim.unit == entry.unit
    same_item = _same_item(claim, entry)
    if same_unit and claim.figure is not None and entry.figure is not None:
        return _by_figure(claim, entry, claim.figure, entry.figure, apart)
    if apart > _FAR_DAYS:
        return None
    reasons, score = [], 0
    if same_item:
        score += 40
        reasons.append("the same item")
    if _has_similar_words(claim, entry):
        score += 20
        reasons.append("similar words")
    if _follows(entry.stage, claim.stage):
        score += 20
        reasons.append(f"{claim.stage} may follow {entry.stage}")
    if apart <= _NEAR_DAYS:
        score += 10
        reasons.append(f"{apart} days apart")
    if score < 30:
        return None
    return Suggestion(entry.commitment, Relation.NEWS, score, ", ".join(reasons))


def _by_figure(
    claim: Wanted, entry: Known, wanted: Bounds, known: Bounds, apart: int
) -> Suggestion | None:
    if wanted.overlaps(known):
        if apart > _FAR_DAYS:
            return None
        told_again = wanted.is_exact and not _follows(entry.stage, claim.stage)
        relation = Relation.SAME if wanted == known or told_again else Relation.NEWS
        score = 90 if wanted == known else 60
        score += 10 if apart <= _NEAR_DAYS else -20
        why = f"{known} {entry.unit}, {apart} days apart"
        return Suggestion(entry.commitment, relation, score, why, by_figure=True)
    if apart <= _NEAR_DAYS and claim.stage == entry.stage and _same_item(claim, entry):
        why = f"{known} {entry.unit} there, {apart} days apart"
        return Suggestion(entry.commitment, Relation.CONFLICT, 35, why, by_figure=True)
    if apart <= _FAR_DAYS and _may_be_part(claim, entry, wanted, known):
        why = f"a part of {known} {entry.unit}, {apart} days apart"
        score = 55 if apart <= _NEAR_DAYS else 40
        return Suggestion(entry.commitment, Relation.NEWS, score, why, by_figure=True)
    if apart <= _FAR_DAYS and _may_be_whole(claim, entry, wanted, known):
        why = f"the whole of which {known} {entry.unit} came, {apart} days apart"
        return Suggestion(entry.commitment, Relation.NEWS, 50, why, by_figure=True)
    return None


def _may_be_whole(claim: Wanted, entry: Known, wanted: Bounds, known: Bounds) -> bool:
    """Whether a claim is the promise of which a part is on record as delivered."""
    more = known.low is not None and (wanted.low or 0) >= known.low
    came = entry.stage in {Stage.DELIVERED, Stage.SHORTFALL} and _follows(claim.stage, entry.stage)
    return more and came and (_same_item(claim, entry) or _has_similar_words(claim, entry))


def _may_be_part(claim: Wanted, entry: Known, wanted: Bounds, known: Bounds) -> bool:
    """Whether a claim tells what came of some of what was promised.

    Of money too much is promised for that to mean anything, unless the words are alike.
    """
    less = known.high is None or (wanted.low or 0) <= known.high
    alike = _same_item(claim, entry) or _has_similar_words(claim, entry)
    return less and alike and _follows(entry.stage, claim.stage)


def _same_item(claim: Wanted, entry: Known) -> bool:
    return claim.item is not None and claim.item in {entry.item, entry.unit}


def _has_similar_words(claim: Wanted, entry: Known) -> bool:
    return fuzz.token_set_ratio(claim.words, entry.title) >= _ALIKE_TITLES


def _follows(earlier: Stage, later: Stage) -> bool:
    """Whether a promise can go on from one stage to the other."""
    if later in {Stage.STALLED, Stage.SHORTFALL, Stage.CANCELLED}:
        return earlier is not Stage.DELIVERED
    if earlier in {Stage.STALLED, Stage.PROPOSED}:
        return later is not Stage.PROPOSED
    if earlier not in LADDER or later not in LADDER:
        return False
    return LADDER.index(later) > LADDER.index(earlier)
