"""Questions about some rows out of many: a database takes only so many numbers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Row, Select

MOST = 500
"""Numbers that are asked for at once; SQLite may refuse more than 32,766."""


T = TypeVar("T")


def batches(source: Iterable[T], most: int | None = None) -> Iterator[list[T]]:
    """Some at a time, in their order; :data:`MOST` unless it is said how many."""
    waiting = iter(source)
    while some := list(islice(waiting, most or MOST)):
        yield some


def rows_among(
    connection: Connection, query: Select[Any], column: Column[int], numbers: Collection[int] | None
) -> Iterator[Row[Any]]:
    """The rows of a query, or those with one of these numbers in a column, smaller ones first."""
    if numbers is None:
        yield from connection.execute(query)
        return
    for some in batches(sorted(numbers)):
        yield from connection.execute(query.where(column.in_(some)))
