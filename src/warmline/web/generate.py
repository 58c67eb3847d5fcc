"""Write what is made from the Python types: ``python -m warmline.web.generate``.

That is the front end's protocol types, and the tables of ``docs/api.md``. With ``--check`` nothing
is written; a stale file ends the command with status 1.
"""

import sys
from pathlib import Path
from types import UnionType
from typing import Any, get_args

from pydantic import TypeAdapter

from warmline.web import frames, tables

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "frontend/src/protocol/frames.ts"
PAGE = ROOT / "docs/api.md"
UNIONS = (
    "VisitorServerFrame",
    "VisitorClientFrame",
    "OperatorServerFrame",
    "OperatorClientFrame",
    "VisitorEntry",
    "OperatorEntry",
)
HEAD = "// Generated from src/warmline/web/frames by `./run fix`. Do not edit.\n"


def typescript() -> str:
    """Every frame as an interface, every union as a type, and the limits as constants."""
    limits = (
        f"export const LONGEST_TEXT = {frames.LONGEST_TEXT};\n"
        f"export const LARGEST_FRAME = {frames.LARGEST_FRAME};\n"
    )
    shapes = {name: shape for union in UNIONS for name, shape in _shapes(union).items()}
    interfaces = [_interface(name, shape) for name, shape in sorted(shapes.items())]
    unions = [f"export type {union} = {' | '.join(_members(union))};\n" for union in UNIONS]
    return "\n".join([HEAD, limits, *interfaces, *unions])


def _members(union: str) -> list[str]:
    inner: UnionType = get_args(getattr(frames, union))[0]
    return [member.__name__ for member in get_args(inner)]


def _shapes(union: str) -> dict[str, dict[str, Any]]:
    mode = "serialization" if "Client" not in union else "validation"
    schema = TypeAdapter(getattr(frames, union)).json_schema(mode=mode)
    return dict(schema.get("$defs", {}))


def _interface(name: str, shape: dict[str, Any]) -> str:
    required = set(shape.get("required", []))
    lines = [
        f"  readonly {field}{'' if _always(field, required, part) else '?'}: {_type(part)};"
        for field, part in shape.get("properties", {}).items()
    ]
    return "\n".join([f"export interface {name} {{", *lines, "}", ""])


def _always(field: str, required: set[str], part: dict[str, Any]) -> bool:
    return field in required or "const" in part


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"]).rsplit("/", 1)[-1]
    if "const" in part:
        return f'"{part["const"]}"'
    if "enum" in part:
        return " | ".join(f'"{value}"' for value in part["enum"])
    for union in ("anyOf", "oneOf"):
        if union in part:
            return " | ".join(dict.fromkeys(_type(one) for one in part[union]))
    if part.get("type") == "array":
        return f"readonly ({_type(part['items'])})[]"
    if isinstance(part.get("additionalProperties"), dict):
        return f"Readonly<Record<string, {_type(part['additionalProperties'])}>>"
    if part.get("additionalProperties"):
        return "Readonly<Record<string, unknown>>"
    plain = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
    return plain.get(str(part.get("type")), "null")


def main() -> int:
    fresh = {TARGET: typescript(), PAGE: tables.filled(PAGE.read_text(encoding="utf-8"))}
    stale = [path for path, text in fresh.items() if _differs(path, text)]
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path.name} is stale: run ./run fix\n")
        return int(bool(stale))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fresh[path], encoding="utf-8")
    return 0


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text


if __name__ == "__main__":
    raise SystemExit(main())
