"""YAML text to plain values and back: no tags, no aliases, no surprises, and a line for each value.

Words are read as in YAML 1.2: only ``true`` and ``false`` are booleans, so that a button may say
``Yes`` and a language may be called ``no``. JSON is read as it is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import yaml

from warmline.policies.errors import Faults, Path, spelled

LARGEST: Final = 256 * 1024  # bytes
DEEPEST: Final = 16  # a policy needs 14: rules, a rule, its when, four times all and a place …
FASTEST: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C where it was built

UNREAD: Final = object()
"""Stands for a value that was refused already; nobody need complain about it again."""

_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)
_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?\Z")


def read(text: str, faults: Faults, parser: Any = FASTEST) -> object:  # noqa: ANN401 two classes without a common type
    """The value that ``text`` holds; lines and faults are noted in ``faults``."""
    if not _readable(text, faults):
        return UNREAD
    try:
        events = cast("Iterator[yaml.Event]", yaml.parse(_paired(text), Loader=parser))
        return _Reading(events=events, faults=faults).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        faults.add_at(line, f"column {column}", "YAML", error.problem or error.context or "none")
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # a mad escape or version number
        faults.add_at(1, "", "YAML", str(error).splitlines()[0])
    return UNREAD


def write(value: object) -> str:
    """``value`` (mappings, lists, texts, numbers, booleans) as YAML that ``read`` reads back."""
    return yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2
    )


def _readable(text: str, faults: Faults) -> bool:
    if odd := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        column = odd.start() - (text.rfind("\n", 0, odd.start()) + 1) + 1
        faults.add_at(line, f"column {column}", "printable text", f"U+{ord(odd[0]):04X}")
    elif (size := len(text.encode())) > LARGEST:
        faults.add_at(0, "", f"at most {LARGEST // 1024} KiB", f"{size / 1024:.0f} KiB")
    return not faults.found


def _paired(text: str) -> str:
    """JSON escapes a character beyond U+FFFF as two surrogates, which YAML does not know."""
    if not text.lstrip().startswith(("{", "[")):
        return text
    return _PAIR.sub(lambda found: found[1] + json.loads(f'"{found[2]}"'), text)


@dataclass(slots=True)
class _Reading:
    """One pass over the parser's events. Stops at the depth limit, so its recursion is bounded."""

    events: Iterator[yaml.Event]
    faults: Faults

    def document(self) -> object:
        value: object = UNREAD
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.faults.add_at(_line(event), "", "one document", "a second one")
                    return UNREAD
                self.faults.lines[()] = _line(event)
                value = self.value_at(next(self.events), ())
        return value if documents else None

    def value_at(self, event: yaml.Event, path: Path) -> object:
        self.faults.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent):
            came = f"the alias *{event.anchor}"
            self.faults.add(path, "the value itself, written out", came)
            return UNREAD
        plain = self._plain(event, path)
        match event:
            case yaml.ScalarEvent():
                value = _scalar(event)
            case yaml.SequenceStartEvent():
                value = self._sequence(path)
            case yaml.MappingStartEvent():
                value = self._mapping(path)
            case _:
                raise AssertionError(event)
        return value if plain else UNREAD

    def _plain(self, event: Any, path: Path) -> bool:  # noqa: ANN401 three kinds of event share these fields
        if event.anchor:
            self.faults.add(path, "a value without an anchor", f"&{event.anchor}")
        elif event.tag:
            self.faults.add(path, "a value without a tag", str(event.tag))
        elif len(path) >= DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=f"more than {DEEPEST} levels", problem_mark=event.start_mark
            )
        else:
            return True
        return False

    def _sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value_at(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, object]:
        entries: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, path)
            if key is None:
                self._skip(next(self.events), path)
            elif key in entries:
                first = self.faults.lines[*path, key]
                came = f"a second one (the first is on line {first})"
                self.faults.add_at(_line(event), spelled((*path, key)), "each key once", came)
                self._skip(next(self.events), path)
            else:
                self.faults.lines[*path, key] = _line(event)
                entries[key] = self.value_at(next(self.events), (*path, key))
        return entries

    def _key(self, event: yaml.Event, path: Path) -> str | None:
        """A key is the text that stands there, also where it looks like a number."""
        if isinstance(event, yaml.ScalarEvent):
            return event.value if self._plain(event, path) else None
        self.faults.add_at(_line(event), spelled(path), "a name as the key", _kind(event))
        self._skip(event, path)
        return None

    def _skip(self, event: yaml.Event, path: Path) -> None:
        """Read past a value that belongs nowhere."""
        _Reading(events=self.events, faults=Faults()).value_at(event, (*path, ""))


def _kind(event: yaml.Event) -> str:
    match event:
        case yaml.SequenceStartEvent():
            return "a list"
        case yaml.MappingStartEvent():
            return "a mapping"
        case _:
            return "an alias"


def _scalar(event: yaml.ScalarEvent) -> object:
    text = event.value
    if not event.implicit[0]:  # quoted
        return text
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _Dumper(yaml.SafeDumper):
    """Quotes whatever ``_scalar`` would not read as text, and writes no aliases."""

    yaml_implicit_resolvers: Final = {
        None: [
            ("tag:yaml.org,2002:null", _NULL),
            ("tag:yaml.org,2002:bool", _BOOL),
            ("tag:yaml.org,2002:int", _INT),
            ("tag:yaml.org,2002:float", _FLOAT),
        ]
    }

    def ignore_aliases(self, data: object) -> bool:
        return True
