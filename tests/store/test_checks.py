"""The database itself refuses what the inputs would have refused, on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from databases import insert, transaction
from sqlalchemy import Connection, exc, inspect, text

from ledger.model.kept import MEASURES
from ledger.rules.lines import COLUMNS

A_HASH = "a" * 64
DAY = "2024-01-01"
MOMENT = "2024-01-01T00:00:00.000000Z"
SEQ = 1_000
"""A journal row of the tests' own, which the rows below may claim to come from."""

RECORDED = {"recorded_at": MOMENT, "recorded_by": "tests", "journal_seq": SEQ}
BOUNDS = {"low_whole": 5, "low_e4": 0, "high_whole": 5, "high_e4": 0}

GOOD: dict[str, dict[str, Any]] = {
    "journal": {
        "seq": SEQ + 1,
        "at": MOMENT,
        "by": "tests",
        "action": "none",
        "body": "{}",
        "previous": "d" * 64,
        "hash": "e" * 64,
    },
    "ledger": {"id": 1, "ledger_id": "x", "created_at": MOMENT},
    "organisation": {"id": SEQ, "code": None, "name": "A fund", "kind": "fund", "iati": None},
    "organisation_alias": {"alias": "A fund", "organisation_id": 1, "sort": "name"},
    "membership": {"member_id": 1, "group_id": 2, "since": None},
    "unit": {"code": "sledge", "kind": "item", "name": "sledge"},
    "item": {"code": "EUR", "category": "other", "counting_unit": "piece"},
    "item_alias": {"alias": "battle sledge", "item_code": "tank"},
    "document": {
        "id": SEQ,
        "sha256": A_HASH,
        "text_sha256": A_HASH,
        "media_type": "text/plain",
        "encoding": "utf-8",
        "content": b"words",
        "text": "words",
        "title": "words",
        "publisher": None,
        "publisher_kind": "media",
        "url": None,
        "archive_url": None,
        "language": None,
        "published_on": DAY,
        "published_how": "given",
        "retrieved_at": None,
        **RECORDED,
    },
    "commitment": {
        "id": SEQ,
        "donor_id": 1,
        "recipient_id": 2,
        "aid_type": "military",
        "item": None,
        "title": "tanks",
        "programme": None,
        **RECORDED,
    },
    "commitment_link": {
        "folded_id": 1,
        "source_id": 1,
        "target_id": 2,
        "kind": "part_of",
        "reason": None,
        **RECORDED,
    },
    "entry": {
        "commitment_id": 1,
        "id": SEQ,
        "stage": "pledged",
        **BOUNDS,
        "unit": "EUR",
        "qualifier": "exact",
        "date_low": DAY,
        "date_high": DAY,
        "due_low": None,
        "due_high": None,
        "cumulative": 1,
        "basis": "source",
        "replaces": None,
        "reason": None,
        **RECORDED,
    },
    "citation": {
        "commitment_id": 1,
        "entry_id": 1,
        "number": SEQ,
        "field": "amount",
        "document_id": 1,
        "selector_kind": "text",
        "selector": None,
        "start_at": 0,
        "end_at": 5,
        "exact": "words",
        "prefix": "",
        "suffix": "",
        "sentence_start": 0,
        "sentence_end": 5,
    },
    "rate_source": {
        "name": "rates.csv",
        "file_sha256": A_HASH,
        "document_id": None,
        "start_at": None,
        "end_at": None,
        "exact": None,
        **RECORDED,
    },
    "rate": {
        "unit": "USD",
        "priced_in": "EUR",
        "day": DAY,
        "basis": "source",
        "provider": "a bank",
        "value": "0.9",
        "journal_seq": 1,
    },
    "position": {
        "commitment_id": 1,
        "in_euro": 0,
        "unit": "PLN",
        "unquantified": 0,
        "evidence": 0,
        "conflict": 0,
        "other_unit": 0,
        "unconverted": 0,
        "promised_low_whole": 5,
        "promised_low_e4": 0,
        "promised_high_whole": None,
        "promised_high_e4": None,
        "day": DAY,
        "stage": "pledged",
        "last_day": DAY,
        "last_seq": 1,
    },
    "entry_in_euro": {"commitment_id": 1, "entry_id": 1, **BOUNDS},
    "cell": {
        "cuboid": "giving",
        "in_euro": 0,
        "donor_id": 1,
        "recipient_id": 0,
        "aid_type": "other",
        "item": "",
        "month": "",
        "last_month": "",
        "last_block": 0,
        "unit": "PLN",
        **dict.fromkeys(MEASURES, 0),
    },
}
"""A row of each table that the database takes, beside the demonstration's."""

