"""The runner of commands, for the review's own commands."""

from __future__ import annotations

from tests.cli.conftest import Run, Runner, run

__all__ = ["Run", "Runner", "run"]
