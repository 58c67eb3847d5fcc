"""A channel's form: shown as its kind describes it, and what was filled in, checked by that."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from warmline.flow.channels import Field, Kind, Setup

Fault = Mapping[str, str]
Given = Mapping[str, str | None]
NOTHING: Final[Mapping[str, str]] = {}
NUMBER: Final = re.compile(r"-?\d{1,9}(\.\d{1,6})?")
SWITCH: Final = ("on", "off")
ADDRESS: Final = re.compile(r"(.*_)?(url|host)")
"""Keys of settings that say where a request goes: with another one, secrets are asked for again."""


class FieldView(BaseModel):
    key: str
    label: str
    kind: str  # text, secret, number, choice, switch (its values are "on" and "off")
    help: str
    required: bool
    default: str
    choices: list[str]
    expected: str  # in words, for who typed something else
    advanced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was filled in: what is kept, and what does not fit."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    faults: tuple[Fault, ...]


def field_view(field: Field) -> FieldView:
    return FieldView(
        key=field.key,
        label=field.label,
        kind=field.kind,
        help=field.help,
        required=field.required,
        default=field.default,
        choices=list(field.choices),
        expected=field.expected,
        advanced=field.advanced,
    )


def secrets_shown(kind: Kind, setup: Setup) -> dict[str, str]:
    """Of each secret, whether it is set; never what it is."""
    names = [one.key for one in kind.form if one.kind == "secret"]
    return {name: "set" if setup.secrets.get(name) else "not set" for name in names}


def filled(kind: Kind, before: Setup | None, settings: Given, secrets: Given) -> Filled:
    """What a channel is set up with when this is typed into its form.

    Of a channel that is there, a setting that is not given stays, and so does a secret that is
    empty or not given; None clears it.
    """
    plain, hidden = _sorted(kind)
    kept_settings = before.settings if before else NOTHING
    kept_secrets = before.secrets if before else NOTHING
    shown = {one.key: _setting(one, settings, kept_settings) for one in plain}
    sealed = {one.key: _secret(one, secrets, kept_secrets) for one in hidden}
    faults = [
        *_unknown("settings", settings, plain),
        *_unknown("secrets", secrets, hidden),
        *_misfits("settings", plain, shown),
        *_misfits("secrets", hidden, sealed),
    ]
    if before and (moved := _moved(kind, kept_settings, shown)):
        faults += _carried(hidden, kept_secrets, secrets, moved)
    return Filled(
        settings=shown,
        secrets={key: value for key, value in sealed.items() if value},
        faults=tuple(faults),
    )


def _sorted(kind: Kind) -> tuple[list[Field], list[Field]]:
    """Settings and secrets."""
    hidden = [one for one in kind.form if one.kind == "secret"]
    return [one for one in kind.form if one.kind != "secret"], hidden


def _setting(field: Field, given: Given, kept: Mapping[str, str]) -> str:
    """What was typed, or is kept; where that is empty, the default."""
    typed = given.get(field.key, kept.get(field.key, ""))
    return (typed or "").strip() or field.default


def _secret(field: Field, given: Given, kept: Mapping[str, str]) -> str:
    typed = given.get(field.key, "")
    return "" if typed is None else typed.strip() or kept.get(field.key, "")


def _unknown(part: str, given: Given, fields: Iterable[Field]) -> list[Fault]:
    names = [one.key for one in fields]
    expected = f"one of {', '.join(names)}" if names else "nothing"
    return [
        {"where": f"{part}.{key}", "expected": expected, "came": key[:80]}
        for key in given
        if key not in names
    ]


def _misfits(part: str, fields: Iterable[Field], values: Mapping[str, str]) -> list[Fault]:
    found: list[Fault] = []
    for one in fields:
        value = values[one.key]
        if expected := expectation(one, value):
            came = "" if one.kind == "secret" else value[:80] or "nothing"
            found.append({"where": f"{part}.{one.key}", "expected": expected, "came": came})
    return found


def expectation(field: Field, value: str) -> str:
    """What the value should have been; "" where it is that."""
    if not value:
        return (field.expected or f"a value for {field.label}") if field.required else ""
    if any(not one.isprintable() for one in value):
        return "one line without control characters"
    match field.kind:
        case "number" if not NUMBER.fullmatch(value):
            return field.expected or "a number"
        case "choice" if value not in field.choices:
            return f"one of {', '.join(field.choices)}"
        case "switch" if value not in SWITCH:
            return "on or off"
        case _:
            fits = not field.pattern or re.fullmatch(field.pattern, value)
            return "" if fits else field.expected or f"something like {field.pattern}"


def _moved(kind: Kind, kept: Mapping[str, str], shown: Mapping[str, str]) -> str:
    """The label of an address that is another one now; "": they are as they were."""
    return next(
        (
            one.label
            for one in kind.form
            if ADDRESS.fullmatch(one.key)
            and shown.get(one.key, "") != (kept.get(one.key) or one.default)
        ),
        "",
    )


def _carried(
    fields: Iterable[Field], kept: Mapping[str, str], given: Given, moved: str
) -> list[Fault]:
    """Secrets that would go to another address without anybody having typed them for it."""
    expected = f"it again, because {moved} is another one now"
    return [
        {"where": f"secrets.{one.key}", "expected": expected, "came": ""}
        for one in fields
        if kept.get(one.key) and _left(given.get(one.key, ""))
    ]


def _left(typed: str | None) -> bool:
    """Whether a secret stays: nothing was typed, and it was not cleared."""
    return typed is not None and not typed.strip()
