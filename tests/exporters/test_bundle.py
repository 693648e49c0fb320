"""Bundles: whole where they are, and every changed byte is told, without this program."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from audit.building import build
from conftest import LedgerWith, on_both

import ledger
from ledger.asking import build_question
from ledger.audit.heads import head
from ledger.errors import StoreError, UsageRefused
from ledger.exporters.bundle import Files, bundle, write_bundle, zipped
from ledger.exporters.check import check
from ledger.sources.snapshot import Snapshot
from ledger.store import writer

AS_OF = "2024-12-31"
FILES = [
    *("README.txt", "check.py", "citations.csv", "commitments.csv", "data-dictionary.csv"),
    *("datapackage.json", "documents.csv", "documents/D1.txt", "documents/D2.txt", "entries.csv"),
    *("explanation.csv", "gap.csv", "journal.jsonl", "manifest-sha256.txt"),
]


@pytest.fixture(scope="module")
def built_on(ledger_with: LedgerWith) -> Callable[[str], str]:
    """The small ledger on a backend; made once."""
    return cache(lambda backend: ledger_with(backend, build))


@pytest.fixture
def built(backend: str, built_on: Callable[[str], str]) -> str:
    return built_on(backend)


def made(place: str, known_at: int | None = None) -> Files:
    with ledger.open(place) as book, book.reading() as connection:
        return bundle(connection, build_question(connection, "donor", AS_OF, known_at))


@pytest.fixture(scope="module")
def files_on(built_on: Callable[[str], str]) -> Callable[[str], Files]:
    """Its bundle, made once."""
    return cache(lambda backend: made(built_on(backend)))


@pytest.fixture
def files(backend: str, files_on: Callable[[str], Files]) -> Files:
    return files_on(backend)


@pytest.fixture
def folder(files: Files, tmp_path: Path) -> Path:
    write_bundle(files, tmp_path / "bundle")
    return tmp_path / "bundle"


def checked(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What check.py says, in an environment with nothing in it."""
    return subprocess.run(
        [sys.executable, "-I", "-S", folder / "check.py", *arguments],
        capture_output=True,
        text=True,
        env={},
        cwd="/",
        check=False,
    )


def test_what_is_in_it(files: Files) -> None:
    assert sorted(files) == FILES


def test_a_whole_bundle(built: str, folder: Path) -> None:
    with ledger.open(built) as book, book.reading() as connection:
        last = head(connection)
    ended = checked(folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == f"The bundle is whole. The head of its journal is {last}\n"
    assert checked(folder, "--head", str(last)).returncode == 0


def test_a_head_that_is_not_in_it(folder: Path) -> None:
    ended = checked(folder, "--head", "7:" + "0" * 64)
    assert (ended.returncode, ended.stdout.split()[0]) == (3, "head")
    assert "row 7 has another hash" in ended.stdout
    ended = checked(folder, "--head", "99999:" + "0" * 64)
    assert (ended.returncode, "no such row" in ended.stdout) == (3, True)
    ended = checked(folder, "--head", "garbage")
    assert (ended.returncode, "garbage is no head" in ended.stderr) == (2, True)


@pytest.mark.parametrize(("backend", "name"), on_both(FILES), indirect=["backend"])
def test_one_byte_changed(folder: Path, name: str) -> None:
    path = folder / name
    content = path.read_bytes()
    at = len(content) // 2
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    ended = checked(folder)
    if name == "check.py":  # it may not even start
        assert ended.returncode != 0
    else:
        assert (ended.returncode, ended.stderr) == (3, "")
        assert (name if name != "manifest-sha256.txt" else "manifest") in ended.stdout


@pytest.mark.parametrize(("backend", "name"), on_both(FILES), indirect=["backend"])
def test_any_byte_changed(folder: Path, name: str) -> None:
    """Whichever it is: asked of the same program within this one, for speed."""
    path = folder / name
    content = path.read_bytes()
    for at in {0, 1, 63, 64, 65, 66, len(content) // 3, len(content) - 2, len(content) - 1}:
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])
        assert list(check(folder)), at
    path.write_bytes(content)
    assert list(check(folder)) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_removed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert any(name in finding or "manifest" in finding for finding in check(folder))


