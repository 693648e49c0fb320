"""[G12] The gap in one currency: computed a second time, and the cases it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from pathlib import Path

import pytest
from conftest import BACKENDS
from hypothesis import given
from hypothesis import strategies as st
from rules import naive
from rules.building import (
    allocated,
    committed,
    delivered,
    part_of,
    pledged,
    shortfall,
    shown,
)
from rules.histories import FIRST, facts_of, figures, histories, partial_days

import ledger
from ledger.api import Ledger
from ledger.errors import LedgerError, UsageRefused
from ledger.exporters.sheets import explain, gap_json
from ledger.gap.answer import Gap
from ledger.gap.convert import Conversions, convert
from ledger.rates.policy import Policy, PolicyKind
from ledger.rules.facts import Fact, counted
from ledger.rules.families import Link, stand
from ledger.rules.lines import COLUMNS, Line, lines
from ledger.rules.rates import RateBook
from ledger.values.bounds import Bounds, total
from ledger.values.days import Days
from ledger.values.rate import Rate
from ledger.values.stages import Stage

EVENT = Policy("EUR")
VALUED = Policy("EUR", value_items=True)
AS_OF = date(2024, 4, 30)
CURRENCIES = frozenset({"EUR", "USD", "GBP", "UAH"})


def book_of(*rates: str, bases: tuple[str, ...] = ()) -> RateBook:
    """``"2024-03-14 EUR 2 USD"``: a rate; with a basis behind it, an item's price."""
    found = []
    for text in rates:
        day, unit, value, currency, *basis = text.split(" ")
        kind = basis[0] if basis else "source"
        found.append(Rate(unit, currency, date.fromisoformat(day), value, "ECB", kind))
    return RateBook(found, CURRENCIES, bases)


def converted(
    facts: Mapping[int, Sequence[Fact]], book: RateBook, policy: Policy = EVENT, *links: Link
) -> tuple[dict[tuple[int, str | None], Line], Conversions]:
    done = convert(facts, policy, book, AS_OF)
    told = {number: counted(entries, AS_OF) for number, entries in done.facts.items()}
    standing = stand(told, links)
    return {
        (number, unit): line
        for number, account in standing
        for unit, line in lines(account).items()
    }, done


def stands(book: RateBook, policy: Policy, *facts: Fact) -> dict[str | None, object]:
    found, _ = converted({1: facts}, book, policy)
    return {unit: shown(line) for (_, unit), line in found.items()}


