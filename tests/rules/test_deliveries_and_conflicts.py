"""[G5] to [G8] and [G11] by example: deliveries, what is left, and sources that disagree."""

from __future__ import annotations

from ledger.values.stages import Stage

from .building import (
    committed,
    delivered,
    family_lines,
    in_transit,
    line,
    pledged,
    shortfall,
    stalled,
    stands,
)


class TestG5Delivered:
    """The fold of delivered entries; one without a figure is zero or more."""

    def test_g5_parts_add_up(self) -> None:
        facts = [
            pledged("3 tank", "2024-03-01"),
            delivered("1 tank", "2024-03-02", cumulative=False),
            delivered("1 tank", "2024-03-03", cumulative=False),
        ]
        assert stands(*facts)["tank"] == {
            "promised": "3",
            "delivered": "2",
            "outstanding": "1",
        }

    def test_g5_without_a_figure_it_is_zero_or_more(self) -> None:
        facts = [pledged("3 tank", "2024-03-01"), delivered(None, "2024-03-02")]
        assert stands(*facts)["tank"] == {
            "promised": "3",
            "delivered": "0..",
            "outstanding": "0..3",
        }

    def test_g5_without_a_figure_after_a_total_it_opens_the_total(self) -> None:
        facts = [
            pledged("3 tank", "2024-03-01"),
            delivered("1 tank", "2024-03-02"),
            delivered(None, "2024-03-03"),
        ]
        assert stands(*facts)["tank"]["delivered"] == "1.."
        assert stands(*facts)["tank"]["outstanding"] == "0..2"

    def test_g5_a_later_total_has_counted_what_had_no_figure(self) -> None:
        facts = [
            pledged("3 tank", "2024-03-01"),
            delivered(None, "2024-03-02"),
            delivered("2 tank", "2024-03-03"),
        ]
        assert stands(*facts)["tank"]["delivered"] == "2"

    def test_g5_a_total_of_the_same_day_has_counted_it_too(self) -> None:
        facts = [delivered("2 tank", "2024-03-02"), delivered(None, "2024-03-02")]
        assert stands(*facts)["tank"]["delivered"] == "2"

    def test_g5_without_any_figure_it_is_in_units_of_the_item_named(self) -> None:
        arrived = delivered(None, "2024-03-02")
        assert stands(arrived, item="tank") == {"tank": {"delivered": "0.."}}
        assert stands(arrived) == {None: {}}
        assert line(arrived).evidence

    def test_g5_in_transit_is_shown_and_not_counted(self) -> None:
        facts = [pledged("3 tank", "2024-03-01"), in_transit("2 tank", "2024-03-02")]
        assert stands(*facts)["tank"] == {
            "promised": "3",
            "undetermined": "3",
            "in_transit": "2",
        }
        assert not line(*facts).evidence


