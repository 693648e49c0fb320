"""A head that was kept elsewhere: what was there then is there now, or it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import LedgerWith
from databases import verified, without_guards
from sqlalchemy import text

import ledger
from ledger.api import Ledger
from ledger.audit.heads import Head, check_head, head, parse
from ledger.audit.verify import prove
from ledger.errors import UsageRefused
from ledger.store import journal
from tests.cli.conftest import Runner

from .building import STEPS


def begin(book: Ledger) -> None:
    for step in STEPS[:4]:
        step(book)


@pytest.fixture
def place(backend: str, ledger_with: LedgerWith) -> str:
    return ledger_with(backend, begin)


@pytest.fixture
def kept(place: str) -> str:
    """The head of a ledger, after which more came."""
    with ledger.open(place, by_whom="tests") as book:
        with book.reading() as connection:
            early = str(head(connection))
        for step in STEPS[4:]:
            step(book)
    return early


def test_the_head_is_printed(run: Runner, place: str, kept: str) -> None:
    ended = run("verify", "--head", "--db", place)
    assert (ended.code, ended.err) == (0, "")
    number, _, digest = ended.out.strip().partition(":")
    assert (int(number), len(digest)) == (20, 64)
    told = json.loads(run("verify", "--head", "-f", "json", "--db", place).out)
    assert told == {"seq": 20, "hash": digest}


def test_nothing_came_since(run: Runner, place: str, kept: str) -> None:
    now = run("verify", "--head", "--db", place).out.strip()
    ended = run("verify", "--since", now, "--db", place)
    assert (ended.code, ended.out) == (0, "Nothing came after journal row 20.\n")


def test_what_came_since(run: Runner, place: str, kept: str) -> None:
    ended = run("verify", "--since", kept, "--db", place)
    assert (ended.code, ended.err) == (0, "The ledger is whole.\n")
    assert ended.out == (
        "After journal row 11 came 9: 2 commitment.add, 2 commitment.link, 1 document.add,"
        " 2 entry.add, 1 item.add, 1 organisation.add.\n"
    )
    told = json.loads(run("verify", "--since", kept, "-f", "json", "--db", place).out)
    assert (told["since"], told["findings"]) == (kept, [])
    assert [row["seq"] for row in told["after"]] == list(range(12, 21))
    assert sum(told["actions"].values()) == 9
    assert run("verify", "--since", kept, "-f", "csv", "--db", place).out == "code,where,what\n"


@pytest.mark.parametrize("wrong", ["11:" + "0" * 64, "9"])
def test_another_hash(run: Runner, place: str, kept: str, wrong: str) -> None:
    since = wrong if ":" in wrong else f"{wrong}:{kept.partition(':')[2]}"
    ended = run("verify", "--since", since, "--db", place)
    assert ended.code == 3
    assert ended.out.startswith("head-changed  journal row ")


def test_an_end_that_was_cut_off(run: Runner, place: str, kept: str) -> None:
    beyond = "21" + kept[2:]
    ended = run("verify", "--since", beyond, "--db", place)
    assert ended.code == 3
    assert ended.out.splitlines()[0].startswith("head-missing  journal row 21:")
    told = json.loads(run("verify", "--since", beyond, "-f", "json", "--db", place).out)
    assert [finding["code"] for finding in told["findings"]] == ["head-missing"]


def test_a_journal_written_anew(place: str, kept: str) -> None:
    """Consistently, with every hash: only a head that was kept tells."""
    with without_guards(place) as connection:
        ledger_id = connection.execute(text("SELECT ledger_id FROM ledger")).scalar_one()
        rows = list(journal.rows(connection))
        previous = journal.genesis(ledger_id)
        connection.execute(text("UPDATE commitment SET title = 'Ten tanks' WHERE id = 1"))
        connection.execute(text("UPDATE journal SET previous = 'x' || substr(previous, 2)"))
        for row in rows:
            body = row.body.replace("-8 tanks", "Ten tanks")
            digest = journal.row_hash(previous, row.seq, row.at, row.by, row.action, body)
            connection.execute(
                text("UPDATE journal SET body = :b, previous = :p, hash = :h WHERE seq = :s"),
                {"b": body, "p": previous, "h": digest, "s": row.seq},
            )
            previous = digest
        assert verified(connection) == []
        assert [one.code for one in check_head(connection, parse(kept))] == ["head-changed"]


def test_heads_are_read_as_they_are_written() -> None:
    one = Head(33, "ab" * 32)
    assert parse(str(one)) == one
    assert parse(f" {one}\n".upper()) == one


@pytest.mark.parametrize(
    "text", ["", "33", "33:", "0:" + "a" * 64, "33:" + "a" * 63, "33:" + "g" * 64, "٣:" + "a" * 64]
)
def test_what_is_no_head(run: Runner, place: str, text: str) -> None:
    with pytest.raises(UsageRefused):
        parse(text)
    ended = run("verify", "--since", text, "--db", place)
    assert (ended.code, ended.out) == (2, "")


def test_both_at_once_make_no_sense(run: Runner, place: str, tmp_path: Path) -> None:
    assert run("verify", "--head", "--since", "1:" + "a" * 64, "--db", place).code == 2


def test_a_record_changed_after_the_head_is_found_too(place: str, kept: str) -> None:
    with without_guards(place) as connection:
        connection.execute(text("UPDATE document SET title = 'Another' WHERE id = 1"))
        found = prove(connection, parse(kept))
        assert [one.code for one in verified(connection)] == ["record-changed"]
        assert found.actions["entry.add"] == 2
