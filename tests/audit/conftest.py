"""The runner of commands, for the commands that auditors type."""

from __future__ import annotations

from tests.cli.conftest import Run, Runner, run

__all__ = ["Run", "Runner", "run"]
