"""The command line: parse, call one service, render."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``aid-ledger``; every failure is a sentence on standard error and an exit status."""
    from ledger.cli.app import app
    from ledger.cli.output import fail
    from ledger.errors import LedgerError

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except LedgerError as error:
        fail(error)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # whoever read our output has seen enough; keep the interpreter from flushing into it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
