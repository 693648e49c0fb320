"""The runner of commands, for the commands that auditors type, and what they look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import LedgerWith

import ledger
from ledger.api import Ledger
from tests.cli.conftest import Run, Runner, run

from .building import build

__all__ = ["Run", "Runner", "run"]


@pytest.fixture
def built_place(backend: str, ledger_with: LedgerWith) -> str:
    """The small ledger with something of every kind, on each database in turn."""
    return ledger_with(backend, build)


@pytest.fixture
def built(built_place: str) -> Iterator[Ledger]:
    """The same, open."""
    with ledger.open(built_place, by_whom="tests") as book:
        yield book
