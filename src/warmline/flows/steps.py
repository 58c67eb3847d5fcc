"""The form of a flow's steps: which keys each sort has, and what each may be."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, cast

from warmline.core.conditions import Condition, tests
from warmline.core.model import HOUSE_BUTTONS
from warmline.flows import graph, model
from warmline.flows.dates import bound
from warmline.flows.fields import KINDS
from warmline.flows.talk import SKIP
from warmline.policies import checks
from warmline.policies.checks import At, Check
from warmline.policies.errors import listed, nearest
from warmline.policies.patterns import pattern
from warmline.policies.tree import UNREAD
from warmline.policies.when import condition

MOST_OPTIONS: Final = 20
LONGEST_LABEL: Final = 80  # characters
_ANY_DAY: Final = date(2000, 1, 1)
Fields = frozenset[str]


# ── values ────────────────────────────────────────────────────────────────────────────────────────


def _words(allowed: Fields = frozenset()) -> Check:
    """A text, or one by language, with placeholders for these fields."""
    one, many = checks.text(allowed), checks.by_language(checks.text(allowed))

    def check(value: object, at: At) -> model.Text:
        if isinstance(value, dict):
            return many(cast("object", value), at)
        return {model.ANY_LANGUAGE: one(value, at) or ""}

    return check


def _step_id(value: object, at: At) -> str | None:
    if value == graph.THE_END:
        return at.wrong("an id other than end, which ends the flow", value)
    return checks.name(value, at)


def asking_only(fields: Fields) -> Check:
    """A condition that asks about no field that the flow does not ask for."""

    def check(value: object, at: At) -> Condition | None:
        found = condition(value, at)
        for test in tests(found) if found else ():
            head, _, name = test.subject.partition(".")
            if head == "field" and name not in fields:
                _unknown(name, fields, at / test.subject)
        return found

    return check


def _unknown(name: str, fields: Fields, at: At) -> None:
    close = nearest(name, fields)
    at.wrong(f"the field '{close}'" if close else "a field that the flow asks for", name)


def _limit(value: object, at: At) -> str | None:
    """A number, or a day; which of them, the question's kind says."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 1e12:
        return f"{value:.10g}"
    return value if isinstance(value, str) else at.wrong("a number or a day", value)


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────


def _option(value: object, at: At) -> dict[str, Any]:
    """A choice; one that is only a label has that for its id."""
    if not isinstance(value, dict):
        label = checks.words(LONGEST_LABEL)(value, at)
        return {"id": label, "label": {model.ANY_LANGUAGE: label}} if label else {}
    keys: Mapping[str, Check] = {
        "id": checks.words(LONGEST_LABEL),
        "label": _words(),
        "goto": checks.name,
    }
    found = checks.fields(cast("object", value), at, keys, needed=("label",), what="choice")
    if found.get("id") in (*HOUSE_BUTTONS, SKIP):
        (at / "id").wrong("an id that is not one of Warmline's own buttons", found["id"])
    if "id" not in found and found.get("label"):
        found["id"] = model.said(found["label"], "en")[:LONGEST_LABEL]
    return found


def _options(value: object, at: At) -> tuple[model.Option, ...]:
    read = checks.least(1, checks.items(_option, MOST_OPTIONS))
    found: tuple[dict[str, Any] | None, ...] = read(value, at) or ()
    seen: set[str] = set()
    for number, one in enumerate(found):
        id = (one or {}).get("id")
        if id and id in seen:
            (at / number).wrong("a choice that is not there yet", id)
        seen.add(id or "")
    whole = (one for one in found if one and one.get("id") and one.get("label"))
    return tuple(model.Option(**one) for one in whole)


def _way(fields: Fields) -> Check:
    keys: Mapping[str, Check] = {"when": asking_only(fields), "goto": checks.name}

    def check(value: object, at: At) -> model.Way | None:
        found = checks.fields(value, at, keys, needed=("when", "goto"), what="way")
        whole = found.get("when") and found.get("goto")
        return model.Way(**found) if whole else None

    return check


def _ways(fields: Fields) -> Check:
    read = checks.least(1, checks.items(_way(fields), MOST_OPTIONS))
    return lambda value, at: tuple(way for way in read(value, at) or () if way)


