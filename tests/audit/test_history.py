"""The history of a ledger: every journal row, with what was there before."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import ledger
from ledger.api import Ledger
from ledger.audit.history import Change, history
from ledger.errors import NotFound
from ledger.values import refs
from tests.cli.conftest import Runner


def changes(book: Ledger, ref: str | None = None, after: int = 0) -> list[Change]:
    with book.reading() as connection:
        about = None if ref is None else refs.parse(ref)
        return list(history(connection, about, after=after))


def told(found: list[Change]) -> list[tuple[str, str]]:
    return [(one.action, " ".join(map(str, one.refs))) for one in found]


def test_all_of_it_in_its_order(built: Ledger) -> None:
    found = changes(built)
    assert [one.seq for one in found] == list(range(1, len(found) + 1))
    assert told(found) == [
        ("ledger.create", ""),
        ("vocabulary.load", ""),
        ("document.add", "D1"),
        ("document.read", "D1"),
        ("commitment.add", "C1"),
        ("entry.add", "E1 C1 D1"),
        ("entry.add", "E2 C1 E1 D1"),
        ("commitment.add", "C2"),
        ("entry.add", "E3 C2 D1"),
        ("decision.add", "K1 C2 E3"),
        ("decision.add", "K2"),
        ("commitment.add", "C3"),
        ("entry.add", "E4 C3 D1"),
        ("commitment.link", "C3 C1"),
        ("document.add", "D2"),
        ("entry.add", "E5 C1 D2"),
        ("organisation.add", ""),
        ("item.add", ""),
        ("commitment.add", "C4"),
        ("commitment.link", "C4 C2"),
    ]


def test_one_commitment_has_its_entries_links_and_decisions(built: Ledger) -> None:
    assert told(changes(built, "C1")) == [
        ("commitment.add", "C1"),
        ("entry.add", "E1 C1 D1"),
        ("entry.add", "E2 C1 E1 D1"),
        ("commitment.link", "C3 C1"),
        ("entry.add", "E5 C1 D2"),
    ]
    assert ("decision.add", "K1 C2 E3") in told(changes(built, "C2"))


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("E1", [("entry.add", "E1 C1 D1"), ("entry.add", "E2 C1 E1 D1")]),
        ("E3", [("entry.add", "E3 C2 D1"), ("decision.add", "K1 C2 E3")]),
        ("D2", [("document.add", "D2"), ("entry.add", "E5 C1 D2")]),
        ("K2", [("decision.add", "K2")]),
    ],
)
def test_whatever_has_a_reference_has_a_history(
    built: Ledger, ref: str, expected: list[tuple[str, str]]
) -> None:
    assert told(changes(built, ref)) == expected


def test_a_claim_leads_to_the_entry_that_came_of_it(built: Ledger) -> None:
    assert built.trace("K1") == built.trace("E3")
    for ref in ("K2", "K99"):
        with pytest.raises(NotFound, match=f"No entry came of {ref}"):
            built.trace(ref)


def test_a_replacement_shows_what_was_there_before(built: Ledger) -> None:
    [first, second] = [one for one in changes(built, "C1") if one.action == "entry.add"][:2]
    assert first.before is None
    assert second.before == first.after
    assert second.reason == "misread"
    assert (first.after["low_whole"], second.after["low_whole"]) == (8, 9)
    assert all(one.before is None for one in changes(built) if one is not second and one.seq != 7)


def test_what_came_after_a_row(built: Ledger) -> None:
    whole = changes(built)
    assert changes(built, after=12) == whole[12:]
    assert changes(built, after=len(whole)) == []


def test_a_commitment_that_is_not_there(built: Ledger) -> None:
    with pytest.raises(NotFound, match="C9"):
        changes(built, "C9")


def test_rows_come_in_batches_and_none_is_lost(
    built: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = changes(built)
    monkeypatch.setattr(ledger.store.journal, "_BATCH", 2)
    assert changes(built) == whole


class TestCommand:
    @pytest.fixture
    def place(self, built_place: str) -> str:
        return built_place

    def test_page(self, run: Runner, place: str) -> None:
        ended = run("history", "C1", "--db", place)
        assert ended.code == 0
        lines = ended.out.splitlines()
        assert lines[0].endswith("tests: commitment.add C1")
        assert lines[1].strip() == "Norway → Ukraine, military: -8 tanks"
        [at] = [number for number, line in enumerate(lines) if "E2 C1 E1" in line]
        assert [line.strip() for line in lines[at + 1 : at + 4]] == [
            "before: pledged, by 2024-06-01: 8 tank",
            "after:  pledged, 2024-03-04: 9 tank",
            "because: misread",
        ]

    def test_whole_page(self, run: Runner, place: str) -> None:
        out = run("history", "--db", place).out
        for words in ("rows of organisation", "reject, of what by hand 1 found", "A new fund"):
            assert words in out

    def test_json_lines(self, run: Runner, place: str) -> None:
        rows = [
            json.loads(line)
            for line in run("history", "-f", "jsonl", "--db", place).out.splitlines()
        ]
        assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
        replaced = rows[6]
        assert [*replaced] == [
            *("seq", "at", "by", "action", "refs", "reason", "before", "after", "hash")
        ]
        assert replaced["refs"] == ["E2", "C1", "E1", "D1"]
        assert replaced["before"] == rows[5]["after"]
        assert len(replaced["hash"]) == 64

    def test_csv(self, run: Runner, place: str) -> None:
        rows: list[dict[str, Any]] = list(
            csv.DictReader(io.StringIO(run("history", "C1", "-f", "csv", "--db", place).out))
        )
        assert json.loads(rows[2]["after"])["id"] == 2
        assert rows[1]["before"] == ""

    @pytest.mark.parametrize(("ref", "code"), [("C9", 1), ("E99", 1), ("K99", 1), ("x", 2)])
    def test_what_is_not_there(self, run: Runner, place: str, ref: str, code: int) -> None:
        ended = run("history", ref, "--db", place)
        assert (ended.code, ended.out) == (code, "")

    def test_to_a_file(self, run: Runner, place: str, tmp_path: Path) -> None:
        assert run("history", "-f", "jsonl", "-o", tmp_path / "h.jsonl", "--db", place).code == 0
        assert len((tmp_path / "h.jsonl").read_text().splitlines()) == 20
