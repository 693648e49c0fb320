"""The words around a figure that say how exact it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.qualifiers import qualifier_of
from ledger.values.bounds import Qualifier


@pytest.mark.parametrize(
    ("front", "qualifier", "words"),
    [
        ("gave more than ", Qualifier.AT_LEAST, "more than"),
        ("gave over an additional ", Qualifier.AT_LEAST, "over an additional"),
        ("gave no more than ", Qualifier.AT_MOST, "no more than"),
        ("gave up to another ", Qualifier.AT_MOST, "up to another"),
        ("(about ", Qualifier.ABOUT, "about"),
        ("worth ~", Qualifier.ABOUT, "~"),
        ("worth ca. ", Qualifier.ABOUT, "ca."),
        ("Some\n", Qualifier.ABOUT, "Some"),
        ("gave the ", Qualifier.EXACT, None),
        ("gave a further ", Qualifier.EXACT, None),
        ("handed over ", Qualifier.EXACT, None),
        ("about them ", Qualifier.EXACT, None),
        ("", Qualifier.EXACT, None),
    ],
)
def test_words_in_front(front: str, qualifier: Qualifier, words: str | None) -> None:
    found, span = qualifier_of(f"{front}5 tanks", 0, len(front), len(front) + 1)
    assert found is qualifier
    assert (span and f"{front}5 tanks"[slice(*span)]) == words


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_words_stand_in_the_text(front: str, back: str) -> None:
    start = len(front)
    qualifier, span = qualifier_of(f"{front}5{back}", 0, start, start + 1)
    assert (span is None) == (qualifier is Qualifier.EXACT)
    assert span is None or 0 <= span[0] < span[1] <= len(front) + 1 + len(back)
