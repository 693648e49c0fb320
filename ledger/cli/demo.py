"""``demo``: the five articles, end to end."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import output as cli_output
from ledger.cli.options import Quiet, database
from ledger.cli.output import note, say

if TYPE_CHECKING:
    from ledger.api import Ledger


DemoDb = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        help="Where to keep it.  [env: AID_LEDGER_DB; default: aid-ledger-demo.db]",
        show_default=False,
    ),
]

NEXT = (
    "gap --by donor --as-of 2024-03-31",
    "gap --by donor --donor US --explain",
    "commitment show C5",
    "verify",
    "export csv -o out",
)
"""What to type next."""


def demo(
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Build it anew, in place of the one that is there.")
    ] = False,
    db: DemoDb = None,
    quiet: Quiet = False,
) -> None:
    """Show what a ledger of five real articles answers.

    It is kept in aid-ledger-demo.db, or where --db or AID_LEDGER_DB says; a second run shows the
    same. With --quiet the gap alone is shown.

    \b
    Example:
      aid-ledger demo
    """
    from ledger.demo import DEFAULT_DB, open_demo

    at = database(db, DEFAULT_DB)
    book, is_new = open_demo(at, fresh=fresh, say=note)
    with book:
        if is_new:
            note(f"Built {at} from the five articles.")
        else:
            note(f"{at} is there already; --fresh builds it anew.")
        _show(book, at)


def _show(book: Ledger, at: str) -> None:
    from ledger.audit.trace import trace
    from ledger.cli.gap_shapes import write_gap
    from ledger.cli.options import output
    from ledger.cli.traces import show_trace
    from ledger.demo import AS_OF, FIGURE
    from ledger.values import refs

    out = output("table", None)
    if cli_output.quiet:
        write_gap(book.gap(by="donor", as_of=AS_OF), out)
        return
    with book.reading() as connection:
        commitments = book.commitments()
        entries = sum(len(one.entries) for one in commitments)
        out.text(
            f"{len(book.documents())} documents, {len(commitments)} commitments,"
            f" {entries} entries.\n\n"
        )
        write_gap(book.gap(by="donor", as_of=AS_OF), out)
        out.text(f"\nWhere one of these figures comes from (aid-ledger trace {FIGURE}):\n\n")
        show_trace(trace(connection, refs.parse(FIGURE)), out)
    say("\nWhat to type next:\n")
    for command in NEXT:
        say(f"  aid-ledger --db {shlex.quote(at)} {command}")