class TestExamples:
    TWO_DAYS = book_of("2024-03-01 EUR 2 USD", "2024-03-08 EUR 4 USD")

    def test_promise_and_delivery_in_different_currencies_meet(self) -> None:
        promise = pledged("100 EUR", "2024-03-01")
        arrived = delivered("120 USD", "2024-03-08")
        assert stands(self.TWO_DAYS, EVENT, promise, arrived) == {
            "EUR": {"promised": "100", "delivered": "30", "outstanding": "70"}
        }

    def test_each_figure_at_its_own_day_or_all_at_one(self) -> None:
        facts = (
            pledged("100 USD", "2024-03-01"),
            delivered("20 USD", "2024-03-08"),
        )
        assert stands(self.TWO_DAYS, EVENT, *facts)["EUR"] == {
            "promised": "50",
            "delivered": "5",
            "outstanding": "45",
        }
        march = Policy("EUR", PolicyKind.MONTH, Days(date(2024, 3, 1), date(2024, 3, 31)))
        assert stands(self.TWO_DAYS, march, *facts)["EUR"] == {
            "promised": "25",
            "delivered": "5",
            "outstanding": "20",
        }

    def test_the_last_day_of_an_interval_is_the_day_of_its_rate(self) -> None:
        fact = pledged("100 USD", "2024-03-01..2024-03-08")
        assert stands(self.TWO_DAYS, EVENT, fact)["EUR"] == {
            "promised": "25",
            "undetermined": "25",
        }

    def test_bounds_are_converted_end_by_end_and_open_ends_stay_open(self) -> None:
        fact = pledged("more than 60 USD", "2024-03-01")
        assert stands(self.TWO_DAYS, EVENT, fact)["EUR"] == {
            "promised": "30..",
            "undetermined": "30..",
        }

    def test_a_figure_is_rounded_half_even_before_it_is_added(self) -> None:
        thirds = book_of("2024-03-01 EUR 3 USD")
        facts = [pledged("1 USD", "2024-03-01", cumulative=False) for _ in range(3)]
        assert stands(thirds, EVENT, *facts)["EUR"] == {
            "promised": "0.9999",
            "undetermined": "0.9999",
        }

    def test_what_has_no_rate_stays_in_its_unit_and_is_told(self) -> None:
        facts = (pledged("100 EUR", "2024-03-01"), delivered("10 UAH", "2024-03-02"))
        found, done = converted({7: facts}, self.TWO_DAYS)
        assert {unit for _, unit in found} == {"EUR", "UAH"}
        assert found[7, "UAH"].other_unit
        (one,) = done.unconverted.values()
        assert (one.entry, one.commitment, one.unit) == (facts[1].id, 7, "UAH")
        assert (one.day, one.why) == (
            date(2024, 3, 2),
            "no rate of UAH in EUR is known by 2024-03-02",
        )

    def test_items_stay_items_unless_they_are_to_be_valued(self) -> None:
        rates = book_of("2024-01-01 tank 50 EUR estimate")
        promise = pledged("100 EUR", "2024-03-01")
        arrived = delivered("1 tank", "2024-03-02")
        found, done = converted({1: (promise, arrived)}, rates)
        assert {unit for _, unit in found} == {"EUR", "tank"}
        assert not done.unconverted
        assert stands(rates, VALUED, promise, arrived) == {
            "EUR": {"promised": "100", "delivered": "50", "outstanding": "50"}
        }


class TestValuedItems:
    """[G9] What a headline in money has in it is not counted again."""

    PRICES = book_of("2024-01-01 tank 50 EUR estimate", "2024-01-01 gun 10 EUR estimate")

    def test_each_kind_of_item_is_followed_for_itself_and_they_add_up(self) -> None:
        facts = (pledged("1 tank", "2024-03-01"), pledged("2 gun", "2024-03-02"))
        assert stands(self.PRICES, VALUED, *facts) == {
            "EUR": {"promised": "70", "undetermined": "70"}
        }

    def test_a_headline_in_money_has_the_items_in_it(self) -> None:
        facts = (pledged("100 EUR", "2024-03-01"), committed("1 tank", "2024-03-02"))
        assert stands(self.PRICES, VALUED, *facts) == {
            "EUR": {"promised": "100", "undetermined": "100"}
        }
        assert set(stands(self.PRICES, EVENT, *facts)) == {"EUR", "tank"}

    def test_to_further_parts_in_money_items_add(self) -> None:
        facts = (
            pledged("200 EUR", "2024-03-01"),
            delivered("30 EUR", "2024-03-02", cumulative=False),
            delivered("1 tank", "2024-03-03", cumulative=False),
        )
        assert stands(self.PRICES, VALUED, *facts)["EUR"] == {
            "promised": "200",
            "delivered": "80",
            "outstanding": "120",
        }

    def test_a_package_counts_the_items_of_its_parts_once(self) -> None:
        facts = {
            1: (pledged("100 EUR", "2024-03-01"),),
            2: (pledged("1 tank", "2024-03-01"),),
            3: (pledged("2 gun", "2024-03-01"),),
        }
        found, _ = converted(facts, self.PRICES, VALUED, part_of(2, 1), part_of(3, 1))
        promised = total(line.promised for line in found.values() if line.promised)
        assert str(promised) == "100"
        assert str(found[1, "EUR"].unspecified) == "30"

    def test_an_item_without_a_price_stays_and_its_sisters_are_valued(self) -> None:
        facts = (pledged("1 tank", "2024-03-01"), pledged("1 ship", "2024-03-01"))
        found, done = converted({1: facts}, self.PRICES, VALUED)
        assert {unit: str(line.promised) for (_, unit), line in found.items()} == {
            "EUR": "50",
            "ship": "1",
        }
        assert [one.why for one in done.unconverted.values()] == [
            "no price of ship is known by 2024-03-01"
        ]

    def test_a_total_in_items_replaces_an_earlier_one_that_had_no_price_yet(self) -> None:
        late = book_of("2024-03-02 tank 50 EUR estimate")
        facts = (pledged("9 tank", "2024-03-01"), pledged("2 tank", "2024-03-03"))
        assert stands(late, VALUED, *facts) == {"EUR": {"promised": "100", "undetermined": "100"}}

    def test_allocations_and_shortfalls_are_valued_alike(self) -> None:
        facts = (
            pledged("4 tank", "2024-03-01"),
            allocated("2 tank", "2024-03-02"),
            shortfall("1 tank", "2024-03-03"),
        )
        assert stands(self.PRICES, VALUED, *facts) == {
            "EUR": {
                "promised": "200",
                "allocated": "100",
                "delivered": "150",
                "outstanding": "50",
            }
        }


