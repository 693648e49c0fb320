"""``read``: what a text claims, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ledger.cli.options import Excel, FormatOption, OutputOption, Quiet, output

if TYPE_CHECKING:
    from ledger.exporters.columns import Sheet


Manifest = Annotated[
    Path | None,
    typer.Option(
        help="A CSV with the columns file and published: reads its files, or only those that are"
        " named, with their days from it."
    ),
]


def read(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE...", help="Articles as text files; - is standard input."),
    ] = None,
    manifest: Manifest = None,
    published: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day it was published: 2024-03-14.")
    ] = None,
    reader: Annotated[
        str | None, typer.Option(help="A reader that is plugged in; else the grammar.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, max=256, help="How many processes read.")
    ] = 1,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="Who reads: processes here, or dask, a cluster.")
    ] = "processes",
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The cluster's scheduler: tcp://127.0.0.1:8786."),
    ] = None,
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

    With --engine dask the files are handed in batches to a Dask cluster that is running; the
    claims are the same, in the same order. It takes the extra dask, here and on each worker.
    """
    from ledger.cli.reading import cluster_of, explanations, records, tasks
    from ledger.errors import UsageRefused

    to = output(format_name, output_file, excel=excel)
    cluster = cluster_of(engine, scheduler, jobs=jobs, explain=explain)
    if explain and format_name != "table":
        raise UsageRefused("--explain prints text: leave --format out.")
    given = tasks(files or [], manifest, published, reader)
    if explain:
        to.text("".join(f"{line}\n" for line in explanations(given)))
        return
    found = records(given, jobs, cluster)
    if to.format == "jsonl":
        to.lines(_lines(found))
    else:
        to.sheet(_sheet(found))


def _lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A line a row as it comes: a corpus does not have to fit into memory."""
    from ledger.exporters.write import json_lines

    for row in rows:
        yield from json_lines(_sheet([row]))


def _sheet(rows: Iterable[dict[str, Any]]) -> Sheet:
    from ledger.cli.reading import CLAIMS, NARROW
    from ledger.exporters.columns import Sheet

    return Sheet("claims", CLAIMS, list(rows), NARROW)