class TestG6Outstanding:
    """What is left where anything is published about delivery: a delivery, or a shortfall."""

    def test_g6_the_promise_less_what_arrived(self) -> None:
        facts = [pledged("100..120 EUR", "2024-03-01"), delivered("30..50 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"]["outstanding"] == "50..90"

    def test_g6_of_more_than_a_figure_more_than_the_rest_is_left(self) -> None:
        facts = [pledged("100.. EUR", "2024-03-01"), delivered("30 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"]["outstanding"] == "70.."

    def test_g6_over_delivery_has_a_column_of_its_own(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), delivered("130 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"] == {
            "promised": "100",
            "delivered": "130",
            "outstanding": "0",
            "overdelivered": "30",
        }

    def test_g6_over_delivery_is_shown_only_where_it_is_certain(self) -> None:
        facts = [pledged("100..120 EUR", "2024-03-01"), delivered("110 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"]["outstanding"] == "0..10"
        assert "overdelivered" not in stands(*facts)["EUR"]

    def test_g6_a_delivery_that_nobody_promised_is_above_the_promise(self) -> None:
        assert stands(delivered("5 tank", "2024-04-01")) == {
            "tank": {"delivered": "5", "overdelivered": "5"}
        }

    def test_g6_a_shortfall_without_a_figure_leaves_the_whole_promise_outstanding(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), shortfall(None, "2024-04-29")]
        assert stands(*facts)["EUR"] == {"promised": "100", "outstanding": "100"}
        assert line(*facts).evidence

    def test_g6_a_shortfall_with_a_figure_says_what_arrived(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), shortfall("40 EUR", "2024-04-29")]
        assert stands(*facts)["EUR"] == {
            "promised": "100",
            "delivered": "60",
            "outstanding": "40",
        }

    def test_g6_where_deliveries_are_told_they_go_before_the_shortfall(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            shortfall("40 EUR", "2024-04-29"),
            delivered("70 EUR", "2024-05-10"),
        ]
        assert stands(*facts)["EUR"]["delivered"] == "70"
        assert stands(*facts)["EUR"]["outstanding"] == "30"

    def test_g6_a_delivery_in_another_unit_leaves_the_rest_open_and_both_lines_say_so(
        self,
    ) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), delivered("2 tank", "2024-04-01")]
        assert stands(*facts) == {
            "EUR": {"promised": "100", "outstanding": "0..100", "other_unit": True},
            "tank": {"delivered": "2", "other_unit": True},
        }


class TestG7Undetermined:
    """The promise, where nothing is published about delivery: not zero, not outstanding."""

    def test_g7_nothing_published_is_not_outstanding(self) -> None:
        one = line(pledged("100 EUR", "2024-03-01"))
        assert str(one.undetermined) == "100"
        assert one.outstanding is None
        assert one.delivered is None
        assert not one.evidence

    def test_g7_it_ends_with_the_first_word_about_delivery(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), delivered("10 EUR", "2024-04-01")]
        assert stands(*facts, as_of="2024-03-31")["EUR"]["undetermined"] == "100"
        assert "undetermined" not in stands(*facts, as_of="2024-04-01")["EUR"]


class TestG8Unquantified:
    """A promise without a figure counts as one in unquantified, and adds nothing."""

    def test_g8_a_promise_without_a_figure(self) -> None:
        assert stands(pledged(None, "2024-03-01")) == {None: {"unquantified": True}}

    def test_g8_in_units_of_the_item_that_the_commitment_names(self) -> None:
        assert stands(pledged(None, "2024-03-01"), item="tank") == {"tank": {"unquantified": True}}

    def test_g8_it_is_quantified_once_a_figure_is_known(self) -> None:
        facts = [pledged(None, "2024-03-01"), committed("3 tank", "2024-04-01")]
        assert stands(*facts) == {"tank": {"promised": "3", "undetermined": "3"}}

    def test_g8_a_word_without_a_figure_does_not_take_the_figure_back(self) -> None:
        facts = [pledged("3 tank", "2024-03-01"), pledged(None, "2024-04-01")]
        assert stands(*facts) == {"tank": {"promised": "3", "undetermined": "3"}}

    def test_g8_its_deliveries_are_counted_and_it_stays_unquantified(self) -> None:
        facts = [
            pledged(None, "2024-03-01"),
            delivered("5 tank", "2024-04-01"),
            delivered("7 EUR", "2024-04-01"),
        ]
        assert stands(*facts) == {
            "tank": {"delivered": "5", "unquantified": True},
            "EUR": {"delivered": "7"},
        }

    def test_g8_a_proposal_without_a_figure_is_no_promise(self) -> None:
        assert stands(stalled(None, "2024-02-09")) == {None: {}}

    def test_g8_who_says_that_a_promise_is_unmet_says_that_there_is_one(self) -> None:
        for figure in (None, "40 EUR"):
            fact = shortfall(figure, "2024-04-29")
            assert stands(fact) == {None: {"unquantified": True}}
            [line] = family_lines({1: [fact]}).values()
            assert line.facts["unquantified"] == (fact.id,)

    def test_g8_only_promises_at_the_rung_asked_for(self) -> None:
        promise = pledged(None, "2024-03-01")
        assert stands(promise, promised_at=Stage.COMMITTED) == {None: {}}


