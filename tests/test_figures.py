from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.sources.currency_words import CODES, key, meanings
from ledger.sources.figures import Figure, figures, stated
from ledger.values import bounds as bounds_of
from ledger.values.amount import SCALE
from ledger.values.bounds import Bounds, Qualifier, exact
from ledger.vocabulary import WordKind, currency_words

MILLION = 10**6
EXACT = Qualifier.EXACT


def only(text: str) -> tuple[str, str, str | None]:
    """The single figure of a text: its words, its value, its most likely currency."""
    (found,) = figures(text)
    currency = found.currencies[0] if found.currencies else None
    return text[found.start : found.end], str(found.bounds), currency


@pytest.mark.parametrize(
    ("text", "words", "value", "currency"),
    [
        ("about €5 billion in aid", "€5 billion", 5_000 * MILLION, "EUR"),
        ("US$1.2bn", "US$1.2bn", 1_200 * MILLION, "USD"),
        ("U.S. $5 million", "U.S. $5 million", 5 * MILLION, "USD"),
        ("USD$ 6 million", "USD$ 6 million", 6 * MILLION, "USD"),
        ("a further 5 billion euros", "5 billion euros", 5_000 * MILLION, "EUR"),
        ("EUR 500 million", "EUR 500 million", 500 * MILLION, "EUR"),
        ("CAD2.4 billion", "CAD2.4 billion", 2_400 * MILLION, "CAD"),
        ("NOK 1.5bn", "NOK 1.5bn", 1_500 * MILLION, "NOK"),
        ("£2.3m", "£2.3m", 2_300_000, "GBP"),
        ("$50M", "$50M", 50 * MILLION, "USD"),
        ("kr 500 million", "kr 500 million", 500 * MILLION, "NOK"),
        ("70 million Danish crowns", "70 million Danish crowns", 70 * MILLION, "DKK"),
        ("a 500-million-euro package", "500-million-euro", 500 * MILLION, "EUR"),
        ("CHF 1’000’000", "CHF 1’000’000", MILLION, "CHF"),
        ("1.000.000 euros", "1.000.000 euros", MILLION, "EUR"),
        ("€1,5 billion", "€1,5 billion", 1_500 * MILLION, "EUR"),
        ("half a million pounds", "half a million pounds", 500_000, "GBP"),
        ("US$94million", "US$94million", 94 * MILLION, "USD"),
        ("€5\nbillion", "€5\nbillion", 5_000 * MILLION, "EUR"),
        ("5 million U.S.\ndollars", "5 million U.S.\ndollars", 5 * MILLION, "USD"),
        ("€5\u00a0billion", "€5\u00a0billion", 5_000 * MILLION, "EUR"),
        ("12\u202f500 shells", "12\u202f500", 12_500, None),
        ("5 million\u200b euros", "5 million\u200b euros", 5 * MILLION, "EUR"),
        ("1,000 shells", "1,000", 1_000, None),
        ("1 000 shells", "1 000", 1_000, None),
        ("276 million", "276 million", 276 * MILLION, None),
        ("60.84 billion", "60.84 billion", 60_840 * MILLION, None),
        ("half a billion", "half a billion", 500 * MILLION, None),
        ("two and a half billion", "two and a half billion", 2_500 * MILLION, None),
        ("a dozen howitzers", "a dozen", 12, None),
        ("two howitzers", "two", 2, None),
        ("twenty-one howitzers", "twenty-one", 21, None),
        ("one hundred", "one hundred", 100, None),
        (
            "two hundred and fifty thousand shells",
            "two hundred and fifty thousand",
            250_000,
            None,
        ),
        ("300k shells", "300k", 300_000, None),
        ("18 Leopard 2A6 tanks", "18", 18, None),
        ("28 M-55S tanks", "28", 28, None),
        ("3 hundredmillion shells", "3 hundredmillion", 300_000_000, None),
    ],
)
def test_layouts(text: str, words: str, value: int, currency: str | None) -> None:
    assert only(text) == (words, str(value), currency)


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("$1-2 billion", "$1-2 billion", 1_000 * MILLION, 2_000 * MILLION),
        ("$1.5 to $2 billion", "$1.5 to $2 billion", 1_500 * MILLION, 2_000 * MILLION),
        ("10 million-15 million euros", "10 million-15 million euros", 10 * MILLION, 15 * MILLION),
        ("between 20 and 30 tanks", "20 and 30", 20, 30),
        ("500 to 1,000 drones", "500 to 1,000", 500, 1_000),
        ("five or six", "", 0, 0),
        ("from 20 tanks to 30", "", 0, 0),
    ],
)
def test_ranges(text: str, words: str, low: int, high: int) -> None:
    ranges = [figure for figure in figures(text) if not figure.bounds.is_exact]
    expected = [(words, Bounds(low * SCALE, high * SCALE))] if words else []
    assert [(text[f.start : f.end], f.bounds) for f in ranges] == expected


@pytest.mark.parametrize(
    "text",
    [
        "155mm rounds",
        "a MiG-29",
        "F-16s and C-130s",
        "3/3/24",
        "2024-03-13",
        "15%",
        "0.5 per cent",
        "the 28th brigade",
        "a 7-year-old",
        "at 10:30",
        "version 1.2.3",
        "$1,2",
        "５ billion",
        "٥ million",
        "one-fifth of it",
        "two thirds",
        "hundreds of millions",
        "$0.00001",
        "99999999999999999999",
        "room A5",
        "#5",
        "",
    ],
)
def test_no_figures(text: str) -> None:
    assert [text[f.start : f.end] for f in figures(text)] == []


