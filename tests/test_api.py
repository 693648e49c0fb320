"""From Python: the same services and the same results as the commands."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import LedgerWith
from databases import run
from typer.testing import CliRunner

import ledger
from ledger.api import Ledger
from ledger.cli.app import app
from ledger.errors import NotFound, StoreError, UsageRefused, ValueRefused
from ledger.exporters.sheets import gap_json
from ledger.exporters.write import json_value

TEXT = "On 4 March 2024 Norway pledged 100 million euros to Ukraine. It delivered 40 million euros."
PLEDGE, DELIVERY = TEXT.split(" It ", maxsplit=1)[0], "It delivered 40 million euros."


def told_by_command(place: str, *words: str) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, [*words, "--format", "json", "--db", place])
    assert done.exit_code in (0, 3), done.output
    return json.loads(done.stdout)


def fill(book: Ledger) -> None:
    about = {"recipient": "Ukraine", "aid_type": "financial"}
    document = book.add_document(
        TEXT.encode(), published="2024-03-05", publisher="The Paper", publisher_kind="media"
    )
    whole = book.add_commitment(donor="Norway", title="A pledge", programme="Loans", **about)
    part = book.add_commitment(donor="Norway", title="A part of it", **about)
    book.add_entry(
        whole.ref, stage="pledged", document=document.ref, quote=PLEDGE, amount="100000000 EUR"
    )
    book.add_entry(
        part.ref,
        stage="delivered",
        document=document.ref,
        quote=DELIVERY,
        amount="40000000 EUR",
        date="2024-03",
    )
    book.link(part.ref, "part_of", whole.ref, reason="the source says so")


def test_what_is_added_is_what_the_gap_shows(book: Ledger) -> None:
    fill(book)
    [row] = book.gap(as_of="2024-12-31").rows
    assert row.group == {"donor": "NOR", "donor_name": "Norway"}
    assert row.unit == "EUR"
    assert {name: str(value) for name, value in row.figures.items() if value is not None} == {
        "promised": "100000000",
        "delivered": "40000000",
        "outstanding": "60000000",
        "unspecified": "100000000",
    }


def test_references_come_back(book: Ledger) -> None:
    first = book.add_document(TEXT.encode(), published="2024-03-05")
    again = book.add_document(TEXT.encode(), published="2024-03-05")
    assert (first.ref, first.is_new, again.ref, again.is_new) == ("D1", True, "D1", False)


def test_a_document_may_come_from_a_file(book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-16")
    assert book.add_document(path, published=date(2024, 3, 5)).ref == "D1"
    assert book.add_document(str(path), published="2024-03-05").is_new is False
    [document] = book.documents()
    assert document.title == TEXT.split(". ", maxsplit=1)[0] + "."


def test_the_gap_is_that_of_the_command(place: str) -> None:
    with ledger.open(place) as book:
        fill(book)
        found = gap_json(book.gap("donor,month", as_of="2024-12-31"), None, explained=False)
    assert told_by_command(place, "gap", "--by", "donor,month", "--as-of", "2024-12-31") == (
        json_value(found)
    )


@pytest.mark.parametrize("ref", ["C1", "C2", "E1", "E2", "D1"])
def test_a_trace_is_that_of_the_command(place: str, ref: str) -> None:
    with ledger.open(place) as book:
        fill(book)
        found = book.trace(ref)
    assert told_by_command(place, "trace", ref) == json_value(found)


def test_verify_is_that_of_the_command(place: str) -> None:
    with ledger.open(place) as book:
        fill(book)
        assert book.verify() == []
        assert told_by_command(place, "verify") == []
        run(place, "UPDATE position SET conflict = 1 WHERE commitment_id = 1 AND in_euro = 0")
        finding, *totals = book.verify()
    told, *_ = told_by_command(place, "verify")
    assert told == {"code": finding.code, "where": finding.where, "what": finding.what}
    assert (finding.code, finding.where) == ("position", "C1")
    assert {one.code for one in totals} == {"total"}


class TestQuestions:
    @pytest.mark.parametrize(
        ("filters", "rows"),
        [
            ({"donor": "Norway"}, 1),
            ({"donor": ["NOR", "Sweden"]}, 1),
            ({"donor": "Sweden"}, 0),
            ({"recipient": "UKR", "aid_type": "financial"}, 1),
            ({"aid_type": "military"}, 0),
            ({"programme": "Loans"}, 1),
            ({"stage": "pledged"}, 0),
            ({"stage": ["pledged", "delivered"]}, 1),
            ({"item": "tank"}, 0),
            ({"promised_at": "committed"}, 1),
        ],
    )
    def test_filters(
        self, backend: str, ledger_with: LedgerWith, filters: dict[str, Any], rows: int
    ) -> None:
        with ledger.open(ledger_with(backend, fill)) as book:
            assert len(book.gap(as_of="2024-12-31", **filters).rows) == rows

    def test_unknown_filters_and_names(self, book: Ledger) -> None:
        with pytest.raises(TypeError, match="no filter colour"):
            book.gap(colour="blue")
        with pytest.raises(NotFound):
            book.gap(donor="Atlantis")
        with pytest.raises(NotFound, match="No programme is known as 'Gifts'"):
            book.gap(programme="Gifts")
        with pytest.raises(UsageRefused):
            book.gap("colour")
        with pytest.raises(ValueRefused, match="rung of a promise"):
            book.gap(promised_at="stalled")
        with pytest.raises(ValueRefused):
            book.gap(as_of="yesterday")

    def test_known_at_a_number_a_day_or_a_time(self, book: Ledger) -> None:
        fill(book)
        entry = book.trace("E1")
        first = entry["journal_seq"]
        assert book.gap(known_at=first - 1, as_of="2024-12-31").rows == []
        [row] = book.gap(known_at=str(first), as_of="2024-12-31").rows
        assert str(row.figures["undetermined"]) == "100000000"
        assert book.gap(known_at="1999-01-01", as_of="2024-12-31").rows == []
        now = datetime.now(UTC)
        for moment in (now, now.replace(tzinfo=None), now.isoformat(), now.date().isoformat()):
            [row] = book.gap(known_at=moment, as_of="2024-12-31").rows
            assert str(row.figures["outstanding"]) == "60000000"

    def test_nobody_knows_what_will_be_known(self, book: Ledger) -> None:
        for later in ("2999-01-01", datetime(2999, 1, 1, tzinfo=UTC)):
            with pytest.raises(ValueRefused, match="is not over yet") as refused:
                book.gap(known_at=later)
            assert "the last journal row, 2:" in str(refused.value.hint)
        for beyond in (3, "3", -1):
            with pytest.raises(NotFound, match=rf"no journal row {beyond}; the last is 2\.$"):
                book.trace("C1", known_at=beyond)

    @pytest.mark.parametrize("ref", ["C9", "E9", "D9"])
    def test_traces_that_lead_nowhere(self, book: Ledger, ref: str) -> None:
        with pytest.raises(NotFound, match=ref):
            book.trace(ref)

    @pytest.mark.parametrize("ref", ["", "9", "X1", "C0", "K1", "C1 "])
    def test_what_is_no_reference(self, book: Ledger, ref: str) -> None:
        with pytest.raises((ValueRefused, NotFound)):
            book.trace(ref)


def test_a_new_ledger_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with pytest.raises(StoreError):
        ledger.open(path)
    with ledger.open(path, create=True, by_whom="an analyst") as book:
        assert book.verify() == []
        assert book.gap().rows == []
    with ledger.open(path, create=True) as again:
        assert again.documents() == []
