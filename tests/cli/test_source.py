"""``source``: bytes in, or one sentence that says why not, and nothing changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run, Runner

WORDS = "Norway promised “€5 million” on Tuesday – and more."
DAY = ("--published", "2024-05-16")


def added(run: Runner, place: str, file: Path, *more: str) -> Run:
    return run("source", "add", file, *DAY, *more, "--db", place)


@pytest.mark.parametrize(
    ("encoding", "kept_as"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("cp1252", "cp1252")],
)
def test_text_is_decoded(
    run: Runner, place: str, tmp_path: Path, encoding: str, kept_as: str
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(f"{WORDS}\r\nMore.\r\n".encode(encoding))
    assert added(run, place, file).out == f"D1  {file}\n"
    assert run("source", "show", "D1", "--text", "--db", place).out == f"{WORDS}\nMore.\n"
    [document] = json.loads(run("source", "list", "-f", "json", "--db", place).out)
    assert document["encoding"] == kept_as


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The document is empty."),
        (b" \n\t", "The document has nothing but white space."),
        (b"%PDF-1.7 ...", "The document is a PDF file, not text."),
        (b"PK\x03\x04 ...", "The document is a zip archive, not text."),
        (bytes(range(256)) * 4, "The document is binary"),
        (b"one\x00two", "NUL"),
    ],
)
def test_what_is_no_text_is_refused(
    run: Runner,
    place: str,
    tmp_path: Path,
    changes: Callable[[str], int],
    content: bytes,
    said: str,
) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(content)
    before = changes(place)
    refused = added(run, place, file)
    assert (refused.code, refused.out) == (1, "")
    assert str(file) in refused.err
    assert refused.err.startswith(f"Error: {file}: ")
    assert said in refused.err
    assert changes(place) == before


def test_what_is_no_file_is_refused(run: Runner, tmp_path: Path) -> None:
    assert f"Error: {tmp_path} is a directory" in run("source", "add", tmp_path, *DAY).err
    missing = run("source", "add", "missing.txt", *DAY)
    assert (missing.code, missing.err) == (1, "Error: There is no file missing.txt.\n")
    assert not Path("ledger.db").exists()


def test_a_file_that_cannot_be_read(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # root may read anything, so that the refusal is made here
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (tmp_path / "closed.txt").write_text("words")
    refused = run("source", "add", "closed.txt", *DAY)
    assert refused.code == 1
    assert refused.err == "Error: closed.txt cannot be read: Permission denied.\n"


@pytest.mark.parametrize("day", ["2024-02-30", "2024", "tomorrow", "14/03/2024", "", "2024-03-14T"])
def test_an_impossible_day(run: Runner, day: str) -> None:
    refused = run("source", "add", ARTICLE, "--published", day)
    assert refused.code == 2
    assert refused.err.startswith("Error: ")
    assert not Path("ledger.db").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--published-how", "guessed"),
        ("--publisher-kind", "blog"),
        ("--encoding", "utf-99"),
        ("--title", "a\x1b[2Jb"),
        ("--publisher", "x" * 301),
        ("--publisher", "  "),
    ],
)
def test_what_is_known_of_it_is_checked(run: Runner, option: str, value: str) -> None:
    refused = run("source", "add", ARTICLE, *DAY, option, value)
    assert refused.code == 2
    assert refused.err.startswith("Error: ")
    assert "\x1b" not in refused.err
    assert not Path("ledger.db").exists()


def test_the_same_bytes_again_change_nothing(
    run: Runner, place: str, changes: Callable[[str], int], tmp_path: Path
) -> None:
    assert added(run, place, ARTICLE).out == f"D1  {ARTICLE}\n"
    before = changes(place)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(ARTICLE.read_bytes())
    again = added(run, place, copy, "--publisher", "somebody else")
    assert (again.code, again.out) == (0, "")
    assert again.err == (
        f"{copy} is here already, as D1; nothing was changed.\n"
        "Note: D1 stays as it is on record: without publisher 'somebody else'.\n"
    )
    assert added(run, place, copy).err == f"{copy} is here already, as D1; nothing was changed.\n"
    other_day = run("source", "add", copy, "--published", "2024-05-17", "--db", place)
    assert "on record: published on '2024-05-16', not '2024-05-17'." in other_day.err
    assert changes(place) == before


def test_one_bad_file_keeps_the_others_out(
    run: Runner, place: str, changes: Callable[[str], int], tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    before = changes(place)
    assert run("source", "add", ARTICLE, "empty.txt", *DAY, "--db", place).code == 1
    assert changes(place) == before


# manifests


def manifest(folder: Path, text: str) -> Path:
    (folder / "one.txt").write_text("The first text.")
    (folder / "two.txt").write_text("The second text.")
    (folder / "index.csv").write_text(text)
    return folder / "index.csv"


def test_a_manifest_brings_many(run: Runner, place: str, tmp_path: Path) -> None:
    listed = manifest(
        tmp_path,
        "file,published,publisher,publisher_kind,url,retrieved_at\n"
        'one.txt,2024-05-16,"Ministry, Press Office",official,,2024-05-17T08:00:00Z\n'
        "two.txt,2024-05-17,,,,\n",
    )
    assert run("source", "add", "--manifest", listed, "--db", place).code == 0
    one, two = json.loads(run("source", "list", "-f", "json", "--db", place).out)
    assert one["publisher"] == "Ministry, Press Office"
    assert (one["publisher_kind"], one["retrieved_at"]) == ("official", "2024-05-17T08:00:00Z")
    assert (two["published_on"], two["publisher"], two["url"]) == ("2024-05-17", None, None)


def test_every_bad_row_of_a_manifest_is_told(
    run: Runner, place: str, changes: Callable[[str], int], tmp_path: Path
) -> None:
    listed = manifest(
        tmp_path,
        "file,published,publisher_kind,retrieved_at\n"
        "one.txt,2024-05-16,official,\n"
        "missing.txt,2024-05-16,media,\n"
        "two.txt,2024-02-30,media,\n"
        "two.txt,2024-05-16,blog,\n"
        "two.txt,2024-05-16,media,yesterday\n"
        "two.txt,2024-05-16\n",
    )
    before = changes(place)
    refused = run("source", "add", "--manifest", listed, "--db", place)
    assert (refused.code, refused.out) == (1, "")
    told = refused.err.removeprefix("Error: ").splitlines()
    for line, (row, column) in zip(
        told,
        [(3, "file"), (4, "published"), (5, "publisher_kind"), (6, "retrieved_at"), (7, "")],
        strict=False,
    ):
        assert line.startswith(f"{listed}, line {row}{', column ' + column if column else ''}: ")
    assert told[-1].strip() == "Nothing was changed."
    assert len(told) == 6
    assert changes(place) == before


@pytest.mark.parametrize("kind", ["upwards", "absolute", "symlink", "nothing"])
def test_a_manifest_names_only_files_of_its_folder(
    run: Runner, place: str, changes: Callable[[str], int], tmp_path: Path, kind: str
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("A text that lies elsewhere.")
    folder = tmp_path / "inside"
    folder.mkdir()
    os.symlink(outside, folder / "link.txt")
    named = {
        "upwards": "../outside.txt",
        "absolute": str(outside),
        "symlink": "link.txt",
        "nothing": "",
    }[kind]
    listed = manifest(folder, f"file,published\n{named},2024-05-16\n")
    before = changes(place)
    refused = run("source", "add", "--manifest", listed, "--db", place)
    assert refused.code == 1
    assert "does not lie in the manifest's folder" in refused.err
    assert changes(place) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "file\none.txt\n",
        "published\n2024-05-16\n",
        "file,published\n",
        'file,published\n"one',
        '"',
        "\0",
        "[red]",
    ],
)
def test_a_manifest_that_is_none(run: Runner, tmp_path: Path, text: str) -> None:
    refused = run("source", "add", "--manifest", manifest(tmp_path, text))
    assert refused.code == 1
    assert refused.err.startswith("Error: ")