def test_a_single_letter_is_a_magnitude_with_money_only() -> None:
    assert only("50 m away")[1] == "50"
    assert figures("50m away") == []
    assert only("$50m")[1] == str(50 * MILLION)


def test_a_range_does_not_join_two_currencies() -> None:
    assert len(figures("€5 million to $6 million")) == 2


@pytest.mark.parametrize(
    "word", sorted({(word.text, word.kind) for word in currency_words()}), ids=lambda word: word[0]
)
def test_every_currency_word_is_read(word: tuple[str, WordKind]) -> None:
    spelling, kind = word
    text = f"5 million {spelling}" if kind is WordKind.WORD else f"{spelling}5 million"
    assert figures(text)[0].currencies == meanings()[key(spelling)]


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_read_before_and_after(code: str) -> None:
    for text in (f"{code}5 million", f"{code} 5 million", f"5 million {code}"):
        assert only(text) == (text, str(5 * MILLION), code)


def test_stated_wants_the_value_not_the_layout() -> None:
    five = exact(5_000 * MILLION * SCALE)
    for quote in ("€5 billion", "5 billion euros", "EUR 5,000 million", "€5,000,000,000"):
        assert stated(quote, five, EXACT, "EUR", is_currency=True) == [(0, len(quote))]
    assert stated("€5.1 billion", five, EXACT, "EUR", is_currency=True) == []
    assert stated("$5 billion", five, EXACT, "EUR", is_currency=True) == []
    assert stated("5 billion people", five, EXACT, "EUR", is_currency=True) == []


def test_stated_takes_the_sign_for_any_currency_it_may_stand_for() -> None:
    value = exact(5 * MILLION * SCALE)
    assert stated("C$5 million", value, EXACT, "CAD", is_currency=True)
    assert stated("$5 million", value, EXACT, "CAD", is_currency=True)
    assert not stated("US$5 million", value, EXACT, "CAD", is_currency=True)


def test_a_bare_sum_leans_on_money_in_the_same_quote() -> None:
    quote = "$2 billion in loans and 3 billion in grants"
    assert stated(quote, exact(3_000 * MILLION * SCALE), EXACT, "USD", is_currency=True) == [
        (24, 33)
    ]


def test_stated_open_ends() -> None:
    quote = "more than $60 billion"
    sixty = 60_000 * MILLION * SCALE
    at_least, at_most = Bounds(sixty, None), Bounds(0, sixty)
    assert stated(quote, at_least, Qualifier.AT_LEAST, "USD", is_currency=True) == [(10, 21)]
    assert stated(quote, at_most, Qualifier.AT_MOST, "USD", is_currency=True) == [(10, 21)]


def test_stated_ranges_need_both_ends() -> None:
    between = Bounds(20 * SCALE, 30 * SCALE)
    for quote in ("between 20 and 30 tanks", "20-30 tanks"):
        assert len(stated(quote, between, Qualifier.BETWEEN, "tank", is_currency=False)) == 1
    apart = "from 20 tanks to 30 tanks"
    assert stated(apart, between, Qualifier.BETWEEN, "tank", is_currency=False) == [
        (5, 7),
        (17, 19),
    ]
    assert stated("20 tanks", between, Qualifier.BETWEEN, "tank", is_currency=False) == []


@pytest.mark.parametrize("word", ["a", "another", "one", "A"])
def test_a_and_another_state_one(word: str) -> None:
    quote = f"{word} new Patriot air defense system"
    found = stated(quote, exact(SCALE), EXACT, "Patriot system", is_currency=False)
    assert found == [(0, len(word))]
    assert not stated(quote, exact(SCALE), EXACT, "howitzer", is_currency=False) or word == "one"


def test_an_article_does_not_reach_over_a_sentence() -> None:
    quote = "It was a gift. Patriot systems arrived."
    assert stated(quote, exact(SCALE), EXACT, "Patriot system", is_currency=False) == []


def test_nothing_states_an_undisclosed_figure() -> None:
    assert (
        stated("5 tanks", exact(5 * SCALE), Qualifier.UNDISCLOSED, "tank", is_currency=False) == []
    )


_PIECES = "$ € US 5 1,000 . , - – million bn a half one hundred and twenty kr % ５ \u202e 🇺🇦 to"
PIECES = st.sampled_from([*_PIECES.split(" "), " ", "\n", "\x00"])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_gives_figures_in_order_that_stand_where_they_say(text: str) -> None:
    found = figures(text)
    end = 0
    for figure in found:
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
        assert figure.bounds.low is not None
        words = text[figure.start : figure.end]
        assert words == words.strip()


@given(st.integers(1, 10**13), st.sampled_from(sorted(CODES)))
def test_what_is_written_is_read_back(value: int, code: str) -> None:
    for text in (f"{code} {value}", f"{code}{value:,}", f"{value:,} {code}", f"{value} {code}"):
        assert figures(text) == [Figure(0, len(text), exact(value * SCALE), (code,), False)]
        assert stated(text, bounds_of.parse(str(value)), EXACT, code, is_currency=True)
