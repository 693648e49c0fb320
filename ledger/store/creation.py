"""A new ledger: its identity, and the names that it starts with."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from ledger import vocabulary
from ledger.model.tables import (
    ITEM,
    ITEM_ALIAS,
    LEDGER,
    MEMBERSHIP,
    ORGANISATION,
    ORGANISATION_ALIAS,
    UNIT,
)
from ledger.store import journal
from ledger.values.units import UnitKind

VOCABULARY_TABLES = (
    ORGANISATION,
    ORGANISATION_ALIAS,
    MEMBERSHIP,
    UNIT,
    ITEM,
    ITEM_ALIAS,
)


def create(connection: Connection, by: str, at: datetime) -> None:
    """Write the first rows of an empty ledger, and what the journal says of them."""
    ledger_id = uuid.uuid4().hex
    connection.execute(insert(LEDGER), {"id": 1, "ledger_id": ledger_id, "created_at": at})
    head = journal.append(
        connection,
        journal.head(connection),
        at,
        by,
        "ledger.create",
        {"ledger_id": ledger_id},
    )
    rows = vocabulary_rows()
    for table in VOCABULARY_TABLES:
        connection.execute(insert(table), rows[table.name])
    body = {name: [_plain(row) for row in table_rows] for name, table_rows in rows.items()}
    journal.append(connection, head, at, by, "vocabulary.load", body)


def vocabulary_rows() -> dict[str, list[dict[str, Any]]]:
    """The names that ship with the program, as rows of their tables."""
    organisations = list(vocabulary.organisations().values())
    numbers = {row.key: number for number, row in enumerate(organisations, 1)}
    own_names = {row.name for row in organisations}
    return {
        "organisation": [
            {
                "id": numbers[row.key],
                "code": row.code or None,
                "name": row.name,
                "kind": row.kind.value,
                "iati": row.iati or None,
            }
            for row in organisations
        ],
        "organisation_alias": [
            {
                "alias": row.text,
                "organisation_id": numbers[row.organisation.key],
                "sort": row.sort.value,
            }
            for row in vocabulary.aliases()
            if row.text not in own_names
        ],
        "membership": [
            {
                "member_id": numbers[row.member.key],
                "group_id": numbers[row.group.key],
                "since": row.since,
            }
            for row in vocabulary.memberships()
        ],
        "unit": [
            *(
                {"code": row.code, "kind": UnitKind.CURRENCY.value, "name": row.name}
                for row in vocabulary.currencies().values()
            ),
            *(
                {"code": row.name, "kind": UnitKind.ITEM.value, "name": row.name}
                for row in vocabulary.items()
            ),
        ],
        "item": [
            {"code": row.name, "category": row.category, "counting_unit": row.counting_unit}
            for row in vocabulary.items()
        ],
        "item_alias": [
            {"alias": alias, "item_code": row.name}
            for row in vocabulary.items()
            for alias in row.aliases
        ],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: str(value) if key == "since" and value else value for key, value in row.items()}
