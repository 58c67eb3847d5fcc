"""Whose conversation a mail belongs to, and whether it may enter it.

Never by its subject, never by its sender alone: by the sealed address that it was sent to, or by
the sealed id of the mail that it answers, and only from the address that the visitor left. What
anybody else sends there is shown to operators alone: a visitor who registers somewhere with the
sealed address, which is one of the owner's domain, must not read what is sent to confirm it.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from warmline.channels.mail.codes import Codes
from warmline.channels.mail.reading import LONGEST, Mail
from warmline.core.facts import Entry, MessageAdded, NoteAdded
from warmline.core.inputs import OperatorNoted, VisitorSaid
from warmline.core.mailing import EMAIL, MAILBOX
from warmline.core.model import AssistantId, Author, Conversation, ConversationId, Millis, Signal
from warmline.core.refusals import KeyReused, Refused
from warmline.flow.ports import Command, Store

HOUR: Millis = 3_600_000
MOST_AN_HOUR = 30  # of one conversation: a robot that nothing gives away
LOOK_BACK = 60  # entries
RECENT = 3  # turns that a new one is compared with
PUT_ASIDE = (
    "A mail from {sender}, which is not the address that the visitor left. The visitor sees nothing"
    " of it."
)

Became = Literal["taken", "again", "robot", "unknown", "stranger", "empty", "too_many", "refused"]
Hear = Callable[[Conversation, str, tuple[str, ...]], Awaitable[tuple[Signal, ...]]]
"""What a turn shows, given the visitor's newest turns before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    store: Store
    codes: Codes
    hear: Hear
    judges: Callable[[AssistantId], Awaitable[bool]]  # whether a model judges described rules there
    clock: Callable[[], Millis]

    async def take(self, mail: Mail) -> Became:
        """Hand it in, once however often it comes. Raises ``Temporary``."""
        if mail.robot or self._is_ours(mail.sender):
            return "robot"
        now = await self.whose(mail)
        if now is None or not now.mail:
            return "unknown"
        if not mail.text and not mail.attachments:
            return "empty"
        if mail.sender != now.mail.lower():
            return await self._put_aside(now, mail)
        return await self._hand_in(now, mail)

    async def whose(self, mail: Mail) -> Conversation | None:
        """The conversation that its sealed address, or a mail that it answers, names."""
        for address in mail.to:
            if id := self.codes.conversation_of(address):
                return await self.store.conversation(id)
        for answered in mail.answers:
            if id := self.codes.mail_of(answered):
                return await self.store.conversation(id)
        return None

    def _is_ours(self, sender: str) -> bool:
        local, _, domain = sender.partition("@")
        plain = f"{local.partition('+')[0]}@{domain}"
        return self.codes.address.lower() in (sender, plain)

    async def _hand_in(self, now: Conversation, mail: Mail) -> Became:
        log = await self.store.entries(now.id, before=now.seq + 1, limit=LOOK_BACK)
        turns = [one.fact for one in log if _turn(one)]
        since = self.clock() - HOUR
        mailed = [one for one in turns if isinstance(one, MessageAdded) and one.via == EMAIL]
        text = with_attachments(mail)
        others = (one for one in mailed if (one.draft, one.text) != (mail.id, text))
        if sum(one.at > since for one in others) >= MOST_AN_HOUR:
            return "too_many"
        said = tuple(one.text for one in turns if isinstance(one, MessageAdded))[-RECENT:]
        input = VisitorSaid(
            text=text,
            signals=await self.hear(now, text, said),
            draft=mail.id,
            via=EMAIL,
            judge=await self.judges(now.assistant),
        )
        return await self._once(now.id, input, f"mail:{now.id}:{mail.id}")

    async def _put_aside(self, now: Conversation, mail: Mail) -> Became:
        """A note for operators, who may know that it is the visitor all the same."""
        log = await self.store.entries(now.id, before=now.seq + 1, limit=LOOK_BACK)
        since = self.clock() - HOUR
        notes = [one.fact for one in log if isinstance(one.fact, NoteAdded)]
        if sum(one.operator == MAILBOX and one.at > since for one in notes) >= MOST_AN_HOUR:
            return "too_many"
        said = f"{PUT_ASIDE.format(sender=mail.sender[:200])}\n\n{with_attachments(mail)}"
        input = OperatorNoted(operator=MAILBOX, text=said[:LONGEST])
        became = await self._once(now.id, input, f"aside:{now.id}:{mail.id}")
        return "stranger" if became == "taken" else became

    async def _once(
        self, id: ConversationId, input: VisitorSaid | OperatorNoted, key: str
    ) -> Became:
        """Some programs give several mails one id: each that says something else is kept."""
        words = hashlib.sha256(input.text.encode()).hexdigest()[:32]
        for named in (key, f"{key}:{words}"):
            try:
                outcome = await self.store.handle(Command(id, input, named))
            except KeyReused:
                continue
            except Refused:
                break
            return "again" if outcome.replayed else "taken"
        return "refused"


def _turn(entry: Entry) -> bool:
    return isinstance(entry.fact, MessageAdded) and entry.fact.author is Author.VISITOR


def with_attachments(mail: Mail) -> str:
    """The words, and the names of what came with them: the files themselves are not kept."""
    names = "\n".join(f"📎 {name}" for name in mail.attachments)
    words = mail.text[: LONGEST - len(names) - 2]
    return f"{words}\n\n{names}".strip() if names else words