def _verbs(fields: Fields) -> Mapping[str, Mapping[str, Check]]:
    """The keys of each sort of step, besides ``id``; the first of them says which sort it is."""
    spoken, goto = _words(fields), checks.name
    asking: Mapping[str, Check] = {
        "ask": checks.name,
        "as": checks.choice(KINDS),
        "text": spoken,
        "retry": spoken,
        "options": _options,
        "pattern": pattern,
        "min": _limit,
        "max": _limit,
        "tries": checks.whole(1, 10),
        "otherwise": goto,
        "optional": checks.boolean,
    }
    note = checks.text(fields)
    return {
        "say": {"say": spoken},
        "ask": asking,
        "branch": {"branch": _ways(fields), "otherwise": goto},
        "answer": {"answer": spoken},
        "look_up": {"look_up": _words(fields | {"message"}), "otherwise": goto},
        "set": {"set": lambda value, at: _notes(value, at, note)},
        "hand_off": {
            "hand_off": note,
            "team": checks.name,
            "priority": checks.whole(-1000, 1000),
        },
        "goto": {"goto": goto},
        "end": {"end": checks.choice(("answered", "unanswered"))},
    }


def _notes(value: object, at: At, note: Check) -> dict[str, str]:
    found = {name: one for name, one in checks.mapping(value, at).items() if one is not UNREAD}
    for name in found:
        checks.name(name, at / name)
    return {name: note(_as_words(one), at / name) or "" for name, one in found.items()}


def _as_words(value: object) -> object:
    """Attributes are words, also where YAML reads a number or ``true``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, int | float) else value


def mapping_or_none(value: object, at: At) -> Mapping[str, object]:
    """A mapping; nothing where it is something else, which is told elsewhere."""
    return checks.mapping(cast("object", value), at) if isinstance(value, dict) else {}


def step_of(value: object, at: At, fields: Fields) -> model.Step | None:
    found = mapping_or_none(value, at)
    verbs = _verbs(fields)
    named = [verb for verb in verbs if verb in found]
    if "ask" in named:  # the other keys of a question are no verbs
        named = ["ask"]
    if len(named) != 1:
        came = " and ".join(named) if named else value
        return at.wrong(f"a step with {listed(verbs)}", came)
    given = checks.fields(found, at, {"id": _step_id, **verbs[named[0]]})
    return _made(named[0], {"id": f"#{at.path[-1]}", **given}, at)


def _made(verb: str, given: dict[str, Any], at: At) -> model.Step | None:
    """The step; None where what it needs was faulty."""
    if given.get(verb) is None:
        return None
    id = given["id"] or ""
    otherwise = given.get("otherwise") or ""
    match verb:
        case "say":
            return model.Say(id=id, text=given["say"])
        case "ask":
            return _question(id, given, at)
        case "branch":
            return model.Branch(id=id, ways=given["branch"], otherwise=otherwise)
        case "answer":
            return model.Tell(id=id, text=given["answer"])
        case "look_up":
            return model.LookUp(id=id, question=given["look_up"], otherwise=otherwise)
        case "set":
            return model.Note(id=id, attributes=given["set"])
        case "hand_off":
            team, priority = given.get("team") or "", given.get("priority")
            return model.HandOff(id=id, reason=given["hand_off"], team=team, priority=priority)
        case "goto":
            return model.Go(id=id, to=given["goto"])
        case _:
            how: Literal["answered", "unanswered"] = given["end"]
            return model.End(id=id, how=how)


def _question(id: str, given: dict[str, Any], at: At) -> model.Ask | None:
    kind: str = given.get("as") or ("choice" if "options" in given else "text")
    _fits_kind(kind, given, at)
    if not given.get("text"):
        if "text" not in given:
            (at / "text").wrong("the words of the question", None)
        return None
    return model.Ask(
        id=id,
        field=given["ask"],
        kind=kind,
        text=given["text"],
        retry=given.get("retry") or {},
        options=given.get("options") or (),
        pattern=given.get("pattern") or "",
        low=given.get("min") or "",
        high=given.get("max") or "",
        tries=given.get("tries") or 3,
        otherwise=given.get("otherwise") or "",
        optional=bool(given.get("optional")),
    )


def _fits_kind(kind: str, given: Mapping[str, Any], at: At) -> None:
    """Keys that only some kinds of field have."""
    kinds = {"options": ("choice",), "pattern": ("text", "order"), "min": ("number", "date")}
    kinds["max"] = kinds["min"]
    for key, fitting in kinds.items():
        if key in given and kind not in fitting:
            (at / key).wrong(f"no {key} in a question for {kind}", key)
    if kind == "choice" and not given.get("options") and "options" not in given:
        (at / "options").wrong("the choices", None)
    for key in ("min", "max"):
        limit = given.get(key)
        if limit and kind == "date" and bound(limit, _ANY_DAY) is None:
            (at / key).wrong("a day such as 2026-12-24, today or today+14", limit)
        if limit and kind == "number" and not _is_number(limit):
            (at / key).wrong("a number", limit)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
