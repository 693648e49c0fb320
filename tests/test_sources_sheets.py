"""Cells of a CSV document, by where they stand."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import DocumentRefused
from ledger.sources.sheets import Sheet, cell_selector, row_selector

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
rows = st.lists(st.lists(words, min_size=2, max_size=4), min_size=1, max_size=5)


@given(rows)
def test_every_cell_is_found_where_it_stands(written: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(written)
    sheet = Sheet(text.getvalue())
    for number, row in enumerate(written, 1):
        assert sheet.quote(row_selector(number)) == " | ".join(row)
        for column, cell in enumerate(row, 1):
            assert sheet.quote(cell_selector(number, column)) == cell
        assert sheet.quote(cell_selector(number, len(row) + 1)) is None
    assert sheet.row(len(written) + 1) is None


@given(st.text())
def test_any_selector_points_somewhere_or_nowhere(selector: str) -> None:
    assert Sheet("a,b\n").quote(selector) in {None, "a", "b", "a | b"}


@pytest.mark.parametrize("selector", ["", "cell=0,1", "cell=1", "row=0", "row=１", "cell=1,1 "])
def test_what_is_no_selector_points_nowhere(selector: str) -> None:
    assert Sheet("a,b\n").quote(selector) is None


def test_a_text_that_is_no_sheet() -> None:
    with pytest.raises(DocumentRefused, match="no sheet"):
        Sheet('a,"b\nc')
