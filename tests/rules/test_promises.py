"""[G1] to [G4] by example: which entries count, and what was promised and cancelled."""

from __future__ import annotations

from ledger.rules.facts import counted
from ledger.values.stages import Stage

from .building import (
    allocated,
    cancelled,
    committed,
    delivered,
    line,
    pledged,
    proposed,
    stalled,
    stands,
)


class TestG1WhatCounts:
    """Recorded by K, not replaced by one recorded by K, last day at or before D."""

    def test_g1_an_entry_counts_from_its_day_on(self) -> None:
        promise = pledged("100 EUR", "2024-03-13")
        assert stands(promise, as_of="2024-03-12") == {}
        assert stands(promise, as_of="2024-03-13") == {
            "EUR": {"promised": "100", "undetermined": "100"}
        }

    def test_g1_a_partial_date_counts_from_its_last_day_on(self) -> None:
        for written in ("2024-03", "2024-03-11..2024-03-31", "..2024-03-31"):
            promise = pledged("100 EUR", written)
            assert stands(promise, as_of="2024-03-30") == {}
            assert stands(promise, as_of="2024-03-31")["EUR"]["promised"] == "100"

    def test_g1_without_a_day_in_the_question_all_days_count(self) -> None:
        assert line(pledged("100 EUR", "9999-12-31")).promised is not None

    def test_g1_an_entry_counts_from_its_recording_on(self) -> None:
        promise = pledged("100 EUR", "2024-03-13", recorded=7)
        assert counted([promise], known_at=6) == []
        assert counted([promise], known_at=7) == [promise]

    def test_g1_a_replaced_entry_does_not_count(self) -> None:
        wrong = pledged("1000 EUR", "2024-03-13")
        right = pledged("100 EUR", "2024-03-13", replaces=wrong.id)
        assert stands(wrong, right)["EUR"]["promised"] == "100"

    def test_g1_before_the_correction_was_recorded_the_replaced_entry_counts(self) -> None:
        wrong = pledged("1000 EUR", "2024-03-13", recorded=1)
        right = pledged("100 EUR", "2024-03-13", recorded=2, replaces=wrong.id)
        assert stands(wrong, right, known_at=1)["EUR"]["promised"] == "1000"

    def test_g1_a_correction_of_a_correction_leaves_the_last(self) -> None:
        first = pledged("1000 EUR", "2024-03-13")
        second = pledged("100 EUR", "2024-03-13", replaces=first.id)
        third = pledged("110 EUR", "2024-03-13", replaces=second.id)
        assert counted([third, first, second]) == [third]

    def test_g1_a_correction_to_a_later_day_takes_the_entry_from_the_earlier_days(self) -> None:
        wrong = pledged("100 EUR", "2024-03-13")
        right = pledged("100 EUR", "2024-05-13", replaces=wrong.id)
        assert stands(wrong, right, as_of="2024-04-01") == {}


class TestG2Folding:
    """In date order; a cumulative entry replaces, an incremental one adds."""

    def test_g2_a_cumulative_entry_replaces(self) -> None:
        assert stands(pledged("100 EUR", "2024-03-01"), pledged("80 EUR", "2024-04-01")) == {
            "EUR": {"promised": "80", "undetermined": "80"}
        }

    def test_g2_an_incremental_entry_adds(self) -> None:
        more = pledged("80 EUR", "2024-04-01", cumulative=False)
        assert stands(pledged("100 EUR", "2024-03-01"), more)["EUR"]["promised"] == "180"

    def test_g2_a_total_after_parts_replaces_them(self) -> None:
        facts = [
            delivered("1 tank", "2024-03-01", cumulative=False),
            delivered("2 tank", "2024-03-02", cumulative=False),
            delivered("5 tank", "2024-03-03"),
            delivered("1 tank", "2024-03-04", cumulative=False),
        ]
        assert stands(*facts)["tank"]["delivered"] == "6"
        assert stands(*facts, as_of="2024-03-02")["tank"]["delivered"] == "3"

    def test_g2_the_order_is_that_of_the_days_not_of_the_recording(self) -> None:
        later = pledged("80 EUR", "2024-04-01", recorded=1)
        earlier = pledged("100 EUR", "2024-03-01", recorded=2)
        assert stands(later, earlier)["EUR"]["promised"] == "80"

    def test_g2_a_total_in_one_currency_restates_one_in_another(self) -> None:
        euro = pledged("100 EUR", "2024-03-01")
        assert set(stands(euro, pledged("110 USD", "2024-04-01"))) == {"USD"}

    def test_g2_a_total_of_one_item_leaves_another_item_and_the_money(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            pledged("3 tank", "2024-03-01"),
            pledged("5 truck", "2024-04-01"),
            pledged("4 tank", "2024-04-02"),
        ]
        promised = {unit: one["promised"] for unit, one in stands(*facts).items()}
        assert promised == {"EUR": "100", "tank": "4", "truck": "5"}

    def test_g2_open_bounds_stay_open_in_a_sum(self) -> None:
        more = pledged("more than 50 EUR", "2024-04-01", cumulative=False)
        assert stands(pledged("100 EUR", "2024-03-01"), more)["EUR"]["promised"] == "150.."