def test_a_file_added(folder: Path) -> None:
    (folder / "documents" / "D3.txt").write_text("more")
    assert list(check(folder)) == ["manifest  documents/D3.txt: the manifest does not name it"]


def signed(folder: Path) -> None:
    """Write the manifest anew, as somebody would who changes a file on purpose."""
    manifest = folder / "manifest-sha256.txt"
    paths = sorted(line[66:] for line in manifest.read_text().splitlines())
    lines = [f"{hashlib.sha256((folder / p).read_bytes()).hexdigest()}  {p}\n" for p in paths]
    manifest.write_text("".join(lines))


CHANGES = [
    ("entries.csv", ",9,9,tank", ",9,10,tank", "record-changed  E2: high"),
    ("entries.csv", "misread", "misled", "record-changed  E2: reason"),
    ("entries.csv", ",E1,,misread", ",,,misread", "record-changed  E2: replaces"),
    ("entries.csv", "\nE3,C2,DNK", "\nE3,C2,NOR", "record-changed  E3: donor"),
    ("commitments.csv", "'-8 tanks", "'-9 tanks", "record-changed  C1: title"),
    ("commitments.csv", "C4 draws_on C2", "C4 part_of C2", "record-changed  C2: links"),
    ("documents.csv", "'=The Paper", "=The Paper", "record-changed  D1: publisher"),
    ("documents.csv", "2024-07-03", "2024-07-04", "record-changed  D2: published_on"),
    ("citations.csv", "E1,C1,quantity", "E1,C1,amount", "record-changed  E1 citation 2: field"),
    ("citations.csv", "The figure was 9 tanks.", "The figure was 9 tank5.", "E2 citation"),
    ("documents/D1.txt", "12 howitzers", "13 howitzers", "document-bytes  D1"),
    ("documents/D1.txt", "12 howitzers", "13 howitzers", "citation-slice  E3"),
    ("journal.jsonl", "misread", "misled", "journal-hash"),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), CHANGES)
