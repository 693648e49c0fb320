"""Running commands inside the test's own process, as a shell would run them."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import LedgerWith

import ledger
from ledger.api import Ledger
from ledger.cli import main, output
from ledger.cli.options import COMMON

ARTICLE = Path(__file__).parents[2] / "docs" / "examples" / "field-hospitals.txt"


@dataclass(frozen=True, slots=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Runner:
    """Runs ``aid-ledger`` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AID_LEDGER_DB", raising=False)
    monkeypatch.setenv("AID_LEDGER_USER", "tests")
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: object) -> Run:
        monkeypatch.setattr(output, "quiet", False)
        COMMON.db = COMMON.by_whom = None
        monkeypatch.setattr(sys, "argv", ["aid-ledger", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        assert isinstance(end.value.code, int)
        assert "Traceback" not in said.err
        return Run(end.value.code, said.out, said.err)

    return call


@pytest.fixture
def changes() -> Callable[[str], int]:
    """How many rows the journal of a place has: what did not change has as many as before."""

    def count(place: str) -> int:
        with ledger.open(place) as book, book.reading() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one())

    return count


@pytest.fixture
def desk(backend: str, ledger_with: LedgerWith) -> str:
    """A ledger with one document (D1), one promise (C1, E1), on each database in turn."""
    return ledger_with(backend, fill)


def fill(book: Ledger) -> None:
    """The example of the documentation, as far as its first promise."""
    book.add_document(ARTICLE, published="2024-05-16", publisher="aid-ledger documentation")
    book.add_commitment(
        donor="Norway", recipient="Ukraine", aid_type="humanitarian", title="Humanitarian aid"
    )
    book.add_entry(
        "C1",
        stage="committed",
        document="D1",
        amount="40000000 EUR",
        date="2024-05-14",
        quote="signed an agreement to give Ukraine €40 million",
    )


@pytest.fixture
def own_demo(demo_file: Path, tmp_path: Path) -> str:
    """A demonstration to be changed."""
    return shutil.copy(demo_file, tmp_path / "own.db")


_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_WHO = re.compile(r"(?<= by )\S+(?= at <time>)")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


def masked(text: str) -> str:
    """Output without what differs from run to run: times, who was at work, journal hashes."""
    return _HASH.sub("<hash>", _WHO.sub("<who>", _TIME.sub("<time>", text)))
