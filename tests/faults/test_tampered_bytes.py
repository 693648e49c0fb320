"""Any byte of the database file changed: found by verify, or refused by SQLite with a sentence."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from databases import is_one_sentence

import ledger
from ledger.errors import LedgerError
from tests.faults.building import fill

pytestmark = pytest.mark.faults

PLACES = 500

_WHITE = re.compile(rb"""('(?:[^']|'')*'|"(?:[^"]|"")*")|\s+""")


def content(path: Path) -> dict[str, list[str]]:
    """All that a SQLite file says: its schema, by words, and each row of each table, by bytes."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        schema = "SELECT type, name, tbl_name, sql FROM sqlite_master"
        objects = [
            tuple(_WHITE.sub(lambda found: found[1] or b" ", part or b"") for part in row)
            for row in connection.execute(schema)
        ]
        told = {"schema": sorted(map(repr, objects))}
        for kind, name, _, _ in objects:
            if kind == b"table":
                rows = connection.execute(f'SELECT * FROM "{name.decode()}" NOT INDEXED')
                told[name.decode()] = sorted(map(repr, rows))
        told["mark"] = [repr(row) for row in connection.execute("PRAGMA application_id")]
        return told
    finally:
        connection.close()


def is_changed(path: Path, before: Mapping[str, list[str]]) -> bool:
    try:
        return content(path) != before
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def is_found(path: Path) -> bool:
    """By verify, or with one sentence where SQLite cannot read so much as the schema."""
    try:
        with ledger.open(path, by_whom="tests") as book:
            return book.verify() != []
    except LedgerError as error:
        return is_one_sentence(error)


def test_one_byte_of_the_file(
    new_ledger: Callable[[str], str],
    tmp_path: Path,
    times: Callable[[int], int],
    counted: Callable[..., None],
) -> None:
    """Any byte, until enough of them have changed what the file says."""
    whole = Path(new_ledger("sqlite"))
    fill(str(whole), tmp_path)
    with sqlite3.connect(whole) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.close()
    data, before = whole.read_bytes(), content(whole)
    chance = random.Random(20240314)
    path, found, unseen = tmp_path / "changed.db", 0, []
    while found + len(unseen) < times(PLACES):
        at, flip = chance.randrange(len(data)), chance.randrange(1, 256)
        flip = chance.choice([flip, 1 << chance.randrange(8)])
        changed = bytearray(data)
        changed[at] ^= flip
        path.write_bytes(changed)
        if is_changed(path, before):
            if is_found(path):
                found += 1
            else:
                unseen.append((at, flip))
        for beside in tmp_path.glob("changed.db-*"):
            beside.unlink()
    counted("bytes", found)
    assert unseen == []
