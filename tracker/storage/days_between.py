"""days_between: how many days lie between two civil dates, in SQL on both engines."""

from typing import Any

from sqlalchemy import ColumnElement, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):  # noqa: N801 - it reads as a function of SQL
    """The days from one date to another; negative where the other is earlier."""

    type = Integer()
    inherit_cache = True

    def __init__(self, since: ColumnElement[Any], until: ColumnElement[Any]) -> None:
        super().__init__(since, until)


@compiles(days_between)
def _as_difference(element: days_between, compiler: SQLCompiler, **options: Any) -> str:
    since, until = (compiler.process(one, **options) for one in element.clauses)
    return f"({until} - {since})"


@compiles(days_between, "sqlite")
def _as_julian_days(element: days_between, compiler: SQLCompiler, **options: Any) -> str:
    since, until = (compiler.process(one, **options) for one in element.clauses)
    return f"CAST(julianday({until}) - julianday({since}) AS INTEGER)"
