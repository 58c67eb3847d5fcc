"""A page of Messenger's or an account of Instagram's, opened."""

import json
from collections.abc import Mapping, Sequence

from warmline.channels._meta import proof
from warmline.channels._meta.direct import sending
from warmline.channels._meta.direct.checking import findings
from warmline.channels._meta.direct.flavour import Flavour
from warmline.channels._meta.direct.parsing import marks, parse
from warmline.channels._meta.direct.profiles import profile
from warmline.channels._meta.envelope import name_of
from warmline.channels._meta.graph import UPLOAD, WITHIN, Graph
from warmline.channels._meta.returned import Returned
from warmline.channels._multipart import Part
from warmline.channels.parts import Parts
from warmline.flow.channels import (
    Attachment,
    Event,
    Finding,
    Hook,
    HookReply,
    Outgoing,
    Person,
    Remote,
    Setup,
)
from warmline.flow.failures import Permanent, Temporary


class Direct:
    def __init__(self, setup: Setup, parts: Parts, flavour: Flavour) -> None:
        self._setup = setup
        self._flavour = flavour
        self._clock = parts.clock
        self._returned = Returned()
        self._own = f"warmline:{setup.id}:"
        self._given = self._own if flavour.marks else ""
        self._graph = Graph(
            outside=parts.outside,
            base=flavour.base,
            version=setup["version"] or "v25.0",
            token=setup["token"],
            app_secret=setup["app_secret"] if flavour.proves else "",
        )

    def verify(self, hook: Hook) -> None:
        proof.verify(
            hook, app_secret=self._setup["app_secret"], verify_token=self._setup["verify_token"]
        )

    def parse(self, hook: Hook) -> Sequence[Event]:
        if hook.method != "POST":
            return ()
        self._returned.note(marks(hook.body, self._flavour, self._own))
        return parse(hook.body, self._flavour, self._own, self._setup["app_id"])

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        return proof.challenge(hook) if hook.method == "GET" else HookReply()

    async def send(self, message: Outgoing) -> str:
        if message.tried and (known := self._returned.id_of(self._own + message.key)):
            return known
        body = sending.words(message, self._given)
        if message.file:
            payload = await self._payload(message.file)
            body = sending.file(message, message.file.medium, payload, self._given)
        within = UPLOAD if message.file else WITHIN  # a file may be fetched before the answer
        answer = await self._graph.post(f"{self._flavour.sender}/messages", body, within=within)
        id_ = name_of(answer.get("message_id"))
        if not id_:
            raise Temporary(f"{self._flavour.label} took the message and gave no id of it")
        return id_

    async def typing(self, thread: str, answers: str) -> None:
        path = f"{self._flavour.sender}/messages"
        if answers:
            await self._graph.post(path, sending.action(thread, "mark_seen"))
        await self._graph.post(path, sending.action(thread, "typing_on"))

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """Addresses of files are signed by Meta, and end after a while: no token is shown there."""
        return await self._graph.file(remote.reference, most, token=False)

    async def named(self, person: Person) -> Person:
        return await profile(self._graph, self._flavour.object, person)

    async def check(self, hook_url: str) -> Sequence[Finding]:
        return await findings(self._graph, self._setup, self._flavour, hook_url, self._clock())

    async def close(self) -> None:
        """Nothing is held open."""

    async def _payload(self, attachment: Attachment) -> Mapping[str, str]:
        if self._flavour.uploads:
            return {"attachment_id": await self._uploaded(attachment)}
        if not attachment.link:
            raise Permanent(f"there is no address at which {self._flavour.label} could fetch it")
        return {"url": attachment.link}

    async def _uploaded(self, attachment: Attachment) -> str:
        attached = {"type": sending.ATTACHED[attachment.medium], "payload": {"is_reusable": True}}
        fields = [Part(name="message", content=json.dumps({"attachment": attached}).encode())]
        if self._flavour.object == "instagram":
            fields.append(Part(name="platform", content=b"instagram"))
        file = Part(
            name="filedata",
            content=attachment.content,
            type=attachment.file.type or "application/octet-stream",
            filename=attachment.file.name or "file",
        )
        path = f"{self._flavour.sender}/message_attachments"
        id_ = name_of((await self._graph.upload(path, *fields, file)).get("attachment_id"))
        if not id_:
            raise Temporary(f"{self._flavour.label} took the file and gave no id of it")
        return id_
