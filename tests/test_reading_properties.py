"""Any text in: no crash, offsets that slice to what they name, the same answer every time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.reading import read
from ledger.reading.claim import Claim
from ledger.reading.plugins import stands
from ledger.reading.reader import read_all

PUBLISHED = date(2024, 3, 14)
_TRADE = (
    "Germany Ukraine the a another gave will give promised not pledged $5 million €1,000 billion "
    "tanks two 155mm shells ( ) , . ; : - • \n \n\n each respectively and of to from by that "
    "on Wednesday last week more than up to about package Kyiv it he “ ” ? Poland: NATO allies"
)
WORDS = _TRADE.split(" ")

ODD = [
    "\x00Germany gave Ukraine 5 tanks\x00.",
    "\u202eGermany gave Ukraine 5 tanks\u202c.",
    "Germany gave Ukraine ５ tanks and ５００ million euros.",
    "Germany gave Ukraine 5\u0301 tanks.",
    "🇩🇪 gave 🇺🇦 5 tanks, Germany said.",
    "Germany gave\r\nUkraine 5\rtanks\n.",
    "\ufeffGermany gave Ukraine 5 tanks.",
    "Germany gave Ukraine 5\u00a0tanks\u2028and €5\u202fmillion\u2029.",
    "İstanbul gave Ukraine 5 tanks, İ said.",
    "ﬁve tanks, ﬀ $5㎜ ½ million ² €²",
    "$" * 500,
    "(" * 500 + "5 tanks" + ")" * 500,
    "Germany gave " + "very " * 3000 + "5 tanks.",
    "1 " * 2000,
    "Germany $5 million ? Germany two million the Ukraine",
    ("Germany and " * 400) + "gave Ukraine 5 tanks.",
]


def check(text: str) -> list[Claim]:
    claims = check_places(text)
    assert all(stands(text, claim) for claim in claims)
    return claims


def check_places(text: str) -> list[Claim]:
    reading = read_all(text, PUBLISHED)
    for claim in reading.claims:
        assert claim.text == text[claim.span[0] : claim.span[1]]
        spans = [claim.span, claim.sentence, *claim.repeats, *claim.support.values()]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert claim.sentence[0] <= claim.span[0] < claim.span[1] <= claim.sentence[1]
        assert 0 < claim.confidence < 1
    for refusal in reading.refusals:
        assert refusal.text == text[refusal.span[0] : refusal.span[1]]
        assert refusal.reason
    return list(reading.claims)


@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_words_of_the_trade(text: str) -> None:
    check(text)


TEXTS = Path(__file__).resolve().parent.parent / "fixtures" / "reading"
CORPUS = "\n\n".join(path.read_text("utf-8") for path in sorted(TEXTS.glob("*/*.txt")))


@settings(max_examples=150)
@given(st.integers(0, len(CORPUS)), st.sampled_from([40, 200, 700, 2000]))
def test_any_piece_of_the_texts(start: int, size: int) -> None:
    check_places(CORPUS[start : start + size])


@settings(max_examples=150)
@given(st.lists(st.integers(0, len(CORPUS) - 40), min_size=1, max_size=12))
def test_any_scraps_of_the_texts_put_together(places: list[int]) -> None:
    check_places(" ".join(CORPUS[place : place + 40] for place in places))


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(text: str) -> None:
    assert check(text) == check(text)


def test_without_a_day_of_publication_relative_dates_stay_unresolved() -> None:
    (claim,) = read("On Wednesday Germany gave Ukraine 5 tanks.")
    assert claim.days is None
    (claim,) = read("On 5 March 2024 Germany gave Ukraine 5 tanks.")
    assert str(claim.days) == "2024-03-05"
