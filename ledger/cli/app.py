"""The commands, put together; each group of them lives in a file of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger import __version__
from ledger.cli import (
    commitment,
    database,
    delivery,
    demo,
    export,
    extract,
    gap,
    history,
    rates,
    read,
    review,
    source,
    trace,
    verify,
    vocabulary,
)
from ledger.cli.options import COMMON, ByWhom, Db, Quiet
from ledger.cli.output import say

app = typer.Typer(
    name="aid-ledger",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "What was promised in aid, what is known to have arrived, what is known to be missing,"
        " and what nobody has published; with the sentence behind every figure.\n\n"
        "Start with: aid-ledger demo"
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"aid-ledger {__version__}")
        raise typer.Exit


@app.callback()
def common(
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that hold for whichever command follows."""
    COMMON.db, COMMON.by_whom = db, by_whom


app.command("demo")(demo.demo)
app.add_typer(source.app, name="source")
app.command("read")(read.read)
app.command("extract")(extract.extract)
app.add_typer(review.app, name="review")
app.add_typer(commitment.app, name="commitment")
app.add_typer(delivery.app, name="delivery")
app.command("gap")(gap.gap)
app.add_typer(rates.app, name="rates")
app.command("trace")(trace.trace)
app.command("history")(history.history)
app.command("verify")(verify.verify)
app.add_typer(export.app, name="export")
app.add_typer(vocabulary.app, name="vocabulary")
app.add_typer(database.app, name="db")
