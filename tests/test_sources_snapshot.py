"""Web pages reduced to their article; plain text left alone."""

from __future__ import annotations

import contextlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.errors import DocumentRefused
from ledger.sources.snapshot import HTML, PLAIN, snapshot

PAGE = """<!DOCTYPE html>
<html><head><title>Help for the winter</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Help for the winter</h1>
<p>Norway will give Ukraine 150 million euros for the repair of power stations, its government
announced on Tuesday.</p>
<p>Denmark has handed over 40 generators &amp; cables, its foreign ministry said. It was the third
gift of this kind, and more is to follow in spring.</p></article>
<section id="comments"><p>Somebody: send 350 tanks!</p></section>
<footer>Share this article</footer></body></html>
"""


def test_a_web_page_is_reduced_to_its_article() -> None:
    found = snapshot(PAGE.encode())
    assert found.media_type == HTML
    assert "40 generators & cables" in found.text
    assert "350 tanks" not in found.text
    assert "\n\n" in found.text


def test_plain_text_that_speaks_of_tags_is_plain_text() -> None:
    words = "The page begins with <html> and ends with </html>.\n"
    assert snapshot(words.encode()).text == words
    assert snapshot(words.encode()).media_type == PLAIN


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(DocumentRefused, match="No article"):
        snapshot(b"<html><body></body></html>")


def test_without_the_extra_a_page_is_refused_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(DocumentRefused) as refused:
        snapshot(PAGE.encode())
    assert "aid-ledger[html]" in str(refused.value.hint)


def test_both_snapshots_are_kept_and_the_ledger_is_whole(book: Ledger) -> None:
    added = book.add_document(PAGE.encode(), published="2024-11-14")
    book.add_commitment(donor="NOR", recipient="UKR", aid_type="other", title="Repairs")
    book.add_entry(
        "C1",
        stage="pledged",
        document=added.ref,
        amount="150000000 EUR",
        quote="Norway will give Ukraine 150 million euros",
    )
    assert book.documents()[0].media_type == HTML
    assert book.verify() == []


@given(st.binary(max_size=300))
def test_any_bytes_after_a_page_opens_give_a_text_or_one_sentence(data: bytes) -> None:
    with contextlib.suppress(DocumentRefused):
        found = snapshot(b"<!doctype html><html><body><p>Norway gives aid.</p>" + data)
        assert found.text.strip()
