"""Order, largest rows, totals, what is too much, and groups of states as donors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from conftest import BACKENDS
from hypothesis import given
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.errors import UsageRefused
from ledger.exporters.sheets import gap_json
from ledger.gap.answer import Gap
from ledger.gap.grouping import COUNTERS, GapRow, summed
from ledger.gap.groups import donors
from ledger.gap.question import Question
from ledger.gap.view import above, arrange, totals
from ledger.rules.lines import COLUMNS, Line
from ledger.store.names import Names
from ledger.store.positions import Stand
from ledger.values.bounds import Bounds, total

AS_OF = date(2024, 4, 30)
bounds = st.none() | st.builds(
    lambda low, width: Bounds(low, None if width is None else low + width),
    st.integers(0, 50),
    st.none() | st.integers(0, 50),
)


def row(donor: str, unit: str | None, *lines: Line, first: int = 1) -> GapRow:
    members = [Stand(n, unit, line, AS_OF) for n, line in enumerate(lines, first)]
    return GapRow({"donor": donor, "donor_name": donor}, unit, *summed(members), members)


@st.composite
def gaps(draw: st.DrawFn) -> Gap:
    rows = []
    for number, donor in enumerate("ABCDE"):
        for unit in draw(st.sets(st.sampled_from(["EUR", "tank"]))):
            line = Line(promised=draw(bounds), outstanding=draw(bounds))
            rows.append(row(donor, unit, line, first=number))
    return Gap(Question(AS_OF), rows)


@given(gaps(), st.sampled_from(["promised", "outstanding"]))
def test_rows_of_a_unit_stand_from_the_largest_down(gap: Gap, column: str) -> None:
    before = list(gap.rows)
    arrange(gap, column, None, with_totals=False)
    assert sorted(map(id, before)) == sorted(map(id, gap.rows))
    for one, other in zip(gap.rows, gap.rows[1:], strict=False):
        mine, its = one.figures[column], other.figures[column]
        if one.unit != other.unit:
            assert str(one.unit) < str(other.unit)
        elif mine is None:
            assert its is None
        elif its is not None:
            assert (mine.low or 0) >= (its.low or 0)


@given(gaps(), st.integers(1, 6))
def test_the_first_of_each_unit_are_kept_and_totals_add_up_all(gap: Gap, number: int) -> None:
    whole = list(gap.rows)
    arrange(gap, "outstanding", number, with_totals=True)
    for unit in {row.unit for row in whole}:
        of_unit = [row for row in whole if row.unit == unit]
        assert sum(row.unit == unit for row in gap.rows) == min(number, len(of_unit))
        (added,) = [row for row in gap.totals if row.unit == unit]
        for column in COLUMNS:
            parts = [row.figures[column] for row in of_unit]
            assert added.figures[column] == total(part for part in parts if part is not None)


def test_only_what_is_certainly_above_is_above() -> None:
    gap = Gap(
        Question(AS_OF),
        [
            row("A", "EUR", Line(outstanding=Bounds(11, 20))),
            row("B", "EUR", Line(outstanding=Bounds(10, None))),
            row("C", "EUR", Line(undetermined=Bounds(99, 99))),
            row("D", "tank", Line(outstanding=Bounds(99, 99))),
        ],
    )
    assert [one.group["donor"] for one in above(gap, "EUR", 10)] == ["A"]


def test_names_and_counts_sort_too_and_other_words_are_refused() -> None:
    one, two = Line(promised=Bounds(1, 1)), Line(promised=Bounds(2, 2), conflict=True)
    gap = Gap(Question(AS_OF), [row("A", "EUR", one), row("B", "EUR", two)])
    for column, first in [("donor-name", "A"), ("conflicts", "B"), ("Promised", "B")]:
        arrange(gap, column, None, with_totals=False)
        assert gap.rows[0].group["donor"] == first
    with pytest.raises(UsageRefused, match="no column 'size'") as caught:
        arrange(gap, "size", None, with_totals=False)
    assert all(name in str(caught.value.hint) for name in ("donor_name", *COLUMNS, *COUNTERS))
    with pytest.raises(UsageRefused, match="one at least"):
        arrange(gap, None, 0, with_totals=False)


# Groups of states, on both databases.


@pytest.fixture(scope="module", params=BACKENDS)
def told(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> Ledger:
    book = ledger.open(new_ledger(request.param), by_whom="tests")
    words = {
        "NATO": "NATO allies pledged 40 euros.",
        "Norway": "Norway pledged 10 euros.",
        "Sweden": "Sweden pledged 5 euros.",
        "Austria": "Austria pledged 3 euros.",
        "EU": "The European Union pledged 100 euros.",
    }
    book.add_document(" ".join(words.values()).encode(), published="2023-01-02")
    for number, (donor, quote) in enumerate(words.items(), 1):
        book.add_commitment(donor=donor, recipient="Ukraine", aid_type="financial", title=quote)
        book.add_entry(
            f"C{number}",
            stage="pledged",
            document="D1",
            amount=f"{quote.split()[-2]} EUR",
            date="2023-01-01",
            quote=quote,
        )
    return book


@pytest.mark.parametrize(
    ("asked", "as_of", "expected"),
    [
        (["NATO"], "2023-12-31", {"NATO": "40", "NOR": "10"}),
        (["NATO"], "2024-04-30", {"NATO": "40", "NOR": "10", "SWE": "5"}),
        (["NATO", "Norway"], "2023-12-31", {"NATO": "40", "NOR": "10"}),
        (["EU members"], "2024-04-30", {"AUT": "3", "SWE": "5"}),
        (["EU members", "NATO"], "2023-12-31", {"NATO": "40", "NOR": "10", "AUT": "3", "SWE": "5"}),
        (["EU"], "2024-04-30", {"EU": "100"}),
        (["Norway"], "2024-04-30", {"NOR": "10"}),
    ],
)
def test_a_group_is_itself_and_its_members_as_of_the_day(
    told: Ledger, asked: list[str], as_of: str, expected: dict[str, str]
) -> None:
    """Sweden joined NATO on 7 March 2024. Nobody is counted twice."""
    gap = told.gap(as_of=as_of, donor=asked)
    assert {one.group["donor"]: str(one.figures["promised"]) for one in gap.rows} == expected
    (added,) = totals(gap)
    assert str(added.figures["promised"]) == str(sum(map(int, expected.values())))


def test_a_group_brings_its_members_and_a_state_nobody(told: Ledger) -> None:
    with told.reading() as connection:
        names = Names(connection)
        assert len(donors(connection, names, ["NATO"], AS_OF)) == 33
        assert len(donors(connection, names, ["Norway"], AS_OF)) == 1
        assert donors(connection, names, [], AS_OF) == frozenset()


def test_totals_stand_in_json_only_where_they_were_asked_for(told: Ledger) -> None:
    gap = told.gap(as_of=AS_OF)
    assert "totals" not in gap_json(gap, None)
    arrange(gap, None, None, with_totals=True)
    (added,) = json.loads(json.dumps(gap_json(gap, None)))["totals"]
    assert (added["unit"], added["promised_low"], added["commitments"]) == ("EUR", "158", 5)
    assert "donor" not in added
