"""How commands end: 0 done, 1 failed, 2 usage, 3 findings, 130 interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import databases
import pytest

from .conftest import ARTICLE, Runner

COMMAND = (sys.executable, "-c", "from ledger.cli import main; main()")
INTERRUPTIBLE = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);" + COMMAND[-1],
)
"""Also where the tests run in the background of a shell, which has the signal ignored."""


def test_done_is_0(run: Runner, demo_place: str) -> None:
    for words in ("gap", "verify", "commitment list", "trace E9", "db status", "--version"):
        assert run("--db", demo_place, *words.split()).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("trace C99", "There is no commitment C99."),
        ("source show D99", "There is no document D99."),
        ("gap --donor Atlantis", "No donor is known as 'Atlantis'."),
        ("gap --known-at 9999", "There is no journal row 9999; the last is {last}."),
        ("trace C1 --known-at 9999", "There is no journal row 9999; the last is {last}."),
        ("commitment show C1 --known-at 9999", "There is no journal row 9999; the last is {last}."),
        ("export csv -o out --known-at 9999", "There is no journal row 9999; the last is {last}."),
        ("gap --item unobtainium", "'unobtainium'"),
        ("gap --programme fund", "No programme is known as 'fund'."),
        ("gap --currency XXX", "No currency is known as 'XXX'."),
        ("rates list --currency XXX", "No currency is known as 'XXX'."),
        ("gap -o missing/gap.csv", "missing/gap.csv cannot be written: No such file or directory."),
    ],
)
def test_failed_is_1_and_one_sentence(
    run: Runner, demo_place: str, changes: Callable[[str], int], words: str, said: str
) -> None:
    ended = run("--db", demo_place, *words.split())
    first, *rest = ended.err.splitlines()
    assert (ended.code, ended.out) == (1, "")
    assert first.startswith("Error: ")
    assert "add-item" not in ended.err or "--item" in words
    assert said.format(last=changes(demo_place)) in first
    assert len(rest) <= 1


BAD_VALUES = {
    "trace X1": "'X1' is no reference that fits here.",
    "commitment show E1": "'E1' is no reference that fits here.",
    "gap --as-of 2024-02-30": "'2024-02-30' is not a day of the calendar.",
    "gap --as-of soon": "'soon' is not a date.",
    "gap --known-at then": "or the number of a journal row",
    "gap --known-at 2999-12-31": "2999-12-31 is not over yet",
    "trace C1 --known-at 2999-12-31T00:00:00Z": "2999-12-31T00:00:00Z is not over yet",
    "gap --stage given": "'given' is not a stage.",
    "gap --aid-type moral": "'moral' is not an aid type.",
    "gap --promised-at pledgd": "'pledgd' is not a rung of a promise.",
    "gap --promised-at delivered": "'delivered' is not a rung of a promise.",
    "gap --currency USD --rates month:2024-13": "'2024-13' is not a month of the calendar.",
    "gap --currency USD --rates month:june": "'month:june' is not a way to choose rates.",
    "gap --fail-over lots": "'lots'",
    "gap --by-whom": "No such option",
    "export csv -o out --as-of soon": "'soon' is not a date.",
    "commitment list --known-at then": "'then' is not a time.",
    "rates show USD --on soon": "'soon' is not a date.",
    "read README.md --published soon": "'soon' is not a date.",
    "read README.md --reader oracle": "There is no reader 'oracle'.",
    "extract --reader oracle": "There is no reader 'oracle'.",
    "source add {article} --published soon": "'soon' is not a date.",
    "verify --since 5": "'5'",
    "gap --db mysql://x": "mysql:// is not a kind of database that a ledger can live in.",
    "review list --above much": "'much' is no confidence.",
    "vocabulary add-organisation X --kind club": "'club' is no kind.",
}


@pytest.mark.parametrize("words", BAD_VALUES)
def test_a_bad_value_is_2_whatever_the_ledger_holds(
    run: Runner, demo_file: Path, tmp_path: Path, words: str
) -> None:
    (tmp_path / "README.md").write_text("Germany pledged 100 million euros to Ukraine.\n")
    ended = run("--db", demo_file, *words.format(article=ARTICLE).split())
    assert (ended.code, ended.out) == (2, "")
    assert BAD_VALUES[words] in ended.err
    assert "Error: " in ended.err


@pytest.mark.parametrize(
    "words",
    [
        "gap --nonsense",
        "nonsense",
        "gap --by nonsense",
        "gap --by donor,nonsense",
        "gap --format nonsense",
        "source list --format xlsx",
        "gap --promised-at delivered",
        "commitment show",
        "commitment add --stage committed",
        "export csv",
        "source add",
        "source add some.txt",
        "commitment add --stage pledged --document D1 --quote x",
        "commitment add --to C1 --donor Norway --stage pledged --document D1 --quote x",
    ],
)
def test_usage_is_2(run: Runner, demo_place: str, words: str) -> None:
    ended = run("--db", demo_place, *words.split())
    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_findings_are_3(run: Runner, own_demo: str) -> None:
    [(positions,)] = databases.run(own_demo, "SELECT count(*) FROM position")
    databases.run(own_demo, "DELETE FROM cell")
    databases.run(own_demo, "DELETE FROM position")
    ended = run("--db", own_demo, "verify")
    assert ended.code == 3
    lines = ended.out.splitlines()
    of_positions = [line for line in lines if line.startswith("position  C")]
    assert len(of_positions) == positions > 10
    assert lines == of_positions
    assert ended.err == f"{positions} findings.\n"
    as_json = run("--db", own_demo, "verify", "--format", "json")
    assert as_json.code == 3
    assert [one["code"] for one in json.loads(as_json.out)] == ["position"] * positions


def test_one_finding_is_one(run: Runner, own_demo: str) -> None:
    one = "cuboid = (SELECT min(cuboid) FROM cell) AND in_euro = 0 AND unit = 'Patriot system'"
    databases.run(own_demo, f"DELETE FROM cell WHERE {one}")
    ended = run("--db", own_demo, "verify")
    assert (ended.code, ended.err) == (3, "1 finding.\n")


def test_interrupted_is_130(tmp_path: Path) -> None:
    # a named pipe that nobody writes to: the command waits in the middle of its work
    os.mkfifo(tmp_path / "article.txt")
    command = [*INTERRUPTIBLE, "source", "add", "article.txt", "--published", "2024-05-16"]
    started = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with (tmp_path / "article.txt").open("wb"):  # opens when the command has
        started.send_signal(signal.SIGINT)
    out, err = started.communicate()
    assert (started.returncode, out, err) == (130, "", "")
    assert not (tmp_path / "ledger.db").exists()


def test_a_reader_who_has_seen_enough_is_left_in_peace(tmp_path: Path, own_demo: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*COMMAND, "--db", own_demo, "trace", "C5", "--format", "json"],
        cwd=tmp_path,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_full_disk_behind_the_output_is_told(own_demo: str) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as nowhere:
        ended = subprocess.run(
            [*COMMAND, "--db", own_demo, "gap"],
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert ended.stderr == "Error: The output cannot be written: No space left on device.\n"


def test_a_pipe_is_written_to_and_stays_a_pipe(run: Runner, own_demo: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("--db", own_demo, "gap", "-o", pipe, "--format", "csv").code == 0
    assert os.read(reading, 65_536).startswith(b"donor,")
    os.close(reading)
    assert pipe.is_fifo()
