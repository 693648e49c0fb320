"""[G12] Which rate, of which day, exactly; and what is missing stays missing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import LedgerError, UsageRefused
from ledger.rates.policy import Policy, PolicyKind, parse_policy
from ledger.rules.rates import Missing, Price, RateBook
from ledger.values.rate import Rate, parse_value, printed, rounded

CURRENCIES = frozenset({"EUR", "USD", "GBP", "RUB", "UAH", "TWD"})
D = date.fromisoformat


def ecb(day: str, **values: str) -> list[Rate]:
    return [Rate("EUR", unit, D(day), value, "ECB") for unit, value in values.items()]


def price_of(unit: str, value: str, into: str, day: str, basis: str = "source") -> Rate:
    return Rate(unit, into, D(day), value, "a ministry", basis)


def book(*rates: Rate, bases: tuple[str, ...] = ()) -> RateBook:
    return RateBook(rates, CURRENCIES, bases)


def found(answer: Price | Missing) -> Price:
    assert isinstance(answer, Price), answer
    return answer


def why(answer: Price | Missing) -> str:
    assert isinstance(answer, Missing), answer
    return answer.why


FRIDAY = ecb("2024-03-08", USD="1.0925", GBP="0.8542")


def test_a_rate_of_the_euro_is_used_either_way() -> None:
    rates = book(*FRIDAY)
    assert found(rates.price("USD", "EUR", D("2024-03-08"))).factor == Fraction(10000, 10925)
    assert found(rates.price("EUR", "USD", D("2024-03-08"))).factor == Fraction("1.0925")


def test_a_cross_rate_goes_through_the_euro_exactly_and_says_so() -> None:
    price = found(book(*FRIDAY).price("USD", "GBP", D("2024-03-08")))
    assert price.factor == Fraction("0.8542") / Fraction("1.0925")
    assert price.via_euro
    assert [str(leg.rate) for leg in price.legs] == ["1 EUR = 1.0925 USD", "1 EUR = 0.8542 GBP"]
    assert not found(book(*FRIDAY).price("USD", "EUR", D("2024-03-08"))).via_euro


@pytest.mark.parametrize(("day", "back"), [("2024-03-08", 0), ("2024-03-10", 2), ("2024-03-15", 7)])
def test_a_day_without_a_rate_takes_the_published_day_before(day: str, back: int) -> None:
    price = found(book(*FRIDAY).price("USD", "EUR", D(day)))
    assert (price.asked, price.found) == (D(day), D("2024-03-08"))
    assert (D(day) - D("2024-03-08")).days == back


def test_after_a_week_there_is_none_and_never_one_of_a_later_day() -> None:
    rates = book(*FRIDAY, *ecb("2024-03-20", USD="1.2"))
    assert "of 2024-03-08, more than 7 days back" in why(rates.price("USD", "EUR", D("2024-03-16")))
    assert "no rate of USD in EUR is known by 2024-03-07" in why(
        rates.price("USD", "EUR", D("2024-03-07"))
    )
    assert found(rates.price("USD", "EUR", D("2024-03-14"))).factor == Fraction(10000, 10925)


def test_the_rouble_the_hryvnia_and_the_taiwan_dollar_are_missing() -> None:
    rates = book(*ecb("2022-03-01", RUB="117.201", USD="1.1162"), *FRIDAY)
    assert found(rates.price("RUB", "EUR", D("2022-03-08"))).found == D("2022-03-01")
    assert "2022-03-01" in why(rates.price("RUB", "EUR", D("2022-03-09")))
    for unit in ("UAH", "TWD"):
        assert why(rates.price(unit, "EUR", D("2024-03-08"))) == (
            f"no rate of {unit} in EUR is known by 2024-03-08"
        )


def test_both_rates_of_a_cross_are_of_one_day() -> None:
    rates = book(*ecb("2022-03-01", RUB="117.201", USD="1.1162"), *ecb("2022-03-02", USD="1.1106"))
    price = found(rates.price("RUB", "USD", D("2022-03-03")))
    assert {leg.rate.day for leg in price.legs} == {D("2022-03-01")}


def test_on_one_day_direct_goes_before_cross_and_the_ecb_before_others() -> None:
    own = Rate("USD", "GBP", D("2024-03-08"), "0.7", "a bank")
    assert found(book(*FRIDAY, own).price("USD", "GBP", D("2024-03-08"))).factor == Fraction("0.7")
    assert found(book(*FRIDAY, own).price("GBP", "USD", D("2024-03-08"))).factor == Fraction(10, 7)
    other = Rate("USD", "EUR", D("2024-03-08"), "0.5", "a bank")
    assert found(book(*FRIDAY, other).price("USD", "EUR", D("2024-03-08"))).legs[0].inverse
    third = Rate("EUR", "USD", D("2024-03-08"), "9", "A bank")
    for order in ([third, *FRIDAY], [*FRIDAY, third]):
        assert found(book(*order).price("EUR", "USD", D("2024-03-08"))).legs[0].rate in FRIDAY


def test_no_other_currency_than_the_euro_is_gone_through() -> None:
    rates = book(Rate("USD", "UAH", D("2024-03-08"), "38.79", "a bank"), *FRIDAY)
    assert found(rates.price("UAH", "USD", D("2024-03-08"))).factor == 1 / Fraction("38.79")
    assert "no rate of UAH in EUR" in why(rates.price("UAH", "EUR", D("2024-03-08")))


class TestItems:
    SHELL = price_of("155 mm shell", "3200", "EUR", "2023-05-01", "replacement")

    def test_a_price_stands_until_a_later_one_and_not_before_its_day(self) -> None:
        later = price_of("155 mm shell", "4000", "EUR", "2024-05-01", "replacement")
        rates = book(self.SHELL, later)
        assert found(rates.price("155 mm shell", "EUR", D("2024-04-30"))).factor == 3200
        assert found(rates.price("155 mm shell", "EUR", D("2024-05-01"))).factor == 4000
        assert (
            why(rates.price("155 mm shell", "EUR", D("2023-04-30")))
            == "no price of 155 mm shell is known by 2023-04-30"
        )

    def test_a_price_abroad_is_exchanged_on_the_day_of_the_figure(self) -> None:
        price = found(book(self.SHELL, *FRIDAY).price("155 mm shell", "USD", D("2024-03-10")))
        assert price.factor == 3200 * Fraction("1.0925")
        assert [leg.rate.day for leg in price.legs] == [D("2023-05-01"), D("2024-03-08")]
        assert not price.via_euro
        missing = book(self.SHELL, *FRIDAY).price("155 mm shell", "UAH", D("2024-03-10"))
        assert "is priced in EUR, and no rate of EUR in UAH" in why(missing)

    def test_bases_are_never_mixed_unsaid(self) -> None:
        book_value = price_of("155 mm shell", "800", "EUR", "2023-06-01", "book")
        both = (self.SHELL, book_value)
        assert "at book and replacement: choose with --basis" in why(
            book(*both).price("155 mm shell", "EUR", D("2024-03-08"))
        )
        for bases, value in [(("book",), 800), (("replacement",), 3200)]:
            chosen = book(*both, bases=bases).price("155 mm shell", "EUR", D("2024-03-08"))
            assert found(chosen).factor == value
        first = book(*both, bases=("estimate", "replacement", "book"))
        assert found(first.price("155 mm shell", "EUR", D("2024-03-08"))).factor == 3200
        assert "book and replacement alone" in why(
            book(*both, bases=("source",)).price("155 mm shell", "EUR", D("2024-03-08"))
        )


class TestPolicies:
    def priced(self, policy: Policy, last_day: str, rates: RateBook) -> Price | Missing:
        return policy.price(rates, "USD", D(last_day), as_of=D("2024-04-30"))

    def test_the_day_whose_rate_is_asked_for(self) -> None:
        rates = book(
            *ecb("2024-03-14", USD="2"), *ecb("2024-04-30", USD="4"), *ecb("2024-06-28", USD="5")
        )
        for text, value in [("event-date", 2), ("as-of", 4), ("month:2024-06", 5), ("AS-OF", 4)]:
            policy = parse_policy(text, "EUR", str)
            assert found(self.priced(policy, "2024-03-14", rates)).factor == Fraction(1, value)

    def test_a_month_is_its_last_published_day_and_never_the_month_before(self) -> None:
        policy = parse_policy("month:2024-06", "EUR", str)
        early = book(*ecb("2024-06-03", USD="2"))
        assert found(self.priced(policy, "2024-03-14", early)).found == D("2024-06-03")
        assert "2024-05-31" in why(
            self.priced(policy, "2024-03-14", book(*ecb("2024-05-31", USD="2")))
        )

    def test_a_file_fixes_rates_for_all_days(self, tmp_path: Path) -> None:
        path = tmp_path / "rates.csv"
        path.write_text("unit,value\nUSD,0.9\ntank,1500000\n")
        policy = parse_policy(f"fixed:{path}", "EUR", str)
        assert str(policy) == "fixed:rates.csv"
        assert policy.fixed is not None
        assert len(policy.fixed.sha256) == 64
        price = found(self.priced(policy, "2024-03-14", book()))
        assert (price.factor, price.asked) == (Fraction(9, 10), None)
        assert "rates.csv has no rate of GBP" in why(
            policy.price(book(), "GBP", D("2024-03-14"), D("2024-04-30"))
        )

    @pytest.mark.parametrize(
        "rows", ["EUR,1", "USD,0", "USD,1e3", "USD,1\nUSD,2", "USD", "", "USD,-1", '"USD,1']
    )
    def test_a_file_that_fixes_nothing_sound_is_refused(self, tmp_path: Path, rows: str) -> None:
        path = tmp_path / "rates.csv"
        path.write_text(f"unit,value\n{rows}\n")
        with pytest.raises(LedgerError, match=r"rates\.csv"):
            parse_policy(f"fixed:{path}", "EUR", str)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "spot",
            "month",
            "month:",
            "month:2024",
            "month:2024-06-01",
            "fixed",
            "fixed:",
            "as-of:2024-01-01",
            "event-date:x",
        ],
    )
    def test_other_words_are_a_usage_error(self, text: str) -> None:
        with pytest.raises(UsageRefused, match="not a way to choose rates"):
            parse_policy(text, "EUR", str)

    def test_a_month_that_the_calendar_lacks_is_refused(self) -> None:
        with pytest.raises(LedgerError, match="calendar"):
            parse_policy("month:2024-13", "EUR", str)

    def test_words_of_a_policy_are_those_it_is_given_as(self) -> None:
        for text in ("event-date", "as-of", "month:2024-06"):
            assert str(parse_policy(text, "EUR", str)) == text
        assert parse_policy("as-of", "EUR", str).kind is PolicyKind.AS_OF


@given(st.integers(0, 10**19), st.fractions(min_value=0, max_value=10**6))
def test_rounding_is_half_even_and_within_half_of_the_exact(amount: int, factor: Fraction) -> None:
    result = rounded(amount, factor)
    off = abs(Fraction(result) - amount * factor)
    assert off <= Fraction(1, 2)
    assert off < Fraction(1, 2) or result % 2 == 0


@pytest.mark.parametrize(
    ("amount", "factor", "result"),
    [(1, "0.5", 0), (3, "0.5", 2), (5, "0.5", 2), (7, "0.5", 4), (1, "0.50001", 1)],
)
def test_rounding_examples(amount: int, factor: str, result: int) -> None:
    assert rounded(amount, Fraction(factor)) == result


VALUES = st.decimals(min_value=Decimal("0.0001"), max_value=10**6, places=4).map(str)


@given(VALUES, VALUES, st.integers(0, 10**19))
def test_conversion_is_exact_whatever_the_decimal_context(one: str, two: str, amount: int) -> None:
    rates = book(*ecb("2024-03-08", USD=parse_value(one), GBP=parse_value(two)))
    with localcontext(prec=2):
        price = found(rates.price("USD", "GBP", D("2024-03-08")))
        assert rounded(amount, price.factor) == round(amount * Fraction(two) / Fraction(one))
        back = found(rates.price("GBP", "USD", D("2024-03-08")))
    assert price.factor * back.factor == 1


@given(
    st.sets(st.integers(0, 40), max_size=8),
    st.integers(0, 60),
    st.integers(0, 12),
)
def test_the_day_found_is_the_latest_within_reach(
    published: set[int], asked: int, reach: int
) -> None:
    start = D("2024-01-01")
    rates = book(
        *(
            rate
            for n in published
            for rate in ecb(str(start + timedelta(n)), USD=parse_value(str(n + 1)))
        )
    )
    answer = rates.price("USD", "EUR", start + timedelta(asked), reach)
    within = [n for n in published if asked - reach <= n <= asked]
    if within:
        assert found(answer).factor == Fraction(1, max(within) + 1)
    else:
        assert isinstance(answer, Missing)


def test_the_calendar_has_a_first_day() -> None:
    assert isinstance(book(*FRIDAY).price("USD", "EUR", date.min), Missing)


@pytest.mark.parametrize(
    ("text", "value"), [("1.0925", "1.0925"), ("1.10", "1.1"), ("007.00", "7"), ("0.25", "0.25")]
)
def test_values_are_kept_without_needless_zeros(text: str, value: str) -> None:
    assert parse_value(text) == value


@given(st.from_regex(r"[0-9]{1,20}(\.[0-9]{1,20})?", fullmatch=True))
def test_a_value_is_worth_what_its_digits_say(text: str) -> None:
    try:
        value = parse_value(text)
    except LedgerError:
        assert Fraction(text) == 0
    else:
        assert Fraction(value) == Fraction(text)
        assert parse_value(value) == value


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    try:
        assert Fraction(parse_value(text)) > 0
    except LedgerError as error:
        assert "rate" in error.sentence  # noqa: PT017 - the text may be a value as well


def test_fractions_are_printed_for_reading() -> None:
    assert printed(Fraction(10000, 10720)) == "0.9328358209"
    assert printed(Fraction(3200)) == "3200"
    assert printed(Fraction(1, 4)) == "0.25"
