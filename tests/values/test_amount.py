"""Exact amounts: what is read, what is refused, and that what is printed is read back."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import ValueRefused
from ledger.values import amount

amounts = st.integers(0, amount.LARGEST)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", 0),
        ("0.0001", 1),
        ("0.25", 2_500),
        ("5", 50_000),
        ("5.0", 50_000),
        ("5.00000000", 50_000),
        ("007", 70_000),
        (" 5 ", 50_000),
        ("276000000", 276_000_000 * amount.SCALE),
        ("5,000,000,000", 5_000_000_000 * amount.SCALE),
        ("5 000 000.5", 50_000_005_000),
        ("5_000", 50_000_000),
        ("99999999999999.9999", 999_999_999_999_999_999),
        ("1000000000000000", amount.LARGEST),
    ],
)
def test_figures_as_people_type_them(written: str, expected: int) -> None:
    assert amount.parse(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "-0",
        "-1",
        "+1",
        "1e400",
        "1e999999",
        "1E3",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "0x10",
        "1,23",
        "1,2345",
        "12,34,567",
        "1.000.000",
        "1.",
        ".5",
        "1.5.",
        "5\n",
        "5\x00",
        "\u0665",  # ARABIC-INDIC DIGIT FIVE
        "\u06f5",  # EXTENDED ARABIC-INDIC DIGIT FIVE
        "\uff15",  # FULLWIDTH DIGIT FIVE
        "\u00b2",  # SUPERSCRIPT TWO
        "\u2167",  # ROMAN NUMERAL EIGHT
        "1\u0660",
        "five",
        "$5",
        "9" * 1000,
    ],
)
def test_what_is_no_figure_is_refused_in_a_sentence(written: str) -> None:
    with pytest.raises(ValueRefused, match=r"is not a figure\.$") as refused:
        amount.parse(written)
    assert refused.value.hint
    assert len(refused.value.sentence) < 200
    assert refused.value.sentence.isprintable()


@pytest.mark.parametrize("written", ["1" + "0" * 30, "1000000000000000.0001", "1000000000000001"])
def test_what_is_too_large_is_refused(written: str) -> None:
    with pytest.raises(ValueRefused, match=r"above 1,000,000,000,000,000 was given"):
        amount.parse(written)


def test_a_fifth_decimal_is_refused_rather_than_rounded() -> None:
    with pytest.raises(ValueRefused, match="more than 4 decimals"):
        amount.parse("0.00001")


def test_what_an_entry_may_not_carry() -> None:
    assert amount.checked(0) == 0
    assert amount.checked(amount.LARGEST) == amount.LARGEST
    with pytest.raises(ValueRefused, match=r"-0\.0001 is below zero"):
        amount.checked(-1)
    with pytest.raises(ValueRefused, match="largest"):
        amount.checked(amount.LARGEST + 1)


@given(amounts)
def test_what_is_printed_is_read_back(value: int) -> None:
    assert amount.parse(amount.text(value)) == value


@given(amounts)
def test_what_is_printed_with_thousands_is_read_back(value: int) -> None:
    whole, fraction = amount.split(value)
    assert amount.parse(f"{whole:,}.{fraction:04d}") == value
    assert amount.parse(f"{whole:_}.{fraction:04d}") == value


@given(st.integers(-(10**30), 10**30))
def test_an_amount_prints_as_its_decimal_whatever_the_decimal_context(value: int) -> None:
    with localcontext(prec=3):
        printed = amount.decimal(value)
    with localcontext(prec=60):
        assert printed == Decimal(value) / amount.SCALE
    assert "E" not in amount.text(value)


@given(st.lists(amounts))
def test_sums_are_exact(values: list[int]) -> None:
    with localcontext(prec=200):
        assert amount.decimal(sum(values)) == sum(map(amount.decimal, values))


@given(amounts, amounts)
def test_the_order_of_amounts_is_that_of_their_decimals(one: int, other: int) -> None:
    assert (one < other) == (amount.decimal(one) < amount.decimal(other))


@given(amounts)
def test_two_integer_columns_keep_an_amount(value: int) -> None:
    whole, fraction = amount.split(value)
    assert 0 <= fraction < amount.SCALE
    assert whole < 2**63
    assert amount.join(whole, fraction) == value


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_refused(written: str) -> None:
    sentence = ""
    try:
        assert 0 <= amount.parse(written) <= amount.LARGEST
        assert set(written) <= set("0123456789.,_ ")
    except ValueRefused as refused:
        sentence = refused.sentence
    assert sentence.isprintable()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("abc", "'abc'"),
        ("\u202eabc", r"'\u202eabc'"),
        ("\x1b[31m", r"'\x1b[31m'"),
        ("x" * 100, "'" + "x" * 59 + "…'"),
    ],
)
def test_an_error_quotes_a_value_harmlessly(written: str, expected: str) -> None:
    assert amount.shown(written) == expected
