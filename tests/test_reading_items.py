"""What a bare number counts, or why it counts nothing that can be given."""

from __future__ import annotations

import pytest

from ledger.reading.items import counted, find
from ledger.reading.reader import read_all
from ledger.reading.tokens import words_of


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("Leopard 2 tanks to Ukraine", "Leopard 2 tank"),
        ("artillery shells", "artillery shell"),
        ("field hospitals and beds", "field hospital"),
        ("tonnes of wheat for Yemen", "tonne of wheat"),
        ("rounds of ammunition", "ammunition round"),
        ("howitzers promised in May", "howitzer"),
        ("Wire-Guided (TOW) missiles;", "missile"),
        ("brand-new widgets", "brand-new widgets"),
    ],
)
def test_units(phrase: str, unit: str) -> None:
    words = words_of(phrase)
    lows = [word.lower() for word in words]
    assert counted(lows, words, 0, find(lows)).unit == unit


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Germany gave Ukraine shelter for 600 soldiers.", "people"),
        ("Germany gave Ukraine tanks within 12 months.", "a duration or date"),
        ("Germany gave Ukraine a gun that fires 40 kilometres.", "a measure"),
        ("Germany and 40 other countries gave Ukraine tanks.", "participants"),
        ("Germany gave Ukraine Leopard 2 tanks.", "model number or calibre"),
        ("Germany gave Ukraine tanks in 2023.", "date"),
    ],
)
def test_refused(sentence: str, reason: str) -> None:
    (refusal,) = read_all(sentence).refusals
    assert refusal.reason == reason
