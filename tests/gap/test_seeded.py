"""The seeded ledger of benchmarks/gap is what it says it is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from benchmarks.gap import seeded

SIZE = 6_000


def test_the_same_seed_gives_the_same_rows_and_a_larger_ledger_goes_on_from_them() -> None:
    made = list(seeded.commitments(SIZE))
    assert made == list(seeded.commitments(SIZE))
    assert made[:-1] == list(seeded.commitments(2 * SIZE))[: len(made) - 1]
    assert made != list(seeded.commitments(SIZE, seed=1))
    assert list(seeded.rates()) == list(seeded.rates())


def test_its_shares() -> None:
    made = list(seeded.commitments(SIZE))
    entries = [one for _, told in made for one in told]
    assert [one.number for one in entries] == list(range(1, SIZE + 1))
    stages = Counter(one.stage for one in entries)
    assert set(stages) == {"pledged", "committed", "delivered"}
    assert abs(stages["delivered"] / SIZE - 0.6) < 0.02
    bounds = sum(one.low != one.high for one in entries)
    assert abs(bounds / SIZE - 0.2) < 0.02
    silent = sum(all(one.stage != "delivered" for one in told) for _, told in made)
    assert abs(silent / len(made) - 0.1) < 0.02
    assert {about.donor for about, _ in made} == set(range(60))
    assert {about.recipient for about, _ in made} == set(range(150))
    units = {one.unit for one in entries}
    assert units == {*seeded.CURRENCIES, *seeded.ITEMS}
    assert len(seeded.CURRENCIES) == 8
    assert {one.last.year for one in entries} == set(range(2015, 2025))


def test_every_day_has_a_rate_within_a_week() -> None:
    days = sorted(one.day for one in seeded.rates() if one.priced_in == "USD")
    assert days[0] < seeded.FIRST
    assert max((later - day).days for day, later in pairwise(days)) <= 7
    assert days[-1] == seeded.LAST
