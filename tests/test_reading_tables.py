"""Tables with several columns, and sums "in millions" above them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.reading import read
from ledger.reading.plugins import stands
from ledger.reading.reader import read_all
from ledger.sources.figures import stated
from ledger.sources.scales import scale_of
from ledger.values.amount import SCALE
from ledger.values.bounds import Qualifier, exact

PUBLISHED = date(2024, 6, 20)
PLEDGES = """Support for Ukraine: contributions announced at the summit

Amounts in millions of euros.

Country | Pledged | Of which paid
Norway | 92 | 40
Canada | 35.5 | –
Total | 127.5 | 40
"""
GOODS = """Germany delivered the following to Ukraine in May:

Item                     Delivered    In planning
Leopard 2 tanks          18           –
Marder vehicles          60           20
"""
STATUS = """Flood relief for Libya: the response so far

State             Sum               Status
---------------   ---------------   -----------
Japan             US$1.2 million    pledged
Sweden            SEK 10 million    received
Denmark           20 tonnes of rice, 800 blankets    received
"""


def rows(text: str) -> set[tuple[str, str, str, int | None]]:
    return {
        (claim.text, claim.donor_code, str(claim.stage), claim.bounds and claim.bounds.low)
        for claim in read(text, PUBLISHED)
    }


def test_each_column_has_its_stage_and_each_number_its_magnitude() -> None:
    million = 10**6 * SCALE
    assert rows(PLEDGES) == {
        ("92", "NOR", "pledged", 92 * million),
        ("40", "NOR", "delivered", 40 * million),
        ("35.5", "CAN", "pledged", 355 * million // 10),
    }
    assert {claim.unit for claim in read(PLEDGES, PUBLISHED)} == {"EUR"}


def test_the_total_says_why_it_is_no_claim() -> None:
    refusals = {one.text: one.reason for one in read_all(PLEDGES, PUBLISHED).refusals}
    assert refusals["127.5"] == "past total"


def test_the_words_that_a_claim_rests_on_state_its_figure() -> None:
    for claim in read(PLEDGES, PUBLISHED):
        quote = PLEDGES[claim.sentence[0] : claim.sentence[1]]
        assert claim.bounds is not None
        places = stated(quote, claim.bounds, claim.qualifier, "EUR", is_currency=True)
        at = claim.span[0] - claim.sentence[0]
        assert (at, claim.span[1] - claim.sentence[0]) in places


def test_things_are_given_by_whom_the_sentence_above_names() -> None:
    assert rows(GOODS) == {
        ("18", "DEU", "delivered", 18 * SCALE),
        ("60", "DEU", "delivered", 60 * SCALE),
        ("20", "DEU", "pledged", 20 * SCALE),
    }


def test_a_cell_may_tell_the_stage_of_its_row() -> None:
    assert rows(STATUS) == {
        ("US$1.2 million", "JPN", "pledged", 12 * 10**5 * SCALE),
        ("SEK 10 million", "SWE", "delivered", 10**7 * SCALE),
        ("20 tonnes", "DNK", "delivered", 20 * SCALE),
        ("800", "DNK", "delivered", 800 * SCALE),
    }


@pytest.mark.parametrize(
    ("line", "factor", "currencies"),
    [
        ("Amounts in millions of euros.", 10**6, ("EUR",)),
        ("pledges for 2024 (in million EUR)", 10**6, ("EUR",)),
        ("EUR million", 10**6, ("EUR",)),
        ("US$ billion", 10**9, ("USD",)),
        ("NOKm", 10**6, ("NOK",)),
        ("Amount (USD thousand)", 10**3, ("USD",)),
        ("in millions", 10**6, ()),
    ],
)
def test_scales(line: str, factor: int, currencies: tuple[str, ...]) -> None:
    assert scale_of(line) == (factor, currencies)


@pytest.mark.parametrize(
    "line",
    [
        "5 million euros",
        "$5 million",
        "a million reasons",
        "hundreds of millions of euros",
        "for m",
    ],
)
def test_a_sum_is_no_scale(line: str) -> None:
    assert scale_of(line) is None


def test_without_the_scale_a_bare_number_states_no_sum() -> None:
    bounds = exact(92 * 10**6 * SCALE)
    quote = "Norway | 92 | 40"
    assert not stated(quote, bounds, Qualifier.EXACT, "EUR", is_currency=True)
    assert stated(f"EUR million\n{quote}", bounds, Qualifier.EXACT, "EUR", is_currency=True)


CELLS = st.lists(
    st.sampled_from(["92", "–", "", "EUR 5", "Norway", "paid", "4–5", "1,0"]), max_size=4
)


@given(st.lists(CELLS, max_size=5), st.sampled_from([" | ", "\t", "    "]))
def test_any_table_is_read_and_every_claim_stands(cells: list[list[str]], mark: str) -> None:
    lines = ["In millions of euros", "Donor | Pledged | Paid".replace(" | ", mark)]
    text = "\n".join([*lines, *(mark.join(row) for row in cells)])
    for claim in read(text, PUBLISHED):
        assert text[claim.span[0] : claim.span[1]] == claim.text
        assert claim.unit_kind is None or stands(text, claim) or claim.sentence[0] == 0


def test_a_bar_alone_below_a_magnitude_is_no_table() -> None:
    assert not read("billion\n|\n\nNorway is north of Denmark.")
