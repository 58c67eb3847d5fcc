"""The forms in which a conversation may stand in one JSON object, each made into a transcript.

A single turn ``{"id", "text"}``, with ``context`` for what was said before it; a whole
dialogue ``{"id", "turns": [{"role", "text"}]}``; a pair ``{"id", "a", "b"}``, two turns of one
visitor of which the second is decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from warmline.core.model import Author
from warmline.transcripts.fields import (
    AUTHORS,
    Fault,
    Fields,
    author_of,
    flag_of,
    reason_of,
    share_of,
    text_of,
    time_of,
    word_of,
)
from warmline.transcripts.transcript import EVENTS, Transcript, Utterance

TURNS: Final = ("turns", "messages")
BEFORE: Final = ("context", "history", "previous", "prev", "bot", "assistant")
MOST_TURNS: Final = 10_000
_LABELS: Final = {"1": True, "True": True, "true": True, "0": False, "False": False, "false": False}


def transcript_of(fields: Fields, line: int) -> Transcript:
    """The conversation that an object holds. Raises ``Fault``."""
    id = word_of(fields, "", "id", "conversation") or f"line-{line}"
    return Transcript(
        id=id,
        line=line,
        utterances=tuple(_utterances(fields, id)),
        channel=word_of(fields, "", "channel"),
        page=word_of(fields, "", "page"),
        language=word_of(fields, "", "language", "lang"),
        attributes=_attributes(fields),
    )


def _utterances(fields: Fields, id: str) -> Iterator[Utterance]:
    name = next((one for one in TURNS if one in fields), "")
    if name:
        return _dialogue(fields, name, id)
    if "a" in fields and "b" in fields:
        return _pair(fields, id)
    if "text" in fields:
        return _single(fields, id)
    raise Fault("", "text, turns (messages), or a and b", sorted(fields))


def _single(fields: Fields, id: str) -> Iterator[Utterance]:
    yield from _before(fields)
    text = text_of(fields, "", "text")
    yield Utterance(
        author=Author.VISITOR, text=text, id=id, at=time_of(fields, "", "at"), needed=_label(fields)
    )


def _before(fields: Fields) -> Iterator[Utterance]:
    """What was said before a single turn: the assistant's words, or turns. None are decided."""
    name = next((one for one in BEFORE if fields.get(one)), "")
    if isinstance(fields.get(name), list):
        yield from (replace(one, id="") for one in _dialogue(fields, name, ""))
    elif name:
        yield Utterance(author=Author.ASSISTANT, text=text_of(fields, "", name))


def _pair(fields: Fields, id: str) -> Iterator[Utterance]:
    yield Utterance(author=Author.VISITOR, text=text_of(fields, "", "a"))
    yield Utterance(author=Author.VISITOR, text=text_of(fields, "", "b"), id=id)


def _dialogue(fields: Fields, name: str, id: str) -> Iterator[Utterance]:
    turns = _list(fields[name], name)
    assisted = any(_role(turn) is Author.ASSISTANT for turn in turns)
    for place, turn in enumerate(turns):
        where = f"{name}[{place}]."
        if not isinstance(turn, Mapping):
            raise Fault(where[:-1], "an object with role and text", turn)
        said = cast("Fields", turn)
        author = author_of(said.get("role"), where, assisted=assisted)
        if author is not None:
            yield utterance_of(said, author, f"{id}#{place}", where)


def _list(value: object, name: str) -> Sequence[object]:
    turns = cast("list[object]", value)
    if not isinstance(value, list):
        raise Fault(name, "a list", value)
    if len(turns) > MOST_TURNS:
        raise Fault(name, f"at most {MOST_TURNS} turns", len(turns))
    return turns


def _role(turn: object) -> Author | None:
    role = cast("Mapping[str, Any]", turn).get("role") if isinstance(turn, Mapping) else None
    return AUTHORS.get(role.strip().lower()) if isinstance(role, str) else None


def utterance_of(fields: Fields, author: Author, id: str, where: str) -> Utterance:
    """One turn with what is known of it. Raises ``Fault``."""
    if author is Author.SYSTEM:
        return Utterance(
            author=author, event=_event(fields, where), at=time_of(fields, where, "at")
        )
    failed = reason_of(fields, where, "failed", "no answer")
    silent = failed and fields.get("text") is None and fields.get("content") is None
    return Utterance(
        author=author,
        text="" if silent else text_of(fields, where, "text", "content"),
        id=id,
        at=time_of(fields, where, "at"),
        pressed=_pressed(fields, where) if author is Author.VISITOR else "",
        confidence=share_of(fields, where, "confidence"),
        abstained=bool(flag_of(fields, where, "abstained")),
        handoff=reason_of(fields, where, "handoff", "It asked for a person."),
        failed=failed,
        needed=_label(fields) if author is Author.VISITOR else None,
    )


def _event(fields: Fields, where: str) -> str:
    name = word_of(fields, where, "event")
    if name not in EVENTS:
        raise Fault(f"{where}event", ", ".join(EVENTS), name)
    return name


def _pressed(fields: Fields, where: str) -> str:
    name = word_of(fields, where, "pressed")
    if name not in ("", "person", "accept", "decline"):
        raise Fault(f"{where}pressed", "person, accept or decline", name)
    return name


def _label(fields: Fields) -> bool | None:
    """A ``label`` of 1 says that a person was needed; any other scale is not ours to read."""
    return _LABELS.get(str(fields.get("label")))


def _attributes(fields: Fields) -> Mapping[str, str]:
    given = fields.get("attributes")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise Fault("attributes", "an object of names and values", given)
    named = cast("Fields", given)
    return {name: word_of(named, "attributes.", name) for name in named}
