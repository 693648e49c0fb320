"""Options that mean the same wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import on_both

from .conftest import ARTICLE, Runner


def test_the_database_before_or_after_the_command_or_from_the_environment(
    run: Runner, demo_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run("--db", demo_place, "gap", "--as-of", "2024-04-30")
    after = run("gap", "--as-of", "2024-04-30", "--db", demo_place)
    monkeypatch.setenv("AID_LEDGER_DB", demo_place)
    without = run("gap", "--as-of", "2024-04-30")
    assert before == after == without
    assert "5,000,000,000" in before.out


def test_what_stands_nearest_counts(
    run: Runner, demo_place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AID_LEDGER_DB", "nowhere.db")
    assert run("--db", demo_place, "commitment", "list").code == 0
    assert run("--db", "nowhere.db", "commitment", "list", "--db", demo_place).code == 0
    assert "no ledger at nowhere.db" in run("commitment", "list").err


def test_without_a_name_it_is_ledger_db_here(run: Runner, tmp_path: Path) -> None:
    assert "There is no ledger at ledger.db." in run("gap").err
    assert run("db", "upgrade").code == 0
    assert (tmp_path / "ledger.db").exists()
    assert run("gap").code == 0


def test_quiet_before_or_after_the_command(run: Runner) -> None:
    said = run("source", "add", ARTICLE, "--published", "2024-05-16")
    assert said.code == 0
    again = ["source", "add", ARTICLE, "--published", "2024-05-16"]
    assert "is here already, as D1; nothing was changed." in run(*again).err
    assert run("-q", *again).err == run(*again, "--quiet").err == ""


def test_quiet_does_not_hide_errors(run: Runner) -> None:
    assert "There is no ledger" in run("-q", "gap").err


@pytest.mark.parametrize(
    ("backend", "words"),
    on_both(
        [
            ["gap"],
            ["gap", "--explain"],
            ["commitment", "list"],
            ["commitment", "list", "--entries"],
            ["commitment", "show", "C5"],
            ["delivery", "list"],
            ["source", "list"],
            ["source", "show", "D1"],
            ["trace", "E9"],
            ["trace", "C5"],
            ["trace", "D2"],
            ["verify"],
            ["vocabulary", "list", "patriot"],
        ],
        every=4,
    ),
    indirect=["backend"],
)
def test_format_and_output_in_every_command(
    run: Runner, demo_place: str, words: list[str], tmp_path: Path
) -> None:
    names = ("table", "csv", "tsv", "json", "jsonl") if demo_place.endswith(".db") else ("csv",)
    for name in names:
        piped = run("--db", demo_place, *words, "--format", name)
        assert piped.code == 0
        if name == "csv":
            file = tmp_path / "out.csv"
            written = run("--db", demo_place, *words, "-f", "CSV", "-o", file)
            assert (written.code, written.out) == (0, "")
            assert f"Written: {file}" in written.err
            assert file.read_bytes().decode() == piped.out
        elif name == "json":
            json.loads(piped.out)
        elif name == "jsonl":
            assert all(isinstance(json.loads(line), dict) for line in piped.out.splitlines())


def test_what_a_name_says_otherwise_is_told(run: Runner, demo_place: str, tmp_path: Path) -> None:
    file = tmp_path / "gap.csv"
    written = run("--db", demo_place, "gap", "-o", file)
    assert written.err.splitlines()[-1] == "Note: it is a table; for csv add --format csv."
    assert file.read_text("utf-8").startswith("The gap by donor")


@pytest.mark.parametrize("kind", ["csv", "bundle"])
def test_several_files_do_not_go_to_the_screen(run: Runner, demo_place: str, kind: str) -> None:
    refused = run("--db", demo_place, "export", kind, "-o", "-")
    assert refused.code == 2
    assert "Error: Several files cannot go to the screen." in refused.err


def test_a_dash_is_standard_output(run: Runner, demo_place: str) -> None:
    command = ["--db", demo_place, "commitment", "list", "-f", "csv"]
    assert run(*command, "-o", "-").out == run(*command).out


def test_a_file_is_written_whole_or_not_at_all(
    run: Runner, demo_place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "gap.csv"
    file.write_text("what was there")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ledger.cli.output.os.replace", no_space)
    failed = run("--db", demo_place, "gap", "-f", "csv", "-o", file)
    assert (failed.code, failed.out) == (1, "")
    assert "No space left on device" in failed.err
    assert file.read_text() == "what was there"
    assert sorted(path.name for path in tmp_path.glob("*gap.csv*")) == ["gap.csv"]


def test_who_does_it_is_kept(run: Runner, place: str) -> None:
    add = ["source", "add", ARTICLE, "--published", "2024-05-16", "--db", place]
    assert run("--by-whom", "An Auditor", *add).code == 0
    [document] = json.loads(run("source", "list", "--format", "json", "--db", place).out)
    assert document["recorded_by"] == "An Auditor"