# The second computation: plain decimals, a dictionary of rates, and the rules written twice.

PLAIN = Context(prec=80, rounding=ROUND_HALF_EVEN)
TEN_THOUSANDTH = Decimal(1)
known_rates = st.dictionaries(
    st.integers(-9, 8),
    st.tuples(*[st.integers(1, 50_000).map(lambda n: Decimal(n).scaleb(-4))] * 2),
    max_size=6,
)
facts_in_three = facts_of(
    st.none() | figures, days=partial_days(), units=st.sampled_from(["EUR", "USD"])
)


def in_plain_words(amount: int, unit: str, into: str, rates: tuple[Decimal, Decimal]) -> int:
    """So many ten-thousandths of one unit in another; rates are dollars and pounds for a euro."""
    costs = {"EUR": Decimal(1), "USD": rates[0], "GBP": rates[1]}
    product = PLAIN.multiply(Decimal(amount), costs[into])
    quotient = PLAIN.divide(product, costs[unit])
    return int(quotient.quantize(TEN_THOUSANDTH, context=PLAIN))


@given(
    histories(facts_in_three),
    known_rates,
    st.sampled_from(["EUR", "USD", "GBP"]),
    st.sampled_from([PolicyKind.EVENT_DATE, PolicyKind.AS_OF]),
    st.integers(0, 9),
)
def test_every_column_is_what_a_second_computation_gives(
    facts: list[Fact],
    rates: dict[int, tuple[Decimal, Decimal]],
    into: str,
    kind: PolicyKind,
    as_of: int,
) -> None:
    day = FIRST + timedelta(as_of)
    policy = Policy(into, kind)
    book = RateBook(
        [
            Rate("EUR", unit, FIRST + timedelta(n), format(value.normalize(), "f"), "ECB")
            for n, values in rates.items()
            for unit, value in zip(("USD", "GBP"), values, strict=True)
        ],
        CURRENCIES,
    )
    told: list[Fact] = []
    for fact in facts:
        asked = day if kind is PolicyKind.AS_OF else fact.days.high
        back = [asked - timedelta(n) for n in range(8)]
        of_the_day = next(
            (rates[(one - FIRST).days] for one in back if (one - FIRST).days in rates), None
        )
        if fact.figure is None or fact.unit in {into, None} or fact.days.high > day:
            told.append(fact)
        elif of_the_day is None:
            return  # two units in one commitment: told apart in the examples
        else:
            ends = [
                None if end is None else in_plain_words(end, str(fact.unit), into, of_the_day)
                for end in (fact.figure.low, fact.figure.high)
            ]
            told.append(replace(fact, figure=Bounds(*ends), unit=into))
    expected = naive.stands_at(told, day, 99, Stage.PLEDGED)
    done = convert({1: facts}, policy, book, day)
    assert not done.unconverted
    (line,) = [
        line
        for _, account in stand({1: counted(done.facts[1], day)}, [])
        for line in lines(account).values()
    ] or [Line()]
    got = {
        column: naive.pair(replace(facts[0], figure=getattr(line, column)))
        for column in (*COLUMNS[:7], "in_transit")
        if getattr(line, column) is not None
    }
    assert got == expected


# In a ledger, on both databases.

