"""Rates and unit values from a CSV of one's own: unit,priced_in,day,value,basis,source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ledger.errors import DocumentRefused, LedgerError, ValueRefused
from ledger.model.inputs import Name
from ledger.model.tables import BASES
from ledger.rates.ecb import RateFile
from ledger.rates.policy import csv_rows
from ledger.sources.decode import decode
from ledger.sources.files import read_file
from ledger.store.names import Measure
from ledger.values import days
from ledger.values.amount import shown
from ledger.values.rate import Rate, parse_value

COLUMNS = ("unit", "priced_in", "day", "value", "basis", "source")


def read_listed(path: Path, unit_of: Callable[[str], Measure]) -> RateFile:
    """Read the file; every row that cannot be taken is told at once.

    ``unit_of`` finds a unit by any of its names.
    """
    content = read_file(path)
    sha256 = hashlib.sha256(content).hexdigest()
    rates: list[Rate] = []
    problems: list[str] = []
    for line, row in csv_rows(path, decode(content).text, COLUMNS):
        try:
            rates.append(
                new_rate(
                    unit_of(row["unit"]),
                    unit_of(row["priced_in"]),
                    day=row["day"],
                    value=row["value"],
                    basis=row["basis"] or "source",
                    provider=row["source"],
                    source=path.name,
                    sha256=sha256,
                )
            )
        except LedgerError as error:
            problems.append(f"{path}, line {line}: {error.sentence}")
    if problems:
        raise DocumentRefused("\n".join(problems), hint="Nothing was changed.")
    return RateFile(path.name, sha256, rates)


def new_rate(
    unit: Measure,
    priced_in: Measure,
    *,
    day: str,
    value: str,
    basis: str,
    provider: str,
    source: str,
    sha256: str | None = None,
) -> Rate:
    """Validate a rate that is to be taken in; :class:`ValueRefused` says what is wrong."""
    if not priced_in.is_currency:
        raise ValueRefused(f"{priced_in.code} is not a currency that anything is priced in.")
    if unit.code == priced_in.code:
        raise ValueRefused(f"{unit.code} has no rate in itself.")
    if basis not in BASES:
        raise ValueRefused(
            f"{shown(basis)} is not a basis of a price.", hint=f"One of: {', '.join(BASES)}."
        )
    if unit.is_currency and basis != "source":
        raise ValueRefused(f"The basis {basis} is for items; an exchange rate is as published.")
    return Rate(
        unit.code,
        priced_in.code,
        days.parse_day(day),
        parse_value(value.strip(" ")),
        _provider(provider),
        basis,
        source,
        sha256,
    )


@cache
def _names() -> TypeAdapter[str]:
    return TypeAdapter(Name)


def _provider(text: str) -> str:
    try:
        return _names().validate_python(text)
    except ValidationError:
        raise ValueRefused(f"{shown(text)} does not name a source.") from None
