"""When a promise is due: recorded with words that say so, shown, journalled and verified."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from databases import run, verified, without_guards
from sqlalchemy import text

from ledger.api import Ledger
from ledger.asking import build_question
from ledger.errors import QuoteRefused, ValueRefused
from ledger.exporters.bundle import bundle, write_bundle
from ledger.exporters.check import check

TEXT = """Norway pledges 8 tanks

On 4 March 2024 Norway pledged 8 tanks to Ukraine, to be delivered by the end of 2024.
Sweden pledged 5 howitzers. They are to arrive within six weeks. All will arrive in June 2025.
Denmark gives 3 trucks. They are to arrive within six weeks.
"""
TANKS = "Norway pledged 8 tanks to Ukraine, to be delivered by the end of 2024"
HOWITZERS = "Sweden pledged 5 howitzers."


@pytest.fixture
def news(book: Ledger) -> Ledger:
    """D1, and C1 without an entry."""
    book.add_document(TEXT.encode(), published="2024-03-05")
    book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="military", title="Tanks")
    return book


def say(book: Ledger, quote: str = TANKS, **more: Any) -> str:
    about = {"stage": "pledged", "document": "D1", "amount": "8 tank", "due": "..2024-12-31"}
    return book.add_entry("C1", quote=quote, **(about | more)).ref


def due_of(book: Ledger, ref: str) -> tuple[str, str]:
    """The due date of an entry, and the words cited for it."""
    told = book.trace(ref)
    [words] = [one["exact"] for one in told["citations"] if one["field"] == "due"]
    return f"{told['due_low'] or ''}..{told['due_high']}", words


def test_the_quote_says_when(news: Ledger) -> None:
    ref = say(news)
    assert due_of(news, ref) == ("..2024-12-31", "by the end of 2024")
    assert news.verify() == []


def test_the_words_for_the_due_date_are_not_those_for_the_date(news: Ledger) -> None:
    ref = say(news, date="2024-03-04")
    assert "date" not in [one["field"] for one in news.trace(ref)["citations"]]
    whole = say(news, quote=f"On 4 March 2024 {TANKS}", date="2024-03-04")
    [date] = [one["exact"] for one in news.trace(whole)["citations"] if one["field"] == "date"]
    assert date == "On 4 March 2024"


def test_other_words_of_the_document_say_when(news: Ledger) -> None:
    ref = say(
        news,
        HOWITZERS,
        amount="5 howitzer",
        due="2025-06",
        due_quote="All will arrive in June 2025.",
    )
    assert due_of(news, ref) == ("2025-06-01..2025-06-30", "in June 2025")


def test_words_that_a_person_reads_are_cited_whole_and_those_nearest(news: Ledger) -> None:
    ref = say(
        news, HOWITZERS, amount="5 howitzer", due="..2024-04-16", due_quote="They are to arrive"
    )
    assert due_of(news, ref) == ("..2024-04-16", "They are to arrive")
    [cited] = [one for one in news.trace(ref)["citations"] if one["field"] == "due"]
    assert cited["start"] == TEXT.index("They are to arrive")
    assert news.verify() == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"due": "..2025-12-31"}, "does not say that delivery is due ..2025-12-31"),
        ({"due": "2025", "due_quote": "by the end of 2024"}, "does not say that delivery is due"),
        ({"due_quote": "by the end of never"}, "does not say .by the end of never"),
    ],
)
def test_a_due_date_that_no_words_bear_out(news: Ledger, more: dict[str, str], words: str) -> None:
    with pytest.raises(QuoteRefused, match=words):
        say(news, **more)
    assert news.commitments()[0].entries == []


@pytest.mark.parametrize("stage", ["delivered", "in_transit", "cancelled"])
def test_what_is_not_promised_is_not_due(news: Ledger, stage: str) -> None:
    with pytest.raises(ValueRefused, match="not due any more"):
        say(news, stage=stage)


def test_words_without_a_date(news: Ledger) -> None:
    with pytest.raises(ValueRefused, match="need the date"):
        say(news, due=None, due_quote="by the end of 2024")


def test_a_correction_may_bring_a_due_date(news: Ledger) -> None:
    first = say(news, due=None)
    assert news.trace(first)["due_high"] is None
    second = say(news, replaces=first, reason="the date was overlooked")
    assert due_of(news, second)[0] == "..2024-12-31"


def test_the_views_show_it(news: Ledger, place: str) -> None:
    say(news)
    shown = run(place, "SELECT ref, due_low, due_high FROM v_entry")
    assert [(ref, low, str(high)) for ref, low, high in shown] == [("E1", None, "2024-12-31")]
    assert run(place, "SELECT ref FROM v_delivery WHERE due_high IS NOT NULL") == []


def test_a_bundle_proves_it(news: Ledger, tmp_path: Path) -> None:
    say(news)
    with news.reading() as connection:
        files = bundle(connection, build_question(connection, "donor", "2024-04-30"))
    write_bundle(files, tmp_path / "bundle")
    assert list(check(tmp_path / "bundle")) == []
    entries = tmp_path / "bundle" / "entries.csv"
    [row] = csv.DictReader(entries.read_text(encoding="utf-8").splitlines())
    assert (row["due_low"], row["due_high"]) == ("", "2024-12-31")
    entries.write_text(
        entries.read_text(encoding="utf-8").replace("2024-12-31", "2025-12-31"), encoding="utf-8"
    )
    assert any("due_high" in finding for finding in check(tmp_path / "bundle"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE entry SET due_high = '2025-12-31'", "due-not-stated"),
        ("DELETE FROM citation WHERE field = 'due'", "citation-missing"),
    ],
)
def test_verify_holds_it_against_its_words(
    news: Ledger, place: str, change: str, code: str
) -> None:
    say(news)
    with without_guards(place) as connection:
        connection.execute(text(change))
        assert {one.code for one in verified(connection)} == {code, "record-changed"}
