"""The tables of the demonstration, as people see them.

After a wanted change of a table, write what is printed into the file in ``golden/`` that is named.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Runner, masked

GOLDEN = Path(__file__).parent / "golden"

TABLES = {
    "gap-by-donor": "gap --by donor --as-of 2024-04-30",
    "gap-by-donor-in-march": "gap --by donor --as-of 2024-03-31",
    "gap-by-item": "gap --by item --as-of 2024-04-30",
    "gap-by-month-and-aid-type": "gap --by month,aid-type --as-of 2024-04-30",
    "gap-of-the-united-states-explained": "gap --donor US --as-of 2024-04-30 --explain",
    "gap-committed": "gap --as-of 2024-04-30 --promised-at committed",
    "gap-by-donor-csv": "gap --by donor --as-of 2024-04-30 --format csv",
    "commitments": "commitment list",
    "commitments-of-germany": "commitment list --donor Germany",
    "entries": "commitment list --entries",
    "deliveries": "delivery list",
    "documents": "source list",
    "the-package-before-congress": "commitment show C5",
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(run: Runner, demo_place: str, name: str) -> None:
    shown = run("--db", demo_place, *TABLES[name].split())
    assert (shown.code, shown.err) == (0, "")
    expected = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert masked(shown.out) == expected


def test_no_table_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == TABLES.keys()
