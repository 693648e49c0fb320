"""``export csv``: a folder in which every figure leads to its sentence, document and hash."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.asking import build_question
from ledger.audit import records
from ledger.exporters.columns import CITATIONS, COMMITMENTS, DOCUMENTS, ENTRIES, Column
from ledger.exporters.folder import csv_files, exported
from ledger.rules.lines import COLUMNS

FILES = {
    *("gap.csv", "explanation.csv", "commitments.csv", "entries.csv", "citations.csv"),
    *("documents.csv", "data-dictionary.csv"),
}

Folder = Callable[[str], list[dict[str, str]]]


@pytest.fixture(params=["donor", "donor,item", "year"])
def folder(demo: Ledger, request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """The demonstration, exported and read back file by file."""
    with demo.reading() as connection:
        question = build_question(connection, request.param, "2024-04-30")
        files = csv_files(exported(connection, question))
    assert {str(name) for name in files} == FILES
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")

    def read(name: str) -> list[dict[str, str]]:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return read


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("commitments", COMMITMENTS),
        ("entries", ENTRIES),
        ("citations", CITATIONS),
        ("documents", DOCUMENTS),
    ],
)
def test_headers_are_the_registry(folder: Folder, name: str, columns: tuple[Column, ...]) -> None:
    assert list(folder(name)[0]) == [column.name for column in columns]


def test_the_dictionary_has_every_column_of_every_file(folder: Folder) -> None:
    described = {(row["table"], row["column"]) for row in folder("data-dictionary")}
    names = sorted(name.removesuffix(".csv") for name in FILES - {"data-dictionary.csv"})
    there = {(name, column) for name in names for column in folder(name)[0]}
    assert described == there
    assert all(row["type"] and row["meaning"] for row in folder("data-dictionary"))


def test_the_explanation_adds_up_to_each_cell(folder: Folder) -> None:
    gap = folder("gap")
    groups = [name for name in gap[0] if name in folder("explanation")[0]]
    sums: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for part in folder("explanation"):
        key = (*(part[name] for name in groups), part["figure"])
        sums[key].append((part["low"], part["high"]))
    for row in gap:
        for column in COLUMNS:
            parts = sums.get((*(row[name] for name in groups), column), [])
            lows = [low for low, _ in parts if low]
            highs = [high for _, high in parts]
            expected_high = "" if not highs or "" in highs else str(sum(map(Decimal, highs)))
            assert row[f"{column}_low"] == (str(sum(map(Decimal, lows))) if lows else "")
            assert row[f"{column}_high"] == expected_high


def test_every_figure_carries_its_citation(folder: Folder, demo: Ledger) -> None:
    entries = {row["ref"]: row for row in folder("entries")}
    documents = {row["ref"]: row for row in folder("documents")}
    cited = defaultdict(list)
    for row in folder("citations"):
        cited[row["entry"]].append(row)
    with demo.reading() as connection:
        texts = {
            ref: records.document(connection, int(ref.removeprefix("D")))[1] for ref in documents
        }
    followed = 0
    for part in folder("explanation"):
        for ref in part["entries"].split():
            entry = entries[ref]
            field = {"amount", "quantity"} if entry["low"] or entry["high"] else {"statement"}
            [citation] = [row for row in cited[ref] if row["field"] in field]
            assert entry["exact"] == citation["exact"]
            assert citation["exact"] in citation["sentence"]
            text = texts[citation["document"]]
            assert text[int(citation["start"]) : int(citation["end"])] == citation["exact"]
            about = documents[citation["document"]]
            assert citation["sha256"] == about["sha256"] == entry["sha256"]
            assert hashlib.sha256(text.encode()).hexdigest() == about["text_sha256"]
            followed += 1
    assert followed >= 14


def test_commitments_of_the_explanation_are_listed(folder: Folder) -> None:
    listed = {row["ref"] for row in folder("commitments")}
    assert {row["commitment"] for row in folder("explanation")} <= listed
    assert {row["commitment"] for row in folder("entries")} == listed
