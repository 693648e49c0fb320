"""``trace``: from a figure back to its sentence."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import Db, FormatOption, OutputOption, Quiet, open_for, output


def trace(
    ref: Annotated[
        str, typer.Argument(metavar="C1|E4|D3", help="A commitment, an entry or a document.")
    ],
    format_: FormatOption = "table",
    output_: OutputOption = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show the sentence behind a figure, and everything that led there.

    \b
    Example:
      aid-ledger trace E9

    \b
    Example:
      aid-ledger trace C5 --format json
    """
    from ledger.audit.trace import trace as follow
    from ledger.cli.traces import show_trace
    from ledger.values import refs
    from ledger.values.refs import RefKind

    wanted = refs.parse(ref, RefKind.COMMITMENT, RefKind.ENTRY, RefKind.DOCUMENT)
    with open_for(db) as book, book.reading() as connection:
        show_trace(follow(connection, wanted), output(format_, output_))
