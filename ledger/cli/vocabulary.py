"""``vocabulary``: the names that a ledger knows."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.options import (
    ByWhom,
    Db,
    Excel,
    FormatOption,
    OutputOption,
    Quiet,
    open_for,
    output,
)
from ledger.cli.output import say

app = typer.Typer(
    no_args_is_help=True, help="Names: the organisations and items that the ledger knows."
)


@app.command()
def add_organisation(
    name: Annotated[str, typer.Argument(help="Its name.")],
    code: Annotated[str | None, typer.Option(help="A short code for it, if there is one.")] = None,
    kind: Annotated[str, typer.Option(help="state, group, institution or fund.")] = "institution",
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Take in a new donor or recipient.

    \b
    Example:
      aid-ledger vocabulary add-organisation "Norwegian People's Aid" --code NPA
    """
    from ledger.asking import new_organisation

    new = new_organisation(name=name, code=code, kind=kind)
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        writer.add_organisation(new)
    say(code or name)


@app.command()
def add_item(
    name: Annotated[str, typer.Argument(help="Its name, in the singular.")],
    category: Annotated[str, typer.Option(help="What kind of thing it is.")] = "other",
    counting_unit: Annotated[str, typer.Option(help="What one of it is.")] = "piece",
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Take in a new kind of thing.

    \b
    Example:
      aid-ledger vocabulary add-item "field library" --category relief
    """
    from ledger.asking import new_item

    new = new_item(name=name, category=category, counting_unit=counting_unit)
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        writer.add_item(new)
    say(name)


@app.command("list")
def list_(
    search: Annotated[str, typer.Argument(help="Only names with these letters in them.")] = "",
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List organisations and units with their names.

    \b
    Example:
      aid-ledger vocabulary list patriot
    """
    from ledger.exporters.sheets import vocabulary_sheet
    from ledger.store.names import Names

    with open_for(db) as book, book.reading() as connection:
        sheet = vocabulary_sheet(Names(connection), search)
    output(format_, output_, excel=excel).sheet(sheet)
