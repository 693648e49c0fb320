"""``gap``: what was promised, what arrived, what is missing, what nobody has published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli.options import Db, Excel, FormatOption, OutputOption, Quiet, open_for, output
from ledger.cli.output import note
from ledger.cli.verify import FINDINGS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.cli.output import Output
    from ledger.gap.answer import Gap
    from ledger.gap.question import Question


def gap(
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIMENSIONS",
            help="donor, recipient, aid-type, item, programme, month, quarter, year; several with"
            " commas.  [default: donor]",
        ),
    ] = None,
    donor: Annotated[
        list[str] | None,
        typer.Option(help="Only of this donor; of a group (NATO) also of its members."),
    ] = None,
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
    currency: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Convert into this currency, each figure at its rate."),
    ] = None,
    rates: Annotated[
        str | None,
        typer.Option(
            metavar="POLICY",
            help="event-date, as-of, month:2024-06, or fixed:FILE (a CSV: unit,value)."
            "  [default: event-date]",
        ),
    ] = None,
    value_items: Annotated[
        bool, typer.Option("--value-items", help="Convert items, too, at their prices.")
    ] = False,
    basis: Annotated[
        list[str] | None,
        typer.Option(
            metavar="BASES",
            help="Prices of items at source, book, replacement or estimate: the first there is.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 3 if anything could not be converted.")
    ] = False,
    sort: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Order by a column: donor, promised, outstanding …"),
    ] = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", help="Only the first rows of each unit.")
    ] = None,
    totals: Annotated[
        bool, typer.Option("--totals", help="Add all rows up, unit by unit (table and json).")
    ] = False,
    fail_over: Annotated[
        str | None,
        typer.Option(
            metavar="AMOUNT",
            help="Exit 3 if a row's outstanding is certainly above it: with --currency 5000000,"
            ' else "5000000 EUR".',
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which commitments and entries make each cell.")
    ] = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show what was promised, and what is known of it.

    Figures stay in their own units unless --currency names one; a figure that nobody published
    stays empty.

    \b
    Example:
      aid-ledger gap --by donor --as-of 2024-04-30

    \b
    Example:
      aid-ledger gap --by donor --currency EUR --as-of 2024-04-30

    \b
    Example:
      aid-ledger gap --by donor,item --donor Germany --explain
    """
    from ledger.asking import build_question
    from ledger.errors import UsageRefused
    from ledger.gap.answer import answer
    from ledger.gap.view import above, arrange

    if strict and currency is None:
        raise UsageRefused("Nothing is converted that could fail.", hint="Add --currency EUR.")
    out = output(format_, output_, excel=excel)
    if totals and out.format not in {"table", "json"}:
        raise UsageRefused(
            "Totals among rows would be added up again by whoever reads them.",
            hint="They go with --format table and json.",
        )
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
            currency=currency,
            rates=rates,
            value_items=value_items,
            basis=basis,
        )
        limit = None if fail_over is None else _limit(connection, fail_over, question)
        found = answer(connection, question, from_entries=explain)
    over = [] if limit is None else above(found, *limit)
    arrange(found, sort, top, with_totals=totals)
    write_gap(found, out, known_at=known_at, explain=explain)
    for row in over:
        group = ", ".join(str(row.group[dimension.value] or "–") for dimension in question.by)
        note(f"Over {fail_over}: what is outstanding of {group}, in {row.unit}.")
    if found.unconverted:
        note(f"Figures that could not be converted: {len(found.unconverted)}.")
    if over or (strict and found.unconverted):
        raise typer.Exit(FINDINGS)


def _limit(connection: Connection, text: str, question: Question) -> tuple[str, int]:
    """The unit and the amount above which something is too much."""
    from ledger.errors import UsageRefused
    from ledger.store.names import Names
    from ledger.values import amount
    from ledger.values.units import parse_quantity

    if question.policy is not None and text.strip()[-1:].isdigit():
        return question.policy.currency, amount.parse(text)
    if text.strip()[-1:].isdigit():
        raise UsageRefused(
            "--fail-over has no unit.", hint='Write "5000000 EUR", or add --currency EUR.'
        )
    quantity = parse_quantity(text)
    if quantity.bounds.low is None or not quantity.bounds.is_exact:
        raise UsageRefused("--fail-over takes one figure, not a range.")
    return Names(connection).unit(quantity.unit).code, quantity.bounds.low


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
