"""The same outputs wherever on earth the program runs: days have no time zone, times are UTC."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import run
from zones import ZONES

from .killing import Command

pytestmark = pytest.mark.faults

OUTPUTS: tuple[Command, ...] = (
    ("gap", "--as-of", "2024-04-30", "--explain"),
    ("gap", "--by", "donor,month", "--as-of", "2024-03-31", "--format", "json"),
    ("trace", "C5", "--format", "json"),
    ("history",),
    ("history", "--format", "jsonl"),
    ("commitment", "list", "--entries", "--format", "csv"),
    ("source", "list", "--format", "json"),
    ("verify", "--head"),
)
FOLDERS: tuple[Command, ...] = (
    ("export", "csv", "-o", "csv"),
    ("export", "bundle", "-o", "bundle"),
)
EVERYTHING = """
import contextlib, io, sys
from pathlib import Path
from ledger.cli import main

def typed(words):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    sys.argv = ["aid-ledger", "--quiet", "--db", "ledger.db", *words]
    with contextlib.redirect_stdout(stream), contextlib.suppress(SystemExit):
        main()
    return stream.detach().getvalue()

for number, words in enumerate(eval(sys.argv[1])):
    Path(f"{number}.out").write_bytes(typed(words))
"""


def everything(folder: Path, zone: str, commands: tuple[Command, ...]) -> dict[str, bytes]:
    """All that the commands print and write, made by a process in that time zone."""
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-c", EVERYTHING, repr(commands)],
        cwd=folder,
        env={**os.environ, "TZ": zone, "AID_LEDGER_USER": "tests"},
        check=True,
    )
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("ledger.db")
    }


def test_one_ledger_read_in_five_zones(tmp_path: Path, counted: Callable[[str, int], None]) -> None:
    """To the byte, recorded times and all; and it was made where it is tomorrow already."""
    before = datetime.now(UTC)
    made = everything(tmp_path / "made", "Pacific/Kiritimati", (("demo",),))
    after = datetime.now(UTC)
    assert made["0.out"]
    for (at,) in run(str(tmp_path / "made" / "ledger.db"), "SELECT at FROM journal"):
        assert before <= datetime.fromisoformat(at) <= after
    ledger = (tmp_path / "made" / "ledger.db").read_bytes()
    found: list[dict[str, bytes]] = []
    for zone in ZONES:
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        (folder / "ledger.db").write_bytes(ledger)
        found.append(everything(folder, zone, (*OUTPUTS, *FOLDERS)))
        counted("time-zones", 1)
    assert len(found[0]) > len(OUTPUTS) + 10
    assert all(found[0][f"{number}.out"] for number in range(len(OUTPUTS)))
    for zone, other in zip(ZONES, found, strict=True):
        assert other == found[0], zone
