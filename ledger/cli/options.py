"""The options that mean the same wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledger.cli import output as cli_output
from ledger.cli.output import Output, note

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.exporters.write import Format

DEFAULT_DB = "ledger.db"


@dataclass(slots=True)
class Common:
    """What was given before the command; a command's own options go before it."""

    db: str | None = None
    by_whom: str | None = None


COMMON = Common()


def be_quiet(wanted: bool) -> None:
    """From here on nothing is said but results and errors."""
    if wanted:
        cli_output.quiet = True


Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="PATH|URL",
        help="The ledger: a file, or postgresql://…  [env: AID_LEDGER_DB; default: ledger.db]",
        show_default=False,
    ),
]
ByWhom = Annotated[
    str | None,
    typer.Option(
        "--by-whom",
        metavar="NAME",
        help="Who does this, for the journal.  [env: AID_LEDGER_USER; default: login name]",
        show_default=False,
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        callback=be_quiet,
        is_eager=True,
        expose_value=False,
        help="Say nothing but results and errors.",
    ),
]
FormatOption = Annotated[
    str,
    typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, tsv, json or jsonl."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there instead of to the screen."),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="As the world was on that day.  [default: all days]"),
]
KnownAt = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="As the ledger was then: a time, or a journal number."),
]
Excel = Annotated[
    bool, typer.Option("--excel", help="CSV and TSV for Excel: with byte order mark and CRLF.")
]


def database(db: str | None, default: str = DEFAULT_DB) -> str:
    """The ledger that is meant: the option, AID_LEDGER_DB, or one in the current folder."""
    import os

    return db or COMMON.db or os.environ.get("AID_LEDGER_DB") or default


def open_for(db: str | None, *, by_whom: str | None = None, create: bool = False) -> Ledger:
    """Open the ledger for one command."""
    from ledger.api import open_ledger

    return open_ledger(database(db), create_it=create, by_whom=by_whom or COMMON.by_whom, say=note)


def output(format_name: str, path: Path | None, *, excel: bool = False) -> Output:
    """Where and how a command writes its data."""
    return Output(_format(format_name), path, excel)


def folder(path: Path) -> None:
    """Refuse the screen where a folder, or a zip file, is to be written."""
    from ledger.errors import UsageRefused

    if str(path) == "-":
        raise UsageRefused(
            "Several files cannot go to the screen.", hint="Name a folder: -o my-ledger"
        )


def _format(name: str) -> Format:
    from ledger.errors import UsageRefused
    from ledger.exporters.write import Format
    from ledger.values.amount import shown

    try:
        return Format(name.casefold())
    except ValueError:
        raise UsageRefused(
            f"{shown(name)} is not a format.", hint=f"One of: {', '.join(Format)}."
        ) from None