class TestG11Conflicts:
    """Sources that disagree both stay: the range, and a mark; one of them leads."""

    def test_g11_two_totals_of_one_day_make_a_range_and_a_conflict(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), pledged("120 EUR", "2024-03-01")]
        assert stands(*facts)["EUR"] == {
            "promised": "100..120",
            "undetermined": "100..120",
            "conflict": True,
        }

    def test_g11_totals_of_which_neither_is_certainly_later_disagree_too(self) -> None:
        facts = [pledged("100 EUR", "2024-03"), pledged("120 EUR", "2024-03-11..2024-04-02")]
        assert stands(*facts)["EUR"]["conflict"]

    def test_g11_a_certainly_later_total_is_no_conflict(self) -> None:
        facts = [pledged("100 EUR", "2024-03"), pledged("120 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"] == {"promised": "120", "undetermined": "120"}

    def test_g11_what_is_certainly_replaced_is_no_party_to_a_later_conflict(self) -> None:
        facts = [
            pledged("500 EUR", "2024-03-01..2024-03-10"),
            pledged("100 EUR", "2024-03-05..2024-03-20"),
            pledged("120 EUR", "2024-03-15..2024-03-25"),
        ]
        assert stands(*facts)["EUR"]["promised"] == "100..120"

    def test_g11_a_total_after_a_further_part_restates_and_does_not_disagree(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            pledged("20 EUR", "2024-03-01", cumulative=False),
            pledged("130 EUR", "2024-03-01"),
        ]
        assert stands(*facts)["EUR"] == {"promised": "130", "undetermined": "130"}

    def test_g11_totals_that_can_both_be_true_show_the_headline(self) -> None:
        facts = [pledged("more than 100 EUR", "2024-03-01"), pledged("120 EUR", "2024-03-01")]
        assert stands(*facts)["EUR"] == {"promised": "120", "undetermined": "120"}

    def test_g11_an_official_source_leads_the_media(self) -> None:
        ministry = pledged("100..120 EUR", "2024-03-01", official=True, published="2024-03-01")
        paper = pledged("110 EUR", "2024-03-01", published="2024-03-05")
        assert stands(ministry, paper)["EUR"]["promised"] == "100..120"

    def test_g11_among_equals_the_later_published_leads(self) -> None:
        early = pledged("110 EUR", "2024-03-01", published="2024-03-01")
        late = pledged("100..120 EUR", "2024-03-01", published="2024-03-05")
        for facts in ([early, late], [late, early]):
            assert stands(*facts)["EUR"]["promised"] == "100..120"

    def test_g11_among_those_the_more_specific_leads(self) -> None:
        wide = pledged("100..120 EUR", "2024-03-01", published="2024-03-05")
        narrow = pledged("110 EUR", "2024-03-01", published="2024-03-05")
        for facts in ([wide, narrow], [narrow, wide]):
            assert stands(*facts)["EUR"]["promised"] == "110"

    def test_g11_the_headline_decides_the_currency(self) -> None:
        euro = pledged("100 EUR", "2024-03-01", official=True)
        dollar = pledged("108 USD", "2024-03-01")
        assert stands(euro, dollar) == {"EUR": {"promised": "100", "undetermined": "100"}}

    def test_g11_deliveries_can_be_told_differently_too(self) -> None:
        facts = [
            pledged("10 tank", "2024-03-01"),
            delivered("4 tank", "2024-04-01"),
            delivered("6 tank", "2024-04-01"),
        ]
        assert stands(*facts)["tank"] == {
            "promised": "10",
            "delivered": "4..6",
            "outstanding": "4..6",
            "conflict": True,
        }
