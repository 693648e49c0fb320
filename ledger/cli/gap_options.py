"""The options of ``gap``."""

from __future__ import annotations

from typing import Annotated

import typer

By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DIMENSIONS",
        help="donor, recipient, aid-type, item, programme, month, quarter, year; several with"
        " commas.  [default: donor]",
    ),
]
Donor = Annotated[
    list[str] | None,
    typer.Option(help="Only of this donor; of a group (NATO) also of its members."),
]
Recipient = Annotated[list[str] | None, typer.Option(help="Only to this recipient.")]
AidTypes = Annotated[list[str] | None, typer.Option(help="Only aid of this type.")]
Item = Annotated[list[str] | None, typer.Option(help="Only of this item.")]
Programme = Annotated[list[str] | None, typer.Option(help="Only of this programme.")]
StageNow = Annotated[
    list[str] | None,
    typer.Option(help="Only commitments whose latest entry is at this stage."),
]
AsOfDay = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="As the world was on that day.  [default: today]"),
]
PromisedAt = Annotated[
    str, typer.Option(metavar="RUNG", help="pledged, or only what is committed or allocated.")
]
Currency = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Convert into this currency, each figure at its rate."),
]
Rates = Annotated[
    str | None,
    typer.Option(
        metavar="POLICY",
        help="event-date, as-of, month:2024-06, or fixed:FILE (a CSV: unit,value)."
        "  [default: event-date]",
    ),
]
ValueItems = Annotated[
    bool, typer.Option("--value-items", help="Convert items, too, at their prices.")
]
Bases = Annotated[
    list[str] | None,
    typer.Option(
        metavar="BASES",
        help="Prices of items at source, book, replacement or estimate: the first there is.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit 3 if anything could not be converted.")
]
Sort = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="Order by a column: donor, promised, outstanding …"),
]
Top = Annotated[int | None, typer.Option(metavar="N", help="Only the first rows of each unit.")]
Totals = Annotated[
    bool, typer.Option("--totals", help="Add all rows up, unit by unit (table and json).")
]
FailOver = Annotated[
    str | None,
    typer.Option(
        metavar="AMOUNT",
        help="Exit 3 if a row's outstanding is certainly above it: with --currency 5000000,"
        ' else "5000000 EUR".',
    ),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Show which commitments and entries make each cell.")
]
Funnel = Annotated[
    bool,
    typer.Option("--funnel", help="How much got how far: proposed, pledged … delivered."),
]
Overdue = Annotated[
    bool,
    typer.Option("--overdue", help="Only promises whose delivery date has passed, and which."),
]
OverTime = Annotated[
    str | None,
    typer.Option(metavar="month", help="The gap as it stood at the end of each month."),
]
