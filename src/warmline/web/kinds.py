"""The kinds of assistants and their options: checked when set, secrets never told again."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from warmline.flow.desk import Kind, Option
from warmline.flow.ports import Profile
from warmline.web.auth import LoggedIn
from warmline.web.cleaning import clean_line
from warmline.web.desk import Desk, the_desk
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/assistant-kinds", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Value = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(clean_line)]
Name = Annotated[str, StringConstraints(max_length=64)]
Options = Annotated[dict[Name, Value], Field(max_length=20)]
SECRETS = ("secret", "webhook_secret")
PREFIX = "whsec_"
NOTHING: Mapping[str, str] = {}
SHORTEST_SECRET = 24  # bytes of a webhook's secret, as Standard Webhooks asks for


class OptionView(BaseModel):
    name: str
    label: str
    hint: str
    shape: str  # text, url, secret, webhook_secret
    needed: bool
    usual: str
    choices: list[str]  # none: anything


class KindView(BaseModel):
    name: str
    label: str
    hint: str
    options: list[OptionView]


@router.get("")
async def assistant_kinds(session: LoggedIn, desk: TheDesk) -> list[KindView]:
    """What an assistant can be, and what each kind wants to be told."""
    return [_view(kind) for kind in desk.kinds.values()]


def _view(kind: Kind) -> KindView:
    options = [
        OptionView(
            name=one.name,
            label=one.label,
            hint=one.hint,
            shape=one.shape,
            needed=one.needed,
            usual=one.usual,
            choices=list(one.choices),
        )
        for one in kind.options
    ]
    return KindView(name=kind.name, label=kind.label, hint=kind.hint, options=options)


# ── what is shown of an assistant's ───────────────────────────────────────────────────────────────


def shown(desk: Desk, profile: Profile) -> dict[str, str]:
    """The options without the secrets; the usual value where none was set."""
    return {
        one.name: profile.options.get(one.name) or one.usual
        for one in _options(desk, profile.kind)
        if one.shape not in SECRETS
    }


def secrets_of(desk: Desk, profile: Profile) -> list[str]:
    return [
        one.name
        for one in _options(desk, profile.kind)
        if one.shape in SECRETS and profile.options.get(one.name)
    ]


def _options(desk: Desk, kind: str) -> tuple[Option, ...]:
    known = desk.kinds.get(kind)
    return known.options if known else ()


# ── what is set ───────────────────────────────────────────────────────────────────────────────────


def chosen(
    desk: Desk, before: Profile, kind: str | None, options: Mapping[str, str] | None
) -> dict[str, Any]:
    """The kind and the options that a profile gets. Raises ``Problem`` with every fault."""
    wanted = desk.kinds.get(kind or before.kind)
    if wanted is None:
        expected = f"one of {', '.join(desk.kinds)}"
        fault = {"where": "kind", "expected": expected, "came": kind or before.kind}
        raise Problem(422, "invalid", "There is no such kind of assistant here.", errors=[fault])
    kept: Mapping[str, str] = before.options if wanted.name == before.kind else NOTHING
    given = {name: text for name, text in (options or {}).items() if text}
    if options is None:
        given = dict(kept)
    elif _origin(given.get("url", "")) == _origin(kept.get("url", "")):
        given = {**_secrets(wanted, kept), **given}  # a secret stays where it was meant for
    given |= {one.name: _new_secret() for one in wanted.options if _wants_one(one, given)}
    faults = [*_unknown(wanted, given), *_faults(wanted, given)]
    if faults:
        raise Problem(422, "invalid", "The options do not fit.", errors=faults)
    return {"kind": wanted.name, "options": given}


def made(before: Profile, after: Profile, options: Mapping[str, str] | None) -> dict[str, str]:
    """The secrets that were made just now: told this once, and never again."""
    return {
        name: value
        for name, value in after.options.items()
        if value.startswith(PREFIX)
        and value not in (before.options.get(name), (options or {}).get(name))
    }


def _wants_one(option: Option, given: Mapping[str, str]) -> bool:
    return option.shape == "webhook_secret" and not given.get(option.name)


def _new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _secrets(kind: Kind, kept: Mapping[str, str]) -> dict[str, str]:
    names = [one.name for one in kind.options if one.shape in SECRETS]
    return {name: kept[name] for name in names if name in kept}


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ("", "")
    return parts.scheme, parts.netloc.lower()


def _unknown(kind: Kind, given: Mapping[str, str]) -> list[dict[str, str]]:
    names = [one.name for one in kind.options]
    expected = f"one of {', '.join(names)}" if names else "no options"
    return [
        {"where": f"options.{name}", "expected": expected, "came": name}
        for name in given
        if name not in names
    ]


def _faults(kind: Kind, given: Mapping[str, str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for one in kind.options:
        value = given.get(one.name, "")
        if expected := _expected(one, value):
            came = "" if one.shape in SECRETS else value[:80] or "nothing"
            found.append({"where": f"options.{one.name}", "expected": expected, "came": came})
    return found


def _expected(option: Option, value: str) -> str:
    """What the value should have been; "" where it is that."""
    if not value:
        return f"{option.label.lower()}" if option.needed else ""
    if option.choices and value not in option.choices:
        return f"one of {', '.join(option.choices)}"
    if option.shape == "url":
        return _url_fault(value)
    if option.shape == "webhook_secret" and not _is_webhook_secret(value):
        return f"{PREFIX} and at least {SHORTEST_SECRET} bytes in Base64"
    return ""


def _url_fault(value: str) -> str:
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known, parts = False, urlsplit("")
    if not known or " " in value or parts.fragment:
        return "an address like https://bot.example.com/answer"
    return "an address without a name and password" if "@" in parts.netloc else ""


def _is_webhook_secret(value: str) -> bool:
    try:
        key = base64.b64decode(value.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return False
    return value.startswith(PREFIX) and len(key) >= SHORTEST_SECRET
