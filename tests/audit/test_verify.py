"""Verification: clean for what the program wrote, and each tampering behind its back is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from conftest import BACKENDS, on_both
from databases import Check, insert, rows_of, verified, without_guards
from sqlalchemy import Connection, text

import ledger
import ledger.asking
from ledger.api import Ledger
from ledger.audit.verify import check_cells
from ledger.audit.verify_journal import check_vocabulary

MORE = "On 4 March 2024 Norway pledged 8 tanks. It meant 9 tanks. It delivered 3 tanks in May 2024."


def fill(book: Ledger) -> None:
    """To the demonstration: a correction, a link, an organisation and an item of one's own."""
    document = book.add_document(MORE.encode(), published="2024-06-01", publisher="The Paper").ref
    with book.writing() as writer:
        writer.add_organisation(ledger.asking.new_organisation(name="A new fund"))
        writer.add_item(ledger.asking.new_item(name="sledge"))
    about = {"donor": "Norway", "recipient": "Ukraine", "aid_type": "military"}
    whole = book.add_commitment(title="Tanks", item="tank", **about).ref
    part = book.add_commitment(title="The first of them", item="tank", **about).ref
    quote, better, arrived = (f"{one}." for one in MORE.rstrip(".").split(". "))
    first = book.add_entry(
        whole, stage="pledged", document=document, quote=quote, amount="8 tank", date="2024-03-04"
    ).ref
    book.add_entry(
        whole,
        stage="pledged",
        document=document,
        quote=better,
        amount="9 tank",
        replaces=first,
        reason="corrected",
    )
    book.add_entry(part, stage="delivered", document=document, quote=arrived, amount="3 tank")
    book.link(part, "part_of", whole, reason="the first of them")


@pytest.fixture(scope="module")
def place_on(demo_at: Callable[[str], str], copy_of: Callable[[str], str]) -> Callable[[str], str]:
    """A ledger with something of every kind, on a backend; made once."""

    @cache
    def made(backend: str) -> str:
        address = copy_of(demo_at(backend))
        with ledger.open(address, by_whom="tests") as book:
            fill(book)
            assert book.verify() == []
        return address

    return made


@pytest.fixture(params=BACKENDS)
def place(request: pytest.FixtureRequest, place_on: Callable[[str], str]) -> str:
    """That ledger; what a test changes in it is undone."""
    return place_on(request.param)


@pytest.fixture
def unguarded(place: str) -> Iterator[Connection]:
    with without_guards(place) as connection:
        yield connection


def said(connection: Connection, *but: Check) -> list[str]:
    return [str(finding) for finding in verified(connection, *but)]


def change(connection: Connection, statement: str, **values: Any) -> None:
    assert connection.execute(text(statement), values).rowcount == 1


def named(connection: Connection, *words: str, but: Sequence[Check] = ()) -> list[str]:
    """What is found, of which one line at least has all these words."""
    found = said(connection, *but)
    assert any(all(word in line for word in words) for line in found), found
    return found


def test_a_ledger_behind_unguarded_tables_is_whole_still(unguarded: Connection) -> None:
    assert said(unguarded) == []


SUMMED = (check_vocabulary, check_cells)
"""What takes most of the time and looks at no record; it is looked at where a row has gone, is
too many, or has changed places, and in the tests of names and of positions."""

E9 = "WHERE id = 9"
"""The entry of the European Union's 5 billion."""

ENTRY = [
    ("commitment_id", "6"),
    ("id", "900"),
    ("stage", "'pledged'"),
    ("low_whole", "low_whole - 1"),
    ("high_whole", "high_whole + 1"),
    ("high_e4", "1"),
    ("unit", "'USD'"),
    ("qualifier", "'about'"),
    ("date_low", "NULL"),
    ("date_low", "'2024-03-12'"),
    ("date_high", "'2024-03-14'"),
    ("due_high", "'2024-03-14'"),
    ("due_low", "'2024-03-14', due_high = '2024-03-14'"),
    ("cumulative", "0"),
    ("basis", "'estimate'"),
    ("recorded_at", "'2020-01-01T00:00:00.000000Z'"),
    ("recorded_by", "'nobody'"),
    ("journal_seq", "journal_seq - 1"),
    ("replaces", "8, reason = 'none'"),
]


@pytest.mark.parametrize(("place", "column", "value"), on_both(ENTRY), indirect=["place"])
def test_a_column_of_an_entry(unguarded: Connection, column: str, value: str) -> None:
    change(unguarded, f"UPDATE entry SET {column} = {value} {E9}")
    named(unguarded, "E9", but=SUMMED)


def test_every_column_of_an_entry_is_tried(unguarded: Connection) -> None:
    columns = unguarded.execute(text("SELECT * FROM entry LIMIT 1")).keys()
    assert {*columns} - {column for column, _ in ENTRY} == {"low_e4", "reason"}


@pytest.mark.parametrize(
    ("place", "column", "value"),
    on_both([("low_e4", "9999"), ("reason", "'it was a whim'")]),
    indirect=["place"],
)
def test_the_rest_of_an_entry(unguarded: Connection, column: str, value: str) -> None:
    """Columns that no other entry may have on its own."""
    [(replacing,)] = unguarded.execute(text("SELECT id FROM entry WHERE replaces IS NOT NULL"))
    lower = ", low_whole = low_whole - 1" if column == "low_e4" else ""
    change(unguarded, f"UPDATE entry SET {column} = {value}{lower} WHERE id = {replacing}")
    named(unguarded, f"E{replacing}", column, but=SUMMED)


D1 = "WHERE id = 1"

DOCUMENT = [
    ("sha256", f"'{'0' * 64}'"),
    ("text_sha256", f"'{'0' * 64}'"),
    ("media_type", "'text/html'"),
    ("encoding", "'cp1252'"),
    ("title", "'Another'"),
    ("publisher", "'Another'"),
    ("publisher_kind", "'official'"),
    ("url", "'https://example.org'"),
    ("archive_url", "'https://example.org'"),
    ("language", "'fr'"),
    ("published_on", "'2022-10-12'"),
    ("published_how", "'inferred'"),
    ("retrieved_at", "'2020-01-01T00:00:00.000000Z'"),
    ("recorded_at", "'2020-01-01T00:00:00.000000Z'"),
    ("recorded_by", "'nobody'"),
    ("journal_seq", "1"),
]


@pytest.mark.parametrize(("place", "column", "value"), on_both(DOCUMENT), indirect=["place"])
def test_a_column_of_a_document(unguarded: Connection, column: str, value: str) -> None:
    change(unguarded, f"UPDATE document SET {column} = {value} {D1}")
    named(unguarded, "D1", but=SUMMED)


@pytest.mark.parametrize(("place", "at"), on_both([0, 100, -1]), indirect=["place"])
def test_one_byte_of_a_document(unguarded: Connection, at: int) -> None:
    [(content,)] = unguarded.execute(text(f"SELECT content FROM document {D1}")).all()
    changed = bytearray(content)
    changed[at] ^= 1
    change(unguarded, f"UPDATE document SET content = :content {D1}", content=bytes(changed))
    named(unguarded, "document-bytes", "D1", but=SUMMED)


@pytest.mark.parametrize(("place", "at"), on_both([0, 100, -2]), indirect=["place"])
def test_one_character_of_a_text(unguarded: Connection, at: int) -> None:
    [(words,)] = unguarded.execute(text(f"SELECT text FROM document {D1}")).all()
    changed = list(words)
    changed[at] = "x" if changed[at] != "x" else "y"
    change(unguarded, f"UPDATE document SET text = :text {D1}", text="".join(changed))
    named(unguarded, "document-text", "D1", but=SUMMED)


def test_bytes_text_and_both_hashes(unguarded: Connection) -> None:
    """Who makes them fit each other has the journal against them."""
    import hashlib

    words = "All is well, and nothing was ever promised.\n" * 100
    digest = hashlib.sha256(words.encode()).hexdigest()
    change(
        unguarded,
        "UPDATE document SET content = :content, text = :text, sha256 = :digest,"
        f" text_sha256 = :digest, encoding = 'utf-8' {D1}",
        content=words.encode(),
        text=words,
        digest=digest,
    )
    named(unguarded, "record-changed", "D1", "sha256")


AMOUNT = "WHERE entry_id = 9 AND field = 'amount'"

