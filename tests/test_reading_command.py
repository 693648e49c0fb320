"""``read``: files, manifests, standard input; the same bytes with any number of processes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ledger import __version__
from ledger.cli import reading
from ledger.cli.app import app
from ledger.cli.output import Output
from ledger.errors import DocumentRefused, UsageRefused, ValueRefused
from ledger.reading import reader

RUN = CliRunner()
TEXT = "On Wednesday Norway gave Ukraine aid worth €5 million (about $5.4 million).\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT}It sent {ord(name)} tanks.\n", "utf-8")
    (tmp_path / "index.csv").write_text(
        "file,published\na.txt,2024-03-14\nb.txt,2024-03-15\nc.txt,\n", "utf-8"
    )
    return tmp_path


def test_json_lines_have_the_fields_that_programs_read(folder: Path) -> None:
    path = folder / "a.txt"
    found = RUN.invoke(app, ["read", str(path), "--published", "2024-03-14", "-f", "jsonl"])
    assert found.exit_code == 0
    first, _ = (json.loads(line) for line in found.stdout.splitlines())
    text = path.read_text("utf-8")
    assert text[first["start"] : first["end"]] == first["text"] == "€5 million"
    assert text[slice(*first["repeats"][0])] == "$5.4 million"
    assert first["sentence_start"] == 0
    shown = {name: first[name] for name in ("donor", "donor_code", "stage", "low", "high", "unit")}
    assert shown == {
        "donor": "Norway",
        "donor_code": "NOR",
        "stage": "delivered",
        "low": "5000000",
        "high": "5000000",
        "unit": "EUR",
    }
    assert (first["date_low"], first["date_high"]) == ("2024-03-13", "2024-03-13")
    assert (first["file"], first["unit_kind"]) == (str(path), "currency")


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_any_number_of_processes_gives_the_same_bytes(folder: Path, form: str) -> None:
    given = ["read", "--manifest", str(folder / "index.csv"), "-f", form]
    one, two = RUN.invoke(app, given), RUN.invoke(app, [*given, "-j", "2"])
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout
    assert "tank" in one.stdout


@pytest.mark.parametrize("to_file", [True, False])
def test_lines_are_written_whole_or_not_at_all(folder: Path, to_file: bool) -> None:
    """They go out as they come; what is refused at the end leaves nothing."""
    given = ["read", "--manifest", str(folder / "index.csv"), "-f", "jsonl"]
    given += ["-o", str(folder / "claims")] if to_file else []
    whole = RUN.invoke(app, given)
    written = (folder / "claims").read_text("utf-8") if to_file else whole.stdout
    assert [json.loads(line)["unit"] for line in written.splitlines()] == ["EUR", "tank"] * 3
    before = sorted(folder.iterdir())
    (folder / "c.txt").write_bytes(b"\0")
    found = RUN.invoke(app, given)
    assert isinstance(found.exception, DocumentRefused)
    assert found.stdout == ""
    assert sorted(folder.iterdir()) == before
    if to_file:
        assert (folder / "claims").read_text("utf-8") == written


def test_memory_does_not_grow_with_the_corpus(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text is read before the lines of those before it are written."""
    events: list[str] = []
    real = reading.records_of

    def counted(task: reading.Task, data: bytes) -> reading.Records:
        events.append("read")
        return real(task, data)

    def written(_: object, lines: Iterable[str]) -> None:
        events.extend("write" for _ in lines)

    monkeypatch.setattr(reading, "records_of", counted)
    monkeypatch.setattr(Output, "lines", written)
    RUN.invoke(app, ["read", "--manifest", str(folder / "index.csv"), "-f", "jsonl"])
    assert events == ["read", "write", "write"] * 3


def test_a_manifest_gives_the_days_of_files_that_are_named(folder: Path) -> None:
    given = ["read", str(folder / "b.txt"), "--manifest", str(folder / "index.csv"), "-f", "jsonl"]
    found = RUN.invoke(app, given)
    assert json.loads(found.stdout.splitlines()[0])["date_high"] == "2024-03-13"


def test_standard_input() -> None:
    found = RUN.invoke(app, ["read", "-", "-f", "csv"], input=TEXT)
    assert "NOR,Ukraine,UKR" in found.stdout


def test_explain_tells_why_and_why_not() -> None:
    text = f"{TEXT}Ukraine needs €900 million.\n"
    found = RUN.invoke(app, ["read", "-", "--published", "2024-03-14", "--explain"], input=text)
    assert "stage       delivered, from “gave”" in found.stdout
    assert "“€900 million”  no claim: request or need" in found.stdout


def test_explain_tells_which_sum_says_in_which_currency_another_is() -> None:
    text = "Donors pledged aid to Ukraine:\n- Germany: $120 million\n- Sweden: 35 million\n"
    found = RUN.invoke(app, ["read", "-", "--explain"], input=text)
    at = text.index("$120")
    place = f"“$120 million” at {at}-{at + len('$120 million')}"
    assert f"figure      35000000 USD, in the currency of {place}\n" in found.stdout
    assert found.stdout.count("in the currency of") == 1


@pytest.mark.parametrize("how", [["-f", "jsonl"], ["-f", "csv"], ["--explain"]])
def test_a_date_that_waits_for_the_day_of_publication_is_noted(how: list[str]) -> None:
    spoken = "Norway gave Ukraine €5 million on Tuesday.\n"
    found = RUN.invoke(app, ["read", "-", *how], input=spoken)
    assert found.stderr.startswith("1 without a date, though the text has one such as")
    assert "waits" not in found.stdout
    for text, more in (
        (spoken, ["--published", "2024-03-14"]),
        ("Norway gave Ukraine €5 million on 12 March 2024.\n", []),
        ("Norway gave Ukraine €5 million.\n", []),
    ):
        assert RUN.invoke(app, ["read", "-", *how, *more], input=text).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["nowhere.txt"], DocumentRefused),
        ([], UsageRefused),
        (["-", "--published", "2024-02-30"], ValueRefused),
        (["-", "--format", "xml"], UsageRefused),
        (["-", "-", "-j", "2"], UsageRefused),
    ],
)
def test_refusals(arguments: list[str], error: type[Exception]) -> None:
    found = RUN.invoke(app, ["read", *arguments], input=TEXT)
    assert isinstance(found.exception, error)


def test_a_manifest_names_its_bad_line(folder: Path) -> None:
    (folder / "index.csv").write_text("file,published\na.txt,2024-02-30\n", "utf-8")
    found = RUN.invoke(app, ["read", "--manifest", str(folder / "index.csv")])
    assert isinstance(found.exception, DocumentRefused)
    assert "line 2" in found.exception.sentence


def test_the_version_says_whether_the_reader_is_machine_code() -> None:
    told = RUN.invoke(app, ["--version"]).stdout
    as_written = Path(reader.__file__).suffix == ".py"
    assert told == f"aid-ledger {__version__}{'' if as_written else ', reader compiled'}\n"
