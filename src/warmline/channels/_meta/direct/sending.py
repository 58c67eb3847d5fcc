"""Direct messages of ours in the Send API's form. Pure: the requests are made elsewhere.

Limits: developers.facebook.com, Messenger Platform → Send messages: 13 quick replies of 20
characters. Outside the 24 hours the tag HUMAN_AGENT lets a person answer for 7 days; a machine that
used it would break Meta's rules.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from warmline.core.model import Author, Button
from warmline.flow.channels import Medium, Outgoing
from warmline.flow.failures import Permanent

Body = Mapping[str, object]
SHUT: Final = "the reply window is shut: more than 24 hours since they wrote"
ATTACHED: Final[Mapping[Medium, str]] = {
    "image": "image",
    "audio": "audio",
    "video": "video",
    "document": "file",
}


def words(message: Outgoing, mark: str) -> Body:
    """A message without a file; ``mark`` comes back with its echo ("": none is given)."""
    said: dict[str, object] = {"text": message.text, **_marked(message, mark)}
    if message.buttons:
        said["quick_replies"] = _quick_replies(message.buttons)
    return {**_addressed(message), "message": said}


def file(message: Outgoing, medium: Medium, payload: Mapping[str, str], mark: str) -> Body:
    """A message with a file; ``payload``: the id of its upload, or where it is fetched."""
    attached = {"type": ATTACHED[medium], "payload": payload}
    return {
        **_addressed(message),
        "message": {"attachment": attached, **_marked(message, mark)},
    }


def action(thread: str, name: str) -> Body:
    return {"recipient": {"id": thread}, "sender_action": name}


def _addressed(message: Outgoing) -> dict[str, object]:
    """Raises ``Permanent`` where Meta's rules do not let this author write any more."""
    if message.late and message.author is not Author.OPERATOR:
        raise Permanent(SHUT)
    kind = {"messaging_type": "RESPONSE"}
    if message.late:
        kind = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"recipient": {"id": message.thread}, **kind}


def _marked(message: Outgoing, mark: str) -> dict[str, str]:
    return {"metadata": mark + message.key} if mark else {}


def _quick_replies(buttons: Sequence[Button]) -> list[Body]:
    return [
        {"content_type": "text", "title": one.label[:20], "payload": one.id[:1_000] or one.label}
        for one in buttons[:13]
    ]
