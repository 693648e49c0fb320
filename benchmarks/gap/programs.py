"""aid-ledger itself, on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import ledger
from benchmarks.gap.asking import Ask
from benchmarks.gap.questions import COLUMNS, Answer, Question, key


@contextmanager
def aid_ledger(place: str) -> Iterator[Ask]:
    """Asks the ledger at a place."""
    with ledger.open(place) as book:

        def ask(question: Question) -> Answer:
            gap = book.gap(
                question.by,
                as_of=question.as_of,
                known_at=question.known_at,
                currency="EUR",
                recipient=question.recipient,
            )
            return {
                key(*(row.group[name] for name in question.by), row.unit): {
                    name: (figure.low or 0, figure.high)
                    for name in COLUMNS
                    if (figure := row.figures[name]) is not None
                }
                for row in gap.rows
            }

        yield ask
