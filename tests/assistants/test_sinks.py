"""J-10: there is no sink in the program that a model's words could become code in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import warmline

SOURCES = sorted(Path(str(warmline.__path__[0])).rglob("*.py"))
BUILT_IN = {"eval", "exec", "compile", "__import__", "breakpoint"}
MODULES = {"pickle", "marshal", "shelve", "dill", "jinja2", "mako", "subprocess", "pty", "code"}
CALLS = {("os", "system"), ("os", "popen"), ("yaml", "load"), ("yaml", "unsafe_load")}
AT_THE_EDGE = {"notifiers", "channels", "assistants", "knowledge", "web", "flow", "core", "signals"}


def sinks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in BUILT_IN:
                yield f"{name}(…), line {node.lineno}"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=of), attr=name)) if (
                of,
                name,
            ) in CALLS:
                yield f"{of}.{name}(…), line {node.lineno}"
            case ast.Import(names=names):
                yield from (f"import {n.name}" for n in names if n.name.split(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                yield f"from {module} import …, line {node.lineno}"
            case ast.Attribute(attr="text", value=ast.Name(id="sqlalchemy")):
                yield f"sqlalchemy.text, line {node.lineno}"
            case _:
                pass


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if AT_THE_EDGE & set(p.parts)], ids=lambda p: "/".join(p.parts[-2:])
)
def test_no_text_becomes_code_a_command_or_a_template(path: Path):
    assert list(sinks(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_check_sees_a_sink():
    found = list(sinks(ast.parse("import pickle\neval(x)\nos.system(y)\nyaml.load(z)")))
    assert len(found) == 4
