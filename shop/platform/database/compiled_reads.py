"""Queries of Django that a process compiles once: later reads only put other values in.

Compiling takes longer than the database needs for a row of a wide table. The query stays the one
that Django's methods describe, and its rows are the same models. The text of a compiled statement
does not change, so each connection prepares it and the database plans it once.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import QuerySet
from django.utils.translation import get_language
from psycopg import sql

from shop.platform.database.prepared import fetch_rows

FIRST_NUMBER = 31_001  # fits the smallest column of integers


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A compiled query; `names` has the name of the value of each parameter.

    `converters` are those of the columns, which the first read finds.
    """

    queryset: QuerySet[Any]
    compiler: Any
    sql: str
    names: tuple[str, ...]
    converters: dict[int, Any] = field(default_factory=dict)

    def converters_of(self, columns: Sequence[Any]) -> Any:
        """Return the converters of the first columns of the query."""
        if len(columns) not in self.converters:
            self.converters[len(columns)] = self.compiler.get_converters(columns)
        return self.converters[len(columns)]


class CompiledRead[M: models.Model]:
    """A query that is built by a function of its values and compiled once for each language.

    The function may use the values as parameters only: never decide by them, nor leave one out. A
    value is an integer, a text, an instant, a UUID or a list of integers, and never None.
    """

    def __init__(self, build: Callable[..., QuerySet[M]]) -> None:
        self._build = build
        self._compiled: dict[str | None, _Compiled] = {}

    def rows(self, **values: Any) -> list[M]:
        """Return the rows for these values; one statement, and one for each prefetch."""
        compiled = self._compiled_for(values)
        return list(_queryset(compiled, [values[name] for name in compiled.names]))

    def first(self, **values: Any) -> M | None:
        """Return the first row, or None."""
        rows = self.rows(**values)
        return rows[0] if rows else None

    def _compiled_for(self, values: Mapping[str, Any]) -> _Compiled:
        language = get_language()
        if language not in self._compiled:
            self._compiled[language] = _compile(self._build, values)
        return self._compiled[language]


def _compile(build: Callable[..., QuerySet[Any]], values: Mapping[str, Any]) -> _Compiled:
    """Compile a query with a stand-in for each value, by which its parameters are recognized."""
    connection.ensure_connection()
    stand_ins = {
        name: _stand_in(value, number) for number, (name, value) in enumerate(values.items())
    }
    queryset = build(**stand_ins)
    compiler = queryset.query.get_compiler(using=queryset.db)
    statement, parameters = compiler.as_sql()
    named = [_name_of(parameter, stand_ins) for parameter in parameters]
    names = tuple(name for name in named if name is not None)
    if missing := stand_ins.keys() - set(names):
        message = f"the query has no parameter for {', '.join(sorted(missing))}"
        raise ValueError(message)
    texts = [
        _literal(parameter) if name is None else _placeholder(parameter)
        for parameter, name in zip(parameters, named, strict=True)
    ]
    # "%%" stays as it is, because the driver reads the text once more.
    return _Compiled(queryset, compiler, statement.replace("%%", "%%%%") % tuple(texts), names)


def _placeholder(stand_in: Any) -> str:
    """Return the place of a value.

    The planner does not see values in a subquery, so a plan for certain values never looks cheaper
    than the one for any values, which is made once.
    """
    if isinstance(stand_in, list):
        return "(select %s::bigint[])::bigint[]"
    return "(select %s)"


def _literal(parameter: Any) -> str:
    """Return a constant as a part of the statement, so that plans may depend on it."""
    return sql.Literal(parameter).as_string(connection.connection).replace("%", "%%")


def _stand_in(value: Any, number: int) -> Any:
    if isinstance(value, datetime):
        return datetime(1971, 1, 1, 0, 0, number, tzinfo=UTC)
    if isinstance(value, UUID):
        return UUID(int=number + 1)
    if isinstance(value, str):
        return f"stand-in {number}"
    return [FIRST_NUMBER + number] if isinstance(value, list) else FIRST_NUMBER + number


def _name_of(parameter: Any, stand_ins: Mapping[str, Any]) -> str | None:
    return next(
        (
            name
            for name, value in stand_ins.items()
            if type(parameter) is type(value) and parameter == value
        ),
        None,
    )


def _queryset(compiled: _Compiled, sent: list[Any]) -> QuerySet[Any]:
    """Return a queryset that runs the compiled statement with its own values."""
    query: Any = copy(compiled.queryset.query)
    query.get_compiler = lambda *_arguments, **_options: _ready(compiled, sent)
    queryset: Any = object.__new__(type(compiled.queryset))
    state = {"_query": query, "_result_cache": None, "_prefetch_done": False}
    queryset.__dict__.update(compiled.queryset.__dict__ | state)
    result: QuerySet[Any] = queryset
    return result


def _ready(compiled: _Compiled, sent: list[Any]) -> Any:
    """Return the compiler with other values, on the connection of this thread."""
    compiler = copy(compiled.compiler)
    compiler.connection = connection
    compiler.execute_sql = lambda *_arguments, **_options: [fetch_rows(compiled.sql, sent)]
    compiler.get_converters = compiled.converters_of
    return compiler
