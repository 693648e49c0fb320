"""How sure the reader is of a claim: a score from features, calibrated on labelled texts.

The weights are the table ``seeds/reading/confidence.csv``, made by ``scripts/calibrate.py``. The
score is a logistic sum of the weights of the features that a claim has, bent so that of the
claims at 0.9 and above at least 95 in 100 of those texts had donor, stage and figure right.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from ledger.reading.claim import Claim, Refusal
from ledger.resources import folder
from ledger.values.bounds import Qualifier
from ledger.values.units import UnitKind

BEND: Final = "(bend)"
"""The raw score from which a claim counts as sure; a row of the table."""

SURE: Final = 0.9
_HIGHEST: Final = 0.99


def features(claim: Claim) -> list[str]:  # noqa: C901
    """What the score of a claim depends on."""
    rule, _, rest = claim.rule.partition(":")
    donor, _, shared = rest.strip().partition(",")
    found = [
        "(every claim)",
        f"rule {rule}",
        f"donor {donor}",
        f"rule {rule}, donor {donor}",
        f"stage {claim.stage}",
    ]
    if shared:
        found.append("shared figure")
    if claim.bounds is None:
        found.append("no figure")
    elif claim.unit_kind is not None:
        found.append(f"unit {claim.unit_kind}")
        found.append(f"unit {claim.unit_kind}, rule {rule}")
    if claim.conversions:
        found.append("conversion")
    if claim.repeats and not claim.conversions:
        found.append("repeated")
    if claim.part_of is not None:
        found.append("part")
    if "recipient" in claim.support:
        found.append("recipient in the sentence")
    if claim.qualifier is not Qualifier.EXACT:
        found.append(f"qualifier {claim.qualifier}")
    if claim.sentence[1] - claim.sentence[0] > _LONG:
        found.append("long sentence")
    if "date" in claim.support:
        found.append("date in the sentence")
    found.append(f"no claims beside it {min(claim.beside, _MOST_BESIDE)}")
    return [*found, *_unsure(claim), *_distances(claim)]


def with_company(claims: Iterable[Claim], refusals: Iterable[Refusal]) -> Iterator[Claim]:
    """The claims, each with the number of figures in its sentence that are none.

    They are completed, not copied: nobody else has them yet.
    """
    starts = sorted(one.span[0] for one in refusals if one.reason not in _OF_TIME)
    for claim in claims:
        first, end = claim.sentence
        beside = bisect_left(starts, end) - bisect_left(starts, first)
        if beside:
            object.__setattr__(claim, "beside", beside)
        yield claim


_OF_TIME: Final = frozenset({"date", "a duration or date"})
_MOST_BESIDE: Final = 3
"""Figures that are no claims beside one, from which on it makes no difference how many."""


def _unsure(claim: Claim) -> Iterator[str]:
    """What was left open: who of several gives, and what is counted."""
    if claim.bounds is not None and not claim.donor_code:
        yield "several donors"
    if claim.unit_kind is UnitKind.ITEM and claim.item is None:
        yield "noun left out"
    if claim.item is not None and claim.item == claim.unit:
        yield "thing of no table"


def _distances(claim: Claim) -> Iterator[str]:
    """How far from the figure donor and stage were read, in steps that double."""
    for name in ("donor", "stage"):
        span = claim.support.get(name)
        if span is None:
            yield f"{name} without words"
            continue
        gap = max(claim.span[0] - span[1], span[0] - claim.span[1], 0)
        step = bisect_left(_STEPS, gap)
        yield f"{name} within {_STEPS[step]}" if step < len(_STEPS) else f"{name} far away"
        if span[0] > claim.span[0]:
            yield f"{name} behind the figure"


_STEPS: Final = (12, 25, 50, 100, 200)
"""Code points between a figure and the words that its donor or stage was read from."""


_LONG: Final = 280
"""Code points from which a sentence is long."""


def raw_score(claim: Claim, weights: dict[str, float]) -> float:
    """The logistic score before it is bent."""
    return _logistic(features(claim), weights)


def _logistic(found: Iterable[str], weights: dict[str, float]) -> float:
    total = sum(weights.get(feature, 0.0) for feature in found)
    return 1 / (1 + math.exp(-total))


def bent(score: float, sure_from: float) -> float:
    """A raw score moved so that ``sure_from`` becomes 0.9; order stays."""
    if score < sure_from:
        return score / sure_from * SURE
    return SURE + (score - sure_from) / (1 - sure_from) * (_HIGHEST - SURE)


def set_confidence(claim: Claim) -> None:
    """Give a claim that nobody else has yet its confidence, to four decimals.

    This completes it: a claim does not change after that.
    """
    object.__setattr__(claim, "confidence", _confidence(tuple(features(claim))))


@lru_cache(maxsize=4096)
def _confidence(found: tuple[str, ...]) -> float:
    table = _weights()
    score = bent(_logistic(found, table), table[BEND])
    return math.floor(score * 10_000) / 10_000


@cache
def _weights() -> dict[str, float]:
    path = folder("seeds") / "reading" / "confidence.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
