"""Statements that are compiled once, and then given to the driver of the database as text.

What SQLAlchemy does each time that it executes a statement takes longer than SQLite does to run a
small one: of an entry added by hand it was a sixth. What runs once for each entry goes this
way; it means the same, and what goes wrong is raised as SQLAlchemy would raise it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, exc
from sqlalchemy.types import TypeEngine

Values: TypeAlias = Mapping[str, Any]
"""What a statement is given, by the names of its parameters or columns."""

_Convert: TypeAlias = Callable[[Any], Any]


class Prepared:
    """A statement on its way to one database or the other."""

    def __init__(self, statement: Select[Any] | Insert | Delete) -> None:
        self._statement = statement.inline() if isinstance(statement, Insert) else statement
        self._ready: dict[tuple[str, ...], _Ready] = {}

    def rows(self, connection: Connection, values: Values | None = None) -> list[Any]:
        """The rows that a SELECT finds, as named tuples."""
        given = values or {}
        ready = self._for(connection, given)
        cursor = run(connection, ready.text, ready.fill(given))
        found = cursor.fetchall()
        cursor.close()
        return [ready.row(one) for one in found]

    def row(self, connection: Connection, values: Values | None = None) -> Any | None:
        """The only row that a SELECT finds, if there is one."""
        found = self.rows(connection, values)
        return found[0] if found else None

    def write(self, connection: Connection, values: Values | Sequence[Values]) -> None:
        """INSERT or DELETE one row, or several that are told in the same terms."""
        if isinstance(values, Mapping):
            ready = self._for(connection, values)
            run(connection, ready.text, ready.fill(values)).close()
        else:
            ready = self._for(connection, values[0])
            run_many(connection, ready.text, [ready.fill(one) for one in values])

    def _for(self, connection: Connection, given: Values) -> _Ready:
        key = (connection.dialect.name, *given)
        if key not in self._ready:
            self._ready[key] = _ready(self._statement, connection.dialect, list(given))
        return self._ready[key]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one database takes it."""

    text: str
    names: Sequence[str]
    """The parameters, in their order."""
    is_positional: bool
    constants: Values
    """Those whose value the statement itself has."""
    converted: Sequence[tuple[int, _Convert]]
    """Places of those that the driver is given in another form."""
    row: _Convert
    """Makes a named tuple of what the driver returns."""

    def fill(self, given: Values) -> Any:
        """The parameters as the driver takes them."""
        values = {**self.constants, **given} if self.constants else given
        found = [values[name] for name in self.names]
        for at, convert in self.converted:
            found[at] = convert(found[at])
        return found if self.is_positional else dict(zip(self.names, found, strict=True))


def _ready(
    statement: Select[Any] | Insert | Delete, dialect: Dialect, given: Sequence[str]
) -> _Ready:
    columns = given if isinstance(statement, Insert) else None
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    types = {name: parameter.type for parameter, name in compiled.bind_names.items()}
    names = list(compiled.positiontup or types)
    converted = [
        (at, convert)
        for at, name in enumerate(names)
        if (convert := _native(types[name], dialect).bind_processor(dialect))
    ]
    return _Ready(
        compiled.string,
        names,
        compiled.positional,
        {name: value for name, value in compiled.params.items() if name not in given},
        converted,
        _maker(statement, dialect) if isinstance(statement, Select) else tuple,
    )


def _maker(statement: Select[Any], dialect: Dialect) -> _Convert:
    columns = statement.selected_columns
    shape: Any = namedtuple("Row", columns.keys())  # type: ignore[misc]
    converted = [
        (at, convert)
        for at, column in enumerate(columns)
        if (convert := _native(column.type, dialect).result_processor(dialect, None))
    ]
    if not converted:
        return cast(_Convert, shape._make)

    def make(found: Sequence[Any]) -> Any:
        values = list(found)
        for at, convert in converted:
            values[at] = convert(values[at])
        return shape._make(values)

    return make


def _native(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """A column's type as a database has it."""
    return type_.dialect_impl(dialect)


def run(connection: Connection, text: str, values: Any = ()) -> Any:
    """Have the driver run a statement; the cursor with what it found."""
    return _run(connection, "execute", text, values)


def run_many(connection: Connection, text: str, values: Sequence[Any]) -> None:
    """Have the driver run a statement once for each of several rows."""
    _run(connection, "executemany", text, values).close()


def _run(connection: Connection, how: str, text: str, values: Any) -> Any:
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    try:
        getattr(cursor, how)(text, values)
    except connection.dialect.loaded_dbapi.Error as error:
        cursor.close()
        base = connection.dialect.loaded_dbapi.Error
        raise exc.DBAPIError.instance(text, None, error, base) from error
    return cursor
