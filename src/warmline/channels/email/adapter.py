"""A mailbox as a channel."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress

from warmline.channels.email.account import account_of
from warmline.channels.email.asides import unreadable
from warmline.channels.email.brakes import Automatic, Brakes
from warmline.channels.email.checking import Check
from warmline.channels.email.inbox import Inbox
from warmline.channels.email.letter import Letter, id_of, message_id_in, read
from warmline.channels.email.parsing import LONGEST, Reader
from warmline.channels.email.patience import LONGEST_READING, within
from warmline.channels.email.reach import Reach
from warmline.channels.email.receiving import Receiving
from warmline.channels.email.sending import Sender
from warmline.channels.email.tags import Tags
from warmline.channels.email.writing import write
from warmline.channels.parts import Parts
from warmline.flow.channels import (
    Event,
    Finding,
    Hook,
    HookReply,
    Outgoing,
    Remote,
    Setup,
    Take,
)
from warmline.flow.failures import Forged, Permanent


class Email:
    """``flow.channels.Adapter`` and ``Receiver``. One mailbox."""

    def __init__(self, setup: Setup, parts: Parts) -> None:
        self._account = account_of(setup)
        self._clock = parts.clock
        self._continued = parts.continued
        self._tags = Tags(secret=parts.secret, channel=setup.id, address=self._account.address)
        self._reader = Reader(tags=self._tags, server=self._account.authserv)
        self._reach = Reach(outside=parts.outside)
        self._sender = Sender(account=self._account, reach=self._reach)
        self._brakes = Brakes(clock=parts.clock, most_new=self._account.most_new)

    def verify(self, hook: Hook) -> None:
        """Nobody sends mail to a webhook."""
        raise Forged("mail comes from the mailbox alone")

    def parse(self, hook: Hook) -> Sequence[Event]:
        """Of a mail as it came."""
        try:
            letter = read(hook.body, in_time=within(LONGEST_READING, time.monotonic))
        except (RecursionError, ValueError) as error:
            return [unreadable(hook.body, type(error).__name__)]
        return self._reader.events(letter, hook.at)

    def reply(self, hook: Hook, events: Sequence[Event]) -> HookReply:
        return HookReply()

    async def send(self, message: Outgoing) -> str:
        """One mail; its Message-ID, which is the same for the same key."""
        written = write(message, self._account, self._tags, self._clock())
        automatic = Automatic(
            key=message.key, thread=message.thread, to=written.to.lower(), known=written.known
        )
        if written.automatic and (why := self._brakes.held(automatic)):
            raise Permanent(why)
        await self._sender.send(written)
        if written.automatic:
            self._brakes.went(automatic)
        return str(written.mail["Message-ID"])

    async def typing(self, thread: str, answers: str) -> None:
        """Nobody sees that somebody writes a mail."""

    async def fetch(self, remote: Remote, most: int) -> bytes:
        """From the mailbox, where the mail still lies."""
        content = remote.content or await self._found(remote.reference)
        if len(content) > most:
            raise Permanent("the file is too large")
        return content

    async def _found(self, reference: str) -> bytes:
        id, _, number = reference.rpartition("#")
        inbox = Inbox(self._account)
        try:
            await asyncio.to_thread(inbox.connect, await self._reach.address(self._account.imap))
            raws = await asyncio.to_thread(inbox.find, message_id_in(id))
        finally:
            await asyncio.to_thread(inbox.close)
        letter = await asyncio.to_thread(_of_that_id, raws, id)
        if letter is None:
            raise Permanent("the mail is no longer in the mailbox")
        if number == "-1" and len(letter.text) > LONGEST:
            return letter.text.encode("utf-8", "replace")
        if not number.isdecimal() or int(number) >= len(letter.files):
            raise Permanent("the file is no longer in the mail")
        return letter.files[int(number)].content

    async def check(self, hook_url: str) -> Sequence[Finding]:
        check = Check(account=self._account, reach=self._reach, sender=self._sender)
        return await check.findings()

    async def close(self) -> None:
        """Nothing stays open: each mail has a connection of its own."""

    async def receive(self, take: Take) -> None:
        """Look after the mailbox until cancelled. Raises ``Temporary``, ``Permanent``."""
        await self.receiving().run(take)

    def receiving(self) -> Receiving:
        """One life of a connection to the mailbox, for ``receive``."""
        return Receiving(
            inbox=Inbox(self._account),
            reach=self._reach,
            reader=self._reader,
            clock=self._clock,
            continued=self._continued,
        )


def _of_that_id(raws: Sequence[bytes], id: str) -> Letter | None:
    """What is a trap is none that was taken in."""
    in_time = within(LONGEST_READING, time.monotonic)
    for raw in raws:
        with suppress(RecursionError, ValueError):
            letter = read(raw, in_time=in_time)
            if id_of(letter) == id:
                return letter
    return None
