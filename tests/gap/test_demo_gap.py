"""What the five articles say, and the gap that follows from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.api import Ledger
from ledger.exporters.sheets import gap_json
from ledger.store.location import Location

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"
ANY = None

STATED: list[tuple[str, str, str, str | None, str | None, str | None, str | None, str, str]] = [
    # article, donor, stage, low, high, unit, first day, last day, some of its words
    *(
        ("000", donor, "committed", ANY, ANY, ANY, None, "2022-10-11", "recent commitments from")
        for donor in ("DEU", "USA")
    ),
    ("000", "NATO", "delivered", ANY, ANY, ANY, None, "2022-10-11", "air defense systems provided"),
    (
        "001",
        "USA",
        "pledged",
        "276000000",
        "276000000",
        "EUR",
        "2024-03-11",
        "2024-03-14",
        "€276 million weapons package",
    ),
    (
        "001",
        "USA",
        "stalled",
        "55000000000",
        "55000000000",
        "EUR",
        None,
        "2024-03-14",
        "€55 billion in funding remains stalled",
    ),
    (
        "001",
        "EU",
        "committed",
        "5000000000",
        "5000000000",
        "EUR",
        "2024-03-13",
        "2024-03-13",
        "agreed to provide €5 billion",
    ),
    (
        "002",
        "USA",
        "committed",
        "60000000000",
        None,
        "USD",
        None,
        "2024-04-29",
        "worth more than $60 billion",
    ),
    ("002", "NATO", "shortfall", ANY, ANY, ANY, None, "2024-04-29", "NATO allies have not"),
    ("002", "European allies", "shortfall", ANY, ANY, ANY, None, "2024-04-29", "the ammunition"),
    ("002", "GBR", "pledged", ANY, ANY, ANY, "2024-04-22", "2024-04-28", "“record high”"),
    ("002", "DEU", "committed", "1", "1", "Patriot system", None, "2024-04-29", "a new Patriot"),
    ("002", "NLD", "pledged", ANY, ANY, ANY, None, "2024-04-29", "boosted its aid"),
    ("003", "NATO", "committed", ANY, ANY, ANY, "2023-01-01", "2023-02-14", "main battle tanks"),
    ("004", "USA", "proposed", ANY, ANY, ANY, None, "2024-02-09", "long-delayed military aid"),
]

PUBLISHED = {
    "000": "2022-10-11",
    "001": "2024-03-14",
    "002": "2024-04-29",
    "003": "2023-02-14",
    "004": "2024-02-10",
}


READ: dict[Location, list[tuple[Any, ...]]] = {}


def entries(book: Ledger) -> list[tuple[Any, ...]]:
    """Each entry in the columns of ``STATED``, its quote in full; read once a demonstration."""
    if book.location not in READ:
        READ[book.location] = read_entries(book)
    return READ[book.location]


def read_entries(book: Ledger) -> list[tuple[Any, ...]]:
    files = {path.read_bytes(): path.name for path in ARTICLES.glob("*.txt")}
    texts = {content.decode(): name for content, name in files.items()}
    article = {}
    with book.reading() as connection:
        from ledger.audit.records import document

        for one in book.documents():
            article[one.ref] = texts[document(connection, one.ref.number)[1]][:3]
    return [
        (
            article[citation["document"]],
            commitment.donor.key,
            told["stage"],
            told["low"],
            told["high"],
            told["unit"],
            None if told["date_low"] is None else str(told["date_low"]),
            str(told["date_high"]),
            citation["exact"],
        )
        for commitment in book.commitments()
        for told in book.trace(str(commitment.ref))["entries"]
        for citation in told["citations"][:1]
    ]


@pytest.mark.parametrize("stated", STATED, ids=lambda one: "-".join(one[:3]))
def test_each_entry_says_what_its_article_says(
    demo: Ledger, stated: tuple[str | None, ...]
) -> None:
    *values, words = stated
    assert words is not None
    [found] = [one for one in entries(demo) if list(one[:-1]) == values and words in one[-1]]
    assert found


def test_there_are_no_other_entries(demo: Ledger) -> None:
    assert len(entries(demo)) == len(STATED)
    assert {one[0] for one in entries(demo)} == set(PUBLISHED)


def test_nothing_comes_from_comments_captions_or_head_counts(demo: Ledger) -> None:
    """350 tanks, 43 %, 5 types, 21 in storage, 1.3 million, 54 countries, 122 mm."""
    figures = {one[3] for one in entries(demo)} - {None}
    assert figures == {"276000000", "55000000000", "5000000000", "60000000000", "1"}


def test_documents_say_when_they_were_published(demo: Ledger) -> None:
    assert sorted(str(one.published_on) for one in demo.documents()) == sorted(PUBLISHED.values())


def test_the_history_of_the_package_before_congress(demo: Ledger) -> None:
    """Proposed, stalled, then committed: one promise, seen three times, counted once."""
    [package] = [one for one in demo.commitments() if "Congress" in one.title]
    assert [one.stage.value for one in package.entries] == ["proposed", "stalled", "committed"]
    assert [str(one.days.high) for one in package.entries] == [
        "2024-02-09",
        "2024-03-14",
        "2024-04-29",
    ]
    [row] = [row for row in rows(demo, "2024-04-30") if row["unit"] == "USD"]
    assert row["commitments"] == 1


def test_the_five_billion_leads_to_its_sentence(demo: Ledger) -> None:
    [eu] = [one for one in demo.commitments() if one.donor.key == "EU"]
    [entry] = demo.trace(str(eu.ref))["entries"]
    amount = next(one for one in entry["citations"] if one["field"] == "amount")
    assert amount["exact"] == "€5 billion"
    assert amount["sentence"].startswith("On Wednesday, European Union countries agreed")
    assert str(amount["published_on"]) == "2024-03-14"


def rows(book: Ledger, as_of: str, **more: Any) -> list[dict[str, Any]]:
    """The gap by donor as ``gap --format json`` has its rows."""
    found: list[dict[str, Any]] = gap_json(
        book.gap("donor", as_of=as_of, **more), None, explained=False
    )["rows"]
    return found


def only(row: dict[str, Any]) -> dict[str, Any]:
    """What a row shows: the figures that are there and the counters that are not zero."""
    hidden = ("donor", "donor_name", "unit")
    return {key: value for key, value in row.items() if key not in hidden and value}


def by_unit(book: Ledger, donor: str, as_of: str) -> dict[str | None, dict[str, Any]]:
    return {row["unit"]: only(row) for row in rows(book, as_of) if row["donor"] == donor}


def test_the_united_states_at_the_end_of_april(demo: Ledger) -> None:
    stood = by_unit(demo, "USA", "2024-04-30")
    assert stood["EUR"] == {
        "promised_low": "276000000",
        "promised_high": "276000000",
        "undetermined_low": "276000000",
        "undetermined_high": "276000000",
        "commitments": 1,
    }
    assert stood["USD"] == {
        "promised_low": "60000000000",
        "undetermined_low": "60000000000",
        "commitments": 1,
    }
    assert set(stood) == {"EUR", "USD", "air defense system"}
    assert stood["air defense system"] == {"commitments": 1, "unquantified": 1}


def test_the_united_states_at_the_end_of_march(demo: Ledger) -> None:
    stood = by_unit(demo, "USA", "2024-03-31")
    assert set(stood) == {"EUR", "air defense system"}
    assert stood["EUR"] == {
        "proposed_low": "55000000000",
        "proposed_high": "55000000000",
        "promised_low": "276000000",
        "promised_high": "276000000",
        "undetermined_low": "276000000",
        "undetermined_high": "276000000",
        "commitments": 2,
    }


def test_the_european_union_and_germany(demo: Ledger) -> None:
    assert by_unit(demo, "EU", "2024-04-30")["EUR"]["promised_low"] == "5000000000"
    germany = by_unit(demo, "DEU", "2024-04-30")
    assert germany["Patriot system"]["promised_high"] == "1"
    assert [row.get("unquantified", 0) for row in germany.values()].count(1) == 1
    assert sum(row.get("unquantified", 0) for row in germany.values()) == 1


def test_nothing_is_known_to_be_delivered_in_figures(demo: Ledger) -> None:
    for row in rows(demo, "2024-04-30"):
        assert row["delivered_low"] in (None, "0")
        assert row["delivered_high"] is None
        if row["donor"] in ("USA", "EU", "DEU"):
            assert row["outstanding_low"] is None
            assert row["outstanding_high"] is None


def test_shortfalls_are_evidence(demo: Ledger) -> None:
    evidence = {row["donor"] for row in rows(demo, "2024-04-30") if row["with_delivery_evidence"]}
    assert evidence == {"NATO", "European allies"}


@pytest.mark.parametrize("as_of", ["2022-10-10", "1999-01-01"])
def test_before_the_first_article_there_is_nothing(demo: Ledger, as_of: str) -> None:
    assert rows(demo, as_of) == []


def test_the_demonstration_is_whole(demo: Ledger) -> None:
    assert demo.verify() == []
