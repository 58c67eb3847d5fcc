"""A mailbox at a real Dovecot, filled by a real Exim, and the channel that looks after it."""

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import uuid4

import aiosmtplib
from imap_tools import MailBoxUnencrypted

from tests.services import MAILBOX_PASSWORD
from warmline.channels.email import CHANNEL
from warmline.channels.email.adapter import Email
from warmline.channels.email.receiving import Receiving
from warmline.channels.email.tags import Tags
from warmline.channels.parts import Parts
from warmline.flow.channels import Event, Outgoing, Said, Setup
from warmline.outside.posting import Outside

LOCAL = (ipaddress.ip_network("127.0.0.0/8"),)
SECRET = b"s" * 32
IN_TIME = 30.0  # seconds that anything here may take


def now() -> int:
    return round(time.time() * 1000)


def setup_of(address: str, imap: int, smtp: int, **more: str) -> Setup:
    settings = {
        "address": address,
        "imap_host": "127.0.0.1",
        "imap_port": str(imap),
        "imap_tls": "none",
        "imap_user": address,
        "smtp_host": "127.0.0.1",
        "smtp_port": str(smtp),
        "smtp_tls": "none",
        "authserv": "mx.shop.test",
        "every": "1",
    }
    secrets = {"imap_password": more.pop("password", MAILBOX_PASSWORD)}
    return Setup(
        id="ch-email",
        kind="email",
        name="Shop",
        assistant="main",
        settings=settings | more,
        secrets=secrets,
    )


def opened(setup: Setup, **more: object) -> Email:
    parts = Parts(outside=Outside(LOCAL), clock=now, secret=SECRET, **more)
    adapter = CHANNEL.build(setup, parts)
    assert isinstance(adapter, Email)
    return adapter


@dataclass
class Taken:
    """What was taken in, and what goes wrong on the way."""

    events: list[Event] = field(default_factory=list)
    before: Callable[[Sequence[Event]], Awaitable[None]] | None = None
    after: Callable[[Sequence[Event]], Awaitable[None]] | None = None
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, events: Sequence[Event]) -> None:
        if self.before:
            await self.before(events)
        self.events += events
        self.came.set()
        if self.after:
            await self.after(events)

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.events if isinstance(one, Said)]


@dataclass
class Office:
    """One mailbox, and that of somebody who writes to it."""

    imap: int
    smtp: int
    address: str = field(default_factory=lambda: f"s{uuid4().hex[:8]}@shop.test")
    visitor: str = field(default_factory=lambda: f"eve{uuid4().hex[:8]}@example.com")

    def setup(self, **more: str) -> Setup:
        return setup_of(self.address, self.imap, self.smtp, **more)

    @property
    def tags(self) -> Tags:
        return Tags(secret=SECRET, channel="ch-email", address=self.address)

    def box(self, whose: str = "") -> MailBoxUnencrypted:
        box = MailBoxUnencrypted("127.0.0.1", self.imap)
        box.login(whose or self.address, MAILBOX_PASSWORD)
        return box

    def put(self, *mails: bytes) -> None:
        """They lie in the mailbox at once."""
        with self.box() as box:
            for mail in mails:
                box.append(mail)

    def unread(self) -> list[str]:
        with self.box() as box:
            return box.uids("UNSEEN")

    async def arrives(self, mail: bytes, sender: str = "") -> None:
        """By the mail server, as in earnest."""
        await aiosmtplib.send(
            mail, sender=sender or self.visitor, recipients=[self.address], hostname="127.0.0.1",
            port=self.smtp, use_tls=False, start_tls=False,
        )  # fmt: skip

    async def got(self, count: int, whose: str = "") -> list[EmailMessage]:
        """The mails of the visitor, once there are so many."""
        async with asyncio.timeout(IN_TIME):
            while len(found := await asyncio.to_thread(self._mails, whose or self.visitor)) < count:
                await asyncio.sleep(0.05)
        return found

    def _mails(self, whose: str) -> list[EmailMessage]:
        with self.box(whose) as box:
            raws = [box.client.uid("FETCH", one, "(BODY.PEEK[])")[1][0][1] for one in box.uids()]
        return [message_from_bytes(raw, policy=policy.default) for raw in raws]

    @asynccontextmanager
    async def receiving(self, taken: Taken, **more: str) -> AsyncIterator[Email]:
        adapter = self.opened(**more)
        async with self.running(adapter.receiving(), taken):
            yield adapter

    def opened(self, **more: str) -> Email:
        return opened(self.setup(**more))

    @asynccontextmanager
    async def running(self, receiving: Receiving, taken: Taken) -> AsyncIterator[None]:
        receiving.sleep = at_once
        task = asyncio.create_task(receiving.run(taken))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def settled(self) -> None:
        """Nothing unread lies in the mailbox."""
        await until(lambda: not self.unread())


async def at_once(_: float) -> None:
    """Pauses between tries are not waited for."""
    await asyncio.sleep(0)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(IN_TIME):
        while not await asyncio.to_thread(true):
            await asyncio.sleep(0.03)


def mail(text: str = "It is 4711.", **more: str) -> bytes:
    """A simple one; a header for each name."""
    heads = {
        "From": "Eve <eve@example.com>",
        "To": "support@shop.test",
        "Message-ID": f"<{uuid4().hex}@example.com>",
        "Subject": "Lamp",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in heads.items() if value)
    return f"{head}\r\n{text}\r\n".encode()


def outgoing(said: Said, text: str = "Which lamp?", key: str = "k1", **more: object) -> Outgoing:
    """An answer to it."""
    given = {
        "key": key,
        "thread": said.thread,
        "text": text,
        "answers": said.id,
        "notes": said.notes,
    }
    return Outgoing(**(given | more))
