"""[G9] and [G10], and [G5] to [G8] across links, by example."""

from __future__ import annotations

from .building import (
    allocated,
    cancelled,
    committed,
    delivered,
    draws_on,
    duplicates,
    family,
    family_lines,
    in_transit,
    part_of,
    pledged,
    proposed,
    shortfall,
    stalled,
    supersedes,
)

DAY = "2024-03-01"
LATER = "2024-04-01"


class TestG9Packages:
    """A package and its parts are counted once."""

    def test_g9_headline_minus_parts_is_unspecified(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", DAY)],
            3: [pledged("20 EUR", DAY)],
        }
        assert family(facts, part_of(2, 1), part_of(3, 1)) == {
            (1, "EUR"): {"promised": "50", "undetermined": "50", "unspecified": "50"},
            (2, "EUR"): {"promised": "30", "undetermined": "30"},
            (3, "EUR"): {"promised": "20", "undetermined": "20"},
        }

    def test_g9_parts_that_make_up_the_headline_leave_no_line_for_it(self) -> None:
        facts = {1: [pledged("50 EUR", DAY)], 2: [pledged("50 EUR", DAY)]}
        assert set(family(facts, part_of(2, 1))) == {(2, "EUR")}

    def test_g9_what_was_cancelled_of_the_headline_stays_visible_without_a_rest(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), cancelled("30 EUR", LATER)],
            2: [pledged("70 EUR", DAY)],
        }
        assert family(facts, part_of(2, 1))[1, "EUR"] == {
            "promised": "0",
            "undetermined": "0",
            "cancelled": "30",
            "unspecified": "0",
        }

    def test_g9_without_a_headline_it_is_the_sum_of_the_parts_in_each_unit(self) -> None:
        facts = {
            1: [pledged(None, DAY)],
            2: [pledged("30 EUR", DAY)],
            3: [pledged("20 EUR", DAY)],
            4: [pledged("2 tank", DAY)],
        }
        shown = family(facts, part_of(2, 1), part_of(3, 1), part_of(4, 1))
        assert {key: one["promised"] for key, one in shown.items()} == {
            (2, "EUR"): "30",
            (3, "EUR"): "20",
            (4, "tank"): "2",
        }

    def test_g9_parts_above_the_headline_are_a_conflict_and_the_headline_counts(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("80 EUR", DAY)],
            3: [pledged("30 EUR", DAY)],
        }
        assert family(facts, part_of(2, 1), part_of(3, 1)) == {
            (1, "EUR"): {"promised": "100", "undetermined": "100", "conflict": True}
        }

    def test_g9_parts_that_may_be_above_the_headline_are_none(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("more than 80 EUR", DAY)]}
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"promised": "100", "undetermined": "100"}
        }

    def test_g9_of_an_open_headline_an_open_rest_is_left(self) -> None:
        facts = {1: [pledged("more than 100 EUR", DAY)], 2: [pledged("30 EUR", DAY)]}
        assert family(facts, part_of(2, 1))[1, "EUR"]["unspecified"] == "70.."

    def test_g9_money_parts_in_another_currency_are_counted_with_the_headline(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("30 USD", DAY)]}
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"promised": "100", "undetermined": "100"}
        }

    def test_g9_items_are_shown_beside_a_headline_of_money(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("3 tank", DAY)]}
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"promised": "100", "undetermined": "100", "unspecified": "100"},
            (2, "tank"): {"promised": "3", "undetermined": "3"},
        }

    def test_g9_a_part_without_a_figure_is_within_the_headline(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged(None, DAY)]}
        assert set(family(facts, part_of(2, 1))) == {(1, "EUR")}

    def test_g9_a_part_without_a_figure_is_within_the_headline_while_it_is_on_its_way(
        self,
    ) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged(None, DAY), in_transit("3 tank", LATER)]}
        assert family(facts, part_of(2, 1))[2, "tank"] == {"in_transit": "3"}

    def test_g9_parts_without_figures_are_unquantified_where_there_is_no_headline(self) -> None:
        facts = {1: [pledged(None, DAY)], 2: [pledged(None, DAY)], 3: [pledged(None, DAY)]}
        assert family(facts, part_of(2, 1), part_of(3, 1)) == {
            (2, None): {"unquantified": True},
            (3, None): {"unquantified": True},
        }

    def test_g9_packages_of_packages(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("60 EUR", DAY)],
            3: [pledged("25 EUR", DAY)],
            4: [pledged("10 EUR", DAY)],
        }
        shown = family(facts, part_of(2, 1), part_of(3, 2), part_of(4, 2))
        assert {key: one["promised"] for key, one in shown.items()} == {
            (1, "EUR"): "40",
            (2, "EUR"): "25",
            (3, "EUR"): "25",
            (4, "EUR"): "10",
        }

    def test_g9_what_arrived_of_a_part_stays_with_the_part(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", DAY), delivered("10 EUR", LATER)],
        }
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"promised": "70", "undetermined": "70", "unspecified": "70"},
            (2, "EUR"): {"promised": "30", "delivered": "10", "outstanding": "20"},
        }

    def test_g9_what_arrived_of_the_package_makes_it_one_line(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), delivered("20 EUR", LATER, cumulative=False)],
            2: [pledged("30 EUR", DAY), delivered("10 EUR", LATER, cumulative=False)],
        }
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {
                "promised": "100",
                "delivered": "30",
                "outstanding": "70",
                "unspecified": "70",
            }
        }

    def test_g9_what_was_allocated_of_the_package_makes_it_one_line(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), allocated("60 EUR", LATER)],
            2: [pledged("30 EUR", DAY)],
        }
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {
                "promised": "100",
                "allocated": "60",
                "undetermined": "100",
                "unspecified": "70",
            }
        }

    def test_g9_a_total_delivered_of_the_package_has_counted_the_parts(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), delivered("20 EUR", LATER)],
            2: [pledged("30 EUR", DAY), delivered("10 EUR", LATER)],
        }
        assert family(facts, part_of(2, 1))[1, "EUR"]["delivered"] == "20"

    def test_g9_what_arrived_of_a_part_without_a_figure_arrived_of_the_package(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged(None, DAY), delivered("5 EUR", LATER)],
        }
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {
                "promised": "100",
                "delivered": "5",
                "outstanding": "95",
                "unspecified": "100",
            }
        }

    def test_g9_a_part_of_a_proposal_that_is_committed_leaves_the_proposal(self) -> None:
        facts = {1: [stalled("55 EUR", DAY)], 2: [committed("10 EUR", DAY)]}
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"proposed": "45", "unspecified": "45"},
            (2, "EUR"): {"promised": "10", "undetermined": "10"},
        }

    def test_g9_a_part_only_proposed_takes_nothing_from_a_firm_headline(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [proposed("30 EUR", DAY)]}
        assert family(facts, part_of(2, 1)) == {
            (1, "EUR"): {"promised": "100", "undetermined": "100", "unspecified": "100"}
        }

    def test_g9_before_the_package_was_announced_its_parts_stand_alone(self) -> None:
        facts = {1: [pledged("100 EUR", LATER)], 2: [pledged("30 EUR", DAY)]}
        shown = family(facts, part_of(2, 1), as_of="2024-03-31")
        assert shown == {(2, "EUR"): {"promised": "30", "undetermined": "30"}}


