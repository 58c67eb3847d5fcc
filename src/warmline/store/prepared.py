"""Statements that run with every message: made into SQL once, and on SQLite run by its driver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQLite's text of a statement."""

    sql: str
    fixed: Mapping[str, Any]  # values that stand in the statement itself


class Prepared:
    """A statement that gives rows; its parameters are numbers, and texts for ``one_of``."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement

    def __call__(self, db: Connection, given: Given | None = None) -> driver.Rows:
        if db.dialect.name != "sqlite":
            return db.execute(self._statement, given).all()
        given = given or {}
        many = any(not isinstance(one, int) and len(one) != 1 for one in given.values())
        compiled = self._for_many if many else self._for_one
        values = {name: _value(value, many) for name, value in given.items()}
        return driver.execute(db, compiled.sql, {**compiled.fixed, **values})

    @cached_property
    def _for_one(self) -> Compiled:
        return self._compiled(many=False)

    @cached_property
    def _for_many(self) -> Compiled:
        return self._compiled(many=True)

    def _compiled(self, *, many: bool) -> Compiled:
        statement = cast("ClauseElement", self._statement)
        named = sqlite.dialect(paramstyle="named")
        made = statement.compile(dialect=named, compile_kwargs={"many": many})
        compiled = cast("SQLCompiler", made)
        return Compiled(compiled.string, dict(compiled.params))


def _value(given: int | Sequence[str], many: bool) -> int | str:  # noqa: FBT001
    if isinstance(given, int):
        return given
    return to_json(list(map(storable, given))).decode() if many else storable(given[0])


def one_of(column: Column[str], name: str) -> FunctionElement[bool]:
    """Whether it is among the texts of a parameter. The same SQL for any number of them."""
    return OneOf(column, bindparam(name, type_=ARRAY(column.type)))


class OneOf(FunctionElement[bool]):
    """Without a type: a boolean would be compared with 1 on SQLite, which then reads every row."""

    inherit_cache = True


@compiles(OneOf, "sqlite")
def _in_json(element: OneOf, compiler: SQLCompiler, *, many: bool = True, **more: Any) -> str:  # noqa: ANN401
    column, texts = (compiler.process(one, **more) for one in element.clauses)
    among = f"IN (SELECT value FROM json_each({texts}))"  # noqa: S608 - a statement's own parts
    return f"{column} {among}" if many else f"{column} = {texts}"


@compiles(OneOf, "postgresql")
def _in_array(element: OneOf, compiler: SQLCompiler, **more: Any) -> str:  # noqa: ANN401
    column, texts = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} = ANY ({texts})"
