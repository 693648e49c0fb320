"""Figures with their units as people type them, stages, and aid types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ValueRefused
from ledger.values import amount, bounds
from ledger.values.bounds import Bounds, Qualifier
from ledger.values.stages import LADDER, PROMISE_STAGES, AidType, Stage, parse_aid_type, parse_stage
from ledger.values.units import Quantity, parse_quantity


@pytest.mark.parametrize(
    ("written", "figure", "unit", "qualifier"),
    [
        ("5000000000 EUR", "5000000000", "EUR", Qualifier.EXACT),
        ("1 Patriot system", "1", "Patriot system", Qualifier.EXACT),
        ("60000000000.. USD", "60000000000..", "USD", Qualifier.AT_LEAST),
        ("more than 60000000000 USD", "60000000000..", "USD", Qualifier.AT_LEAST),
        ("over 5 tank", "5..", "tank", Qualifier.AT_LEAST),
        (">5 tank", "5..", "tank", Qualifier.AT_LEAST),
        (">= 5 tank", "5..", "tank", Qualifier.AT_LEAST),
        ("at least 5 tank", "5..", "tank", Qualifier.AT_LEAST),
        ("up to 5 tank", "0..5", "tank", Qualifier.AT_MOST),
        ("at most 5 tank", "0..5", "tank", Qualifier.AT_MOST),
        ("<=5 tank", "0..5", "tank", Qualifier.AT_MOST),
        ("..5 tank", "..5", "tank", Qualifier.AT_MOST),
        ("0..5 tank", "0..5", "tank", Qualifier.AT_MOST),
        ("1000..2000 tonne", "1000..2000", "tonne", Qualifier.BETWEEN),
        ("about 300 tank", "300", "tank", Qualifier.ABOUT),
        ("~300 tank", "300", "tank", Qualifier.ABOUT),
        ("276 000 000 EUR", "276000000", "EUR", Qualifier.EXACT),
        ("276,000,000 EUR", "276000000", "EUR", Qualifier.EXACT),
        ('300000 "155 mm shell"', "300000", "155 mm shell", Qualifier.EXACT),
        ("0.25 tonne", "0.25", "tonne", Qualifier.EXACT),
    ],
)
def test_figures_with_units(written: str, figure: str, unit: str, qualifier: Qualifier) -> None:
    assert parse_quantity(written) == Quantity(bounds.parse(figure), unit, qualifier)


@pytest.mark.parametrize(
    "written", ["", "5", "EUR", "five tanks", "-1 EUR", "-0 EUR", "nan EUR", "inf EUR", "5EUR"]
)
def test_what_is_no_figure_with_a_unit_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused, match="is not a figure with a unit") as refused:
        parse_quantity(written)
    assert refused.value.hint


@pytest.mark.parametrize(
    "written",
    ["1e400 EUR", "1,23 EUR", "\u0665 EUR", "\uff15 EUR", "1" + "0" * 30 + " EUR", "7..5 EUR"],
)
def test_a_figure_that_is_refused_is_refused_with_a_unit_too(written: str) -> None:
    with pytest.raises(ValueRefused):
        parse_quantity(written)


@pytest.mark.parametrize(
    "written", ["5 155 mm shell", "300 155 mm shell", "about 300000 155 mm shell", "5 1 tank"]
)
def test_a_figure_whose_end_is_unclear_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused, match="does not tell where its figure ends") as refused:
        parse_quantity(written)
    assert "quotation marks" in str(refused.value.hint)


@pytest.mark.parametrize("written", ["about 5..7 EUR", "over 5.. EUR", "about over 5 EUR"])
def test_a_figure_is_qualified_once(written: str) -> None:
    with pytest.raises(ValueRefused, match="qualifies its figure twice"):
        parse_quantity(written)


ends = st.integers(0, amount.LARGEST)
units = st.sampled_from(["EUR", "USD", "tank", "Patriot system", "155 mm shell", "F-16"])
exact_quantities = st.builds(
    Quantity, ends.map(bounds.exact), units, st.sampled_from([Qualifier.EXACT, Qualifier.ABOUT])
)
ranges = st.builds(
    Quantity,
    st.tuples(ends, ends)
    .filter(lambda pair: pair[0] != pair[1] and 0 not in pair)
    .map(lambda pair: Bounds(min(pair), max(pair))),
    units,
    st.just(Qualifier.BETWEEN),
)
open_ranges = st.builds(
    Quantity, ends.map(lambda low: Bounds(low, None)), units, st.just(Qualifier.AT_LEAST)
) | st.builds(
    Quantity,
    ends.filter(bool).map(lambda high: Bounds(0, high)),
    units,
    st.just(Qualifier.AT_MOST),
)


@given(exact_quantities | ranges | open_ranges)
def test_what_is_printed_is_read_back(quantity: Quantity) -> None:
    assert parse_quantity(str(quantity)) == quantity


@given(st.text(max_size=40))
def test_any_text_is_a_quantity_or_refused(written: str) -> None:
    sentence = ""
    try:
        assert parse_quantity(written).unit
    except ValueRefused as refused:
        sentence = refused.sentence
    assert sentence.isprintable()


@given(st.from_regex(r"[0-9.,_ ]{1,40} ?[0-9a-z]{1,5}", fullmatch=True))
def test_text_that_looks_like_a_quantity_is_one_or_refused(written: str) -> None:
    try:
        found = parse_quantity(written)
    except ValueRefused:
        return
    assert parse_quantity(str(found)) == found


@pytest.mark.parametrize("written", ["in_transit", "in-transit", "in transit", " In Transit "])
def test_a_stage_by_its_name(written: str) -> None:
    assert parse_stage(written) is Stage.IN_TRANSIT


@pytest.mark.parametrize("written", ["", "promised", "in  transit", "\x1b[31mpledged"])
def test_what_is_no_stage_is_refused_with_those_there_are(written: str) -> None:
    with pytest.raises(ValueRefused, match="is not a stage") as refused:
        parse_stage(written)
    assert refused.value.sentence.isprintable()
    assert all(stage in str(refused.value.hint) for stage in Stage)


def test_every_stage_and_aid_type_is_read_back() -> None:
    assert [parse_stage(stage) for stage in Stage] == list(Stage)
    assert [parse_aid_type(kind) for kind in AidType] == list(AidType)
    with pytest.raises(ValueRefused, match="is not an aid type"):
        parse_aid_type("moral")


def test_the_ladder_is_in_order_of_firmness() -> None:
    assert [str(stage) for stage in LADDER] == [
        "proposed",
        "pledged",
        "committed",
        "allocated",
        "in_transit",
        "delivered",
    ]
    assert frozenset(Stage) - PROMISE_STAGES == {Stage.IN_TRANSIT, Stage.DELIVERED}
