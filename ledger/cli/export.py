"""``export``: the ledger taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.options import Db, Excel, KnownAt, Quiet, folder, open_for, output

app = typer.Typer(no_args_is_help=True, help="Take the ledger away, in formats that others read.")


@app.callback()
def export() -> None:
    """Take the ledger away, in formats that others read."""


@app.command("csv")
def csv_(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.")
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="DIMENSIONS", help="How to group the gap.  [default: donor]"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="The gap as of that day.  [default: today]")
    ] = None,
    known_at: KnownAt = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write the whole ledger as CSV files.

    The gap, commitments, entries, citations and documents, with a dictionary.

    explanation.csv leads from each cell of gap.csv to its entries, entries.csv and citations.csv
    from there to the sentence, the document and its SHA-256.

    Figures stay in their own units; in one currency there is gap --currency EUR --format csv.

    \b
    Example:
      aid-ledger export csv -o ledger-2024-04-30 --as-of 2024-04-30
    """
    from ledger.asking import build_question
    from ledger.cli.output import note, write_file
    from ledger.errors import StoreError
    from ledger.exporters.folder import csv_files, exported

    folder(output)
    with open_for(db) as book, book.reading() as connection:
        question = build_question(connection, by or ["donor"], as_of, known_at)
        files = csv_files(exported(connection, question), excel=excel)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{output} cannot be made a folder: {error.strerror}.") from None
    for name, content in files.items():
        write_file(output / name, content)
    note(f"Written to {output}: {', '.join(str(name) for name in files)}")


@app.command()
def bundle(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR|FILE.zip", help="A new folder, or a zip file."),
    ],
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="DIMENSIONS", help="How to group the gap.  [default: donor]"),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="The gap as of that day.  [default: today]")
    ] = None,
    known_at: KnownAt = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write all that an outsider needs for a check.

    CSV files, documents, journal, and a program that checks them.

    In it check.py, which needs nothing but Python, checks every hash and every citation. The same
    ledger and the same question give the same bytes.

    Figures stay in their own units; in one currency there is gap --currency EUR --format csv.

    \b
    Example:
      aid-ledger export bundle -o ledger-2024-04-30.zip --as-of 2024-04-30
    """
    from ledger.asking import build_question
    from ledger.cli.output import note
    from ledger.exporters.bundle import bundle as bundled
    from ledger.exporters.bundle import write_bundle

    folder(output)
    with open_for(db) as book, book.reading() as connection:
        files = bundled(connection, build_question(connection, by or ["donor"], as_of, known_at))
    write_bundle(files, output)
    note(f"Written to {output}: {len(files)} files.")


@app.command()
def beancount(
    output_file: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is the screen.")
    ],
    as_of: Annotated[
        str | None, typer.Option(metavar="DAY", help="Up to that day.  [default: today]")
    ] = None,
    known_at: KnownAt = None,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Write a journal for beancount, a plain-text accounting program.

    Units are commodities, accounts are by donor and recipient; the lower and the upper end of
    each figure has its own. An open end is one OPEN.EUR, a promise without a figure one
    UNQUANTIFIED: neither becomes a number.

    \b
    Example:
      aid-ledger export beancount -o ledger.beancount --as-of 2024-04-30
    """
    from ledger.asking import build_question
    from ledger.exporters.beancount import beancount as journal

    with open_for(db) as book, book.reading() as connection:
        text = journal(connection, build_question(connection, "donor", as_of, known_at))
    output("table", output_file).exact(text)
