"""``read --engine dask``: from a cluster the same bytes as from one process, come what may."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from ledger.cli import cluster, output
from ledger.cli.app import app
from ledger.cli.reading import Task
from ledger.errors import ClusterError, DocumentRefused, UsageRefused

RUN = CliRunner()
HELPER = Path(__file__).with_name("dask_cluster.py")


class Running:
    """A cluster of the helper: its scheduler's address, and the numbers of its processes."""

    def __init__(self, lines: list[str]) -> None:
        told = [line.split() for line in lines]
        self.address = told[0][0]
        self.scheduler, *self.workers = (int(number) for _, number in told)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with subprocess.Popen(
        [sys.executable, HELPER, tmp_path_factory.mktemp("cluster")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as helper:
        assert helper.stdout is not None
        yield Running([helper.stdout.readline() for _ in range(3)])
        helper.communicate()
    assert helper.returncode == 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty texts, to be handed out two at a time."""
    monkeypatch.setattr(output, "quiet", False)
    monkeypatch.setattr(cluster, "FILES", 2)
    for number in range(20):
        text = f"On Wednesday Norway gave Ukraine {number + 2} tanks and €{number + 1} million.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, "utf-8")
    lines = [f"{number:02}.txt,2024-03-14\n" for number in range(20)]
    (tmp_path / "index.csv").write_text("".join(["file,published\n", *lines]), "utf-8")
    return tmp_path


def add(folder: Path, number: int, words: str) -> None:
    with (folder / f"{number:02}.txt").open("a", encoding="utf-8") as file:
        file.write(f"{words}\n")


def read(folder: Path, *more: str) -> Result:
    return RUN.invoke(app, ["read", "--manifest", str(folder / "index.csv"), "-f", "jsonl", *more])


def on(running: Running) -> tuple[str, ...]:
    return ("--engine", "dask", "--scheduler", running.address)


def test_a_batch_that_fails_once(running: Running, folder: Path, tmp_path: Path) -> None:
    add(folder, 7, f"FAILS ONCE {tmp_path / 'fell'}.")
    found = read(folder, *on(running))
    assert found.exit_code == 0
    assert found.stdout == read(folder).stdout
    files = list(dict.fromkeys(json.loads(line)["file"] for line in found.stdout.splitlines()))
    assert files == [str(folder / f"{number:02}.txt") for number in range(20)]
    first, last = (folder / f"{number:02}.txt" for number in (6, 7))
    said = f"Reading {first} to {last} (2 files) failed and is tried once more: it fell.\n"
    assert found.stderr == said


def test_a_batch_that_fails_twice(running: Running, folder: Path) -> None:
    add(folder, 18, "FAILS ALWAYS")
    found = read(folder, *on(running), "--quiet")
    assert isinstance(found.exception, ClusterError)
    assert found.stdout == ""
    sentence = found.exception.sentence.replace(f"{folder}/", "")
    assert sentence == "Reading 18.txt to 19.txt (2 files) failed twice: it fell."


def test_the_first_file_that_is_refused_is_told_as_in_one_process(
    running: Running, folder: Path
) -> None:
    (folder / "05.txt").write_bytes(b"\0")
    (folder / "09.txt").unlink()
    here, there = read(folder), read(folder, *on(running))
    assert isinstance(here.exception, DocumentRefused)
    assert isinstance(there.exception, DocumentRefused)
    assert there.exception.sentence == here.exception.sentence
    assert "05.txt" in here.exception.sentence
    (folder / "05.txt").write_text("Nothing.\n", "utf-8")
    here, there = read(folder), read(folder, *on(running))
    assert isinstance(there.exception, DocumentRefused)
    assert str(there.exception) == str(here.exception)


def test_another_program_on_a_worker(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "program", lambda: "that of here")
    found = read(folder, *on(running))
    assert isinstance(found.exception, ClusterError)
    assert "is not the one that is here" in found.exception.sentence


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        ({"distributed": "2", "aid-ledger": "0.1"}, "The worker A has distributed 2; here is 1."),
        ({"distributed": "1", "aid-ledger": None}, "The worker A lacks aid-ledger; here is 0.1."),
        ({"distributed": "1"}, "The worker A lacks aid-ledger; here is 0.1."),
    ],
)
def test_other_versions(there: dict[str, str], sentence: str) -> None:
    here = {"distributed": "1", "aid-ledger": "0.1"}
    cluster.same("worker A", here, here, here)
    with pytest.raises(ClusterError) as refused:
        cluster.same("worker A", here, there, here)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--engine ray", "'ray' is no engine."),
        ("--engine dask", "The engine dask needs a scheduler."),
        ("--scheduler a:1", "A scheduler goes with --engine dask, and with no other."),
        ("--engine dask --scheduler a:1 -j 2", "-j is for processes here."),
        ("--engine dask --scheduler a:1 --explain", "--explain is for processes here."),
    ],
)
def test_what_makes_no_sense(folder: Path, arguments: str, sentence: str) -> None:
    found = read(folder, *arguments.split())
    assert isinstance(found.exception, UsageRefused)
    assert found.exception.sentence == sentence


@pytest.mark.parametrize("address", ["a", ":1", "x://a:1", "a:99999", "tcp://a:b", ""])
def test_what_is_no_address(folder: Path, address: str) -> None:
    found = read(folder, "--engine", "dask", "--scheduler", address)
    assert isinstance(found.exception, UsageRefused)
    assert found.exception.sentence == f"'{address}' is not the address of a scheduler."


def test_without_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    found = read(folder, "--engine", "dask", "--scheduler", "127.0.0.1:8786")
    assert isinstance(found.exception, UsageRefused)
    assert found.exception.sentence == "The engine dask is not installed."
    assert found.exception.hint == "Install it: pip install 'aid-ledger[dask]'"


@given(sizes=st.lists(st.integers(1, 50)), bad=st.none() | st.integers(0, 30))
def test_batches_hold_each_file_once_in_order(sizes: list[int], bad: int | None) -> None:
    given_tasks = [Task(str(number), None, None, None) for number in range(len(sizes))]

    def content(task: Task) -> bytes:
        if task.shown == str(bad):
            raise DocumentRefused(f"{bad} is gone.")
        return b"x" * sizes[int(task.shown)]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(cluster, "content", content)
        patched.setattr(cluster, "FILES", 4)
        patched.setattr(cluster, "BYTES", 60)
        made = list(cluster.batches(given_tasks))
    if bad is not None and bad < len(sizes):
        assert str(made.pop()) == f"{bad} is gone."
    assert all(isinstance(batch, cluster.Batch) for batch in made)
    read_first = sizes if bad is None else sizes[:bad]
    assert [len(data) for batch in made for _, data in batch.texts] == read_first
    for batch in made:
        assert len(batch.texts) <= 4
        assert len(batch.texts) <= 1 or sum(len(data) for _, data in batch.texts) <= 60


def test_a_cluster_that_dies_piece_by_piece(
    running: Running, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last test of the module: it leaves nothing running."""
    add(folder, 7, f"DIES ONCE {tmp_path / 'died'}.")
    found = read(folder, *on(running))
    assert found.exit_code == 0
    assert found.stdout == read(folder).stdout
    assert found.stderr.startswith("Lost of the cluster: tcp://127.0.0.1:")
    assert found.stderr.endswith("1 left; nothing is left out.\n")

    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(cluster, "LOOK_SECONDS", 0.1)
    (tmp_path / "died").unlink()
    found = read(folder, *on(running))
    assert isinstance(found.exception, ClusterError)
    assert found.exception.sentence == f"The cluster at {running.address} has no workers."
    assert found.stdout == ""
    found = read(folder, *on(running))
    assert isinstance(found.exception, ClusterError)
    assert found.exception.hint == f"Start one with: dask worker {running.address}"

    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.2)
    os.kill(running.scheduler, signal.SIGKILL)
    found = read(folder, *on(running))
    assert isinstance(found.exception, ClusterError)
    assert found.exception.sentence.startswith(
        f"The scheduler at '{running.address}' cannot be reached: "
    )
