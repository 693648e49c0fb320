"""SQL written by hand over the ledger's own tables, with no use of what the writer keeps.

Each entry is converted at the rate of its last day, or of the last day before that had one, and
rounded half-even, in whole numbers; then each commitment is folded, and groups are added up. It
takes what the seeded ledger is for granted: promises are totals, deliveries are parts, nothing is
linked, cancelled or replaced, rates have four decimals, and products fit 64 bits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from benchmarks.gap.asking import Ask
from benchmarks.gap.questions import COLUMNS, Answer, Question, key

_GROUPS = {
    "donor": "COALESCE(d.code, d.name)",
    "month": "substr(CAST(day AS TEXT), 1, 7)",
    "item": "line_item",
}

_QUERY = """
WITH told AS (
    SELECT e.commitment_id, e.id, e.stage, e.date_high AS day,
           CASE WHEN u.kind = 'currency' THEN 'EUR' ELSE e.unit END AS unit,
           e.low_whole * 10000 + e.low_e4 AS low, e.high_whole * 10000 + e.high_e4 AS high,
           CASE WHEN u.kind <> 'currency' OR e.unit = 'EUR' THEN NULL ELSE (
               SELECT {rate} FROM rate r
               WHERE r.unit = 'EUR' AND r.priced_in = e.unit AND r.day <= e.date_high
               ORDER BY r.day DESC LIMIT 1
           ) END AS rate
    FROM entry e JOIN unit u ON u.code = e.unit
    WHERE e.date_high <= :as_of AND e.journal_seq <= :known_at {only}
), converted AS (
    SELECT commitment_id, id, stage, day, unit, {low} AS low, {high} AS high FROM told
), promise AS (
    SELECT commitment_id, day, unit, low, high, row_number() OVER (
        PARTITION BY commitment_id ORDER BY day DESC, stage = 'committed' DESC) AS place
    FROM converted WHERE stage IN ('pledged', 'committed')
), delivery AS (
    SELECT commitment_id, SUM(low) AS low,
           CASE WHEN COUNT(high) = COUNT(*) THEN SUM(high) END AS high
    FROM converted WHERE stage = 'delivered' GROUP BY commitment_id
), line AS (
    SELECT p.commitment_id, p.day, p.unit,
           CASE WHEN p.unit = 'EUR' THEN c.item ELSE p.unit END AS line_item,
           1 AS promised, p.low AS promised_low, p.high AS promised_high,
           CASE WHEN x.low IS NOT NULL THEN 1 END AS delivered,
           x.low AS delivered_low, x.high AS delivered_high,
           CASE WHEN x.low IS NOT NULL THEN 1 END AS outstanding,
           CASE WHEN x.low IS NULL THEN NULL WHEN x.high IS NULL OR x.high > p.low THEN 0
                ELSE p.low - x.high END AS outstanding_low,
           CASE WHEN x.low IS NULL OR p.high IS NULL THEN NULL WHEN x.low > p.high THEN 0
                ELSE p.high - x.low END AS outstanding_high,
           CASE WHEN x.low IS NULL THEN 1 END AS undetermined,
           CASE WHEN x.low IS NULL THEN p.low END AS undetermined_low,
           CASE WHEN x.low IS NULL THEN p.high END AS undetermined_high,
           CASE WHEN x.low > p.high THEN 1 END AS overdelivered,
           CASE WHEN x.low > p.high THEN x.low - p.high END AS overdelivered_low,
           CASE WHEN x.low > p.high THEN x.high - p.low END AS overdelivered_high,
           c.donor_id
    FROM promise p JOIN commitment c ON c.id = p.commitment_id
    LEFT JOIN delivery x ON x.commitment_id = p.commitment_id
    WHERE p.place = 1
)
SELECT {groups}, unit, {sums}
FROM line l JOIN organisation d ON d.id = l.donor_id
GROUP BY {groups}, unit
"""

_HALF_EVEN = """
    CASE WHEN rate IS NULL OR {end} IS NULL THEN {end} ELSE {end} * 10000 / rate + CASE
        WHEN 2 * ({end} * 10000 % rate) > rate
          OR (2 * ({end} * 10000 % rate) = rate AND {end} * 10000 / rate % 2 = 1)
        THEN 1 ELSE 0 END END
"""

_ONE_RECIPIENT = """
    AND e.commitment_id IN (SELECT c.id FROM commitment c
        JOIN organisation r ON r.id = c.recipient_id
        WHERE COALESCE(r.code, r.name) = :recipient)
"""

_RATE = {
    "sqlite": "CAST(ROUND(r.value * 10000) AS INTEGER)",
    "postgresql": "CAST(CAST(r.value AS NUMERIC) * 10000 AS BIGINT)",
}


def query(question: Question, database: str) -> str:
    """The text of the query, with named parameters."""
    sums = [
        f"COUNT({name}), SUM({name}_low), COUNT({name}_high), SUM({name}_high)" for name in COLUMNS
    ]
    return _QUERY.format(
        rate=_RATE[database],
        only=_ONE_RECIPIENT if question.recipient else "",
        low=_HALF_EVEN.format(end="low"),
        high=_HALF_EVEN.format(end="high"),
        groups=", ".join(_GROUPS[name] for name in question.by),
        sums=", ".join(sums),
    )


def parameters(question: Question) -> dict[str, Any]:
    known_at = 2**62 if question.known_at is None else question.known_at
    told = {"as_of": question.as_of.isoformat(), "known_at": known_at}
    return told | ({"recipient": question.recipient} if question.recipient else {})


def answer(rows: Any, question: Question) -> Answer:
    """Rows of the groups' values, the unit, and four cells for each column."""
    result: Answer = {}
    width = len(question.by) + 1
    for row in rows:
        figures = {}
        for number, name in enumerate(COLUMNS):
            said, low, closed, high = row[width + 4 * number : width + 4 * number + 4]
            if said:
                figures[name] = (int(low), int(high) if closed == said else None)
        result[key(*row[:width])] = figures
    return result


@contextmanager
def sqlite(place: str) -> Iterator[Ask]:
    """Asks with Python's own driver."""
    with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as connection:

        def ask(question: Question) -> Answer:
            told = connection.execute(query(question, "sqlite"), parameters(question))
            return answer(told.fetchall(), question)

        yield ask


@contextmanager
def postgresql(place: str) -> Iterator[Ask]:
    """Asks with psycopg."""
    import psycopg

    with psycopg.connect(place) as connection:

        def ask(question: Question) -> Answer:
            text = query(question, "postgresql").replace("%", "%%")
            for name in parameters(question):
                text = text.replace(f":{name}", f"%({name})s")
            return answer(connection.execute(text, parameters(question)).fetchall(), question)

        yield ask
