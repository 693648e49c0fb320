"""``extract``: stored documents into the review queue."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import ByWhom, Db, Quiet, open_for


def extract(
    refs: Annotated[
        list[str] | None, typer.Argument(metavar="[D3...]", help="Only these documents.")
    ] = None,
    reader: Annotated[
        str | None, typer.Option(help="A reader that is plugged in; else the grammar.")
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Read stored documents into the review queue. Again is safe: nothing doubles.

    \b
    Example:
      aid-ledger extract

    \b
    Example:
      aid-ledger extract D2 D3
    """
    from ledger.cli.output import say
    from ledger.review.extract import extract_documents
    from ledger.values.refs import RefKind, parse

    numbers = [parse(ref, RefKind.DOCUMENT).number for ref in refs or []]
    with open_for(db, by_whom=by_whom) as book:
        for number, found in extract_documents(book, numbers, reader):
            known = f", {found.known} known" if found.known else ""
            gone = f", {found.withdrawn} not found any more" if found.withdrawn else ""
            say(f"D{number}  {found.new} new{known}{gone}")
