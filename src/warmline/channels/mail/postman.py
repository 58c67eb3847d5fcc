"""Looks into the mailbox now and then, and brings in what is new. At least once, felt once."""

import asyncio
from collections.abc import Sequence

import structlog

from warmline.channels.mail.imap import Imap, Letter
from warmline.channels.mail.intake import Intake
from warmline.channels.mail.reading import read_in_time
from warmline.flow.failures import Temporary
from warmline.flow.tasks import ended

LONGEST_PAUSE = 300.0  # seconds, while the mailbox cannot be read

log = structlog.get_logger()


class Postman:
    def __init__(self, imap: Imap, intake: Intake, *, every: float) -> None:
        """``every``: seconds between two looks."""
        self._imap = imap
        self._intake = intake
        self._every = every
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        await ended(self._task)
        await asyncio.to_thread(self._imap.close)

    async def look(self) -> int:
        """Bring in what is unread; how many letters that were. Raises ``Temporary``."""
        letters = await asyncio.to_thread(self._imap.unread)
        for letter in letters:
            await self._bring(letter)
        return len(letters)

    async def _bring(self, letter: Letter) -> None:
        """A letter is settled after the commit that it led to: a crash between brings it again."""
        broken = False
        try:
            mail = await read_in_time(letter.raw)
            became = await self._intake.take(mail)
            log.info("mail_came", became=became)
        except Temporary:
            raise
        except Exception:
            log.exception("mail_broke", uid=letter.uid)
            broken = True
        await self._settle([letter.uid], flagged=broken)

    async def _settle(self, uids: Sequence[str], *, flagged: bool) -> None:
        await asyncio.to_thread(lambda: self._imap.settle(uids, flagged=flagged))

    async def _run(self) -> None:
        pause = self._every
        while True:
            try:
                more = await self.look()
                pause = 0.0 if more else self._every
            except Temporary as error:
                pause = min(max(2 * pause, self._every), LONGEST_PAUSE)
                log.warning("mailbox_away", why=str(error), again_in_s=pause)
            except Exception:
                pause = LONGEST_PAUSE
                log.exception("postman_stumbled")
            await asyncio.sleep(pause)
