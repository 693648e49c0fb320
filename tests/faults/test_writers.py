"""Eight people at work on one ledger: everything that each was told stands there, in one chain."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import psycopg
import pytest
from databases import run

import ledger

pytestmark = pytest.mark.faults

WRITERS = 8
ENTRIES = 250
ONE_WRITER = f"""
import sys
import ledger

place, number = sys.argv[1], sys.argv[2]
with ledger.open(place, by_whom=f"writer {{number}}") as book:
    for n in range(1, {ENTRIES} + 1):
        added = book.add_entry(
            f"C{{number}}",
            stage="pledged",
            document=f"D{{number}}",
            quote=f"In step {{n}} of {{number}} Norway pledged {{n}} tanks.",
            amount=f"{{n}} tank",
            cumulative=False,
        )
        print(added.ref, flush=True)
"""


def prepare(place: str) -> None:
    """A document and a commitment for each writer."""
    with ledger.open(place, by_whom="tests") as book:
        for number in range(1, WRITERS + 1):
            lines = [
                f"In step {n} of {number} Norway pledged {n} tanks." for n in range(1, ENTRIES + 1)
            ]
            book.add_document("\n".join(lines).encode(), published="2024-01-01")
            book.add_commitment(
                donor="Norway", recipient="Ukraine", aid_type="military", title=f"Tanks {number}"
            )


@pytest.fixture
def with_statistics(backend: str, request: pytest.FixtureRequest) -> Iterator[None]:
    """Lets a server look after itself, as servers do: without, it plans for empty tables."""
    if backend == "sqlite":
        yield
        return
    settings = {"autovacuum": "on", "autovacuum_naptime": "1"}
    with psycopg.connect(request.getfixturevalue("server"), autocommit=True) as connection:
        before = {name: connection.execute(f"SHOW {name}").fetchone() for name in settings}
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")
        yield
        for name, value in before.items():
            assert value is not None
            connection.execute(f"ALTER SYSTEM SET {name} = '{value[0]}'")
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.usefixtures("with_statistics")
def test_eight_writers_lose_nothing(
    place: str, backend: str, counted: Callable[[str, int], None]
) -> None:
    prepare(place)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_WRITER, place, str(number)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(1, WRITERS + 1)
    ]
    ended = [writer.communicate() for writer in writers]
    counted(f"writers-{backend}", 1)
    assert [error for _, error in ended] == [""] * WRITERS
    assert [writer.returncode for writer in writers] == [0] * WRITERS

    told = {int(ref[1:]): number for number, (out, _) in enumerate(ended, 1) for ref in out.split()}
    rows = run(place, "SELECT id, commitment_id FROM entry")
    assert {int(entry): int(commitment) for entry, commitment in rows} == told
    assert sorted(told) == list(range(1, WRITERS * ENTRIES + 1))
    with ledger.open(place) as book:
        assert book.verify() == []
        [row] = book.gap(as_of="2024-12-31").rows
    assert str(row.figures["promised"]) == str(WRITERS * sum(range(1, ENTRIES + 1)))
