"""The installation's own conversations as transcripts: page by page, never all at once."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Protocol

from warmline.core.facts import Entry
from warmline.core.model import AssistantId, ConversationId, Millis
from warmline.transcripts import Transcript
from warmline.transcripts.history import transcript_of_log

PAGE = 50  # conversations read at once

Log = tuple[ConversationId, Sequence[Entry]]


class History(Protocol):
    """Whole conversations from the store, in the order of their ids."""

    async def page(
        self, assistant: AssistantId, *, after: str, limit: int, since: Millis = 0
    ) -> Sequence[Log]:
        """The next conversations behind the id ``after`` that were active at ``since`` or later."""
        ...

    async def count(self, assistant: AssistantId, *, since: Millis = 0) -> int: ...


def told_again(
    history: History,
    assistant: AssistantId,
    loop: asyncio.AbstractEventLoop,
    *,
    since: Millis = 0,
) -> Iterator[Transcript]:
    """Every conversation that began at ``since`` or later, for a thread beside the ``loop``."""
    after = ""
    while True:
        page = history.page(assistant, after=after, limit=PAGE, since=since)
        found = asyncio.run_coroutine_threadsafe(page, loop).result()
        if not found:
            return
        after = found[-1][0]
        for id, log in found:
            if log and log[0].fact.at >= since:
                yield transcript_of_log(id, log)
