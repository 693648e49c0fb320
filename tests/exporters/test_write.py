"""Cells, lines and JSON: exact, guarded where a spreadsheet would compute, and read back alike."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.exporters.columns import (
    CITATIONS,
    COMMITMENTS,
    DOCUMENTS,
    ENTRIES,
    EXPLANATION,
    FINDINGS,
    GAP,
    SENTENCES,
    VOCABULARY,
    Column,
    Kind,
    Sheet,
)
from ledger.exporters.harmless import harmless
from ledger.exporters.write import as_json, cell_text, delimited, json_lines, json_text

REGISTRY = (
    *(CITATIONS, COMMITMENTS, DOCUMENTS, ENTRIES, EXPLANATION, FINDINGS, GAP, SENTENCES),
    VOCABULARY,
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def one_cell(kind: Kind, value: object) -> str:
    sheet = Sheet("t", [Column("c", kind, "")], [{"c": value}])
    [[_], *cells] = csv.reader(io.StringIO(delimited(sheet), newline=""))
    return cells[0][0] if cells and cells[0] else ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_starts_like_a_formula_is_guarded(start: str) -> None:
    assert one_cell(Kind.TEXT, f"{start}1+1") == f"'{start}1+1"
    assert one_cell(Kind.TEXT, f"a{start}") == f"a{start}"


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.FIGURE, "-5.25", "-5.25"),
        (Kind.COUNT, -3, "-3"),
        (Kind.REF, "C12", "C12"),
        (Kind.DAY, date(2024, 3, 13), "2024-03-13"),
        (Kind.MOMENT, datetime(2024, 3, 13, 9, 5, tzinfo=UTC), "2024-03-13T09:05:00Z"),
        (Kind.FLAG, True, "true"),
        (Kind.FLAG, False, "false"),
        (Kind.FIGURE, None, ""),
        (Kind.FIGURE, "0", "0"),
    ],
)
def test_what_is_no_text_is_left_alone(kind: Kind, value: object, cell: str) -> None:
    assert one_cell(kind, value) == cell


@given(rows=st.lists(st.lists(ANY_TEXT, min_size=2, max_size=2)), excel=st.booleans())
def test_csv_and_tsv_are_read_back(rows: list[list[str]], excel: bool) -> None:
    columns = [Column("a", Kind.REF, ""), Column("b", Kind.REF, "")]
    sheet = Sheet("t", columns, [{"a": a, "b": b} for a, b in rows])
    for delimiter in (",", "\t"):
        text = delimited(sheet, delimiter, excel=excel).removeprefix("\ufeff")
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        # a reader takes \r within a cell for what it is only between quotation marks
        assert found == [["a", "b"], *rows]


@given(text=ANY_TEXT)
def test_a_guard_is_all_that_is_added(text: str) -> None:
    cell = one_cell(Kind.TEXT, text)
    assert cell in (text, f"'{text}")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(text=ANY_TEXT)
def test_json_is_exact_and_nothing_in_it_is_obeyed(text: str) -> None:
    sheet = Sheet("t", [Column("c", Kind.TEXT, "")], [{"c": text}])
    whole, [line] = json_text(as_json(sheet)), list(json_lines(sheet))
    assert json.loads(whole) == [json.loads(line)] == [{"c": text}]
    for said in (whole, line):
        assert harmless(said) == said
        assert not [one for one in said if unicodedata.category(one) == "Cc" and one != "\n"]


@given(text=st.text())
def test_harmless_text_stays_harmless_and_keeps_its_words(text: str) -> None:
    said = harmless(text)
    assert harmless(said) == said
    said.encode()
    assert not {"\x1b", "\x9b", "\r", "\u202e", "\u2066"} & set(said)
    if text.isascii() and text.isprintable():
        assert said == text


def test_unknown_is_empty_and_not_zero() -> None:
    assert cell_text(None) == ""
    assert cell_text(0) == "0"


@pytest.mark.parametrize("columns", REGISTRY)
def test_every_column_says_what_it_means(columns: tuple[Column, ...]) -> None:
    names = [column.name for column in columns]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name == name.lower() for name in names)
    assert all(column.meaning for column in columns)