class TestG10Links:
    """draws_on, duplicates and supersedes never add to promised."""

    def test_g10_a_drawdown_is_an_allocation_of_what_it_draws_on(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("30 EUR", LATER)]}
        assert family(facts, draws_on(2, 1)) == {
            (1, "EUR"): {"promised": "100", "allocated": "30", "undetermined": "100"}
        }

    def test_g10_several_drawdowns_add_up_and_so_do_their_deliveries(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", LATER), delivered("10 EUR", LATER)],
            3: [pledged("20 EUR", LATER), delivered("5 EUR", LATER)],
        }
        assert family(facts, draws_on(2, 1), draws_on(3, 1)) == {
            (1, "EUR"): {
                "promised": "100",
                "allocated": "50",
                "delivered": "15",
                "outstanding": "85",
            }
        }

    def test_g10_a_total_stated_as_allocated_has_counted_the_drawdowns(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), allocated("60 EUR", LATER)],
            2: [pledged("30 EUR", LATER)],
        }
        assert family(facts, draws_on(2, 1))[1, "EUR"]["allocated"] == "60"

    def test_g10_a_drawdown_of_an_unquantified_fund_adds_no_promise(self) -> None:
        facts = {1: [pledged(None, DAY)], 2: [pledged("30 EUR", LATER)]}
        assert family(facts, draws_on(2, 1)) == {
            (1, "EUR"): {"allocated": "30", "unquantified": True}
        }

    def test_g10_a_duplicate_is_more_evidence_for_the_same_promise(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("100 EUR", DAY)]}
        links = [duplicates(2, 1)]
        assert family(facts, *links) == {(1, "EUR"): {"promised": "100", "undetermined": "100"}}
        (one,) = family_lines(facts, links).values()
        assert set(one.facts["promised"]) == {facts[1][0].id, facts[2][0].id}

    def test_g10_a_duplicate_that_tells_another_figure_is_a_conflict(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("110 EUR", DAY)]}
        assert family(facts, duplicates(2, 1))[1, "EUR"] == {
            "promised": "100..110",
            "undetermined": "100..110",
            "conflict": True,
        }

    def test_g10_a_part_that_a_duplicate_adds_is_one_told_again(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), pledged("20 EUR", LATER, cumulative=False)],
            2: [pledged("20 EUR", LATER, cumulative=False)],
        }
        assert family(facts, duplicates(2, 1))[1, "EUR"]["promised"] == "120"

    def test_g10_a_duplicate_can_bring_the_figure(self) -> None:
        facts = {1: [pledged(None, DAY)], 2: [pledged("3 tank", DAY, cumulative=False)]}
        assert family(facts, duplicates(2, 1)) == {
            (1, "tank"): {"promised": "3", "undetermined": "3"}
        }

    def test_g10_deliveries_told_of_a_duplicate_are_deliveries_of_the_promise(self) -> None:
        facts = {
            1: [pledged("3 tank", DAY)],
            2: [pledged("3 tank", DAY), delivered("1 tank", LATER)],
        }
        assert family(facts, duplicates(2, 1))[1, "tank"] == {
            "promised": "3",
            "delivered": "1",
            "outstanding": "2",
        }

    def test_g10_the_promise_that_supersedes_counts_alone(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("80 EUR", LATER)]}
        assert family(facts, supersedes(2, 1)) == {
            (2, "EUR"): {"promised": "80", "undetermined": "80"}
        }

    def test_g10_it_counts_alone_whatever_the_days_and_parts(self) -> None:
        facts = {
            1: [pledged("100 EUR", LATER), cancelled("5 EUR", "2024-05-01")],
            2: [pledged("80 EUR", DAY, cumulative=False)],
        }
        assert family(facts, supersedes(2, 1)) == {
            (2, "EUR"): {"promised": "80", "undetermined": "80"}
        }

    def test_g10_until_it_is_made_the_superseded_one_stands(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [pledged("80 EUR", LATER)]}
        assert family(facts, supersedes(2, 1), as_of="2024-03-31") == {
            (2, "EUR"): {"promised": "100", "undetermined": "100"}
        }

    def test_g10_a_proposal_supersedes_no_promise_yet(self) -> None:
        facts = {1: [pledged("100 EUR", DAY)], 2: [proposed("80 EUR", LATER)]}
        assert family(facts, supersedes(2, 1)) == {
            (2, "EUR"): {"promised": "100", "undetermined": "100"}
        }

    def test_g10_what_was_delivered_on_the_superseded_promise_stays_delivered(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY), delivered("10 EUR", DAY)],
            2: [pledged("80 EUR", LATER)],
        }
        assert family(facts, supersedes(2, 1)) == {
            (2, "EUR"): {"promised": "80", "delivered": "10", "outstanding": "70"}
        }

    def test_g10_one_promise_seen_three_times_in_three_commitments(self) -> None:
        facts = {
            1: [stalled(None, "2024-02-09")],
            2: [stalled("55000000000 EUR", "2024-03-14")],
            3: [committed("more than 60000000000 USD", "..2024-04-29")],
        }
        links = [duplicates(1, 2), supersedes(3, 2)]
        assert family(facts, *links, as_of="2024-03-31") == {
            (3, "EUR"): {"proposed": "55000000000"}
        }
        assert family(facts, *links) == {
            (3, "USD"): {"promised": "60000000000..", "undetermined": "60000000000.."}
        }

    def test_g10_parts_and_drawdowns_follow_a_duplicate_and_a_superseded_promise(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("100 EUR", DAY)],
            3: [pledged("30 EUR", DAY)],
        }
        for link in (duplicates(2, 1), supersedes(1, 2)):
            assert family(facts, link, draws_on(3, 2))[1, "EUR"]["allocated"] == "30"
            assert family(facts, link, part_of(3, 2))[1, "EUR"]["unspecified"] == "70"

    def test_g10_a_shortfall_told_of_a_drawdown_is_news_of_the_fund(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", DAY), shortfall("10 EUR", LATER)],
        }
        assert family(facts, draws_on(2, 1))[1, "EUR"] == {
            "promised": "100",
            "allocated": "30",
            "delivered": "20",
            "outstanding": "80",
        }

    def test_g10_a_shortfall_without_a_figure_told_of_a_drawdown_is_news_of_the_fund(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", DAY), shortfall(None, LATER)],
        }
        assert family_lines(facts, [draws_on(2, 1)])[1, "EUR"].evidence

    def test_g10_what_arrived_of_drawdowns_and_of_parts_adds_up(self) -> None:
        facts = {
            1: [pledged("100 EUR", DAY)],
            2: [pledged("30 EUR", DAY), delivered("10 EUR", LATER)],
            3: [pledged("40 EUR", DAY), delivered("5 EUR", LATER)],
        }
        assert family(facts, draws_on(2, 1), part_of(3, 1))[1, "EUR"]["delivered"] == "15"
