"""What is wrong with a policy: every fault, where it stands, what was expected and what came."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""The way to a value: ``("rules", 2, "threshold")``."""

MOST = 100  # faults that are told at once; a file with more is told the first hundred
LONGEST_SHOWN = 60  # characters of a wrong value that are quoted
_PLAIN_KEY = re.compile(r"[\w-]{1,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyError:
    """One fault in a policy."""

    where: str  # "line 12, rules[2].threshold"; without the line where there was no file
    expected: str
    came: str

    def __str__(self) -> str:
        return f"{self.where}: expected {self.expected}, came {self.came}"


class BadPolicy(Exception):
    """The policy cannot be used; ``errors`` holds all its faults, in the order of their lines."""

    def __init__(self, errors: tuple[PolicyError, ...]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = errors


@dataclass(slots=True)
class Faults:
    """The faults found so far in one policy, and the lines on which its values stand."""

    lines: dict[Path, int] = field(default_factory=dict[Path, int])
    found: list[tuple[int, PolicyError]] = field(default_factory=list[tuple[int, PolicyError]])

    @property
    def full(self) -> bool:
        return len(self.found) >= MOST

    def add(self, path: Path, expected: str, came: str) -> None:
        """Note a fault of the value at ``path``; on its line, or on the nearest one around it."""
        self.add_at(self._line(path), spelled(path), expected, came)

    def add_at(self, line: int, name: str, expected: str, came: str) -> None:
        """Note a fault on ``line`` (0: there are no lines)."""
        if not self.full:
            where = ", ".join(part for part in (f"line {line}" if line else "", name) if part)
            error = PolicyError(where=where or "the policy", expected=expected, came=came)
            self.found.append((line, error))

    def settle(self) -> None:
        """Raise BadPolicy if anything was found."""
        if self.found:
            self.found.sort(key=lambda fault: fault[0])
            raise BadPolicy(tuple(error for _, error in self.found))

    def _line(self, path: Path) -> int:
        for length in range(len(path), -1, -1):
            if line := self.lines.get(path[:length]):
                return line
        return 0


def spelled(path: Path) -> str:
    """``("rules", 2, "threshold")`` as ``rules[2].threshold``."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            name += f".{step}" if name else step
        else:
            name += f"[{shown(step)}]"
    return name


def shown(value: object) -> str:
    """A wrong value in a few characters: ``'high'``, ``1.5``, ``a list``, ``nothing``."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case int() if value.bit_length() > 64:
            return "a very large number"
        case int() | float():
            return str(value)
        case list() | tuple():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return f"a {type(value).__name__}"


def _quoted(text: str) -> str:
    cut = text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
    return "'" + json.dumps(cut, ensure_ascii=not cut.isprintable())[1:-1].replace('\\"', '"') + "'"


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word that ``word`` was probably meant to be."""
    if len(word) > LONGEST_SHOWN:
        return None
    found = get_close_matches(word.lower(), list(valid), n=1, cutoff=0.6)
    return found[0] if found else None


def listed(words: Iterable[str]) -> str:
    return "one of " + ", ".join(words)
