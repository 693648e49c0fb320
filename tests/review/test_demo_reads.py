"""The demonstration reads for itself: every claim of the five articles, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.demo import open_demo
from ledger.review.queue import Queued, queue


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    book, is_new = open_demo(str(tmp_path_factory.mktemp("demo") / "demo.db"), fresh=False)
    assert is_new
    with book:
        yield book


@pytest.fixture(scope="module")
def claims(demo: Ledger) -> list[Queued]:
    with demo.reading() as connection:
        return queue(connection, decided=True)


def test_the_reader_finds_what_the_articles_say_and_nothing_else(claims: list[Queued]) -> None:
    found = [
        (
            one.document,
            one.body["donor_code"] or one.body["donor"],
            one.body["stage"],
            one.body["text"],
        )
        for one in claims
    ]
    assert found == [
        (1, "DEU", "committed", "further advanced air defense systems"),
        (1, "USA", "committed", "further advanced air defense systems"),
        (1, "NATO", "delivered", "the Ukrainian air defense systems"),
        (2, "USA", "pledged", "€276 million"),
        (2, "USA", "stalled", "€55 billion"),
        (2, "EU", "committed", "€5 billion"),
        (3, "NATO", "shortfall", "what we have promised"),
        (3, "European allies", "shortfall", "the ammunition"),
        (3, "USA", "committed", "$60 billion"),
        (3, "GBR", "pledged", "a “record high” commitment"),
        (3, "DEU", "committed", "a new Patriot air defense system"),
        (3, "NLD", "pledged", "boosted its aid"),
        (
            4,
            "NATO",
            "committed",
            "heavy weaponry: armor, infantry fighting vehicles, but also main battle tanks",
        ),
        (5, "USA", "stalled", "a long-delayed military aid package"),
    ]


def test_every_claim_was_decided_and_became_an_entry(claims: list[Queued]) -> None:
    assert all(one.verdict in {"accept", "amend"} and one.entry is not None for one in claims)
    assert len({str(one.entry) for one in claims}) == 14


def test_what_was_put_right_says_why(claims: list[Queued]) -> None:
    assert all(one.reason for one in claims if one.verdict == "amend")


def test_the_demonstration_is_whole(demo: Ledger) -> None:
    assert demo.verify() == []


def test_another_ledger_is_left_alone(tmp_path: Path) -> None:
    from ledger.errors import StoreError

    place = tmp_path / "mine.db"
    import ledger

    with ledger.open(place, create=True) as book:
        book.add_document(b"Norway pledged 5 trucks.", published="2024-03-13")
    with pytest.raises(StoreError, match="other documents"):
        open_demo(str(place), fresh=True)
    assert place.exists()
