"""``read``: what a text claims, without a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.cli.options import Excel, FormatOption, OutputOption, Quiet, output

if TYPE_CHECKING:
    from ledger.exporters.columns import Sheet


def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Articles as text files; - is standard input."),
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="A CSV with the columns file and published.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it was published: 2024-03-14.")
    ] = None,
    reader: Annotated[
        str | None, typer.Option(help="A reader that is plugged in; else the grammar.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=256, help="How many processes read.")
    ] = 1,
    explain: Annotated[
        bool, typer.Option("--explain", help="What was read where, and why; and why not.")
    ] = False,
    format_name: FormatOption = "table",
    excel: Excel = False,
    output_file: OutputOption = None,
    quiet: Quiet = False,
) -> None:
    """Read texts: what each claims, every figure with its place. Needs no database.

    \b
    Example:
      aid-ledger read article.txt --published 2024-03-14

    \b
    Example:
      aid-ledger read --manifest articles/index.csv --format jsonl -j 2
    """
    from ledger.cli.reading import explanations, records, tasks

    to = output(format_name, output_file, excel=excel)
    given = tasks(files or [], manifest, published, reader)
    if explain:
        to.text("".join(f"{line}\n" for line in explanations(given)))
        return
    to.sheet(_sheet(records(given, jobs)))


def _sheet(rows: Iterator[dict[str, Any]]) -> Sheet:
    from ledger.cli.reading import CLAIMS, NARROW
    from ledger.exporters.columns import Sheet

    return Sheet("claims", CLAIMS, list(rows), NARROW)
