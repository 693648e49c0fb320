"""DuckDB on a file of its own: one wide table of entries, and a rate for every day.

Figures are whole ten-thousandths. A product with a rate fits 64 bits for figures below 90 billion,
and is computed in 128 (HUGEINT) above: the ledger takes figures up to 10^15. Sums have 128 bits.
The query does what the rules say, from the entries, and nothing is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.gap import seeded
from benchmarks.gap.asking import Ask
from benchmarks.gap.handwritten import answer
from benchmarks.gap.questions import COLUMNS, Answer, Question

_TABLES = """
CREATE TYPE units AS ENUM ({units});
CREATE TYPE stages AS ENUM ('pledged', 'committed', 'delivered');
CREATE TYPE parties AS ENUM ({parties});
CREATE TYPE items AS ENUM ({items});
CREATE TABLE entry (
    id BIGINT, commitment BIGINT, donor parties, recipient parties, item items, stage stages,
    low BIGINT, high BIGINT, unit units, last DATE
);
CREATE TABLE daily (unit units, day DATE, rate BIGINT);
"""

_QUERY = """
WITH converted AS (
    SELECT commitment, donor, item, stage = 'delivered' AS arrived, last,
           2 * (last - DATE '2000-01-01') + (stage = 'committed')::INT AS place,
           CASE WHEN rate IS NULL THEN e.unit ELSE 'EUR'::units END AS unit,
           {low} AS low, {high} AS high
    FROM entry e LEFT JOIN daily r ON r.unit = e.unit AND r.day = e.last
    WHERE last <= $as_of {only}
), folded AS (
    SELECT commitment, donor, unit, item,
           max(last) FILTER (NOT arrived) AS day,
           arg_max(low, place) FILTER (NOT arrived) AS p_low,
           arg_max(coalesce(high, -1), place) FILTER (NOT arrived) AS p_high,
           sum(low) FILTER (arrived) AS d_low,
           CASE WHEN count(high) FILTER (arrived) = count(*) FILTER (arrived)
                THEN sum(high) FILTER (arrived) END AS d_high
    FROM converted GROUP BY commitment, donor, unit, item
), closed AS (
    SELECT * REPLACE (CASE WHEN p_high >= 0 THEN p_high END AS p_high) FROM folded
), line AS (
    SELECT unit, {groups},
           1 AS promised, p_low AS promised_low, p_high AS promised_high,
           d_low AS delivered, d_low AS delivered_low, d_high AS delivered_high,
           d_low AS outstanding,
           CASE WHEN d_low IS NULL THEN NULL WHEN d_high IS NULL THEN 0
                ELSE greatest(0, p_low - d_high) END AS outstanding_low,
           CASE WHEN d_low IS NULL OR p_high IS NULL THEN NULL
                ELSE greatest(0, p_high - d_low) END AS outstanding_high,
           CASE WHEN d_low IS NULL THEN 1 END AS undetermined,
           CASE WHEN d_low IS NULL THEN p_low END AS undetermined_low,
           CASE WHEN d_low IS NULL THEN p_high END AS undetermined_high,
           CASE WHEN d_low > p_high THEN 1 END AS overdelivered,
           CASE WHEN d_low > p_high THEN d_low - p_high END AS overdelivered_low,
           CASE WHEN d_low > p_high THEN d_high - p_low END AS overdelivered_high
    FROM closed
)
SELECT {names}, unit, {sums} FROM line GROUP BY {names}, unit
"""

_GROUPS = {
    "donor": "donor",
    "month": "strftime(day, '%Y-%m') AS month",
    "item": "CASE WHEN unit = 'EUR' THEN item::VARCHAR ELSE unit::VARCHAR END AS item",
}

_HALF_EVEN = """
    CASE WHEN rate IS NULL THEN {end}
         WHEN {end} < 900000000000000 THEN {end} * 10000 // rate + CASE
             WHEN 2 * ({end} * 10000 % rate) > rate
               OR (2 * ({end} * 10000 % rate) = rate AND {end} * 10000 // rate % 2 = 1)
             THEN 1 ELSE 0 END
         ELSE {end}::HUGEINT * 10000 // rate + CASE
             WHEN 2 * ({end}::HUGEINT * 10000 % rate) > rate
               OR (2 * ({end}::HUGEINT * 10000 % rate) = rate
                   AND {end}::HUGEINT * 10000 // rate % 2 = 1)
             THEN 1 ELSE 0 END
    END
"""


def fill(place: Path, size: int, donors: list[str], recipients: list[str]) -> None:
    """Make the file from the seeded rows, by way of a CSV beside it."""
    with closing(duckdb.connect(str(place))) as connection:
        connection.execute(
            _TABLES.format(
                units=_listed([*seeded.CURRENCIES, *seeded.ITEMS]),
                parties=_listed([*donors, *recipients]),
                items=_listed(seeded.ITEMS),
            )
        )
        connection.executemany("INSERT INTO daily VALUES (?, ?, ?)", list(_daily()))
        rows = place.with_suffix(".csv")
        with rows.open("w", newline="") as file:
            write = csv.writer(file).writerow
            for about, entries in seeded.commitments(size):
                head = (about.number, donors[about.donor], recipients[about.recipient], about.item)
                for one in entries:
                    write((one.number, *head, one.stage, one.low, one.high, one.unit, one.last))
        connection.execute(f"COPY entry FROM '{rows}' (HEADER false)")
        rows.unlink()


def _listed(words: Iterable[str]) -> str:
    return ", ".join("'{}'".format(word.replace("'", "''")) for word in words)


def _daily() -> Iterator[tuple[str, date, int]]:
    """The last rate by each day, in ten-thousandths of what a euro costs."""
    known = {(one.priced_in, one.day): one.value for one in seeded.rates()}
    for unit in seeded.CURRENCIES:
        value = seeded.SCALE
        for number in range(-7, (seeded.LAST - seeded.FIRST).days + 1):
            day = seeded.FIRST + timedelta(number)
            value = known.get((unit, day), value)
            yield unit, day, value


@contextmanager
def duck(place: str) -> Iterator[Ask]:
    """Asks the file, as DuckDB comes: as many threads as there are cores."""
    with closing(duckdb.connect(place, read_only=True)) as connection:

        def ask(question: Question) -> Answer:
            told: dict[str, Any] = {"as_of": question.as_of}
            only = ""
            if question.recipient is not None:
                only += " AND recipient = $recipient"
                told["recipient"] = question.recipient
            if question.known is not None:
                only += " AND id <= $known"
                told["known"] = question.known
            text = _QUERY.format(
                only=only,
                low=_HALF_EVEN.format(end="low"),
                high=_HALF_EVEN.format(end="high"),
                groups=", ".join(_GROUPS[name] for name in question.by),
                names=", ".join(question.by),
                sums=", ".join(
                    f"count({name}), sum({name}_low), count({name}_high), sum({name}_high)"
                    for name in COLUMNS
                ),
            )
            return answer(connection.execute(text, told).fetchall(), question)

        yield ask
