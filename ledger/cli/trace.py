"""``trace``: from a figure back to its sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import (
    AsOf,
    Db,
    FormatOption,
    KnownAt,
    OutputOption,
    Quiet,
    open_for,
    output,
)


def trace(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="C1|E4|D3|K7", help="A commitment, entry or document, or the claim of an entry."
        ),
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show the sentence behind a figure, and its way.

    \b
    Example:
      aid-ledger trace E9

    \b
    Example:
      aid-ledger trace C5 --format json

    \b
    Example:
      aid-ledger trace C5 --as-of 2024-03-31 --known-at 52
    """
    from ledger.asking import build_clocks
    from ledger.audit.trace import trace as follow
    from ledger.cli.traces import show_trace
    from ledger.values import refs

    wanted = refs.parse(ref)
    with open_for(db) as book, book.reading() as connection:
        clocks = build_clocks(connection, as_of, known_at)
        show_trace(follow(connection, wanted, clocks), output(format_, output_))
