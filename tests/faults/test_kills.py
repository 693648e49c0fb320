"""SIGKILL at random instants: nothing that was acknowledged is lost, nothing is left half-done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from databases import contents, run

import ledger
from ledger.review.extract import extract_documents

from .killing import Command, Scenario, State, kill_often

pytestmark = pytest.mark.faults

Times = Callable[[int], int]
Counted = Callable[[str, int], None]

ROOT = Path(__file__).parents[2]
STEPS = 30
A_WHILE = 0.5
"""Seconds in which several steps are done."""


def verifies(place: str, _done: int = 0) -> bool:
    with ledger.open(place) as book:
        return book.verify() == []


def journal_and_claims(place: str) -> State:
    """What the ledger holds; ``verify`` says that its tables agree with it.

    The digest of a reading is of claims with the time they were read at, and left out.
    """
    journal = 'SELECT seq, "by", action, body FROM journal WHERE seq > 2 ORDER BY seq'
    claims = "SELECT document_id, key, body, withdrawn FROM claim ORDER BY document_id, key"
    told = [
        (*row, {name: said for name, said in json.loads(body).items() if name != "sha256"})
        if row[-1] == "document.read"
        else (*row, body)
        for *row, body in run(place, journal)
    ]
    return told, run(place, claims)


def copies_of(template: str | Path, folder: Path) -> Callable[[], str]:
    numbers = count(1)
    return lambda: str(shutil.copy(template, folder / f"{next(numbers)}.db"))


def in_steps(*sentences: str) -> bytes:
    return "\n".join(sentences).encode()


def adding(first: int) -> list[Command]:
    """Every third step opens a commitment, the others bring deliveries of it."""
    promise = "--donor Norway --recipient Ukraine --aid-type military --stage pledged"
    commands: list[Command] = []
    for n in range(first + 1, STEPS + 1):
        opens, number = n % 3 == 1, (n + 2) // 3
        verb = "pledged" if opens else "delivered"
        about = f"commitment add {promise} --title {n}" if opens else f"delivery add C{number}"
        quote = ("--quote", f"In step {n} Norway {verb} {n} tanks.", "--amount", f"{n} tank")
        commands.append((*about.split(), "--document", "D1", *quote))
    return commands


ADDING = Scenario(STEPS, adding, journal_and_claims, verifies, A_WHILE)


def with_the_text(place: str) -> str:
    lines = [
        f"In step {n} Norway {verb} {n} tanks."
        for n in range(1, STEPS + 1)
        for verb in ("pledged", "delivered")
    ]
    with ledger.open(place, by_whom="tests") as book:
        book.add_document(in_steps(*lines), published="2024-01-01")
    return place


def test_adds(sqlite_template: Path, tmp_path: Path, times: Times, counted: Counted) -> None:
    prepared = with_the_text(str(shutil.copy(sqlite_template, tmp_path / "prepared.db")))
    fresh = copies_of(prepared, tmp_path)
    kill_often(fresh, ADDING, times(60), lambda: counted("kill-adds", 1))


def test_adds_to_a_server(new_ledger: Callable[[str], str], times: Times, counted: Counted) -> None:
    def fresh() -> str:
        return with_the_text(new_ledger("postgresql"))

    kill_often(fresh, ADDING, times(20), lambda: counted("kill-adds-postgresql", 1))


@pytest.fixture
def unread(sqlite_template: Path, tmp_path: Path) -> str:
    """A ledger with as many articles as there are steps."""
    place = shutil.copy(sqlite_template, tmp_path / "unread.db")
    articles = sorted((ROOT / "fixtures" / "reading" / "tune").glob("*.txt"))
    with ledger.open(place, by_whom="tests") as book:
        for article in articles[:STEPS]:
            book.add_document(article, published="2024-06-01")
    return str(place)


def test_extraction(unread: str, tmp_path: Path, times: Times, counted: Counted) -> None:
    def commands(first: int) -> list[Command]:
        return [("extract", *(f"D{n}" for n in range(first + 1, STEPS + 1)))]

    fresh = copies_of(unread, tmp_path)
    scenario = Scenario(STEPS, commands, journal_and_claims, verifies, A_WHILE)
    kill_often(fresh, scenario, times(40), lambda: counted("kill-extraction", 1))


def test_review(unread: str, tmp_path: Path, times: Times, counted: Counted) -> None:
    with ledger.open(unread, by_whom="tests") as book:
        for _ in extract_documents(book):
            pass
    claims = [number for (number,) in run(unread, "SELECT id FROM claim ORDER BY id")][:STEPS]

    def commands(first: int) -> list[Command]:
        return [_decision(number).split() for number in claims[first:]]

    fresh = copies_of(unread, tmp_path)
    scenario = Scenario(len(claims), commands, journal_and_claims, verifies, A_WHILE)
    kill_often(fresh, scenario, times(40), lambda: counted("kill-review", 1))


def _decision(claim: int) -> str:
    """One claim in three is rejected, the others become entries."""
    if claim % 3 == 0:
        return f"review reject K{claim} --reason wrong"
    about = "--donor Norway --recipient Ukraine --aid-type other --stage pledged"
    return f"review amend K{claim} {about} --title {claim}"


def test_upgrade(tmp_path: Path, times: Times, counted: Counted) -> None:
    """Killed midway it is as before; the next upgrade brings it up."""
    old = ROOT / "fixtures" / "databases" / "0003.sqlite"

    def everything(place: str) -> State:
        schema = run(place, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        return contents(place), schema

    def commands(first: int) -> list[Command]:
        return [("db", "upgrade")][first:]

    def is_whole(place: str, done: int) -> bool:
        return not done or verifies(place)

    fresh = copies_of(old, tmp_path)
    scenario = Scenario(1, commands, everything, is_whole, 0.2)
    kill_often(fresh, scenario, times(40), lambda: counted("kill-upgrade", 1))
