"""On a screen that is too narrow for a table, rows become blocks; no number is broken."""

from __future__ import annotations

import os
import sys

import pytest

from ledger.cli.output import render_table
from ledger.exporters.columns import Column, Kind

COLUMNS = (
    Column("donor", Kind.TEXT, ""),
    Column("promised", Kind.FIGURE, ""),
    Column("note", Kind.TEXT, ""),
)
ROWS = [
    {"donor": "EU", "promised": "5000000000", "note": "[red]as it is[/red]"},
    {"donor": "USA", "promised": None, "note": None},
]


@pytest.fixture(params=[30, 200])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(request.param))
    monkeypatch.setenv("NO_COLOR", "1")
    return int(request.param)


def test_numbers_and_words_stay_whole(width: int) -> None:
    text = render_table(COLUMNS, ROWS)
    assert "5,000,000,000" in text
    assert "[red]as it is[/red]" in text
    assert max(map(len, text.splitlines())) <= width


def test_a_narrow_screen_gets_blocks_and_a_wide_one_lines(width: int) -> None:
    lines = render_table(COLUMNS, ROWS).splitlines()
    assert len(lines) == (5 if width < 40 else 3)


def test_what_is_piped_is_a_table_of_any_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "10")
    assert not os.environ.get("FORCE_COLOR")
    assert len(render_table(COLUMNS, ROWS).splitlines()) == 3


def test_columns_stand_below_each_other_whatever_the_letters_take() -> None:
    rows = [
        {"donor": "日本", "promised": "5", "note": "wide"},
        {"donor": "Cote\u0301 d'Ivoire", "promised": "1000", "note": "combined\tand\nbroken"},
    ]
    assert render_table(COLUMNS, rows).splitlines() == [
        "donor          promised  note",
        "日本                  5  wide",
        "Cote\u0301 d'Ivoire     1,000  combined and broken",
    ]
