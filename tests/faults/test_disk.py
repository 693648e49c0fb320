"""A disk that fills up in the middle of work: a sentence says so, and nothing is half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import ledger

from .killing import Command, Limits, in_a_process

pytestmark = pytest.mark.faults

DOCUMENTS = 40
SIZES = [number * 48 * 1024 for number in range(20)]
DISK = 16 * 2**20


class Disk:
    """A small file system of its own where one may be mounted; else files may not grow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
        self.is_mounted = (
            os.geteuid() == 0
            and shutil.which("mount") is not None
            and subprocess.run(mount, check=False, capture_output=True).returncode == 0
        )
        self._ballast = folder / "ballast"

    def leave(self, room: int) -> Limits:
        """From here on only so many bytes more can be written."""
        if not self.is_mounted:
            largest = max(path.stat().st_size for path in self.folder.iterdir())
            return Limits(file_size=largest + room)
        filesystem = os.statvfs(self.folder)
        free = filesystem.f_bavail * filesystem.f_frsize
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - room)
        return Limits()

    def make_room(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def close(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = Disk(folder)
    yield mounted
    mounted.close()


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Documents of some 50 KB; each is another one."""
    folder = tmp_path_factory.mktemp("articles")
    paths = [folder / f"{number}.txt" for number in range(DOCUMENTS)]
    for number, path in enumerate(paths):
        lines = [f"In step {n} of {number} Norway pledged {n} tanks." for n in range(1_200)]
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


@pytest.mark.parametrize("room", SIZES)
def test_a_full_disk(
    room: int,
    disk: Disk,
    articles: list[Path],
    sqlite_template: Path,
    counted: Callable[[str, int], None],
) -> None:
    place = disk.folder / "ledger.db"
    shutil.copy(sqlite_template, place)
    limits = disk.leave(room)
    commands: list[Command] = [
        ("source", "add", str(path), "--published", "2024-01-01") for path in articles
    ]
    ended = in_a_process(str(place), commands, limits=limits)
    assert ended.status == 1, ended.said
    *_, error, hint = ended.said.splitlines()
    counted("disk-full", 1)
    assert error.startswith("Error: ")
    assert "disk" in error or "No space left on device" in error
    assert "pace" in hint

    disk.make_room()
    with ledger.open(place) as book:
        assert len(book.documents()) == ended.acknowledged
        assert book.verify() == []
        book.add_document(b"There is room again.", published="2024-01-02")
        assert book.verify() == []