RATES = """Date,USD,GBP,
2024-03-15,1.0892,0.8541,
2024-03-14,1.0925,0.8542,
"""
WORDS = (
    "Norway pledged 100 dollars on Thursday. It gave 30 pounds on Saturday."
    " Norway pledged 50 hryvnias. Norway pledged 2 howitzers."
)


@pytest.fixture(scope="module", params=BACKENDS)
def filled(
    request: pytest.FixtureRequest,
    new_ledger: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Ledger:
    book = ledger.open(new_ledger(request.param), by_whom="tests")
    folder = tmp_path_factory.mktemp("rates")
    book.add_document(WORDS.encode(), published="2024-03-17")
    told = [
        ("C1", "pledged", "100 USD", "2024-03-14", "Norway pledged 100 dollars"),
        ("C1", "delivered", "30 GBP", "2024-03-16", "It gave 30 pounds"),
        ("C2", "pledged", "50 UAH", "2024-03-14", "Norway pledged 50 hryvnias"),
        ("C3", "pledged", "2 howitzer", "2024-03-14", "Norway pledged 2 howitzers"),
    ]
    for commitment, stage, figure, day, quote in told:
        if stage == "pledged":
            book.add_commitment(
                donor="Norway", recipient="Ukraine", aid_type="military", title=quote
            )
        book.add_entry(commitment, stage=stage, document="D1", amount=figure, date=day, quote=quote)
    (folder / "eurofxref-hist.csv").write_text(RATES)
    book.load_rates(path=folder / "eurofxref-hist.csv")
    (folder / "own.csv").write_text(
        "unit,priced_in,day,value,basis,source\nhowitzer,EUR,2023-01-01,1000,book,a ministry\n"
    )
    book.load_rates("csv", folder / "own.csv")
    return book


def rows(gap: Gap) -> dict[str | None, dict[str, str]]:
    return {
        row.unit: {name: str(figure) for name, figure in row.figures.items() if figure}
        for row in gap.rows
    }


def test_a_converted_gap_by_hand(filled: Ledger) -> None:
    """100 / 1.0925 and 30 / 0.8541, by long division; 16 March was a Saturday."""
    gap = filled.gap(as_of=AS_OF, currency="eur")
    assert rows(gap) == {
        "EUR": {"promised": "91.5332", "delivered": "35.1247", "outstanding": "56.4085"},
        "UAH": {"promised": "50", "undetermined": "50"},
        "howitzer": {"promised": "2", "undetermined": "2"},
    }
    assert [(one.unit, one.why) for one in gap.unconverted] == [
        ("UAH", "no rate of UAH in EUR is known by 2024-03-14")
    ]
    into_dollars = filled.gap(as_of=AS_OF, currency="USD", rates="as-of")
    assert len(into_dollars.unconverted) == 2  # six weeks after the last rate


def test_the_json_names_policy_rates_and_what_was_left(filled: Ledger) -> None:
    told = gap_json(filled.gap(as_of=AS_OF, currency="USD", value_items=True), None, explained=True)
    assert told["currency"] == "USD"
    assert told["rates"]["policy"] == "event-date"
    used = {rate["unit"]: rate for rate in told["rates"]["used"]}
    assert (used["GBP"]["asked"], used["GBP"]["found"]) == ("2024-03-16", "2024-03-15")
    assert used["GBP"]["via_euro"]
    assert used["GBP"]["exact"] == "10892/8541"
    assert [leg["file_sha256"] is None for leg in used["GBP"]["rates"]] == [False, False]
    assert used["howitzer"]["basis"] == "book"
    assert [rate["value"] for rate in used["howitzer"]["rates"]] == ["1000", "1.0925"]
    assert [(one["entry"], one["unit"], one["day"]) for one in told["unconverted"]] == [
        ("E3", "UAH", "2024-03-14")
    ]
    dollars = next(row for row in told["rows"] if row["unit"] == "USD")
    assert dollars["promised_low"] == "2285"
    (first, *_) = [part for part in dollars["explanation"] if part["figure"] == "delivered"]
    (one,) = first["converted"]
    assert (one["entry"], one["original_low"], one["original_unit"]) == ("E2", "30", "GBP")
    assert one["low"] == first["low"] == "38.2578"


def test_an_item_that_is_valued_is_still_that_item(filled: Ledger) -> None:
    gap = filled.gap("item", as_of=AS_OF, currency="EUR", value_items=True)
    promised = {(row.group["item"], row.unit): str(row.figures["promised"]) for row in gap.rows}
    assert promised == {
        ("howitzer", "EUR"): "2000",
        (None, "EUR"): "91.5332",
        (None, "UAH"): "50",
    }
    only = filled.gap(as_of=AS_OF, currency="EUR", value_items=True, item="howitzer")
    assert rows(only) == {"EUR": {"promised": "2000", "undetermined": "2000"}}


@pytest.mark.parametrize("currency", ["EUR", "USD", "GBP"])
@pytest.mark.parametrize("value_items", [False, True])
def test_what_explain_lists_adds_up(filled: Ledger, currency: str, value_items: bool) -> None:
    gap = filled.gap(as_of=AS_OF, currency=currency, value_items=value_items, explain=True)
    for row in gap.rows:
        for column in COLUMNS:
            parts = [getattr(one.line, column) for one in row.stands]
            assert total(part for part in parts if part) == row.figures[column]
        assert explain(gap, row)


def test_a_rate_that_was_not_known_then_is_not_used(filled: Ledger) -> None:
    """[G1] The ledger's clock holds for rates as for entries."""
    before = filled.gap(as_of=AS_OF, currency="EUR", known_at=10)
    assert {one.unit for one in before.unconverted} == {"USD", "GBP", "UAH"} & {
        str(row.unit) for row in before.rows
    }


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"rates": "as-of"}, "no currency"),
        ({"value_items": True}, "no currency"),
        ({"basis": "book"}, "no currency"),
        ({"currency": "howitzer"}, "not a currency"),
        ({"currency": "EUR", "rates": "spot"}, "not a way to choose rates"),
        ({"currency": "EUR", "basis": "book"}, "A basis is for items"),
        ({"currency": "EUR", "value_items": True, "basis": "guess"}, "not a basis"),
    ],
)
def test_questions_that_make_no_sense(filled: Ledger, asked: dict[str, object], error: str) -> None:
    with pytest.raises(UsageRefused, match=error):
        filled.gap(as_of=AS_OF, **asked)  # type: ignore[arg-type]


