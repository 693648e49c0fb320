"""The table of docs/reliability.md lists what tests/faults/rows.toml lists, as it was counted."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from faults.counting import rows

SCRIPT = runpy.run_path(str(Path(__file__).parent.parent / "scripts" / "reliability.py"))


def page_of(counts: dict[str, int]) -> str:
    return f"# A page\n\n{SCRIPT['table'](counts)}\nMore.\n"


def test_the_table_lists_every_fault_at_least_as_often_as_one_run_makes_it() -> None:
    stated = SCRIPT["stated"](SCRIPT["PAGE"].read_text(encoding="utf-8"))
    assert list(stated) == [row.fault for row in rows().values()]
    assert all(stated[row.fault] >= row.at_least for row in rows().values())


def test_a_run_that_makes_less_than_the_table_states_falls_short() -> None:
    counts = {key: 1_000 + number for number, key in enumerate(rows())}
    page = page_of(counts)
    shortfalls = SCRIPT["shortfalls"]
    assert shortfalls(counts, page) == []
    assert shortfalls({key: number + 1 for key, number in counts.items()}, page) == []
    for key, row in rows().items():
        [said] = shortfalls({**counts, key: 3}, page)
        assert said == f"{row.fault}: {counts[key]:,} stated, 3 made"


def test_a_fault_that_the_table_does_not_list_is_told() -> None:
    counts = dict.fromkeys(rows(), 1)
    page = page_of(counts)
    gone = next(iter(rows().values())).fault
    lines = [line for line in page.splitlines() if gone not in line]
    assert SCRIPT["shortfalls"](counts, "\n".join(lines) + "\n") == [f"Not in the table: {gone}"]


TWO_TESTS = """
def test_holds(counted, times):
    counted("writers-sqlite", times(2))
    counted("writers-sqlite", 1)

def test_fails(counted):
    counted("writers-postgresql", 4)
    assert not "held"
"""


@pytest.mark.parametrize("processes", ["0", pytest.param("2", marks=pytest.mark.large)])
def test_counts_arrive_from_every_process(
    processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "test_two.py").write_text(TWO_TESTS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    options = ("-n", processes, "--faults-times=3", "--faults-counts=counts.json")
    plugin = ("-p", "faults.counting", "-p", "no:cacheprovider")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *plugin, *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 1 passed" in ended.stdout
    counts = json.loads((tmp_path / "counts.json").read_text(encoding="utf-8"))
    assert counts["writers-sqlite"] == {"made": 7, "held": 7}
    assert counts["writers-postgresql"] == {"made": 4, "held": 0}
