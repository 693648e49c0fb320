"""What a claim may belong to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.review.matching import Known, Relation, Wanted, suggest
from ledger.values.bounds import Bounds, exact
from ledger.values.stages import Stage

DAY = date(2024, 3, 12)
CLAIM = Wanted("NOR", "UKR", "150 million euros", None, Stage.PLEDGED, exact(150), "EUR", DAY)
KNOWN = Known(1, "NOR", "UKR", "Military aid", None, Stage.PLEDGED, exact(150), "EUR", DAY)


def test_another_donor_or_recipient_is_never_offered() -> None:
    assert suggest(CLAIM, [replace(KNOWN, donor="DNK")]) == []
    assert suggest(CLAIM, [replace(KNOWN, recipient="MDA")]) == []


def test_the_same_figure_is_more_evidence() -> None:
    [offer] = suggest(CLAIM, [KNOWN])
    assert offer.relation is Relation.SAME


def test_a_figure_within_open_bounds_may_be_the_same_promise() -> None:
    [offer] = suggest(CLAIM, [replace(KNOWN, figure=Bounds(100, None))])
    assert offer.relation is Relation.SAME


def test_another_figure_for_the_same_thing_at_the_same_time_is_a_conflict() -> None:
    claim = replace(CLAIM, item="howitzer", unit="howitzer")
    known = replace(KNOWN, item="howitzer", unit="howitzer", figure=exact(90))
    [offer] = suggest(claim, [known])
    assert offer.relation is Relation.CONFLICT


def test_another_figure_of_money_at_another_time_is_another_promise() -> None:
    other = replace(KNOWN, figure=exact(90), day=DAY - timedelta(days=200))
    assert suggest(CLAIM, [other]) == []


def test_a_firmer_stage_with_the_same_item_is_news() -> None:
    claim = replace(CLAIM, figure=None, unit=None, item="Patriot system", stage=Stage.DELIVERED)
    known = replace(KNOWN, figure=None, unit=None, item="Patriot system", stage=Stage.COMMITTED)
    [offer] = suggest(claim, [known])
    assert offer.relation is Relation.NEWS


def test_a_stalled_bill_may_become_law_in_another_currency() -> None:
    claim = replace(
        CLAIM, unit="USD", words="Ukraine aid package", stage=Stage.COMMITTED, figure=exact(60)
    )
    known = replace(KNOWN, title="Aid package before Congress", stage=Stage.STALLED)
    [offer] = suggest(claim, [known])
    assert offer.relation is Relation.NEWS


@given(
    st.lists(
        st.builds(
            Known,
            commitment=st.integers(1, 9),
            donor=st.sampled_from(["NOR", "DNK"]),
            recipient=st.sampled_from(["UKR", "MDA"]),
            title=st.text(max_size=20),
            item=st.sampled_from([None, "howitzer"]),
            stage=st.sampled_from(list(Stage)),
            figure=st.sampled_from([None, exact(150), exact(90), Bounds(100, None)]),
            unit=st.sampled_from([None, "EUR", "USD"]),
            day=st.dates(date(2022, 1, 1), date(2025, 1, 1)),
        ),
        max_size=12,
    )
)
def test_offers_are_few_ranked_each_commitment_once_and_of_the_same_parties(
    known: list[Known],
) -> None:
    offers = suggest(CLAIM, known)
    assert len(offers) <= 5
    assert [offer.score for offer in offers] == sorted((o.score for o in offers), reverse=True)
    assert len({offer.commitment for offer in offers}) == len(offers)
    alike = {k.commitment for k in known if (k.donor, k.recipient) == ("NOR", "UKR")}
    assert {offer.commitment for offer in offers} <= alike


def test_what_came_of_a_part_is_news() -> None:
    tanks = {"item": "Leopard 2 tank", "unit": "Leopard 2 tank"}
    known = replace(KNOWN, **tanks, figure=exact(180_000), title="18 Leopard 2 tanks to Ukraine")
    claim = replace(CLAIM, **tanks, figure=exact(100_000), words="10", stage=Stage.DELIVERED)
    [offer] = suggest(claim, [known])
    assert offer.relation is Relation.NEWS
    assert offer.why.startswith("a part of 18 Leopard 2 tank")
    [offer] = suggest(replace(claim, stage=Stage.SHORTFALL), [known])
    assert offer.relation is Relation.NEWS
    assert suggest(replace(claim, figure=exact(300_000)), [known]) == []
    later = replace(claim, stage=Stage.PLEDGED, day=DAY + timedelta(days=90))
    assert suggest(later, [replace(known, stage=Stage.DELIVERED)]) == []


def test_some_money_is_part_of_a_promise_only_in_words_like_it() -> None:
    claim = replace(CLAIM, figure=exact(5), stage=Stage.DELIVERED)
    assert suggest(claim, [KNOWN]) == []
    [offer] = suggest(replace(claim, words="5 of military aid"), [KNOWN])
    assert offer.relation is Relation.NEWS


def test_a_delivery_within_a_range_that_was_promised_is_news_and_not_the_same_figure() -> None:
    claim = replace(CLAIM, figure=exact(4), stage=Stage.DELIVERED)
    known = replace(KNOWN, figure=Bounds(0, exact(12).high))
    [offer] = suggest(claim, [known])
    assert offer.relation is Relation.NEWS
    [offer] = suggest(replace(claim, stage=Stage.PLEDGED), [known])
    assert offer.relation is Relation.SAME
