"""One claim for one promise: repeats of a figure are folded onto its fullest mention."""

from __future__ import annotations

from dataclasses import replace

from ledger.reading.claim import Claim
from ledger.values.amount import SCALE


def folded(claims: list[Claim], headlines: set[tuple[int, int]]) -> list[Claim]:
    """Fold repeats: same figure, unit and donor; the headline onto the body, by conversion too."""
    kept: list[Claim] = []
    by_value: dict[tuple[object, ...], list[int]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.sentence in headlines, claim.span)):
        at = _same(claim, kept, by_value, headlines)
        if at is None:
            for key in _keys(claim):
                by_value.setdefault(key, []).append(len(kept))
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim)
    return sorted(kept, key=lambda claim: (claim.span, claim.donor))


def _keys(claim: Claim) -> list[tuple[object, ...]]:
    if claim.bounds is None:
        return [("phrase", claim.donor_code or claim.donor, claim.item, claim.stage)]
    figure = claim.bounds.low or claim.bounds.high
    keys: list[tuple[object, ...]] = [(figure, claim.unit)]
    keys += [(made.bounds.low or made.bounds.high, made.currency) for made in claim.conversions]
    return keys


def _same(
    claim: Claim,
    kept: list[Claim],
    by_value: dict[tuple[object, ...], list[int]],
    headlines: set[tuple[int, int]],
) -> int | None:
    headline = claim.sentence in headlines
    for key in _keys(claim):
        for at in by_value.get(key, ()):
            other = kept[at]
            if claim.span == other.span and claim.donor != other.donor:
                continue
            if other.rule == "list" and claim.rule == "list":
                continue
            if headline or _agree(claim, other):
                return at
    if headline and claim.unit is not None and claim.bounds is not None:
        return _misprinted(claim, kept)
    return None


def _agree(claim: Claim, other: Claim) -> bool:
    """Whether two mentions of one figure can be one claim."""
    if claim.donor != other.donor or claim.sentence == other.sentence:
        return False
    if claim.unit_kind is not None and claim.unit_kind.value == "item":
        small = claim.bounds is not None and (claim.bounds.low or 0) <= 3 * SCALE
        return not small or claim.stage == other.stage
    return claim.part_of is None or other.part_of is None or claim.part_of == other.part_of


def _misprinted(claim: Claim, kept: list[Claim]) -> int | None:
    """ "US$27 million" above, "US$27 billion" below: one of them is a slip of the source."""
    for at, other in enumerate(kept):
        if other.unit != claim.unit or other.bounds is None or other.donor != claim.donor:
            continue
        one, two = claim.bounds, other.bounds
        assert one is not None
        if one.low and two.low and max(one.low, two.low) == 1000 * min(one.low, two.low):
            return at
    return None


def _joined(claim: Claim, repeat: Claim) -> Claim:
    spans = {*claim.repeats, repeat.span, *repeat.repeats, *(c.span for c in repeat.conversions)}
    spans -= {claim.span}
    warnings = dict.fromkeys((*claim.warnings, *repeat.warnings))
    if claim.bounds and repeat.bounds and claim.unit == repeat.unit:
        one, two = claim.bounds.low, repeat.bounds.low
        if one and two and one != two and max(one, two) == 1000 * min(one, two):
            warnings["Headline and text give the figure in different magnitudes."] = None
    return replace(claim, repeats=tuple(sorted(spans)), warnings=tuple(warnings))
