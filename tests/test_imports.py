"""Which modules import which: the layers hold, and commands import what they use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HEAVY = (
    "sqlalchemy",
    "alembic",
    "psycopg",
    "rapidfuzz",
    "charset_normalizer",
    "rich.table",
    "ledger.model",
    "ledger.store",
)

NOT_FOR_GAP = (
    "alembic",
    "psycopg",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.postgresql",
    "rapidfuzz",
    "charset_normalizer",
    "rich.console",
    "ledger.model.inputs",
    "ledger.store.writer",
    "ledger.sources.sentences",
    "ledger.reading",
    "ledger.cli.review",
)
"""For writing, reading texts, another database, and what is only shown when something is wrong."""

LOADED_AFTER = """
import sys
sys.argv = ["aid-ledger", *sys.argv[1:]]
from ledger.cli import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def loaded_after(*arguments: str) -> set[str]:
    """The modules that a run of ``aid-ledger`` has imported when it ends."""
    run = subprocess.run(
        [sys.executable, "-c", LOADED_AFTER, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert run.stdout
    return set(run.stderr.split())


@pytest.mark.parametrize("command", [["--help"], ["gap", "--help"], ["source", "add", "--help"]])
def test_help_imports_no_database(command: list[str]) -> None:
    assert loaded_after(*command).isdisjoint(HEAVY)


def test_the_first_help_does_not_import_pydantic_either() -> None:
    # a command's own help does: Typer itself uses it to read the types of options
    assert "pydantic" not in loaded_after("--help")


def test_the_gap_imports_nothing_that_writes_or_reads_texts(demo_file: Path) -> None:
    loaded = loaded_after("gap", "--db", str(demo_file))
    assert "ledger.cli.gap_table" in loaded
    assert loaded.isdisjoint(NOT_FOR_GAP)


def test_imports_go_one_way() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout
