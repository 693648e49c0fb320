"""``delivery``: what arrived, or is on its way."""

from __future__ import annotations

from typing import Annotated

import typer

from ledger.cli.commitment import (
    Amount,
    Basis,
    Day,
    Document,
    Quote,
    QuoteAt,
    Reason,
    Replaces,
    told,
)
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

app = typer.Typer(no_args_is_help=True, help="Deliveries: what is known to have arrived.")


@app.command()
def add(
    commitment: Annotated[str, typer.Argument(metavar="C12", help="What it delivers on.")],
    document: Document,
    quote: Quote,
    amount: Amount = None,
    date: Day = None,
    stage: Annotated[str, typer.Option(help="delivered or in_transit.")] = "delivered",
    total: Annotated[
        bool,
        typer.Option("--total", help="The figure is all that arrived so far, not some more."),
    ] = False,
    basis: Basis = "source",
    quote_at: QuoteAt = None,
    replaces: Replaces = None,
    reason: Reason = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Record what arrived, or is in transit.

    The quote must stand in the document and the figure in the quote.

    \b
    Example:
      aid-ledger delivery add C3 --date ..2022-10-11 --document D1 \\
        --quote "air defense systems provided by NATO allies"
    """
    from ledger.asking import new_entry
    from ledger.errors import ValueRefused
    from ledger.values.refs import RefKind, parse
    from ledger.values.stages import Stage

    entry = new_entry(
        stage=stage,
        document=document,
        quote=quote,
        amount=amount,
        date=date,
        cumulative=total,
        basis=basis,
        quote_at=quote_at,
        replaces=replaces,
        reason=reason,
    )
    if entry.stage not in {Stage.DELIVERED, Stage.IN_TRANSIT}:
        raise ValueRefused(
            f"{entry.stage} is not a stage of a delivery.",
            hint="Record it with: aid-ledger commitment add --to C12",
        )
    number = parse(commitment, RefKind.COMMITMENT).number
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        added = writer.add_entry(number, entry)
        writer.doubt_unit(number, added)
    told(number, added, writer.doubts)


@app.command("list")
def list_(
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List what was delivered or is in transit.

    \b
    Example:
      aid-ledger delivery list --format csv -o deliveries.csv
    """
    from ledger.exporters.sheets import entries_sheet

    with open_for(db) as book:
        sheet = entries_sheet(book.commitments(), ("delivered", "in_transit"))
    output(format_, output_, excel=excel).sheet(sheet)
