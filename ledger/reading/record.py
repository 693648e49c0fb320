"""A claim as a record: the fields that other programs read, figures as decimal strings."""

from __future__ import annotations

from typing import Any

from ledger.reading.claim import Claim
from ledger.values import amount


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim as values for JSON, in the order in which ``read --format jsonl`` prints them.

    Offsets count code points of the text as decoded; what is unknown is ``None``.
    """
    bounds, days = claim.bounds, claim.days
    return {
        "start": claim.span[0],
        "end": claim.span[1],
        "text": claim.text,
        "sentence_start": claim.sentence[0],
        "sentence_end": claim.sentence[1],
        "donor": claim.donor,
        "donor_code": claim.donor_code or None,
        "recipient": claim.recipient or None,
        "recipient_code": claim.recipient_code or None,
        "aid_type": claim.aid_type.value,
        "stage": claim.stage.value,
        "qualifier": claim.qualifier.value,
        "low": None if bounds is None or bounds.low is None else amount.text(bounds.low),
        "high": None if bounds is None or bounds.high is None else amount.text(bounds.high),
        "unit": claim.unit,
        "unit_kind": None if claim.unit_kind is None else claim.unit_kind.value,
        "item": claim.item,
        "date_low": None if days is None or days.low is None else days.low.isoformat(),
        "date_high": None if days is None else days.high.isoformat(),
        "part_of": None if claim.part_of is None else list(claim.part_of),
        "repeats": [list(span) for span in claim.repeats],
        "confidence": round(claim.confidence, 4),
        "rule": claim.rule,
        "warnings": list(claim.warnings),
        "support": {name: list(span) for name, span in sorted(claim.support.items())},
    }
