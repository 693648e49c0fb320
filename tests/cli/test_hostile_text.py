"""What an article, a title or a publisher says is printed; it is never obeyed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

import ledger
from ledger.asking import new_organisation
from ledger.values.days import parse_moment

from .conftest import Runner

ESCAPES = "\x1b[31m\x1b]8;;x\x07\x9b2J\x08\x07"
BIDI = "\u202e\u2066\u200f"
MARKUP = "[red]{{7*7}}[/red] :smile: <b>&amp;</b>"
UNSAFE = set("\x1b\x07\x9b\x08\r\u202e\u2066\u200f\u2028")

ARTICLE = f"""=HYPERLINK("x") {MARKUP} headline

{MARKUP}{ESCAPES}{BIDI} Norway promised Ukraine a sum, \u2028that is €5 million, today{ESCAPES}.
{"The rest of the article says nothing of aid, and says it at some length. " * 40}
"""

COMMANDS = [
    ["gap", "--by", "donor,programme"],
    ["gap", "--by", "programme", "--explain"],
    ["source", "list"],
    ["source", "show", "D1"],
    ["commitment", "list"],
    ["commitment", "list", "--entries"],
    ["commitment", "show", "C1"],
    ["delivery", "list"],
    ["trace", "C1"],
    ["trace", "E1"],
    ["trace", "D1"],
    ["vocabulary", "list", "land"],
    ["verify"],
    ["db", "status"],
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def hostile(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> str:
    """A ledger in which every text that comes from outside is hostile."""
    place = new_ledger(request.param)
    with ledger.open(place, by_whom=f"=cmd() {MARKUP}{BIDI}") as book:
        book.add_document(
            ARTICLE.encode(), published="2024-05-16", publisher=f"@publisher {MARKUP}{BIDI}"
        )
        with book.writing() as writer:
            writer.add_organisation(new_organisation(name=f"+land {MARKUP}{BIDI}"))
        book.add_commitment(
            donor=f"+land {MARKUP}{BIDI}",
            recipient="Ukraine",
            aid_type="financial",
            title=f"-title {MARKUP}{BIDI}",
            programme=f"=programme {MARKUP}{BIDI}",
        )
        for stage in ("pledged", "in_transit"):
            book.add_entry(
                "C1",
                stage=stage,
                document="D1",
                amount="5000000 EUR",
                quote="that is €5 million",
            )
    return place


@pytest.mark.parametrize("name", ["table", "json"])
def test_what_people_read_is_harmless(run: Runner, hostile: str, name: str) -> None:
    for command in COMMANDS:
        more = [] if command[0] == "db" else ["--format", name]
        ended = run("--db", hostile, *command, *more)
        assert ended.code == 0, ended.err
        assert not UNSAFE & set(ended.out + ended.err), command
        if name == "table" and command[:2] in (["commitment", "list"], ["source", "list"]):
            assert "[red]{{7*7}}[/red] :smile: <b>&amp;</b>" in ended.out


def test_json_says_exactly_what_the_text_says(run: Runner, hostile: str) -> None:
    shown = json.loads(run("--db", hostile, "source", "show", "D1", "-f", "json").out)
    sentences = [one for region in shown["regions"] for one in region["sentences"]]
    assert all(ARTICLE[one["start"] : one["end"]] == one["text"] for one in sentences)
    assert any("\x1b[31m" in one["text"] for one in sentences)


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_spreadsheets_take_no_text_for_a_formula(run: Runner, hostile: str, name: str) -> None:
    guarded = 0
    for command in COMMANDS[:-1]:
        out = run("--db", hostile, *command, "-f", name).out
        delimiter = "," if name == "csv" else "\t"
        for row in csv.reader(io.StringIO(out, newline=""), delimiter=delimiter):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                guarded += cell.startswith(("'=", "'+", "'-", "'@"))
    assert guarded >= 10


def test_data_is_exact_in_a_file_and_harmless_on_a_screen(
    run: Runner, hostile: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = ["--db", hostile, "source", "show", "D1"]
    assert run(*command, "--text").out == ARTICLE
    assert run(*command, "--text", "-o", "article.txt").code == 0
    assert (tmp_path / "article.txt").read_bytes() == ARTICLE.encode()
    assert "\x1b[31m" in run(*command, "-f", "csv").out
    monkeypatch.setattr("sys.stdout.__class__.isatty", lambda _: True)
    for more in (["--text"], ["-f", "csv"], ["-f", "tsv"], ["-f", "json"], []):
        assert not UNSAFE & set(run(*command, *more).out)


def test_errors_quote_harmlessly(run: Runner, hostile: str) -> None:
    for words in (
        ["gap", "--donor", ESCAPES],
        ["gap", "--item", BIDI],
        ["gap", "--as-of", ESCAPES],
        ["trace", ESCAPES],
        ["source", "show", BIDI],
        ["source", "add", f"no{ESCAPES}.txt", "--published", "2024-05-16"],
        ["gap", "-f", ESCAPES],
        ["gap", "--by", BIDI],
    ):
        refused = run("--db", hostile, *words)
        assert refused.code in {1, 2}
        assert not UNSAFE & set(refused.err)


def test_a_file_with_a_hostile_name(run: Runner, place: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{ESCAPES}.txt"
    file.write_text("Some words.")
    for _ in range(2):
        ended = run("source", "add", file, "--published", "2024-05-16", "--db", place)
        assert ended.code == 0
        assert not UNSAFE & set(ended.out + ended.err)


@pytest.mark.parametrize("year", ["0001", "0999", "9999"])
def test_years_of_few_digits_come_back_as_they_were(place: str, year: str) -> None:
    with ledger.open(place, by_whom="tests") as book:
        retrieved = parse_moment(f"{year}-06-01T00:00:00Z")
        book.add_document(b"Words.", published=f"{year}-06-01", retrieved_at=retrieved)
        assert book.verify() == []
        [document] = book.documents()
        assert (document.retrieved_at, str(document.published_on)) == (retrieved, f"{year}-06-01")
