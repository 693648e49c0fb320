"""Why a figure is no claim, by the words around it."""

from __future__ import annotations

import pytest

from ledger.reading.reader import read_all


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The grant brings Norway's aid to Ukraine to €900 million.", "past total"),
        ("Norway has given Ukraine more than €900 million since February 2022.", "past total"),
        ("Norway's support for Ukraine totals €900 million.", "past total"),
        ("Ukraine asked Norway for €900 million.", "request or need"),
        ("Rebuilding Ukraine's grid is put at a cost of €900 million.", "cost or price"),
        ("Norway gave Ukraine vaccine at €4 a dose.", "cost or price"),
        ("Norway's defence budget is €900 million this year.", "own budget"),
        ("Norway should give Ukraine €900 million.", "opinion"),
        ("If Norway gave Ukraine €900 million, it could win.", "hypothetical"),
        ("A private company gave Ukraine €900 million.", "private donor"),
        ("Norway raised its aid to Ukraine from €500 million to €900 million.", "earlier level"),
    ],
)
def test_named_reasons(sentence: str, reason: str) -> None:
    assert reason in {refusal.reason for refusal in read_all(sentence).refusals}


@pytest.mark.parametrize(
    "dateline", ["KYIV, 12 March 2024 — ", "Kyiv, 12 March 2024 - ", "On 12 March 2024, "]
)
def test_the_numbers_of_a_date_are_a_date(dateline: str) -> None:
    refusals = read_all(f"{dateline}Norway gave Ukraine €900 million.").refusals
    assert {(one.text, one.reason) for one in refusals} == {("12", "date"), ("2024", "date")}