def test_an_unknown_currency_is_not_found(filled: Ledger) -> None:
    with pytest.raises(LedgerError, match="No currency is known"):
        filled.gap(as_of=AS_OF, currency="XQZ")


def test_what_item_a_commitment_is_of_is_told_by_what_was_known_then(
    book: Ledger, tmp_path: Path
) -> None:
    """[G1] Money that is told of later, or was told of by mistake, changes nothing before."""
    prices = tmp_path / "own.csv"
    prices.write_text(
        "unit,priced_in,day,value,basis,source\nhowitzer,EUR,2023-01-01,1000,book,a ministry\n"
    )
    book.load_rates("csv", prices)
    book.add_document(b"It pledged 2 howitzers. It gave 5 euros.", published="2024-03-17")
    book.add_commitment(donor="Norway", recipient="Ukraine", aid_type="military", title="Guns")
    book.add_entry(
        "C1", stage="pledged", document="D1", quote="It pledged 2 howitzers.", amount="2 howitzer"
    )
    asked = {"as_of": AS_OF, "currency": "EUR", "value_items": True}
    before = book.trace("E1")["journal_seq"]
    money = {"stage": "delivered", "document": "D1", "quote": "It gave 5 euros.", "amount": "5 EUR"}
    book.add_entry("C1", **money)

    def items(**more: object) -> list[str | None]:
        return [row.group["item"] for row in book.gap("item", **asked, **more).rows]

    assert items(known_at=before) == ["howitzer"]
    assert items() == [None]
    book.add_entry(
        "C1",
        stage="delivered",
        document="D1",
        quote="It pledged 2 howitzers.",
        amount="2 howitzer",
        replaces="E2",
        reason="misread",
    )
    assert items() == ["howitzer"]
