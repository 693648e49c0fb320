"""The command line: parse, call one service, render."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``aid-ledger``; every failure is a sentence on standard error and an exit status."""
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> int:
    from ledger.cli.app import app
    from ledger.cli.output import fail
    from ledger.errors import LedgerError

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except LedgerError as error:
        fail(error)
        return error.exit_status
    return 0
