"""The gap at each month's end is the gap as of that day, for any history, clock and policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conftest import BACKENDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger
from ledger.api import Ledger
from ledger.exporters.rates import unconverted_json
from ledger.exporters.sheets import gap_row
from ledger.gap.answer import Gap, answer
from ledger.gap.overtime import month_ends, over_time
from ledger.gap.question import Question
from ledger.rates.policy import Policy, PolicyKind
from ledger.values.days import parse

from .histories import Step, Told, histories, label
from .test_positions import questions

few = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
RATES = """day,unit,value,priced_in,basis,source
2024-02-28,USD,0.9,EUR,,a bank
2024-03-04,USD,0.5,EUR,,a bank
2024-03-29,USD,0.7,EUR,,a bank
2024-05-31,USD,2,EUR,,a bank
"""
POLICIES = [
    None,
    Policy("EUR"),
    Policy("EUR", PolicyKind.AS_OF),
    Policy("EUR", PolicyKind.MONTH, parse("2024-03")),
]


@pytest.fixture(scope="module", params=BACKENDS)
def book(
    request: pytest.FixtureRequest,
    new_ledger: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ledger]:
    """One ledger, with rates, that all histories of the module are written into."""
    path = tmp_path_factory.mktemp("rates") / "rates.csv"
    path.write_text(RATES, encoding="utf-8")
    with ledger.open(new_ledger(request.param), by_whom="tests") as opened:
        opened.load_rates("csv", path)
        yield opened


def told(gap: Gap) -> Any:
    return [gap_row(row) for row in gap.rows], unconverted_json(gap)


def spread(history: list[Step], months: int) -> list[Step]:
    """The same steps, with their days further apart, so that they fall into several months."""
    from .histories import Said

    return [
        replace(
            step,
            days=(None if step.days[0] is None else step.days[0] * months, step.days[1] * months),
        )
        if isinstance(step, Said)
        else step
        for step in history
    ]


@few
@given(histories, st.sampled_from([1, 9, 30]), questions(), st.sampled_from(POLICIES))
def test_each_month_is_the_gap_of_its_last_day(
    book: Ledger, history: list[Step], apart: int, asked: Question, policy: Policy | None
) -> None:
    Told(book).write(spread(history, apart), label(), at_once=True)
    last = min(asked.as_of, date(2024, 12, 15))
    question = replace(asked, as_of=last, policy=policy)
    with book.reading() as connection:
        gaps = over_time(connection, question)
        assert gaps[-1].question.as_of == last
        for gap in gaps:
            assert told(gap) == told(answer(connection, gap.question, from_entries=True))


def test_month_ends() -> None:
    def ends(first: str, last: str) -> list[str]:
        days = month_ends(date.fromisoformat(first), date.fromisoformat(last))
        return [str(day) for day in days]

    assert ends("2024-01-31", "2024-03-15") == ["2024-01-31", "2024-02-29", "2024-03-15"]
    assert ends("2023-12-01", "2024-01-31") == ["2023-12-31", "2024-01-31"]
    assert ends("2024-03-15", "2024-03-31") == ["2024-03-31"]
    assert ends("9999-11-30", "9999-12-31") == ["9999-11-30", "9999-12-31"]
