"""Which modules import which: the layers hold, and help is not slowed by the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "rapidfuzz",
    "charset_normalizer",
    "rich.table",
    "ledger.model",
    "ledger.store",
)

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
    assert "Usage: aid-ledger" in run.stdout
    return set(run.stderr.split())


@pytest.mark.parametrize("command", [["--help"], ["gap", "--help"], ["source", "add", "--help"]])
def test_help_imports_no_database(command: list[str]) -> None:
    assert loaded_after(*command).isdisjoint(HEAVY)


def test_the_first_help_does_not_import_pydantic_either() -> None:
    # a command's own help does: Typer itself uses it to read the types of options
    assert "pydantic" not in loaded_after("--help")


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