NO_FIGURE = {
    "low_whole": None,
    "low_e4": None,
    "high_whole": None,
    "high_e4": None,
    "unit": None,
    "qualifier": "undisclosed",
}
IN_A_SHEET = {
    "selector_kind": "cell",
    "selector": "B2",
    "start_at": None,
    "end_at": None,
    "sentence_start": None,
    "sentence_end": None,
}
IN_WORDS = {"file_sha256": None, "document_id": 1, "start_at": 0, "end_at": 5, "exact": "words"}
LARGEST = {"low_whole": 10**15, "low_e4": 0, "high_whole": 10**15, "high_e4": 0}

CLOSED = {"promised_high_e4": 0}

ALSO_GOOD: list[tuple[str, dict[str, Any]]] = [
    ("entry", NO_FIGURE),
    ("entry", LARGEST),
    ("entry", {"low_whole": 10**15 - 1, "low_e4": 9_999, "high_whole": 10**15}),
    ("entry", {"low_whole": None, "low_e4": None, "qualifier": "at_most"}),
    ("entry", {"high_whole": None, "high_e4": None, "qualifier": "at_least"}),
    ("entry", {"high_e4": 1, "qualifier": "between"}),
    ("entry", {"date_low": None}),
    ("entry", {"replaces": 1, "reason": "misread"}),
    ("entry", {"due_high": DAY}),
    ("entry", {"due_low": DAY, "due_high": DAY, "stage": "shortfall"}),
    ("citation", IN_A_SHEET),
    ("citation", {"field": "due"}),
    ("rate_source", IN_WORDS),
    ("citation", {**IN_A_SHEET, "selector_kind": "xpath", "selector": "/a/b[1]"}),
    ("position", {"promised_low_whole": 10**17, "promised_high_whole": 10**18, **CLOSED}),
    ("entry_in_euro", {"low_whole": 10**17, "high_whole": 10**18}),
    ("commitment_link", {"kind": "supersedes", "source_id": 2, "target_id": 1}),
]

BOUNDS_BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("low_not_above_high", {"low_whole": 6}),
    ("low_not_above_high", {"low_e4": 1}),
    ("low_end", {"low_whole": -1}),
    ("low_end", {"low_e4": 10_000}),
    ("low_end", {"low_e4": -1}),
    ("low_end", {"low_whole": None}),
    ("low_end", {"low_e4": None}),
    ("high_end", {"high_e4": 10_000}),
    ("high_end", {"high_whole": None}),
    ("high_end", {"high_e4": None}),
    ("high_end", {"low_whole": None, "low_e4": None, "high_whole": -1}),
]

