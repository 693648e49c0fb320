"""The arithmetic of bounds, and what is printed and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ValueRefused
from ledger.values import amount, bounds
from ledger.values.bounds import SOME, ZERO, Bounds, Qualifier, exact

ends = st.integers(0, amount.LARGEST)
closed = st.tuples(ends, ends).map(lambda pair: Bounds(min(pair), max(pair)))
at_least = ends.map(lambda low: Bounds(low, None))
at_most = ends.map(lambda high: Bounds(None, high))
from_zero = closed | at_least
any_bounds = closed | at_least | at_most

FAR = 10**30
"""Stands for a value as large as one likes."""


def values_in(one: Bounds) -> st.SearchStrategy[int]:
    """True values that bounds allow; nothing in the ledger is below zero."""
    low = one.low or 0
    high = FAR if one.high is None else one.high
    return st.sampled_from([low, high]) | st.integers(low, high)


def holds(one: Bounds, value: int) -> bool:
    return (one.low is None or one.low <= value) and (one.high is None or value <= one.high)


def test_bounds_need_an_end() -> None:
    with pytest.raises(ValueRefused, match="at least one end"):
        Bounds(None, None)


def test_the_ends_are_in_order() -> None:
    assert Bounds(5, 5).is_exact
    with pytest.raises(ValueRefused, match=r"The lower end 0\.0006 is above the upper end 0\.0005"):
        Bounds(6, 5)


@given(any_bounds, any_bounds)
def test_sums_commute(one: Bounds, other: Bounds) -> None:
    try:
        expected = one + other
    except ValueRefused:
        with pytest.raises(ValueRefused):
            other + one
    else:
        assert other + one == expected


@given(from_zero, from_zero, from_zero)
def test_sums_associate(one: Bounds, two: Bounds, three: Bounds) -> None:
    assert (one + two) + three == one + (two + three)


@given(any_bounds)
def test_zero_changes_no_sum(one: Bounds) -> None:
    assert one + ZERO == one


@given(st.data(), from_zero, from_zero)
def test_a_sum_holds_every_sum_and_is_the_tightest(
    data: st.DataObject, one: Bounds, other: Bounds
) -> None:
    found = one + other
    assert holds(found, data.draw(values_in(one)) + data.draw(values_in(other)))
    assert found.low == (one.low or 0) + (other.low or 0)
    assert found.high is None or found.high == (one.high or 0) + (other.high or 0)


def test_a_sum_of_which_nothing_is_known_is_refused() -> None:
    with pytest.raises(ValueRefused):
        Bounds(1, None) + Bounds(None, 1)


@given(st.data(), any_bounds, any_bounds)
def test_less_holds_every_difference(data: st.DataObject, one: Bounds, other: Bounds) -> None:
    whole, taken = data.draw(values_in(one)), data.draw(values_in(other))
    assert holds(one.less(other), max(0, whole - taken))


@given(any_bounds, any_bounds)
def test_less_is_the_tightest_that_does(one: Bounds, other: Bounds) -> None:
    found = one.less(other)
    least = max(0, (one.low or 0) - (FAR if other.high is None else other.high))
    most = max(0, (FAR if one.high is None else one.high) - (other.low or 0))
    assert found.low == least
    assert found.high == (None if one.high is None else most)


@given(any_bounds)
def test_less_zero_changes_nothing_but_an_open_lower_end(one: Bounds) -> None:
    assert one.less(ZERO) == Bounds(one.low or 0, one.high)


@given(any_bounds)
def test_less_an_unknown_part_may_be_nothing_or_all(one: Bounds) -> None:
    assert one.less(SOME) == Bounds(0, one.high)


@given(ends, ends)
def test_exact_parts_and_rest_make_up_the_whole(one: int, other: int) -> None:
    whole, part = exact(max(one, other)), exact(min(one, other))
    assert whole.less(part) + part == whole
    assert part.less(whole) == ZERO


@given(any_bounds, any_bounds)
def test_hull_is_the_smallest_range_that_holds_both(one: Bounds, other: Bounds) -> None:
    found = one.hull(other)
    assert found == other.hull(one)
    lows, highs = (one.low, other.low), (one.high, other.high)
    if found is None:
        assert None in lows
        assert None in highs
    else:
        assert found.low == (None if None in lows else min(end for end in lows if end is not None))
        assert found.high == (
            None if None in highs else max(end for end in highs if end is not None)
        )
        assert one.hull(one) == one


@given(st.data(), any_bounds, any_bounds)
def test_overlaps_is_symmetric_and_means_a_common_value(
    data: st.DataObject, one: Bounds, other: Bounds
) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)
    if holds(other, data.draw(values_in(one))):
        assert one.overlaps(other)
    if one.overlaps(other):
        common = max(one.low or 0, other.low or 0)
        assert holds(one, common)
        assert holds(other, common)


@given(any_bounds)
def test_the_more_specific_is_the_narrower(one: Bounds) -> None:
    assert (one.width == 0) == one.is_exact
    assert (one.width is None) == (one.low is None or one.high is None)


@given(st.lists(from_zero, max_size=6))
def test_a_total_is_the_sum_and_of_nothing_unknown(parts: list[Bounds]) -> None:
    found = bounds.total(parts)
    if not parts:
        assert found is None
    else:
        assert found is not None
        assert found.low == sum(part.low or 0 for part in parts)
        assert found == bounds.total(reversed(parts))


@given(any_bounds)
def test_what_is_printed_is_read_back(one: Bounds) -> None:
    assert bounds.parse(str(one)) == one


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("5", 5, 5), ("5..7", 5, 7), ("5..", 5, None), ("..7", None, 7), (" 5 .. 7 ", 5, 7)],
)
def test_reading(written: str, low: int | None, high: int | None) -> None:
    ends = (None if end is None else end * amount.SCALE for end in (low, high))
    assert bounds.parse(written) == Bounds(*ends)


@pytest.mark.parametrize(
    "written", ["", "..", "7..5", "5...7", "5..6..7", "-1..5", "nan..", "..inf"]
)
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused):
        bounds.parse(written)


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        (Qualifier.EXACT, Bounds(5, 5)),
        (Qualifier.ABOUT, Bounds(5, 5)),
        (Qualifier.AT_LEAST, Bounds(5, None)),
        (Qualifier.AT_MOST, Bounds(0, 5)),
    ],
)
def test_bounds_of_a_figure_as_a_source_words_it(qualifier: Qualifier, expected: Bounds) -> None:
    assert bounds.qualified(qualifier, 5) == expected
    with pytest.raises(ValueRefused, match="goes with 'between'"):
        bounds.qualified(qualifier, 5, 6)


def test_between_has_two_figures_and_an_undisclosed_one_none() -> None:
    assert bounds.qualified(Qualifier.BETWEEN, 5, 6) == Bounds(5, 6)
    with pytest.raises(ValueRefused, match="goes with 'between'"):
        bounds.qualified(Qualifier.BETWEEN, 5)
    with pytest.raises(ValueRefused, match="no bounds"):
        bounds.qualified(Qualifier.UNDISCLOSED, 5)