def test_a_change_with_a_manifest_to_match(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    signed(folder)
    found = list(check(folder))
    assert not any(finding.startswith("manifest") for finding in found)
    assert any(told in finding for finding in found), found


@pytest.mark.parametrize("name", ["entries", "citations", "documents", "commitments", "journal"])
def test_a_row_removed(folder: Path, name: str) -> None:
    path = folder / (f"{name}.jsonl" if name == "journal" else f"{name}.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    del lines[6 if name == "journal" else -1]
    path.write_text("".join(lines), encoding="utf-8")
    signed(folder)
    assert list(check(folder))


def test_the_package_describes_what_is_there(files: Files) -> None:
    package = json.loads(files["datapackage.json"])
    described = {one["path"]: one for one in package["resources"]}
    others = {"README.txt", "check.py", "datapackage.json", "manifest-sha256.txt"}
    assert described.keys() == files.keys() - others
    for path, one in described.items():
        assert one["bytes"] == len(files[path])
        assert one["hash"] == f"sha256:{hashlib.sha256(files[path]).hexdigest()}"
        assert one["name"] == one["name"].lower()
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    for path, one in described.items():
        if path.endswith(".csv"):
            columns = files[path].decode().split("\n", 1)[0].split(",")
            fields = one["schema"]["fields"]
            assert [field["name"] for field in fields] == columns
            assert all(field["type"] and field["description"] for field in fields)
            for key in one["schema"].get("foreignKeys", ()):
                assert key["fields"] in columns
                assert f"{key['reference']['resource']}.csv" in described


def test_the_same_question_gives_the_same_bytes(built: str, files: Files) -> None:
    assert made(built) == files
    assert zipped(made(built)) == zipped(files)


class TestWriting:
    def test_zip(self, files: Files, tmp_path: Path) -> None:
        target = tmp_path / "bundle.zip"
        for _ in range(2):  # an older one gives way
            write_bundle(files, target)
        with zipfile.ZipFile(target) as archive:
            archive.extractall(tmp_path / "out")
        assert checked(tmp_path / "out").returncode == 0
        assert target.read_bytes() == zipped(files)
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

    def test_an_empty_folder(self, files: Files, tmp_path: Path) -> None:
        (tmp_path / "bundle").mkdir()
        write_bundle(files, tmp_path / "bundle")
        assert list(check(tmp_path / "bundle")) == []

    def test_a_folder_with_something_in_it(self, files: Files, folder: Path) -> None:
        with pytest.raises(StoreError, match="there already"):
            write_bundle(files, folder)
        assert list(check(folder)) == []

    @pytest.mark.parametrize("name", ["none/bundle.zip", "file/bundle", "file"])
    def test_where_nothing_can_be_written(self, files: Files, tmp_path: Path, name: str) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError):
            write_bundle(files, tmp_path / name)
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_web_page_goes_with_its_text(
    new_ledger: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Snapshot(text="Norway pledged\n8 tanks.", encoding="utf-8", media_type="text/html")
    monkeypatch.setattr(writer, "snapshot", lambda *_: found)
    place = new_ledger("sqlite")
    with ledger.open(place) as book:
        book.add_document(b"<p>Norway pledged 8 tanks.", published="2024-06-01")
    folder = tmp_path / "bundle"
    write_bundle(made(place), folder)
    assert list(check(folder)) == []
    assert (folder / "documents" / "D1.html").exists()
    (folder / "texts" / "D1.txt").write_text("Norway pledged\n9 tanks.")
    signed(folder)
    assert list(check(folder)) == ["document-text  D1: its text does not have the SHA-256 recorded"]


def test_before_the_ledger_was_begun(built: str) -> None:
    with pytest.raises(UsageRefused):
        made(built, 0)


def test_a_bundle_as_known_at_any_row_is_whole(built: str, tmp_path: Path) -> None:
    for known_at in range(1, 20):
        write_bundle(made(built, known_at), tmp_path / "bundle")
        assert list(check(tmp_path / "bundle")) == []
        shutil.rmtree(tmp_path / "bundle")


def test_check_says_that_an_archive_has_to_be_unpacked(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "bundle.zip"
    archive.write_bytes(b"PK")
    for given, said in (
        (archive, "is an archive: unpack it, and check the folder."),
        (tmp_path / "nowhere", "is not there."),
    ):
        ended = checked(folder, str(given))
        assert (ended.returncode, ended.stdout) == (2, "")
        assert f"{given} {said}" in " ".join(ended.stderr.split())


def rewritten(folder: Path, name: str, old: str, new: str) -> list[str]:
    """What is found where a file was changed and the manifest made to fit."""
    path, manifest = folder / name, folder / "manifest-sha256.txt"
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode(), 1)
    assert after != before
    path.write_bytes(after)
    told = manifest.read_text()
    one, other = (hashlib.sha256(content).hexdigest() for content in (before, after))
    assert one in told
    manifest.write_text(told.replace(one, other))
    return list(check(folder))


def first_cell(folder: Path) -> tuple[str, str]:
    """The row of the gap with the first promise, and the promise."""
    lines = (folder / "gap.csv").read_text().splitlines()
    column = lines[0].split(",").index("promised_low")
    return next((line, line.split(",")[column]) for line in lines[1:] if line.split(",")[column])


def test_a_figure_of_the_gap_changed_with_its_hash(folder: Path) -> None:
    row, figure = first_cell(folder)
    (finding,) = rewritten(folder, "gap.csv", row, row.replace(f",{figure},", ",7777,", 1))
    assert finding.startswith("gap  ")
    assert finding.endswith("promised: it is not the sum of what explanation.csv has")


def test_a_donor_of_the_gap_changed_with_its_hash(folder: Path) -> None:
    row, _ = first_cell(folder)
    donor = row.split(",")[0]
    found = rewritten(folder, "gap.csv", row, row.replace(donor, "XXX", 1))
    assert {finding.split()[0] for finding in found} == {"gap"}


def test_an_explanation_changed_with_its_hash(folder: Path) -> None:
    row = (folder / "explanation.csv").read_text().splitlines()[1]
    found = rewritten(folder, "explanation.csv", row, row.replace(",E", ",E9"))
    assert [finding.split()[0] for finding in found] == ["explanation"]
