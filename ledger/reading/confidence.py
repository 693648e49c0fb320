"""How sure the reader is."""

from __future__ import annotations

from dataclasses import replace

from ledger.reading.claim import Claim


def rated(claim: Claim) -> Claim:
    """The claim with its confidence."""
    return replace(claim, confidence=0.8)
