"""Notices in the console: a whisper to each socket of those meant. Losing one costs a toast."""

from dataclasses import dataclass

from warmline.core.effects import Notify
from warmline.flow.ports import Bus, Letter, Whisper


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The entry that caused a notice is in every open console anyhow; this says: look."""

    bus: Bus

    async def notify(self, notify: Notify, letter: Letter, *, key: str) -> str:
        for operator in letter.consoles:
            whisper = Whisper(
                kind="notice",
                operator=operator,
                conversation=letter.conversation.id,
                text=notify.notice,
                number=notify.seq,
            )
            await self.bus.whisper(whisper)
        return f"shown in the consoles of {len(letter.consoles)}"
