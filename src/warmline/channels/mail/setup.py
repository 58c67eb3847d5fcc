"""Everything that continuation by mail is made of, put together from its settings."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from warmline.channels.mail.codes import Codes
from warmline.channels.mail.imap import Imap, Mailbox
from warmline.channels.mail.intake import Intake
from warmline.channels.mail.postman import Postman
from warmline.channels.mail.smtp import Mailer, Outgoing
from warmline.core.model import AssistantId, Conversation, Millis, Signal
from warmline.flow.ears import Ears
from warmline.flow.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Mail out, and mail in. ``address``: where replies arrive, and what our mails come from."""

    outgoing: Outgoing
    mailbox: Mailbox
    address: str
    every: float  # seconds between two looks into the mailbox
    secret: bytes

    @property
    def codes(self) -> Codes:
        return Codes(secret=self.secret, address=self.address)

    def mailer(self) -> Mailer:
        return Mailer(server=self.outgoing, codes=self.codes)

    def postman(
        self,
        store: Store,
        ears: Ears,
        judges: Callable[[AssistantId], Awaitable[bool]],
        clock: Callable[[], Millis],
    ) -> Postman:
        intake = self.intake(store, ears, judges, clock)
        return Postman(Imap(self.mailbox), intake, every=self.every)

    def intake(
        self,
        store: Store,
        ears: Ears,
        judges: Callable[[AssistantId], Awaitable[bool]],
        clock: Callable[[], Millis],
    ) -> Intake:
        """Also for what arrives in a mailbox that is a channel of its own: see ``continued``."""

        async def hear(now: Conversation, text: str, recent: tuple[str, ...]) -> tuple[Signal, ...]:
            return await ears.hear(now.assistant, text, now, recent=recent)

        return Intake(store=store, codes=self.codes, hear=hear, judges=judges, clock=clock)
