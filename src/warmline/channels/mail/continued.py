"""Mail for a conversation of the web that arrives in a mailbox which is a channel of its own."""

from dataclasses import dataclass

from warmline.channels.mail.intake import Intake
from warmline.channels.mail.reading import read_in_time

MOST_BYTES = 512 * 1024  # of a letter; its words come first in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    intake: Intake

    async def take(self, raw: bytes) -> bool:
        """Whether it belongs to such a conversation; then it was handled. Raises ``Temporary``."""
        mail = await read_in_time(raw[:MOST_BYTES])
        if await self.intake.whose(mail) is None:
            return False
        await self.intake.take(mail)
        return True
