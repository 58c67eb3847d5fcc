"""One number of WhatsApp's, opened: webhooks in, requests to the Graph API out."""

from collections.abc import Mapping, Sequence
from typing import Final

from warmline.channels._loose import items, mapping, text, whole
from warmline.channels._meta import proof
from warmline.channels._meta.envelope import name_of
from warmline.channels._meta.form import GRAPH
from warmline.channels._meta.graph import Graph
from warmline.channels._meta.returned import Returned
from warmline.channels._multipart import Part
from warmline.channels.parts import Parts
from warmline.channels.whatsapp import sending
from warmline.channels.whatsapp.checking import findings
from warmline.channels.whatsapp.parsing import marks, parse
from warmline.flow.channels import (
    Attachment,
    Event,
    Finding,
    Hook,
    HookReply,
    Outgoing,
    Remote,
    Setup,
)
from warmline.flow.failures import Permanent, Temporary

SHUT: Final = "the reply window is shut: more than 24 hours since they wrote"


class WhatsApp:
    def __init__(self, setup: Setup, parts: Parts) -> None:
        self._setup = setup
        self._clock = parts.clock
        self._returned = Returned()
        self._number = setup["phone_number_id"]
        self._graph = Graph(
            outside=parts.outside,
            base=setup["base_url"] or GRAPH,
            version=setup["version"] or "v25.0",
            token=setup["token"],
            app_secret=setup["app_secret"],
        )

    def verify(self, hook: Hook) -> None:
        proof.verify(
            hook, app_secret=self._setup["app_secret"], verify_token=self._setup["verify_token"]
        )

    def parse(self, hook: Hook) -> Sequence[Event]:
        if hook.method != "POST":
            return ()
        self._returned.note(marks(hook.body))
        return parse(hook.body, self._number)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        return proof.challenge(hook) if hook.method == "GET" else HookReply()

    async def send(self, message: Outgoing) -> str:
        if message.tried and (known := self._returned.id_of(message.key)):
            return known
        answer = await self._graph.post(f"{self._number}/messages", await self._body(message))
        sent = items(answer.get("messages"))
        id_ = name_of(mapping(sent[0] if sent else None).get("id"))
        if not id_:
            raise Temporary("WhatsApp took the message and gave no id of it")
        return id_

    async def typing(self, thread: str, answers: str) -> None:
        """Only in reply to a message of theirs, which is thereby read."""
        if answers:
            await self._graph.post(f"{self._number}/messages", sending.reading(answers))

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """Its address is good for five minutes, so it is asked for each time."""
        if not remote.reference.isalnum():
            raise Permanent("expected the id of a file of WhatsApp's")
        found = await self._graph.get(remote.reference, phone_number_id=self._number)
        if whole(found.get("file_size")) > most:
            raise Permanent(f"the file is larger than {most} bytes")
        return await self._graph.file(text(found.get("url"), 4_000), most, token=True)

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return await findings(self._graph, self._setup, hook_url, self._clock())

    async def close(self) -> None:
        """Nothing is held open."""

    async def _body(self, message: Outgoing) -> Mapping[str, object]:
        if message.template:
            return sending.template(message, self._setup["template_language"] or "en_US")
        if message.late:
            raise Permanent(SHUT)
        if message.file:
            media = await self._uploaded(message.file)
            return sending.file(message, message.file, media)
        return sending.words(message, self._setup["list_label"] or "Choose")

    async def _uploaded(self, attachment: Attachment) -> str:
        kind = attachment.file.type or "application/octet-stream"
        answer = await self._graph.upload(
            f"{self._number}/media",
            Part(name="messaging_product", content=b"whatsapp"),
            Part(name="type", content=kind.encode()),
            Part(
                name="file",
                content=attachment.content,
                type=kind,
                filename=attachment.file.name or "file",
            ),
        )
        id_ = name_of(answer.get("id"))
        if not id_:
            raise Temporary("WhatsApp took the file and gave no id of it")
        return id_
