"""``gap`` in its other shapes, as a command: the funnel, what is overdue, months on end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import ledger

from .conftest import Runner

DAY = ("--as-of", "2024-04-30")
TEXT = """Norway will give Ukraine 8 tanks by the end of 2024. Norway pledged 100 million euros.
3 tanks arrived in January 2025.
"""


def asked(run: Runner, place: str, *words: str) -> dict[str, Any]:
    ended = run("--db", place, "gap", *words, "--format", "json")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def table(run: Runner, place: str, *words: str) -> list[dict[str, str]]:
    ended = run("--db", place, "gap", *words, "--format", "csv")
    assert ended.code == 0, ended.err
    return list(csv.DictReader(io.StringIO(ended.out)))


def plain(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]


@pytest.fixture
def news(place: str, run: Runner) -> str:
    """C1, 8 tanks that are due, of which 3 arrived late."""
    with ledger.open(place, by_whom="tests") as book:
        book.add_document(TEXT.encode(), published="2024-03-05")
    made = run(
        *("--db", place, "commitment", "add", "--donor", "Norway", "--recipient", "Ukraine"),
        *("--aid-type", "military", "--title", "Tanks", "--stage", "pledged"),
        *("--amount", "8 tank", "--document", "D1", "--due", "..2024-12-31"),
        *("--quote", "Norway will give Ukraine 8 tanks", "--due-quote", "by the end of 2024"),
    )
    assert (made.code, made.out) == (0, "C1 E1\n")
    arrived = run(
        *("--db", place, "delivery", "add", "C1", "--amount", "3 tank", "--date", "2025-01"),
        *("--document", "D1", "--quote", "3 tanks arrived in January 2025."),
    )
    assert arrived.code == 0
    return place


def test_overdue(run: Runner, news: str) -> None:
    found = asked(run, news, "--overdue", "--as-of", "2025-02-10", "--totals", "--explain")
    [row] = found["rows"]
    assert (row["donor"], row["unit"], row["outstanding_low"], row["days_overdue"]) == (
        "NOR",
        "tank",
        "5",
        41,
    )
    assert {part["commitment"] for part in row["explanation"]} == {"C1"}
    [total] = found["totals"]
    assert (total["outstanding_low"], total["days_overdue"]) == ("5", 41)
    assert found["overdue"] == [
        {
            "commitment": "C1",
            "donor": "NOR",
            "recipient": "UKR",
            "due_low": None,
            "due_high": "2024-12-31",
            "days_overdue": 41,
            "left_low": "5",
            "left_high": "5",
            "unit": "tank",
            "entry": "E1",
        }
    ]
    [line] = table(run, news, "--overdue", "--as-of", "2025-02-10")
    assert (line["outstanding_high"], line["days_overdue"]) == ("5", "41")
    page = run("--db", news, "gap", "--overdue", "--as-of", "2025-02-10", "--totals").out
    assert page.startswith("Overdue by donor, as of 2025-02-10\n")
    assert "C1          NOR    UKR        2024-12-31            41     5  tank  E1" in page
    none = run("--db", news, "gap", "--overdue", "--as-of", "2024-12-31").out
    assert none.endswith("No promise whose delivery date has passed is still open.\n")


def test_overdue_says_where_no_promise_is_dated(run: Runner, demo_file: Path) -> None:
    page = run("--db", demo_file, "gap", "--overdue", "--as-of", "2024-12-31").out
    assert page.endswith("nothing can be told of what is overdue.\n")


def test_overdue_is_something_to_fail_over(run: Runner, news: str) -> None:
    day = ("--as-of", "2025-02-10")
    assert run("--db", news, "gap", "--overdue", *day, "--fail-over", "4 tank").code == 3
    assert run("--db", news, "gap", "--overdue", *day, "--fail-over", "5 tank").code == 0


def test_what_is_due_is_shown_with_its_promise(run: Runner, news: str) -> None:
    assert "8 tank, due ..2024-12-31" in run("--db", news, "commitment", "show", "C1").out
    trace = run("--db", news, "trace", "E1").out
    assert "E1  pledged, ..2024-03-05: 8 tank, a total, due ..2024-12-31" in trace
    assert "due       “by the end of 2024” at 33–51 of D1" in trace
    assert "due by 2024-12-31" in run("--db", news, "history", "C1").out


def test_the_funnel(run: Runner, demo_place: str) -> None:
    found = asked(run, demo_place, "--funnel", *DAY, "--totals", "--donor", "USA")
    rungs = ("proposed", "pledged", "committed", "allocated", "delivered")
    by_unit = {row["unit"]: [row[f"{name}_low"] for name in rungs] for row in found["rows"]}
    assert by_unit == {
        "EUR": ["276000000", "276000000", None, None, None],
        "USD": [*["60000000000"] * 3, None, None],
        "air defense system": [None] * 5,
    }
    assert found["rows"][1]["committed_high"] is None
    assert [row["unit"] for row in found["totals"]] == sorted(by_unit)
    assert plain(found["rows"]) == table(run, demo_place, "--funnel", *DAY, "--donor", "USA")
    page = run("--db", demo_place, "gap", "--funnel", *DAY).out
    assert page.startswith("The funnel by donor, as of 2024-04-30\n")
    [line] = [line for line in page.splitlines() if line.startswith("EU ")]
    assert line.split() == ["EU", "EUR", *["5,000,000,000"] * 3, "–", "–", "1"]


def test_the_funnel_sorts_by_a_rung(run: Runner, demo_place: str) -> None:
    rows = asked(run, demo_place, "--funnel", *DAY, "--sort", "committed", "--top", "1")["rows"]
    assert [row["donor"] for row in rows if row["unit"] == "EUR"] == ["EU"]


def test_the_gap_over_time_is_the_gap_of_each_day(run: Runner, demo_place: str) -> None:
    words = ("--by", "donor,month", *DAY)
    found = asked(run, demo_place, "--over-time", "month", *words, "--totals")
    assert found["over_time"] == "month"
    days = sorted({row["at"] for row in found["rows"]})
    assert (len(days), days[0], days[-1]) == (19, "2022-10-31", "2024-04-30")
    for day in ("2024-02-29", "2024-03-31", "2024-04-30"):
        expected = asked(run, demo_place, "--by", "donor,month", "--as-of", day, "--totals")
        for part in ("rows", "totals"):
            then = [row for row in found[part] if row["at"] == day]
            then = [{name: row[name] for name in row if name != "at"} for row in then]
            assert sorted(map(str, then)) == sorted(map(str, expected[part]))
    assert plain(found["rows"]) == table(run, demo_place, "--over-time", "month", *words)
    page = run("--db", demo_place, "gap", "--over-time", "month", *words).out
    assert page.startswith("The gap at each month's end by donor, month, as of 2024-04-30\n")


def test_over_time_a_group_has_the_members_of_each_day(run: Runner, demo_place: str) -> None:
    words = ("--donor", "NATO", "--by", "donor")
    found = asked(run, demo_place, "--over-time", "month", *words, *DAY)["rows"]
    for day in ("2023-06-30", "2024-04-30"):
        then = [row for row in found if row["at"] == day]
        expected = asked(run, demo_place, *words, "--as-of", day)["rows"]
        assert [row | {"at": day} for row in expected] == then


def test_over_time_tells_what_could_not_be_converted(run: Runner, demo_place: str) -> None:
    words = ("--over-time", "month", "--currency", "EUR", *DAY)
    [missing] = asked(run, demo_place, *words)["unconverted"]
    assert (missing["entry"], missing["at"]) == ("E7", "2024-04-30")
    assert run("--db", demo_place, "gap", *words, "--strict").code == 3


def test_before_anything_happened(run: Runner, demo_place: str) -> None:
    long_ago = ("--as-of", "1999-12-31")
    for shape in (["--funnel"], ["--over-time", "month"]):
        assert "Nothing on record" in run("--db", demo_place, "gap", *shape, *long_ago).out
        assert asked(run, demo_place, *shape, *long_ago)["rows"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["--funnel", "--overdue"],
        ["--funnel", "--over-time", "month"],
        ["--over-time", "week"],
        ["--over-time", "month", "--explain"],
        ["--funnel", "--explain"],
        ["--funnel", "--promised-at", "committed"],
        ["--funnel", "--fail-over", "5 tank"],
        ["--funnel", "--totals", "--format", "csv"],
        ["--funnel", "--sort", "outstanding"],
        ["--over-time", "month", "--sort", "days_overdue"],
    ],
)
def test_what_does_not_go_together(run: Runner, demo_place: str, words: list[str]) -> None:
    ended = run("--db", demo_place, "gap", *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("Error: ")
