"""Statements that run with every message: made into SQL once, and on SQLite run by its driver."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from pydantic_core import to_json
from sqlalchemy import ARRAY, ClauseElement, Column, Connection, Executable, bindparam
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from warmline.store import driver
from warmline.store.tables import storable

Given = Mapping[str, int | Sequence[str]]


class Prepared:
    """A statement that gives rows; its parameters are numbers, and texts for ``one_of``."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    def __call__(self, db: Connection, given: Given | None = None) -> driver.Rows:
        if db.dialect.name != "sqlite":
            return db.execute(self._statement, given).all()
        compiled, fixed = self._compiled
        values = fixed | {name: _value(value) for name, value in (given or {}).items()}
        order = compiled.positiontup or ()
        return driver.execute(db, compiled.string, [values[name] for name in order])

    @cached_property
    def _compiled(self) -> tuple[SQLCompiler, dict[str, Any]]:
        """With the values that stand in the statement itself."""
        statement = cast("ClauseElement", self._statement)
        compiled = cast("SQLCompiler", statement.compile(dialect=sqlite.dialect()))
        return compiled, dict(compiled.params)


def _value(given: int | Sequence[str]) -> int | str:
    return given if isinstance(given, int) else to_json(list(map(storable, given))).decode()


def one_of(column: Column[str], name: str) -> FunctionElement[bool]:
    """Whether it is among the texts of a parameter. The same SQL for any number of them."""
    return OneOf(column, bindparam(name, type_=ARRAY(column.type)))


class OneOf(FunctionElement[bool]):
    """Without a type: a boolean would be compared with 1 on SQLite, which then reads every row."""

    inherit_cache = True


@compiles(OneOf, "sqlite")
def _in_json(element: OneOf, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    column, texts = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - made of a statement's own parts


@compiles(OneOf, "postgresql")
def _in_array(element: OneOf, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    column, texts = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} = ANY ({texts})"