class TestG3Promised:
    """The latest figure at pledged or firmer; what is only proposed has a column of its own."""

    def test_g3_the_latest_figure_at_pledged_or_firmer(self) -> None:
        first = pledged("100 EUR", "2024-03-01")
        assert stands(first, committed("90 EUR", "2024-04-01"))["EUR"]["promised"] == "90"
        second = pledged("120 EUR", "2024-05-01")
        assert stands(first, committed("90 EUR", "2024-04-01"), second)["EUR"]["promised"] == "120"

    def test_g3_committed_goes_before_pledged_on_the_same_day(self) -> None:
        for facts in (
            [committed("90 EUR", "2024-03-01"), pledged("100 EUR", "2024-03-01")],
            [pledged("100 EUR", "2024-03-01"), committed("90 EUR", "2024-03-01")],
        ):
            assert stands(*facts) == {"EUR": {"promised": "90", "undetermined": "90"}}

    def test_g3_promised_at_committed_asks_for_the_firmer_rung(self) -> None:
        facts = [committed("90 EUR", "2024-03-01"), pledged("100 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"]["promised"] == "100"
        assert stands(*facts, promised_at=Stage.COMMITTED)["EUR"]["promised"] == "90"

    def test_g3_promised_at_committed_leaves_what_is_only_pledged_out(self) -> None:
        asked = stands(pledged("100 EUR", "2024-03-01"), promised_at=Stage.COMMITTED)
        assert "promised" not in {column for one in asked.values() for column in one}

    def test_g3_what_is_proposed_stands_outside_promised(self) -> None:
        assert stands(proposed("55 EUR", "2024-02-09")) == {"EUR": {"proposed": "55"}}

    def test_g3_what_is_stalled_is_still_only_proposed(self) -> None:
        facts = [proposed("50 EUR", "2024-02-09"), stalled("55 EUR", "2024-03-14")]
        assert stands(*facts) == {"EUR": {"proposed": "55"}}

    def test_g3_one_promise_seen_three_times_counts_once(self) -> None:
        seen = [
            stalled(None, "2024-02-09"),
            stalled("55000000000 EUR", "2024-03-14"),
            committed("more than 60000000000 USD", "..2024-04-29"),
        ]
        assert stands(*seen, as_of="2024-03-01") == {None: {}}
        assert stands(*seen, as_of="2024-03-31") == {"EUR": {"proposed": "55000000000"}}
        assert stands(*seen, as_of="2024-04-30") == {
            "USD": {"promised": "60000000000..", "undetermined": "60000000000.."}
        }

    def test_g3_something_firmer_without_a_figure_ends_the_proposal(self) -> None:
        facts = [proposed("55 EUR", "2024-02-09"), committed(None, "2024-03-01")]
        assert stands(*facts) == {None: {"unquantified": True}}

    def test_g3_allocated_is_a_column_too(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), allocated("40 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"] == {
            "promised": "100",
            "allocated": "40",
            "undetermined": "100",
        }

    def test_g3_an_allocation_alone_is_its_own_promise(self) -> None:
        assert stands(allocated("40 EUR", "2024-04-01"))["EUR"]["promised"] == "40"


class TestG4Cancelled:
    """A cancellation takes its figure, or all, out of promised, and stays visible."""

    def test_g4_with_a_figure(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), cancelled("30 EUR", "2024-04-01")]
        assert stands(*facts) == {
            "EUR": {"promised": "70", "undetermined": "70", "cancelled": "30"}
        }

    def test_g4_without_a_figure_all(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), cancelled(None, "2024-04-01")]
        assert stands(*facts) == {"EUR": {"promised": "0", "undetermined": "0", "cancelled": "100"}}

    def test_g4_never_below_zero(self) -> None:
        facts = [pledged("100 EUR", "2024-03-01"), cancelled("130 EUR", "2024-04-01")]
        assert stands(*facts)["EUR"]["promised"] == "0"

    def test_g4_a_total_of_what_was_cancelled_replaces_the_one_before(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            cancelled("30 EUR", "2024-04-01"),
            cancelled("50 EUR", "2024-05-01"),
        ]
        assert stands(*facts)["EUR"]["promised"] == "50"

    def test_g4_a_further_cancellation_adds(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            cancelled("30 EUR", "2024-04-01"),
            cancelled("50 EUR", "2024-05-01", cumulative=False),
        ]
        assert stands(*facts)["EUR"] == {
            "promised": "20",
            "undetermined": "20",
            "cancelled": "80",
        }

    def test_g4_on_one_day_the_cancellation_comes_after_what_it_cancels(self) -> None:
        facts = [cancelled(None, "2024-03-01"), pledged("100 EUR", "2024-03-01")]
        assert stands(*facts)["EUR"]["promised"] == "0"

    def test_g4_pledged_again_in_total_afterwards(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            cancelled(None, "2024-04-01"),
            pledged("80 EUR", "2024-05-01"),
        ]
        assert stands(*facts) == {"EUR": {"promised": "80", "undetermined": "80"}}

    def test_g4_pledged_again_in_part_afterwards(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01", cumulative=False),
            cancelled(None, "2024-04-01"),
            pledged("50 EUR", "2024-05-01", cumulative=False),
        ]
        assert stands(*facts) == {
            "EUR": {"promised": "50", "undetermined": "50", "cancelled": "100"}
        }

    def test_g4_a_total_cancelled_later_leaves_a_cancellation_of_all_as_it_was(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01", cumulative=False),
            cancelled(None, "2024-04-01"),
            pledged("50 EUR", "2024-05-01", cumulative=False),
            cancelled("20 EUR", "2024-06-01"),
        ]
        assert stands(*facts) == {
            "EUR": {"promised": "30", "undetermined": "30", "cancelled": "120"}
        }

    def test_g4_nothing_is_cancelled_that_is_promised_only_later(self) -> None:
        facts = [
            cancelled("30 EUR", "2024-03-01"),
            pledged("100 EUR", "2024-04-01", cumulative=False),
        ]
        assert stands(*facts)["EUR"]["promised"] == "100"

    def test_g4_a_promise_without_a_figure_is_taken_back_whole(self) -> None:
        facts = [pledged(None, "2024-03-01"), cancelled(None, "2024-04-01")]
        assert stands(*facts) == {None: {}}
        assert stands(*facts, pledged(None, "2024-05-01")) == {None: {"unquantified": True}}

    def test_g4_a_proposal_can_be_withdrawn(self) -> None:
        facts = [proposed("55 EUR", "2024-02-09"), cancelled(None, "2024-03-01")]
        assert stands(*facts) == {"EUR": {"proposed": "0", "cancelled": "55"}}

    def test_g4_what_was_delivered_of_a_cancelled_promise_is_above_it(self) -> None:
        facts = [
            pledged("100 EUR", "2024-03-01"),
            delivered("20 EUR", "2024-03-10"),
            cancelled(None, "2024-04-01"),
        ]
        assert stands(*facts)["EUR"] == {
            "promised": "0",
            "delivered": "20",
            "outstanding": "0",
            "overdelivered": "20",
            "cancelled": "100",
        }
