"""``gap``: the question asked in every way, and the same answer in every format."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from ledger.rules.lines import COLUMNS

from .conftest import Runner

DIMENSIONS = ["donor", "recipient", "aid-type", "item", "programme", "month", "quarter", "year"]
NAMED = {"donor", "recipient"}
DAY = ("--as-of", "2024-04-30")


def rows(run: Runner, place: str, *words: str) -> list[dict[str, Any]]:
    ended = run("--db", place, "gap", *DAY, *words, "--format", "json")
    assert ended.code == 0, ended.err
    found: list[dict[str, Any]] = json.loads(ended.out)["rows"]
    return found


@pytest.mark.parametrize("by", [*DIMENSIONS, "donor,item", "aid-type,donor,year"])
def test_every_grouping_says_what_it_groups_by(run: Runner, demo_place: str, by: str) -> None:
    names = [name.replace("-", "_") for name in by.split(",")]
    expected = [
        one for name in names for one in ([name, f"{name}_name"] if name in NAMED else [name])
    ]
    found = rows(run, demo_place, "--by", by)
    assert all(list(row)[: len(expected) + 1] == [*expected, "unit"] for row in found)
    # however the commitments are grouped, each is counted once
    assert sum(row["unquantified"] for row in found) == 7
    assert {row["unit"] for row in found if row["promised_low"]} == {"EUR", "USD", "Patriot system"}


def test_groupings_may_be_repeated_or_written_together(run: Runner, demo_place: str) -> None:
    once = rows(run, demo_place, "--by", "donor, Aid_Type")
    assert once == rows(run, demo_place, "--by", "donor", "--by", "aid-type")
    assert once == rows(run, demo_place, "--by", "donor,donor", "--by", "aid-type")


@pytest.mark.parametrize(
    ("words", "donors"),
    [
        (["--donor", "Germany"], {"DEU"}),
        (["--donor", "DEU", "--donor", "Netherlands"], {"DEU", "NLD"}),
        (["--item", "Patriot system"], {"DEU"}),
        (["--item", "air defence systems"], {"DEU", "USA", "NATO"}),
        (["--programme", "EU-run assistance fund"], {"EU"}),
        (["--stage", "pledged"], {"GBR", "NLD", "USA"}),
        (["--stage", "shortfall", "--donor", "NATO"], {"NATO"}),
        (["--aid-type", "financial"], set()),
        (["--recipient", "Ukraine", "--donor", "EU"], {"EU"}),
        (["--recipient", "Poland"], set()),
    ],
)
def test_filters(run: Runner, demo_place: str, words: list[str], donors: set[str]) -> None:
    assert {row["donor"] for row in rows(run, demo_place, *words)} == donors


def test_the_answer_of_the_issue(run: Runner, demo_place: str) -> None:
    by_key = {(row["donor"], row["unit"]): row for row in rows(run, demo_place)}
    usd = by_key["USA", "USD"]
    assert (usd["promised_low"], usd["promised_high"]) == ("60000000000", None)
    assert (usd["undetermined_low"], usd["undetermined_high"]) == ("60000000000", None)
    eur = by_key["USA", "EUR"]
    assert (eur["promised_low"], eur["promised_high"]) == ("276000000", "276000000")
    assert eur["delivered_low"] is eur["outstanding_low"] is eur["proposed_low"] is None
    assert by_key["EU", "EUR"]["promised_low"] == "5000000000"
    assert by_key["DEU", "Patriot system"]["promised_low"] == "1"
    earlier = json.loads(
        run("--db", demo_place, "gap", "--as-of", "2024-03-31", "--format", "json").out
    )["rows"]
    of_usa = {row["unit"]: row for row in earlier if row["donor"] == "USA"}
    assert "USD" not in of_usa
    assert of_usa["EUR"]["proposed_low"] == of_usa["EUR"]["proposed_high"] == "55000000000"
    assert of_usa["EUR"]["promised_low"] == "276000000"


def test_the_clocks(run: Runner, demo_place: str) -> None:
    answer = json.loads(
        run("--db", demo_place, "gap", *DAY, "--known-at", "1", "--format", "json").out
    )
    assert answer["rows"] == []
    assert (answer["as_of"], answer["known_at"]) == ("2024-04-30", "1")
    assert (answer["by"], answer["currency"], answer["rates"]) == (["donor"], None, None)
    assert answer["unconverted"] == []
    assert rows(run, demo_place, "--known-at", "1999-12-31") == []
    now = datetime.now(UTC).isoformat()
    assert rows(run, demo_place, "--known-at", now) == rows(run, demo_place)


def test_only_what_is_committed(run: Runner, demo_place: str) -> None:
    by_key = {
        (row["donor"], row["unit"]): row
        for row in rows(run, demo_place, "--promised-at", "committed")
    }
    assert by_key["EU", "EUR"]["promised_low"] == "5000000000"
    assert "276000000" not in {row["promised_low"] for row in by_key.values()}


def read(text: str, delimiter: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def plain(row: dict[str, Any]) -> dict[str, str]:
    return {key: "" if value is None else str(value) for key, value in row.items()}


@pytest.mark.parametrize("explain", [[], ["--explain"]], ids=["gap", "explained"])
def test_formats_agree(run: Runner, demo_place: str, explain: list[str]) -> None:
    said = {
        name: run("--db", demo_place, "gap", "--by", "donor,item", *DAY, *explain, "-f", name).out
        for name in ("csv", "tsv", "json", "jsonl")
    }
    in_csv = read(said["csv"], ",")
    assert in_csv == read(said["tsv"], "\t")
    assert in_csv == [plain(json.loads(line)) for line in said["jsonl"].splitlines()]
    in_json = json.loads(said["json"])["rows"]
    if explain:
        in_json = [
            {**{key: row[key] for key in ("donor", "donor_name", "item", "unit")}, **part}
            for row in in_json
            for part in (
                {**one, "entries": " ".join(one["entries"]), "elsewhere": None}
                for one in row["explanation"]
            )
        ]
    assert in_csv == [plain(row) for row in in_json]


@pytest.mark.parametrize("by", ["donor", "aid-type,year"])
def test_the_explanation_adds_up_to_each_cell(run: Runner, demo_place: str, by: str) -> None:
    for row in rows(run, demo_place, "--by", by, "--explain"):
        sums: dict[str, Decimal] = defaultdict(Decimal)
        open_ends = set()
        parts = row["explanation"]
        for part in parts:
            assert part["commitment"].startswith("C")
            assert part["entries"]
            for end in ("low", "high"):
                if part[end] is not None:
                    sums[f"{part['figure']}_{end}"] += Decimal(part[end])
            if part["high"] is None:
                open_ends.add(part["figure"])
        for column in COLUMNS:
            low, high = row[f"{column}_low"], row[f"{column}_high"]
            assert (None if low is None else Decimal(low)) == sums.get(f"{column}_low")
            expected = None if column in open_ends else sums.get(f"{column}_high")
            assert (None if high is None else Decimal(high)) == expected
        assert row["unquantified"] == sum(part["figure"] == "unquantified" for part in parts)


def test_the_explanation_for_people_names_commitments_and_entries(
    run: Runner, demo_place: str
) -> None:
    page = run("--db", demo_place, "gap", *DAY, "--donor", "EU", "--explain").out
    assert "EU, in EUR" in page
    [promised] = [line for line in page.splitlines() if line.startswith("promised ")]
    assert promised.split() == ["promised", "5,000,000,000", "C7", "E9"]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_for_excel(run: Runner, demo_place: str, name: str, delimiter: str) -> None:
    usual = run("--db", demo_place, "gap", *DAY, "-f", name).out
    excel = run("--db", demo_place, "gap", *DAY, "-f", name, "--excel").out
    assert excel.startswith("\ufeff")
    assert excel.count("\r\n") == excel.count("\n") == usual.count("\n")
    assert read(excel.removeprefix("\ufeff"), delimiter) == read(usual, delimiter)
    assert "\r" not in usual
    assert "\ufeff" not in usual


def test_piped_output_is_never_cut_coloured_or_boxed(
    run: Runner, demo_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("FORCE_COLOR", "1")
    for command in (["gap", *DAY], ["commitment", "list"], ["source", "list"], ["trace", "E9"]):
        out = run("--db", demo_place, *command).out
        assert "\x1b" not in out
        assert not set(out) & set("│┃║─━═┏┓└┘╭╮╰╯|")
        assert "…" not in out or command[0] == "source"  # the title itself ends so
    assert (
        "Military aid through an EU-run assistance fund"
        in run("--db", demo_place, "commitment", "list").out
    )


def test_on_a_screen_it_fits_and_is_coloured_unless_asked_not_to(
    run: Runner, demo_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.__class__.isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1m" in run("--db", demo_place, "gap", *DAY).out
    monkeypatch.setenv("NO_COLOR", "1")
    plain_page = run("--db", demo_place, "gap", *DAY).out
    assert "\x1b[3" not in plain_page
