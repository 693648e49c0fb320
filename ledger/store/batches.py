"""Questions about some rows out of many: a database takes only so many numbers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Column, Connection, Row, Select, bindparam, or_

from ledger.store.prepared import Prepared

MOST = 500
"""Numbers that are asked for at once; SQLite may refuse more than 32,766."""


T = TypeVar("T")


def batches(source: Iterable[T], most: int | None = None) -> Iterator[list[T]]:
    """Some at a time, in their order; :data:`MOST` unless it is said how many."""
    waiting = iter(source)
    while some := list(islice(waiting, most or MOST)):
        yield some


class About:
    """A query about the rows that have some numbers in a column, or in one of several.

    About one number is asked most often, and it has a statement of its own: to adapt one to how
    many numbers there are takes longer than to run it.
    """

    def __init__(self, query: Select[Any], *columns: Column[int]) -> None:
        one: BindParameter[int] = bindparam("number")
        several: BindParameter[int] = bindparam("numbers", expanding=True)
        self._one = Prepared(query.where(or_(*(column == one for column in columns))))
        self._several = query.where(or_(*(column.in_(several) for column in columns)))

    def rows(self, connection: Connection, numbers: Collection[int]) -> Iterable[Row[Any]]:
        """The rows with these numbers, at most :data:`MOST` of them."""
        if len(numbers) == 1:
            (number,) = numbers
            return self._one.rows(connection, {"number": number})
        return connection.execute(self._several, {"numbers": list(numbers)})


def rows_among(
    connection: Connection, query: Select[Any], column: Column[int], numbers: Collection[int] | None
) -> Iterator[Row[Any]]:
    """The rows of a query, or those with one of these numbers in a column, smaller ones first."""
    if numbers is None:
        yield from connection.execute(query)
        return
    for some in batches(sorted(numbers)):
        yield from connection.execute(query.where(column.in_(some)))
