"""[G15] The funnel of random histories, beside the gap, in one currency, and on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import BACKENDS
from hypothesis import given, settings

import ledger
from ledger.errors import UsageRefused
from ledger.exporters.sheets import gap_rows
from ledger.gap.answer import Gap, answer
from ledger.gap.funnel import funnel
from ledger.gap.question import Question
from ledger.rates.policy import Policy
from ledger.rules.funnel import FUNNEL
from ledger.values.bounds import Bounds
from ledger.values.stages import Stage

from .histories import Step, Told, histories, label
from .test_over_time import RATES
from .test_positions import questions


def low(figure: Bounds | None) -> int:
    return 0 if figure is None else figure.low or 0


def by_group(gap: Gap) -> dict[tuple[Any, ...], Any]:
    return {(*row.group.items(), row.unit): row for row in gap.rows}


def beside_the_gap(found: Gap, whole: Gap) -> None:
    """Delivered is that of the gap, nothing is lost, and rungs narrow where units agree."""
    rows, gap = by_group(found), by_group(whole)
    assert gap.keys() <= rows.keys()
    for key, row in rows.items():
        lows = [low(row.figures[name]) for name in FUNNEL]
        if not row.counts["other_unit"]:
            assert lows == sorted(lows, reverse=True)
        if key in gap:
            assert row.figures["delivered"] == gap[key].figures["delivered"]
            assert row.counts["unquantified"] == gap[key].counts["unquantified"]
    for total in found.totals:
        parts = [row for row in found.rows if row.unit == total.unit]
        for name in FUNNEL:
            assert low(total.figures[name]) == sum(low(part.figures[name]) for part in parts)


@settings(deadline=None, max_examples=8)
@given(history=histories, asked=questions())
def test_the_funnel_of_any_history(
    new_ledger: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
    history: list[Step],
    asked: Question,
) -> None:
    rates: Path = tmp_path_factory.mktemp("rates") / "rates.csv"
    rates.write_text(RATES, encoding="utf-8")
    question, name, answers = replace(asked, promised_at=Stage.PLEDGED), label(), []
    for backend in BACKENDS:
        with ledger.open(new_ledger(backend), by_whom="tests") as book:
            book.load_rates("csv", rates)
            Told(book).write(history, name, at_once=True)
            with book.reading() as connection:
                for policy in (None, Policy("EUR"), Policy("EUR", value_items=True)):
                    one = replace(question, policy=policy)
                    found = funnel(connection, one, with_totals=True)
                    beside_the_gap(found, answer(connection, one, from_entries=True))
                    answers.append(gap_rows(found.rows))
    assert answers[:3] == answers[3:]


def test_the_library_asks_as_the_command_does(demo: ledger.Ledger) -> None:
    day = {"as_of": "2024-04-30", "donor": "EU"}
    [row] = demo.funnel("donor", **day).rows
    assert [str(row.figures[name]) for name in FUNNEL] == [*["5000000000"] * 3, "None", "None"]
    assert demo.overdue("donor", **day).promises == []
    stood = {str(gap.question.as_of): gap.rows for gap in demo.over_time("donor", **day)}
    assert stood["2024-02-29"] == []
    [then] = stood["2024-03-31"]
    assert str(then.figures["undetermined"]) == "5000000000"
    with pytest.raises(UsageRefused, match="every rung"):
        demo.funnel(promised_at="committed")
