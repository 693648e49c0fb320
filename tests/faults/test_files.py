"""Files and folders that a ledger cannot live in: a sentence each, and the right exit status."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest
from databases import run

import ledger
from ledger.demo import open_demo

from .killing import Command, Ended, Limits, in_a_process

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
ARTICLE = str(ROOT / "docs" / "examples" / "field-hospitals.txt")
COMMANDS: tuple[Command, ...] = (
    ("gap",),
    ("verify",),
    ("db", "status"),
    ("db", "upgrade"),
    ("source", "add", ARTICLE, "--published", "2024-05-16"),
)
RANDOM = random.SystemRandom()
Counted = Callable[[str, int], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demonstration as one file."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    open_demo(str(path), fresh=False)[0].close()
    return path.read_bytes()


def is_told_in_a_sentence(ended: Ended, status: int = 1) -> bool:
    """One line for the error, one for the hint if there is one."""
    first, *more = ended.said.splitlines()
    assert ended.status == status, ended.said
    return first.startswith("Error: ") and first.endswith(".") and len(more) <= 1


def cut_off(whole: bytes) -> bytes:
    return whole[: RANDOM.randrange(1, len(whole))]


def overwritten(whole: bytes) -> bytes:
    """From a random place on, over half of the file."""
    half = len(whole) // 2
    start = RANDOM.randrange(half)
    return whole[:start] + RANDOM.randbytes(half) + whole[start + half :]


@pytest.mark.parametrize("damaged", [cut_off, overwritten])
def test_damaged_files(
    damaged: Callable[[bytes], bytes],
    whole: bytes,
    tmp_path: Path,
    times: Callable[[int], int],
    counted: Counted,
) -> None:
    """Nothing is made up from what is left: verify, at least, always tells."""
    place = tmp_path / "ledger.db"
    others = cycle(command for command in COMMANDS if command != ("verify",))
    for _ in range(times(12)):
        for command in (("verify",), next(others)):
            place.write_bytes(damaged(whole))
            ended = in_a_process(str(place), [command])
            assert "Traceback" not in ended.said
            if command == ("verify",):
                assert ended.status in {1, 3}, ended.said
            if ended.status == 1:
                assert is_told_in_a_sentence(ended)
            for beside in tmp_path.iterdir():
                beside.unlink()
        counted("file-damaged", 1)


def foreign(folder: Path) -> tuple[str, str]:
    connection = sqlite3.connect(folder / "notes.db")
    connection.execute("CREATE TABLE notes (words TEXT)")
    connection.close()
    return str(folder / "notes.db"), "is a database of some other program, not a ledger."


def newer(folder: Path) -> tuple[str, str]:
    place = str(folder / "ledger.db")
    ledger.open(place, create=True).close()
    run(place, "UPDATE alembic_version SET version_num = '9042'")
    return place, "has schema 9042; this program knows up to"


def older(folder: Path) -> tuple[str, str]:
    shutil.copy(ROOT / "fixtures" / "databases" / "0003.sqlite", folder / "ledger.db")
    return str(folder / "ledger.db"), "Bring it up with: aid-ledger db upgrade"


def no_folder(folder: Path) -> tuple[str, str]:
    return str(folder / "missing" / "ledger.db"), str(folder / "missing")


def read_only_folder(folder: Path) -> tuple[str, str]:
    closed = folder / "closed"
    closed.mkdir()
    ledger.open(closed / "ledger.db", create=True).close()
    for beside in closed.glob("ledger.db?*"):
        beside.unlink()
    closed.chmod(0o555)
    return str(closed / "ledger.db"), str(closed / "ledger.db")


def read_only_and_empty(folder: Path) -> tuple[str, str]:
    folder.chmod(0o555)
    return str(folder / "ledger.db"), str(folder / "ledger.db")


USUALLY_FINE = {older: {("db", "upgrade"), ("db", "status")}}


@pytest.mark.parametrize(
    "unusable", [foreign, newer, older, no_folder, read_only_folder, read_only_and_empty]
)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command[:2]))
def test_places_that_no_ledger_can_be_used_in(
    unusable: Callable[[Path], tuple[str, str]], command: Command, tmp_path: Path, counted: Counted
) -> None:
    if command in USUALLY_FINE.get(unusable, set()):
        command = ("gap",)
    folder = tmp_path / "folder"
    folder.mkdir()
    place, said = unusable(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        ended = in_a_process(place, [command], limits=Limits(as_root=False))
    finally:
        for path in (folder, *folder.iterdir()):
            path.chmod(0o755)
    counted("place-unusable", 1)
    assert is_told_in_a_sentence(ended)
    assert said in ended.said
    assert {path: path.read_bytes() for path in before} == before
