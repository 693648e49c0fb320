"""One claim for one promise: repeats of a figure are folded onto its fullest mention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from ledger.reading.claim import Claim, Span
from ledger.values.amount import SCALE
from ledger.values.units import UnitKind

Key: TypeAlias = tuple[object, ...]

_MOST_ALIKE: Final = 12
"""Claims of one figure that a further mention is compared with."""

_BARE_LINES: Final = frozenset({"list: text", "list: context"})
"""Rules of lines that say nothing but a figure: the sentence that tells it in full counts."""
_MISPRINT: Final = "Headline and text give the figure in different magnitudes."


class Folding:
    """The claims of a text, one for each promise; claims come in the order of the text.

    Repeats are folded: same figure, unit and donor; the headline onto the body, by conversion
    too, when all of the body is known.
    """

    def __init__(self) -> None:
        self._kept: list[Claim] = []
        self._repeats: list[set[Span]] = []
        self._by_value: dict[Key, list[int]] = {}
        self._of_headlines: list[Claim] = []

    def add(self, claims: Iterable[Claim], headlines: set[Span]) -> None:
        """Fold claims onto those before them; ``headlines`` are the sentences of headlines."""
        for claim in sorted(claims, key=lambda claim: claim.span):
            if claim.sentence in headlines:
                self._of_headlines.append(claim)
            else:
                self._add(claim, headline=False)

    def claims(self) -> list[Claim]:
        """What is left, in the order of the text."""
        while self._of_headlines:
            self._add(self._of_headlines.pop(0), headline=True)
        both = zip(self._kept, self._repeats, strict=True)
        joined = [_with(claim, spans) for claim, spans in both]
        return sorted(joined, key=lambda claim: (claim.span, claim.donor))

    def _add(self, claim: Claim, *, headline: bool) -> None:
        kept, repeats = self._kept, self._repeats
        at = _same(claim, kept, self._by_value, headline=headline)
        if at is None and headline:
            at = _misprinted(claim, kept)
            if at is not None:
                kept[at] = replace(kept[at], warnings=(*kept[at].warnings, _MISPRINT))
        if at is not None:
            repeats[at] |= {claim.span, *claim.repeats}
            if kept[at].rule in _BARE_LINES and not headline and not claim.rule.startswith("list"):
                repeats[at] |= {kept[at].span}
                kept[at] = claim
            return
        for key in _keys(claim):
            alike = self._by_value.setdefault(key, [])
            if len(alike) < _MOST_ALIKE:
                alike.append(len(kept))
        kept.append(claim)
        repeats.append(set(claim.repeats))


def _with(claim: Claim, spans: set[Span]) -> Claim:
    repeats = tuple(sorted(spans - {claim.span}))
    return claim if repeats == claim.repeats else replace(claim, repeats=repeats)


def _keys(claim: Claim) -> list[Key]:
    if claim.bounds is None:
        return [("phrase", claim.donor, claim.item, claim.stage)]
    keys: list[Key] = [(claim.bounds.low or claim.bounds.high, claim.unit)]
    keys += [(made.bounds.low or made.bounds.high, made.currency) for made in claim.conversions]
    return keys


def _same(
    claim: Claim, kept: list[Claim], by_value: dict[Key, list[int]], *, headline: bool
) -> int | None:
    """The claim that this one repeats."""
    for key in _keys(claim):
        for at in by_value.get(key, ()):
            other = kept[at]
            shares_span = claim.span == other.span and claim.donor != other.donor
            both_listed = other.rule.startswith("list") and claim.rule.startswith("list")
            if shares_span or both_listed:
                continue
            if headline or _agree(claim, other):
                return at
    return None


def _agree(claim: Claim, other: Claim) -> bool:
    """Whether two mentions of one figure can be one claim."""
    if claim.donor != other.donor or claim.sentence == other.sentence:
        return False
    if claim.another > other.another:
        return False
    if claim.unit_kind is UnitKind.ITEM:
        small = claim.bounds is not None and (claim.bounds.low or 0) <= 3 * SCALE
        return not small or claim.stage == other.stage
    return claim.part_of is None or other.part_of is None or claim.part_of == other.part_of


def _misprinted(claim: Claim, kept: list[Claim]) -> int | None:
    """ "US$27 million" above, "US$27 billion" below: one of them is a slip of the source."""
    one = claim.bounds.low if claim.bounds is not None else None
    for at, other in enumerate(kept[:_MOST_ALIKE]):
        two = other.bounds.low if other.bounds is not None else None
        if other.unit != claim.unit or other.donor != claim.donor or not one or not two:
            continue
        if max(one, two) == 1000 * min(one, two):
            return at
    return None
