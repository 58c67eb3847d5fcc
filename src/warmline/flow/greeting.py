"""The assistant's greeting for who opens a thread without a word, as the widget shows it."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from warmline.core.model import Button
from warmline.flow.channel_records import Thread
from warmline.flow.channels import Outgoing
from warmline.flow.composing import key_of
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Store
from warmline.flow.switchboard import Switchboard

WITHIN: Final = 3.0  # seconds: the provider waits for us meanwhile


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    store: Store
    switchboard: Switchboard

    async def greet(self, thread: Thread) -> None:
        """Once, and no second try: like the widget's, it stands in no log."""
        setup, kind, adapter = await self.switchboard.adapter(thread.channel)
        profile = await self.store.profile(setup.assistant)
        if not profile.greeting:
            return
        fit = kind.abilities.buttons >= len(profile.starters)
        starters = profile.starters if fit else ()
        message = Outgoing(
            key=key_of(thread.conversation, 0, 0),
            thread=thread.address,
            text=profile.greeting[: kind.abilities.length],
            buttons=tuple(
                Button(id=f"starter-{n}", label=one[: kind.abilities.button_length])
                for n, one in enumerate(starters, 1)
            ),
            notes=thread.notes,
        )
        with suppress(Temporary, Permanent, TimeoutError):
            async with asyncio.timeout(WITHIN):
                await adapter.send(message)
