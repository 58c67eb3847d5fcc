"""A Rasa assistant, through its REST channel (rasa.com/docs: Your Own Website, REST channel).

It answers ``{"sender", "message"}`` with a list of ``{"text", "buttons", "image", "custom"}``. It
asks for a person by a ``custom`` payload, or by saying the text that the options name.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

from warmline.assistants.external import option, within
from warmline.assistants.shapes import button, listed, mapping, short, strings, text, whole
from warmline.assistants.webhook import NO_REASON
from warmline.core.facts import MessageAdded
from warmline.core.model import Button
from warmline.flow.ports import Answer, Question
from warmline.outside.posting import Outside, Post

PATH: Final = "/webhooks/rest/webhook"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """The messages of one turn, taken together."""

    texts: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    handoff: str = ""
    team: str = ""
    data: Mapping[str, str] = field(default_factory=dict[str, str])


async def rasa(outside: Outside, question: Question) -> Answer:
    """Ask the service. Raises ``ServiceFailed`` and ``Permanent``."""
    token = question.profile.options.get("token", "")
    found = await outside.post(
        Post(
            url=address(option(question, "url")),
            body=json.dumps(request_of(question), ensure_ascii=False).encode(),
            headers={"Authorization": f"Bearer {token}"} if token else {},
            within=within(question),
        )
    )
    return answer_of(found, question.profile.options.get("handoff_text", ""))


def address(url: str) -> str:
    """The REST channel of the server at ``url``, which may name it already."""
    return url if url.endswith(PATH) else url.rstrip("/") + PATH


def request_of(question: Question) -> dict[str, Any]:
    """A button that the visitor pressed says its payload, as in Rasa's own channels."""
    now = question.conversation
    facts = (entry.fact for entry in question.log if entry.seq == question.answers)
    pressed = next((one.choice for one in facts if isinstance(one, MessageAdded)), "")
    return {
        "sender": now.id,
        "message": pressed or question.text,
        "metadata": {
            "language": now.language,
            "page": now.page,
            "channel": now.channel,
            "attributes": dict(now.attributes),
        },
    }


def answer_of(found: object, handoff_text: str) -> Answer:
    """The response as an answer. Raises ``ServiceFailed``."""
    heard = _Heard()
    for place, one in enumerate(listed(found, "the response")):
        heard = _with(heard, mapping(one, f"[{place}]"), f"[{place}]", handoff_text)
    return Answer(
        text=whole(list(heard.texts)),
        confidence=None,
        buttons=heard.buttons,
        handoff=heard.handoff,
        team=heard.team,
        data=heard.data,
    )


def _with(heard: _Heard, message: Mapping[str, object], place: str, handoff_text: str) -> _Heard:
    said = text(message.get("text"), f"{place}.text")
    if handoff_text and said == handoff_text:
        said, heard = "", replace(heard, handoff=heard.handoff or NO_REASON)
    image = text(message.get("image"), f"{place}.image", 2_000)
    pictures = (f"[{image}]({image})",) if image.startswith("https://") else ()
    heard = replace(
        heard,
        texts=(*heard.texts, said, *pictures),
        buttons=(*heard.buttons, *_buttons(message, place)),
    )
    custom = message.get("custom")
    named = cast("object", custom)
    return _wanted(heard, named, f"{place}.custom") if isinstance(custom, dict) else heard


def _buttons(message: Mapping[str, object], place: str) -> Iterator[Button]:
    for number, one in enumerate(listed(message.get("buttons"), f"{place}.buttons")):
        found = mapping(one, f"{place}.buttons[{number}]")
        yield button(found.get("payload"), found.get("title"), f"{place}.buttons[{number}]")


def _wanted(heard: _Heard, custom: object, place: str) -> _Heard:
    """``{"handoff": true}`` or ``{"handoff": {"reason", "team", "data"}}``; no more is read."""
    wanted = mapping(custom, place).get("handoff")
    if wanted is None or wanted is False:
        return heard
    found = mapping({} if wanted is True else wanted, f"{place}.handoff")
    return replace(
        heard,
        handoff=short(found.get("reason"), f"{place}.handoff.reason") or NO_REASON,
        team=short(found.get("team"), f"{place}.handoff.team", 64),
        data=strings(found.get("data"), f"{place}.handoff.data"),
    )