BROKEN: list[tuple[str, str, dict[str, Any]]] = [
    *(("entry", name, change) for name, change in BOUNDS_BROKEN),
    *(("entry_in_euro", name, change) for name, change in BOUNDS_BROKEN),
    ("position", "promised", {"promised_low_e4": None}),
    ("position", "promised", {"promised_high_whole": 6}),
    ("position", "promised", CLOSED),
    *(
        ("position", figure, {f"{figure}_high_whole": 6, f"{figure}_high_e4": 0})
        for figure in COLUMNS
        if figure != "promised"
    ),
    ("cell", "cuboid", {"cuboid": "cube"}),
    ("cell", "in_euro", {"in_euro": 2}),
    ("entry", "largest", {**LARGEST, "high_e4": 1}),
    ("entry", "largest", {"high_whole": 10**15 + 1}),
    ("entry", "largest", {**LARGEST, "low_e4": 1, "high_whole": None, "high_e4": None}),
    ("entry", "stage", {"stage": "hoped_for"}),
    ("entry", "qualifier", {"qualifier": "roughly"}),
    ("entry", "basis", {"basis": "guess"}),
    ("entry", "cumulative", {"cumulative": 2}),
    ("entry", "unit_iff_figure", {**NO_FIGURE, "unit": "EUR", "qualifier": "exact"}),
    ("entry", "unit_iff_figure", {"unit": None, "qualifier": "undisclosed"}),
    ("entry", "undisclosed_iff_no_figure", {"qualifier": "undisclosed"}),
    ("entry", "undisclosed_iff_no_figure", {**NO_FIGURE, "qualifier": "exact"}),
    ("entry", "date_low_not_after", {"date_low": "2024-01-02"}),
    ("entry", "due_low_not_after", {"due_low": "2024-01-02", "due_high": DAY}),
    ("entry", "due_low_not_after", {"due_low": DAY}),
    *(
        ("entry", "due_of_promise", {"due_high": DAY, "stage": stage})
        for stage in ("in_transit", "delivered", "cancelled")
    ),
    ("entry", "replaces_earlier", {"replaces": SEQ + 1, "reason": "misread"}),
    ("entry", "replaces_earlier", {"replaces": SEQ, "reason": "misread"}),
    ("entry", "reason_iff_replaces", {"replaces": 1}),
    ("entry", "reason_iff_replaces", {"reason": "misread"}),
    ("citation", "field", {"field": "weather"}),
    ("citation", "selector_kind", {**IN_A_SHEET, "selector_kind": "page"}),
    ("citation", "selector", {"selector": "B2"}),
    ("citation", "selector", {"start_at": None}),
    ("citation", "selector", {"sentence_end": None}),
    ("citation", "selector", {**IN_A_SHEET, "selector": None}),
    ("citation", "selector", {**IN_A_SHEET, "start_at": 0, "end_at": 5}),
    ("citation", "span", {"start_at": 5}),
    ("citation", "span", {"start_at": -1}),
    ("citation", "sentence", {"sentence_start": 5}),
    ("citation", "sentence", {"sentence_start": -1}),
    ("document", "sha256", {"sha256": "a" * 63}),
    ("document", "text_sha256", {"text_sha256": "a" * 65}),
    ("document", "publisher_kind", {"publisher_kind": "rumour"}),
    ("document", "published_how", {"published_how": "guessed"}),
    ("commitment", "aid_type", {"aid_type": "moral"}),
    ("commitment", "title", {"title": ""}),
    ("commitment_link", "kind", {"kind": "resembles"}),
    ("commitment_link", "not_to_itself", {"target_id": 1}),
    ("commitment_link", "folded", {"folded_id": 2}),
    ("commitment_link", "folded", {"kind": "supersedes"}),
    ("rate", "basis", {"basis": "guess"}),
    ("rate", "not_in_itself", {"priced_in": "USD"}),
    ("rate", "value", {"value": ""}),
    ("rate", "provider", {"provider": ""}),
    ("rate_source", "name", {"name": ""}),
    ("rate_source", "file_sha256", {"file_sha256": "a" * 63}),
    ("rate_source", "file_or_document", {"file_sha256": None}),
    ("rate_source", "words_iff_document", {"file_sha256": None, "document_id": 1}),
    ("rate_source", "words_iff_document", {"exact": "words"}),
    ("rate_source", "span", {**IN_WORDS, "start_at": 5}),
    ("organisation", "kind", {"kind": "person"}),
    ("organisation_alias", "sort", {"sort": "nickname"}),
    ("membership", "not_of_itself", {"group_id": 1}),
    ("unit", "kind", {"kind": "share"}),
    ("ledger", "only_one", {"id": 2}),
    ("journal", "hash", {"hash": ""}),
    ("journal", "previous", {"previous": "d"}),
    *(
        ("position", flag, {flag: 2})
        for flag in (
            *("in_euro", "unquantified", "evidence", "conflict", "other_unit", "unconverted"),
        )
    ),
    ("position", "stage", {"stage": "hoped_for"}),
]

