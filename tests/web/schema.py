"""A small check of a value against the API's own description (JSON Schema as FastAPI writes it)."""

from collections.abc import Iterator
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


def faults(value: Any, shape: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where a value differs from its shape. An object may hold nothing that is not described."""
    if "$ref" in shape:
        shape = whole["components"]["schemas"][shape["$ref"].rsplit("/", 1)[-1]]
    for union in ("anyOf", "oneOf"):
        if union in shape and all(list(faults(value, one, whole, at)) for one in shape[union]):
            yield f"{at}: {value!r:.80} is none of {len(shape[union])}"
    if "const" in shape and value != shape["const"]:
        yield f"{at}: {value!r} is not {shape['const']!r}"
    if "enum" in shape and value not in shape["enum"]:
        yield f"{at}: {value!r} is none of {shape['enum']}"
    kind = shape.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (kind != "boolean" and value is True)):
        yield f"{at}: {value!r:.80} is no {kind}"
        return
    if kind == "array":
        for number, one in enumerate(value):
            yield from faults(one, shape.get("items", {}), whole, f"{at}[{number}]")
    if kind == "object":
        yield from _of_object(value, shape, whole, at)


def _of_object(
    value: dict[str, Any], shape: dict[str, Any], whole: dict[str, Any], at: str
) -> Iterator[str]:
    fields = shape.get("properties", {})
    yield from (f"{at}.{name}: missing" for name in shape.get("required", []) if name not in value)
    for name, one in value.items():
        if name in fields:
            yield from faults(one, fields[name], whole, f"{at}.{name}")
        elif shape.get("additionalProperties") in (None, False):
            yield f"{at}.{name}: not described"
