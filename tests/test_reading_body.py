"""Texts of any length: what is read does not depend on how much of it is in memory at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.reading import body, reader
from ledger.reading.body import Body

TEXTS = sorted(Path("fixtures/reading/tune").glob("*.txt"))
DAY = date(2024, 3, 14)
PEACE = "Mali got 50,000 tonnes of wheat from Russia.\n\nThe federal government gave 20 trucks.\n\n"


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "_BLOCK", 3)
    monkeypatch.setattr(body, "_KEPT", 2)
    monkeypatch.setattr(reader, "_MOST_OPEN", 2)


def _texts() -> list[str]:
    texts = [path.read_text("utf-8") for path in TEXTS[::4]]
    return ["\n\n".join(texts[at : at + 4]) for at in range(0, len(texts), 4)] + [PEACE * 4]


def test_a_long_text_reads_like_one_that_is_kept_whole(request: pytest.FixtureRequest) -> None:
    kept = [reader.read_all(text, DAY) for text in _texts()]
    request.getfixturevalue("small_blocks")
    assert [reader.read_all(text, DAY) for text in _texts()] == kept
    assert any(found.claims for found in kept)


@pytest.mark.usefixtures("small_blocks")
def test_sentences_are_made_again_as_they_were() -> None:
    text = "\n\n".join(f"Norway gave {number} tanks to Chad." for number in range(2, 22))
    sentences = Body(text)
    once = list(sentences)
    assert [sentences[at] for at in range(len(sentences))] == once == list(sentences)
    assert sentences[-1] == once[-1] != once[0] == sentences[0]
    assert sentences[4:9] == once[4:9]
    with pytest.raises(IndexError):
        sentences[len(once)]
