"""Quotes and the places they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import QuoteRefused
from ledger.sources.selectors import (
    CONTEXT,
    Located,
    TextPosition,
    TextQuote,
    locate,
    select,
    selector_json,
)

TEXT = (
    "Norway’s government said it would give “more than €50 million” – half of it\nin 2024.\n\n"
    "Sweden will send ten\u00a0tanks. Denmark will send ten guns. Sweden will wait.\n"
)


def only(quote: str | TextQuote) -> str:
    (place,) = locate(TEXT, quote)
    assert TEXT[place.start : place.end] == place.exact
    return place.exact


@pytest.mark.parametrize(
    ("quote", "exact"),
    [
        ("ten guns", "ten guns"),
        ("  ten guns\n", "ten guns"),
        ("ten tanks", "ten\u00a0tanks"),
        ("half of it in 2024.", "half of it\nin 2024."),
        ('"more than €50 million" - half', "“more than €50 million” – half"),
        ("Norway's  government", "Norway’s government"),
        ("it in 2024. Sweden", "it\nin 2024.\n\nSweden"),
    ],
)
def test_a_quote_is_found_as_the_document_has_it(quote: str, exact: str) -> None:
    assert only(quote) == exact


def test_an_exact_place_goes_before_a_loose_one() -> None:
    text = "five – six, and five - six"
    assert locate(text, "five - six") == [Located(16, 26, "five - six")]


def test_several_places_are_all_told() -> None:
    assert [place.start for place in locate(TEXT, "will send")] == [
        TEXT.index("will send"),
        TEXT.rindex("will send"),
    ]


def test_context_picks_one_of_several() -> None:
    assert locate(TEXT, TextQuote("will send", "Denmark "))[0].start == TEXT.rindex("will send")
    assert locate(TEXT, TextQuote("will send", suffix="ten tanks"))[0].start == TEXT.index(
        "will send"
    )
    assert len(locate(TEXT, TextQuote("will send", "Finland "))) == 2


def test_a_quote_that_is_not_there_is_refused_with_the_nearest_passage() -> None:
    with pytest.raises(QuoteRefused, match="ten rifles") as refused:
        locate(TEXT, "Denmark will send ten rifles")
    assert refused.value.hint == "The nearest passage is 'Denmark will send ten guns.'."


def test_a_quote_like_nothing_is_refused_without_a_passage() -> None:
    with pytest.raises(QuoteRefused) as refused:
        locate(TEXT, "0123456789")
    assert refused.value.hint is None


@pytest.mark.parametrize("quote", ["", " \n"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    with pytest.raises(QuoteRefused, match="empty"):
        locate(TEXT, quote)


def test_selectors_as_the_web_annotation_model_writes_them() -> None:
    start = TEXT.index("ten guns")
    quote = select(TEXT, start, start + 8)
    assert selector_json(TextPosition(start, start + 8), quote) == [
        {"type": "TextPositionSelector", "start": start, "end": start + 8},
        {
            "type": "TextQuoteSelector",
            "exact": "ten guns",
            "prefix": TEXT[start - 32 : start],
            "suffix": TEXT[start + 8 : start + 40],
        },
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, 10_000)])
def test_offsets_that_name_nothing_are_refused(start: int, end: int) -> None:
    with pytest.raises(QuoteRefused):
        select(TEXT, start, end)


PASSAGES = st.text(st.sampled_from("ab. “'’—- \n\u00a0(["), min_size=1, max_size=60)


@given(PASSAGES | st.text(min_size=1), st.data())
def test_what_is_selected_is_located_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = select(text, start, end)
    assert quote.exact == text[start:end]
    assert len(quote.prefix) <= CONTEXT >= len(quote.suffix)
    assert (quote.prefix + quote.exact + quote.suffix) in text
    if quote.exact.strip():
        places = locate(text, quote)
        assert all(text[place.start : place.end] == place.exact for place in places)
        assert all(place.exact == quote.exact.strip() for place in places)


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_quote_is_found_or_refused(text: str, quote: str) -> None:
    try:
        places = locate(text, quote)
    except QuoteRefused:
        return
    assert places
    assert all(text[place.start : place.end] == place.exact for place in places)
