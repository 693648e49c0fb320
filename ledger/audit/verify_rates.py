"""Rates against the journal: as many as each load brought, and the same to the digit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from ledger.audit.findings import Finding
from ledger.model.tables import DOCUMENT, JOURNAL, RATE, RATE_SOURCE
from ledger.store import journal
from ledger.store.rates import RateSource, digest

_RATES = select(
    RATE.c.unit,
    RATE.c.priced_in,
    RATE.c.day,
    RATE.c.basis,
    RATE.c.provider,
    RATE.c.value,
    RATE.c.journal_seq,
).order_by(RATE.c.journal_seq)
"""All rates, load by load: no more than one load is in memory."""


def check_rates(connection: Connection) -> Iterator[Finding]:
    """Each load's source, number of rates and digest, and that there are no other rates."""
    query = select(JOURNAL).where(JOURNAL.c.action == "rates.load")
    told = {row.seq: row for row in connection.execute(query)}
    sources = {row.journal_seq: row for row in connection.execute(select(RATE_SOURCE))}
    for seq, row in sorted(told.items()):
        yield from _check_source(connection, sources.get(seq), row)
    for seq in sorted(sources.keys() - told.keys()):
        yield Finding("rates-extra", _where(seq), "no such load was recorded")
    there: set[int] = set()
    for seq, rates in groupby(connection.execute(_RATES), key=lambda rate: int(rate.journal_seq)):
        there.add(seq)
        if seq in told:
            yield from _check_load(
                seq, journal.told(told[seq].body), [tuple(r)[:-1] for r in rates]
            )
        else:
            yield Finding("rates-extra", _where(seq), "rates that no journal row tells of")
    for seq in sorted(told.keys() - there):
        yield from _check_load(seq, journal.told(told[seq].body), [])


def _where(seq: int) -> str:
    return f"rates of journal row {seq}"


def _check_source(
    connection: Connection, source: Row[Any] | None, row: Row[Any]
) -> Iterator[Finding]:
    if source is None:
        what = "the row that says where they came from has gone"
        yield Finding("rates-missing", _where(row.seq), what)
    elif _is_changed(source, row, journal.told(row.body)):
        what = "their source is not what the journal row says"
        yield Finding("rates-changed", _where(row.seq), what)
    else:
        yield from _check_words(connection, source)


def _is_changed(source: Row[Any], row: Row[Any], body: dict[str, Any]) -> bool:
    columns = source._asdict()
    return (
        any(columns[field.name] != body.get(field.name) for field in fields(RateSource))
        or columns["recorded_at"] != row.at
        or columns["recorded_by"] != row.by
    )


def _check_load(seq: int, body: dict[str, Any], rates: list[Any]) -> Iterator[Finding]:
    if len(rates) != body.get("rates"):
        what = f"there are {len(rates)}; the journal tells of {body['rates']}"
        yield Finding("rates-missing", _where(seq), what)
    elif digest(rates) != body.get("sha256"):
        yield Finding("rates-changed", _where(seq), "they are not those that were loaded")


def _check_words(connection: Connection, source: Row[Any]) -> Iterator[Finding]:
    if source.document_id is None:
        return
    query = select(DOCUMENT.c.text).where(DOCUMENT.c.id == source.document_id)
    text = connection.execute(query).scalar()
    if text is None or text[source.start_at : source.end_at] != source.exact:
        what = f"D{source.document_id} does not say so there"
        yield Finding("citation-slice", _where(source.journal_seq), what)
