"""Marked sentences of all kinds: the reader finds exactly the marked figures, donors and stages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ledger.reading import read

FILE = Path(__file__).resolve().parent.parent / "fixtures" / "reading" / "sentences.txt"
PUBLISHED = date(2024, 6, 20)
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\|([^{}|]+)\}")
MARKED = FILE.read_text(encoding="utf-8").split("---\n")


def unmarked(marked: str) -> tuple[str, list[tuple[int, str, str, str]]]:
    """The text without its marks, and start, words, donor and stage of each of them."""
    text, expected, at = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        words, donors, stage = found.groups()
        expected += [(len(text), words, donor, stage) for donor in donors.split("+")]
        text += words
        at = found.end()
    return text + marked[at:], expected


@pytest.mark.parametrize("marked", MARKED, ids=[one[:40].strip() for one in MARKED])
def test_marked(marked: str) -> None:
    text, expected = unmarked(marked)
    claims = [
        (claim.span[0], claim.text, claim.donor_code or claim.donor, str(claim.stage))
        for claim in read(text, PUBLISHED)
    ]
    assert sorted(claims) == sorted(expected)
