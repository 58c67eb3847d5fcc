"""The owner's own service behind a signed webhook: Warmline's protocol, version 1.

The signature is that of Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over the
message's id, its time and its body, so that a service can tell our requests from anybody else's,
and an old request from a new one. docs/assistants.md describes both documents.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from warmline.assistants.external import option, within
from warmline.assistants.shapes import (
    button,
    flag,
    listed,
    mapping,
    number,
    short,
    strings,
    text,
    whole,
    wrong,
)
from warmline.core.facts import MessageAdded
from warmline.core.model import Button, Source
from warmline.flow.ports import Answer, Question
from warmline.outside.posting import Outside, Post
from warmline.outside.signing import secret_bytes, signed

VERSION: Final = 1
MOST_LINES: Final = 50  # of what was said before
MOST_TYPING: Final = 5.0  # seconds for which a service may have Warmline wait before it speaks
NO_REASON: Final = "it gave no reason"


async def webhook(outside: Outside, question: Question) -> Answer:
    """Ask the service. Raises ``ServiceFailed`` and ``Permanent``."""
    secret = secret_bytes(option(question, "secret"))
    body = json.dumps(request_of(question), ensure_ascii=False).encode()
    headers = signed(secret, key_of(question), round(outside.now()), body)
    post = Post(url=option(question, "url"), body=body, headers=headers, within=within(question))
    found = mapping(await outside.post(post), "the response")
    answer = answer_of(found)
    pause = number(found.get("typing"), "typing", 0, MOST_TYPING)
    if pause:
        await asyncio.sleep(pause)
    return answer


# ── what goes out ─────────────────────────────────────────────────────────────────────────────────


def key_of(question: Question) -> str:
    """The same for the same message, however often it is asked."""
    now = question.conversation
    named = f"{now.id}:{question.answers}:{now.epoch}:{question.text}"
    return f"msg_{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:32]}"


def request_of(question: Question) -> dict[str, Any]:
    now, said = question.conversation, _message(question)
    return {
        "version": VERSION,
        "type": "message",
        "conversation": now.id,
        "assistant": question.profile.id,
        "message": {
            "seq": question.answers,
            "at": said.at if said else 0,
            "text": question.text,
            "choice": said.choice if said else "",
        },
        "history": list(_history(question)),
        "language": now.language,
        "page": now.page,
        "channel": now.channel,
        "attributes": dict(now.attributes),
        "verified": list(now.verified),
        "signals": [
            {"name": one.name, "score": one.score, "value": one.value, "words": one.words}
            for one in (said.signals if said else ())
        ],
    }


def _history(question: Question) -> Iterator[dict[str, Any]]:
    before = [entry for entry in question.log if entry.seq < question.answers]
    said = [(one.seq, one.fact) for one in before if isinstance(one.fact, MessageAdded)]
    for seq, fact in said[-MOST_LINES:]:
        yield {"seq": seq, "at": fact.at, "author": fact.author.value, "text": fact.text}


def _message(question: Question) -> MessageAdded | None:
    facts = (entry.fact for entry in question.log if entry.seq == question.answers)
    return next((fact for fact in facts if isinstance(fact, MessageAdded)), None)


# ── what comes back ───────────────────────────────────────────────────────────────────────────────


def answer_of(found: Mapping[str, object]) -> Answer:
    """The response as an answer; keys that are not known are ignored. Raises ``ServiceFailed``."""
    wanted = _handoff(found.get("handoff"))
    return Answer(
        text=whole([_words(one, f"messages[{n}]") for n, one in _numbered(found, "messages")]),
        confidence=number(found.get("confidence"), "confidence", 0, 1),
        abstained=flag(found.get("abstained"), "abstained"),
        buttons=tuple(_button(one, f"buttons[{n}]") for n, one in _numbered(found, "buttons")),
        sources=tuple(_source(one, f"sources[{n}]") for n, one in _numbered(found, "sources")),
        attributes=strings(found.get("attributes"), "attributes"),
        handoff=short(wanted.get("reason"), "handoff.reason") or (NO_REASON if wanted else ""),
        team=short(wanted.get("team"), "handoff.team", 64),
        priority=_priority(wanted.get("priority")),
        data=strings(wanted.get("data"), "handoff.data"),
    )


def _numbered(found: Mapping[str, object], key: str) -> Iterator[tuple[int, object]]:
    return iter(enumerate(listed(found.get(key), key)))


def _words(value: object, place: str) -> str:
    if isinstance(value, str):
        return text(value, place)
    return text(mapping(value, place).get("text"), f"{place}.text")


def _button(value: object, place: str) -> Button:
    found = mapping(value, place)
    return button(found.get("id"), found.get("label"), place)


def _source(value: object, place: str) -> Source:
    found = mapping(value, place)
    title, url = short(found.get("title"), f"{place}.title"), short(found.get("url"), place, 2000)
    if url and not url.startswith(("https://", "http://")):
        raise wrong(f"{place}.url", "an address on the web")
    return Source(title=title or url, url=url)


def _handoff(value: object) -> Mapping[str, object]:
    """What it says of the person that it wants; nothing at all where it wants none."""
    if value is None or value is False:
        return {}
    if value is True:
        return {"reason": NO_REASON}
    return {"reason": NO_REASON, **mapping(value, "handoff")}


def _priority(value: object) -> int | None:
    found = number(value, "handoff.priority", -1000, 1000)
    return None if found is None else round(found)
