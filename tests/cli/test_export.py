"""``export csv``: what it writes where."""

from __future__ import annotations

from pathlib import Path

from .conftest import Runner


def test_a_folder_of_files(run: Runner, demo_place: str, tmp_path: Path) -> None:
    ended = run("--db", demo_place, "export", "csv", "-o", "a/b", "--as-of", "2024-04-30")
    assert (ended.code, ended.out) == (0, "")
    assert "Written to a/b: gap.csv" in ended.err
    files = sorted((tmp_path / "a" / "b").iterdir())
    assert len(files) == 7
    gap = (tmp_path / "a" / "b" / "gap.csv").read_text(encoding="utf-8")
    asked = run("--db", demo_place, "gap", "--as-of", "2024-04-30", "--format", "csv").out
    assert gap == asked


def test_for_excel(run: Runner, demo_place: str, tmp_path: Path) -> None:
    assert run("--db", demo_place, "export", "csv", "-o", "out", "--excel").code == 0
    for file in (tmp_path / "out").iterdir():
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


def test_a_place_that_is_no_folder(run: Runner, demo_place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("what was there")
    ended = run("--db", demo_place, "export", "csv", "-o", "file")
    assert ended.code == 1
    assert ended.err == "Error: file cannot be made a folder: File exists.\n"
    assert (tmp_path / "file").read_text() == "what was there"
