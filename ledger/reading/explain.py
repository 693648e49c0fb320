"""What was read where, and why: claims and refused figures of a text, for people."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.reading.claim import Claim, Reading, Span
from ledger.values.bounds import Qualifier


def explained(text: str, reading: Reading) -> Iterator[str]:
    """Lines that explain each claim, and each figure that is none, in the order of the text."""
    both: list[tuple[Span, list[str]]] = [
        (claim.span, list(_claim(text, claim))) for claim in reading.claims
    ]
    both += [
        (one.span, [f"{_place(one.span)}  {_words(one.text)}  no claim: {one.reason}"])
        for one in reading.refusals
    ]
    for _, lines in sorted(both, key=lambda one: one[0]):
        yield from lines


def _claim(text: str, claim: Claim) -> Iterator[str]:
    figure = "no figure" if claim.bounds is None else f"{claim.bounds} {claim.unit}"
    if "unit" in claim.support:
        figure += f", in the currency of {_quoted(text, claim.support['unit'])}"
    yield f"{_place(claim.span)}  {_words(claim.text)}  claim, rule “{claim.rule}”"
    yield f"    figure      {figure}{_because(text, claim, 'qualifier', _qualifier(claim))}"
    yield f"    donor       {claim.donor}{_because(text, claim, 'donor')}"
    yield f"    recipient   {claim.recipient or 'unknown'}{_because(text, claim, 'recipient')}"
    yield f"    stage       {claim.stage}{_because(text, claim, 'stage')}"
    yield f"    date        {claim.days or 'unknown'}{_because(text, claim, 'date')}"
    yield f"    aid type    {claim.aid_type}"
    if claim.item:
        yield f"    item        {_words(claim.item)}"
    for made in claim.conversions:
        yield f"    conversion  {made.bounds} {made.currency}, from {_quoted(text, made.span)}"
    others = [span for span in claim.repeats if span not in {one.span for one in claim.conversions}]
    if others:
        yield f"    repeats     {', '.join(_quoted(text, span) for span in others)}"
    if claim.part_of:
        yield f"    part of     {_quoted(text, claim.part_of)}"
    for warning in claim.warnings:
        yield f"    warning     {warning}"
    yield f"    confidence  {claim.confidence:.2f}"


def _qualifier(claim: Claim) -> str:
    return "" if claim.qualifier is Qualifier.EXACT else f" ({claim.qualifier})"


def _because(text: str, claim: Claim, field: str, before: str = "") -> str:
    told = [before] if before else []
    if field in claim.support:
        told.append(f", from {_quoted(text, claim.support[field])}")
    if field in claim.why:
        told.append(f"; {claim.why[field]}")
    return "".join(told)


def _quoted(text: str, span: Span) -> str:
    return f"{_words(text[span[0] : span[1]])} at {_place(span)}"


def _words(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _place(span: Span) -> str:
    return f"{span[0]}-{span[1]}"
