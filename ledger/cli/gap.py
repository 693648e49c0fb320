"""``gap``: what was promised, what arrived, what is missing, what nobody has published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli.options import Db, Excel, FormatOption, OutputOption, Quiet, open_for, output

if TYPE_CHECKING:
    from ledger.cli.output import Output
    from ledger.gap.answer import Gap


def gap(
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIMENSIONS",
            help="donor, recipient, aid-type, item, programme, month, quarter, year; several with"
            " commas.  [default: donor]",
        ),
    ] = None,
    donor: Annotated[list[str] | None, typer.Option(help="Only of this donor.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="Only to this recipient.")] = None,
    aid_type: Annotated[list[str] | None, typer.Option(help="Only aid of this type.")] = None,
    item: Annotated[list[str] | None, typer.Option(help="Only of this item.")] = None,
    programme: Annotated[list[str] | None, typer.Option(help="Only of this programme.")] = None,
    stage: Annotated[
        list[str] | None,
        typer.Option(help="Only commitments whose latest entry is at this stage."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="As the world was on that day.  [default: today]"),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="As the ledger was then: a time, or a journal number."),
    ] = None,
    promised_at: Annotated[
        str, typer.Option(metavar="RUNG", help="pledged, or only what is committed or allocated.")
    ] = "pledged",
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which commitments and entries make each cell.")
    ] = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show the gap between what was promised and what is known to have arrived.

    Figures stay in their own units; a figure that nobody published stays empty.

    \b
    Example:
      aid-ledger gap --by donor --as-of 2024-04-30

    \b
    Example:
      aid-ledger gap --by donor,item --donor Germany --explain
    """
    from ledger.api import build_question
    from ledger.gap.answer import answer

    out = output(format_, output_, excel=excel)
    with open_for(db) as book, book.reading() as connection:
        question = build_question(
            connection,
            by or ["donor"],
            as_of,
            known_at,
            promised_at=promised_at,
            donor=donor,
            recipient=recipient,
            aid_type=aid_type,
            item=item,
            programme=programme,
            stage=stage,
        )
        found = answer(connection, question, from_entries=explain)
    write_gap(found, out, known_at=known_at, explain=explain)


def write_gap(gap: Gap, out: Output, *, known_at: str | None = None, explain: bool = False) -> None:
    """Write an answer in the form asked for."""
    from ledger.cli.gap_table import gap_page
    from ledger.exporters.sheets import explanation_sheet, gap_json, gap_sheet
    from ledger.exporters.write import Format

    if out.format is Format.TABLE:
        out.text(gap_page(gap, known_at, explain=explain))
    elif out.format is Format.JSON:
        out.json(gap_json(gap, known_at, explained=explain))
    else:
        out.sheet(explanation_sheet(gap) if explain else gap_sheet(gap))
