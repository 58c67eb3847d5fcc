"""Whether a request's body has the shape that the provider documents: no more, and no less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

Check = Callable[[object, str], None]


class Wrong(Exception):
    """A request that the Graph API refuses, with its codes. ``fault``: it never should come."""

    def __init__(
        self, code: int, words: str, *, subcode: int = 0, status: int = 400, fault: bool = True
    ) -> None:
        super().__init__(words)
        self.code = code
        self.subcode = subcode
        self.status = status
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Text:
    """Text of 1 to ``most`` characters, or bytes of UTF-8."""

    most: int
    in_bytes: bool = False

    def __call__(self, value: object, where: str) -> None:
        if not isinstance(value, str):
            raise Wrong(100, f"({where}) must be text")
        length = len(value.encode()) if self.in_bytes else len(value)
        if not 1 <= length <= self.most:
            raise Wrong(100, f"({where}) must be 1 to {self.most} long, and is {length}")


@dataclass(frozen=True, slots=True)
class One:
    """One of these values."""

    of: tuple[object, ...]

    def __call__(self, value: object, where: str) -> None:
        if value not in self.of:
            raise Wrong(100, f"({where}) must be one of {self.of}, and is {value!r}")


@dataclass(frozen=True, slots=True)
class Many:
    """A list of ``least`` to ``most`` such things."""

    check: Check
    most: int
    least: int = 1

    def __call__(self, value: object, where: str) -> None:
        if not isinstance(value, list):
            raise Wrong(100, f"({where}) must be a list")
        found = cast("Sequence[object]", value)
        if not self.least <= len(found) <= self.most:
            raise Wrong(100, f"({where}) must have {self.least} to {self.most}, has {len(found)}")
        for number, one in enumerate(found):
            self.check(one, f"{where}[{number}]")


class Shape:
    """An object with these keys and no others; those that end in "_may" may be missing."""

    def __init__(self, **keys: Check) -> None:
        self._must = {key: check for key, check in keys.items() if not key.endswith("_may")}
        self._may = {
            key.removesuffix("_may"): check for key, check in keys.items() if key.endswith("_may")
        }

    def __call__(self, value: object, where: str) -> None:
        body = known(value, where)
        if missing := self._must.keys() - body.keys():
            raise Wrong(100, f"({where}) misses {sorted(missing)}")
        if other := body.keys() - self._must.keys() - self._may.keys():
            raise Wrong(100, f"({where}) has unknown {sorted(other)}")
        for key, check in {**self._must, **self._may}.items():
            if key in body:
                check(body[key], f"{where}.{key}")


def known(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Wrong(100, f"({where}) must be an object")
    return cast("Mapping[str, object]", value)


def either(*checks: Check) -> Check:
    """What one of these takes; the words of the last refusal where none does."""

    def check(value: object, where: str) -> None:
        refused: Wrong | None = None
        for one in checks:
            try:
                one(value, where)
            except Wrong as wrong:
                refused = wrong
            else:
                return
        if refused:
            raise refused

    return check


def switch(value: object, where: str) -> None:
    if not isinstance(value, bool):
        raise Wrong(100, f"({where}) must be true or false")
