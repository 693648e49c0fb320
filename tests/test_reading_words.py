"""A sentence taken to its words: places, kinds, and whether a number may be written in words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.reading import words
from ledger.reading.tokens import words_of
from ledger.reading.words import PARTY, THING, VERB, places, words_at
from ledger.sources.figures import figures

WORDS = (
    "a A an half Half quarter a-hundred half-a-million three twenty-one million thousand dozen 5 "
    "$5m 38.a euros, (two ten’s Kyiv’s Norway's air-defence U.S. «x» of _ -a 1,000 million."
)
PIECES = st.sampled_from([*WORDS.split(), "", "\n\t"])
SENTENCES = st.lists(PIECES, min_size=1, max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", "  ", "\n", " \u00a0"]).map(
        lambda gap: (" ".join(pieces[:-2]) + gap + gap.join(pieces[-2:])).strip()
    )
)


@settings(deadline=None)
@given((SENTENCES | st.text().map(str.strip)).filter(bool))
def test_words_stand_where_they_are_said_to(sentence: str) -> None:
    text = f"So. {sentence} So."
    found = words_at(text, 4, 4 + len(sentence))
    spans = zip(found.starts, found.ends, strict=True)
    assert [text[start:end].replace("’", "'") for start, end in spans] == found.words
    assert found.words == words_of(sentence)
    assert found.lows == [word.lower() for word in found.words]
    assert len(found.kinds) == len(found.words)


@settings(deadline=None)  # the tables are made when they are first needed
@given(SENTENCES.filter(bool))
def test_no_number_in_words_is_overlooked(sentence: str) -> None:
    found = words_at(sentence, 0, len(sentence))
    assert figures(sentence, in_words=words.numbers_in_words(found)) == figures(sentence)


def test_kinds() -> None:
    found = words_at("Norway gave Kyiv's army tanks.", 0, 30)
    assert places(found.kinds, PARTY) == [0, 2]
    assert places(found.kinds, VERB) == [1]
    assert places(found.kinds, THING)[-1:] == [5]


def test_no_more_pieces_are_kept_than_there_is_room_for() -> None:
    for number in range(words._MOST_PIECES + 100):
        assert words_at(f"x{number}", 0, 8).words == [f"x{number}"]
    assert len(words._KEPT) <= words._MOST_PIECES
    long = "x" * (words._LONGEST_PIECE + 1)
    assert words_at(long, 0, len(long)).words == [long]
    assert long not in words._KEPT