DANGLING = [
    ("entry", {"commitment_id": SEQ}),
    ("entry", {"unit": "sledge"}),
    ("citation", {"entry_id": SEQ}),
    ("citation", {"document_id": SEQ}),
    ("commitment", {"donor_id": SEQ}),
    ("commitment", {"recipient_id": SEQ}),
    ("commitment", {"item": "sledge"}),
    ("commitment_link", {"folded_id": SEQ, "source_id": SEQ}),
    ("rate", {"unit": "sledge"}),
    ("rate", {"priced_in": "sledge"}),
    ("rate_source", {**IN_WORDS, "document_id": SEQ}),
    ("position", {"commitment_id": SEQ}),
    ("entry_in_euro", {"entry_id": SEQ}),
    *(
        (table, {"journal_seq": SEQ + 5})
        for table in ("document", "commitment", "entry", "rate_source", "rate")
    ),
]


def prepared(connection: Connection) -> Connection:
    """With a journal row for the rows of the tests, and a load that rates may have come with."""
    ours = {"seq": SEQ, "previous": "b" * 64, "hash": "c" * 64}
    insert(connection, "journal", GOOD["journal"] | ours)
    insert(connection, "rate_source", GOOD["rate_source"] | {"journal_seq": 1})
    return connection


@pytest.mark.parametrize(
    ("table", "change"),
    [*((table, {}) for table in GOOD if table != "ledger"), *ALSO_GOOD],
)
def test_good_rows_are_taken(demo_place: str, table: str, change: dict[str, Any]) -> None:
    with transaction(demo_place) as connection:
        insert(prepared(connection), table, GOOD[table] | change)


@pytest.mark.parametrize(("table", "constraint", "change"), BROKEN)
def test_each_check_refuses_a_bad_row(
    demo_place: str, table: str, constraint: str, change: dict[str, Any]
) -> None:
    with (
        transaction(demo_place) as connection,
        pytest.raises(exc.IntegrityError, match=rf"\bck_{table}_{constraint}\b"),
    ):
        insert(prepared(connection), table, GOOD[table] | change)


@pytest.mark.parametrize(("table", "change"), DANGLING)
def test_rows_refer_to_rows_that_are_there(
    demo_place: str, table: str, change: dict[str, Any]
) -> None:
    with (
        transaction(demo_place) as connection,
        pytest.raises(exc.IntegrityError, match=r"(?i)foreign key"),
    ):
        insert(prepared(connection), table, GOOD[table] | change)


@pytest.mark.parametrize("table", sorted(GOOD.keys() - {"ledger"}))
def test_what_must_be_there_must_be_there(demo_place: str, table: str) -> None:
    with transaction(demo_place) as connection:
        prepared(connection)
        columns = inspect(connection).get_columns(table)
        required = {column["name"] for column in columns if not column["nullable"]}
        optional = {name for name, value in GOOD[table].items() if value is None}
        assert not required & optional
        key = inspect(connection).get_pk_constraint(table)["constrained_columns"]
        numbered = set(key) if len(key) == 1 else set()  # SQLite would give it a number
        for column in sorted(required - numbered):
            with pytest.raises(exc.DBAPIError, match=r"(?i)null"), connection.begin_nested():
                insert(connection, table, GOOD[table] | {column: None})


@pytest.mark.parametrize(
    ("table", "column"), [("entry", "low_whole"), ("entry", "id"), ("citation", "start_at")]
)
@pytest.mark.parametrize("value", ["much", b"5"])
def test_columns_hold_their_own_type(
    demo_place: str, table: str, column: str, value: object
) -> None:
    with transaction(demo_place) as connection, pytest.raises(exc.DBAPIError):
        insert(prepared(connection), table, GOOD[table] | {column: value})


def test_every_check_of_the_schema_is_tried(demo_place: str) -> None:
    tried = {f"ck_{table}_{constraint}" for table, constraint, _ in BROKEN}
    with transaction(demo_place) as connection:
        found = inspect(connection)
        there = {
            str(check["name"]) for table in GOOD for check in found.get_check_constraints(table)
        }
    assert there == tried


def test_a_foreign_key_holds_on_each_connection(demo_place: str) -> None:
    with transaction(demo_place) as connection:
        if connection.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