CITATION = [
    ("commitment_id", "6"),
    ("entry_id", "8"),
    ("number", "50"),
    ("field", "'quantity'"),
    ("document_id", "document_id + 1"),
    (
        "selector_kind",
        "'cell', selector = 'A1', start_at = NULL, end_at = NULL, "
        "sentence_start = NULL, sentence_end = NULL",
    ),
    ("start_at", "start_at + 1"),
    ("end_at", "end_at - 1"),
    ("exact", "'€6 billion'"),
    ("prefix", "'nowhere '"),
    ("suffix", "' nowhere'"),
    ("sentence_start", "sentence_start + 1"),
    ("sentence_end", "sentence_end + 1"),
]


@pytest.mark.parametrize(("place", "column", "value"), on_both(CITATION), indirect=["place"])
def test_a_column_of_a_citation(unguarded: Connection, column: str, value: str) -> None:
    change(unguarded, f"UPDATE citation SET {column} = {value} {AMOUNT}")
    named(unguarded, "E9", but=SUMMED)


COMMITMENT = [
    ("id", "900"),
    ("donor_id", "donor_id + 1"),
    ("recipient_id", "recipient_id + 1"),
    ("aid_type", "'other'"),
    ("item", "NULL"),
    ("title", "'Another'"),
    ("programme", "'Another'"),
    ("recorded_at", "'2020-01-01T00:00:00.000000Z'"),
    ("recorded_by", "'nobody'"),
    ("journal_seq", "1"),
]


@pytest.mark.parametrize(("place", "column", "value"), on_both(COMMITMENT), indirect=["place"])
def test_a_column_of_a_commitment(unguarded: Connection, column: str, value: str) -> None:
    change(unguarded, f"UPDATE commitment SET {column} = {value} WHERE id = 1")
    named(unguarded, "C1", but=SUMMED)


LINK = [
    ("kind", "'draws_on'"),
    ("target_id", "1"),
    ("source_id", "1, folded_id = 1"),
    ("reason", "NULL"),
    ("recorded_by", "'nobody'"),
    ("journal_seq", "1"),
]


@pytest.mark.parametrize(("place", "column", "value"), on_both(LINK), indirect=["place"])
def test_a_column_of_a_link(unguarded: Connection, column: str, value: str) -> None:
    [(folded,)] = unguarded.execute(text("SELECT folded_id FROM commitment_link"))
    change(unguarded, f"UPDATE commitment_link SET {column} = {value}")
    named(unguarded, "link", f"C{folded}", but=SUMMED)


JOURNAL = [
    ("seq", "900"),
    ("at", "'2020-01-01T00:00:00.000000Z'"),
    ("by", "'nobody'"),
    ("action", "'document.forget'"),
    ("body", "replace(body, '\"', '''')"),
    ("body", "'not JSON'"),
    ("body", "'[]'"),
    ("body", "'{}'"),
    ("previous", f"'{'0' * 64}'"),
    ("hash", f"'{'0' * 64}'"),
]


@pytest.mark.parametrize(
    ("place", "seq", "column", "value"),
    on_both(((seq, *change) for change in JOURNAL for seq in (1, 2, 12)), every=10),
    indirect=["place"],
)
def test_a_column_of_a_journal_row(
    unguarded: Connection, seq: int, column: str, value: str
) -> None:
    change(unguarded, f'UPDATE journal SET "{column}" = {value} WHERE seq = {seq}')
    named(unguarded, f"journal row {900 if column == 'seq' else seq}:", but=SUMMED)


@pytest.mark.parametrize(("place", "seq"), on_both([1, 2, 5, 20]), indirect=["place"])
def test_a_journal_row_that_has_gone(unguarded: Connection, seq: int) -> None:
    change(unguarded, f"DELETE FROM journal WHERE seq = {seq}")
    named(unguarded, "journal-sequence", f"row {seq} should come before", but=SUMMED)


def test_the_last_journal_row_that_has_gone_without_its_record(unguarded: Connection) -> None:
    change(unguarded, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    named(unguarded, "record-extra", "commitment_link")


def test_two_journal_rows_that_changed_places(unguarded: Connection) -> None:
    for old, new in ((5, 900), (6, 5), (900, 6)):
        change(unguarded, f"UPDATE journal SET seq = {new} WHERE seq = {old}")
    named(unguarded, "journal-chain", "journal row 5")


ONE_CELL = (
    "cuboid = 'giving' AND in_euro = 0 AND unit = 'EUR' AND aid_type = 'military'"
    " AND donor_id = (SELECT id FROM organisation WHERE code = 'EU')"
)

GONE = {
    "entry": ("id = 9", "E9"),
    "citation": (AMOUNT.removeprefix("WHERE "), "E9"),
    "document": ("id = 2", "D2"),
    "commitment": ("id = 1", "C1"),
    "commitment_link": ("kind = 'part_of'", "link"),
    "position": ("commitment_id = 1 AND in_euro = 0", "C1"),
    "cell": (ONE_CELL, "total"),
    "unit": ("code = 'PLN'", "unit"),
    "organisation": ("code = 'POL'", "organisation"),
    "ledger": ("id = 1", "ledger"),
}


@pytest.mark.parametrize(("place", "table"), on_both(GONE), indirect=["place"])
def test_a_row_that_has_gone(unguarded: Connection, table: str) -> None:
    condition, name = GONE[table]
    change(unguarded, f"DELETE FROM {table} WHERE {condition}")
    named(unguarded, name)


EXTRA: dict[str, tuple[str, dict[str, Any], str]] = {
    "entry": ("id = 9", {"id": 900}, "entry"),
    "entry of its own commitment": ("id = 9", {"id": 900, "commitment_id": 1}, "entry"),
    "citation": (AMOUNT.removeprefix("WHERE "), {"number": 90}, "E9"),
    "citation of no entry": (AMOUNT.removeprefix("WHERE "), {"entry_id": 900}, "E900"),
    "document": ("id = 1", {"id": 900, "sha256": "0" * 64, "journal_seq": 1}, "document"),
    "commitment": ("id = 1", {"id": 900, "journal_seq": 1}, "commitment"),
    "commitment_link": (
        "kind = 'part_of'",
        {"folded_id": 1, "source_id": 1, "target_id": 2, "journal_seq": 1},
        "link",
    ),
    "position": ("commitment_id = 1 AND in_euro = 0", {"unit": "PLN"}, "C1"),
    "position of no commitment": (
        "commitment_id = 1 AND in_euro = 0",
        {"commitment_id": 900},
        "C900",
    ),
    "cell": (ONE_CELL, {"unit": "PLN"}, "total"),
    "organisation": ("code = 'POL'", {"id": 900, "code": None, "name": "Nobody"}, "organisation"),
    "unit": ("code = 'PLN'", {"code": "XXX"}, "unit"),
    "journal": ("seq = 3", {"seq": 900, "hash": "0" * 64, "previous": "1" * 64}, "journal row 900"),
}


@pytest.mark.parametrize(("place", "what"), on_both(EXTRA), indirect=["place"])
def test_a_row_too_many(unguarded: Connection, what: str) -> None:
    table = what.partition(" ")[0]
    condition, other, name = EXTRA[what]
    query = text(f"SELECT * FROM {table} WHERE {condition}")
    row = dict(unguarded.execute(query).mappings().one())
    insert(unguarded, table, row | other)
    named(unguarded, name)


@pytest.mark.parametrize("table", ["entry", "document", "commitment"])
def test_two_rows_that_changed_places(unguarded: Connection, table: str) -> None:
    for old, new in ((4, 900), (5, 4), (900, 5)):
        change(unguarded, f"UPDATE {table} SET id = {new} WHERE id = {old}")
    letter = table[0].upper()
    found = named(unguarded, f"{letter}4")
    assert any(f"{letter}5" in line for line in found), found


VOCABULARY = [
    ("organisation", "name = 'Germany!'", "code = 'DEU'"),
    ("organisation", "code = 'DDR'", "code = 'DEU'"),
    ("unit", "kind = 'item'", "code = 'EUR'"),
    ("organisation", "name = 'Another fund'", "name = 'A new fund'"),
    ("item", "category = 'toys'", "code = 'sledge'"),
]


@pytest.mark.parametrize(
    ("place", "table", "other", "condition"), on_both(VOCABULARY), indirect=["place"]
)
def test_a_name(unguarded: Connection, table: str, other: str, condition: str) -> None:
    change(unguarded, f"UPDATE {table} SET {other} WHERE {condition}")
    named(unguarded, "vocabulary-changed", table)


def test_an_alias_that_gives_a_promise_to_somebody_else(unguarded: Connection) -> None:
    change(
        unguarded,
        "UPDATE organisation_alias SET organisation_id ="
        " (SELECT id FROM organisation WHERE code = 'POL') WHERE alias = 'Berlin'",
    )
    named(unguarded, "vocabulary-changed", "organisation_alias", "Berlin")


LEDGER = [("ledger_id", "'another'"), ("created_at", "'2020-01-01T00:00:00.000000Z'")]


@pytest.mark.parametrize(("place", "column", "value"), on_both(LEDGER), indirect=["place"])
def test_a_column_of_the_ledger(unguarded: Connection, column: str, value: str) -> None:
    change(unguarded, f"UPDATE ledger SET {column} = {value}")
    assert said(unguarded)


KEPT = {"position", "total"}

POSITION = [
    *(
        ("position", flag, f"1 - {flag}")
        for flag in ("unquantified", "evidence", "conflict", "other_unit")
    ),
    ("position", "day", "'2020-01-01'"),
    ("position", "last_day", "'2020-01-01'"),
    ("position", "stage", "'delivered'"),
    ("position", "in_euro", "1 - in_euro"),
    ("position", "unconverted", "1 - unconverted"),
    *(
        ("position", f"undetermined_{end}", f"undetermined_{end} {change}")
        for end, change in (("low_whole", "- 1"), ("high_whole", "+ 1"), ("high_e4", "+ 1"))
    ),
    ("position", "delivered_low_whole", "0, delivered_low_e4 = 0"),
]


@pytest.mark.parametrize(
    ("place", "table", "column", "value"), on_both(POSITION), indirect=["place"]
)
def test_what_a_commitment_stands_at(
    unguarded: Connection, table: str, column: str, value: str
) -> None:
    of_one = "commitment_id = 6 AND unit = 'EUR' AND in_euro = 0"
    if column == "in_euro":
        change(unguarded, "DELETE FROM position WHERE commitment_id = 6 AND in_euro = 1")
    change(unguarded, f"UPDATE {table} SET {column} = {value} WHERE {of_one}")
    found = named(unguarded, "position", "C6")
    assert [line for line in found if line.split()[0] not in KEPT] == []


UNREADABLE = [
    ("entry", "date_high", "'soon'", "E9"),
    ("entry", "date_low", "'2024-02-31'", "E9"),
    ("entry", "due_high", "'someday'", "E9"),
    ("entry", "recorded_at", "'2024-02-31T00:00:00.000000Z'", "E9"),
    ("document", "published_on", "''", "D1"),
    ("journal", "at", "'never'", "journal row 9"),
    ("position", "last_day", "'never'", "position row"),
    ("entry", "basis", "CAST(x'ff' AS TEXT)", "E9"),
    ("document", "title", "CAST(x'c328' AS TEXT)", "D1"),
    ("journal", "body", "CAST(x'80' AS TEXT)", "journal row 9"),
]


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("table", "column", "value", "name"), UNREADABLE)
def test_what_no_longer_can_be_read(
    unguarded: Connection, table: str, column: str, value: str, name: str
) -> None:
    """SQLite takes any text for a day, and any bytes for a text."""
    unguarded.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    key = {"position": "commitment_id", "journal": "seq"}.get(table, "id")
    number = 1 if table == "document" else 9
    unguarded.exec_driver_sql(f"UPDATE {table} SET {column} = {value} WHERE {key} = {number}")
    named(unguarded, "unreadable", name, column)


def test_a_finding_is_one_line(unguarded: Connection) -> None:
    change(unguarded, f"UPDATE entry SET recorded_by = :name {E9}", name="a\nb")
    change(unguarded, f"UPDATE document SET title = :name {D1}", name="a\nb")
    found = said(unguarded)
    assert len(found) == 2
    assert all("\n" not in line for line in found)


def test_the_tests_change_nothing(place: str) -> None:
    with without_guards(place) as connection:
        before = rows_of(connection, "entry")
        change(connection, f"UPDATE entry SET recorded_by = 'x' {E9}")
    with without_guards(place) as connection:
        assert rows_of(connection, "entry") == before
