"""Shadow mode: a draft policy that runs silently beside the live one, from one moment to another.

What it would have done is read from the log, as the reasons of real decisions are: only the draft
and its time are kept (docs/decisions/0009).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from warmline.core.facts import Entry
from warmline.core.model import AssistantId, ConversationId, Millis
from warmline.core.policy import Policy
from warmline.dialogue import Decision, Read
from warmline.transcripts.history import transcript_of_log
from warmline.transcripts.replay import Replay


@dataclass(frozen=True, slots=True, kw_only=True)
class Shadow:
    text: str  # of the draft
    since: Millis
    until: Millis | None  # None: it runs
    by: str


class Shadows(Protocol):
    async def running(self, id: AssistantId) -> Shadow | None: ...
    async def all(self, id: AssistantId) -> Sequence[Shadow]:
        """The newest ones, newest first."""
        ...

    async def set(self, id: AssistantId, text: str, *, by: str) -> Shadow:
        """Run a draft from now on; one that runs ends."""
        ...

    async def end(self, id: AssistantId) -> bool:
        """Whether one was running."""
        ...


def shadow_decisions(
    id: ConversationId, log: Sequence[Entry], shadow: Shadow, policy: Policy, read: Read
) -> Mapping[int, Decision]:
    """What the draft would have decided about each turn of its time, by the turn's entry.

    The whole ``log`` is told again, for what a turn means depends on everything before it.
    """
    return dict(
        _in_its_time(Replay(transcript_of_log(id, log), policy, read, explain=True), shadow)
    )


def _in_its_time(replay: Replay, shadow: Shadow) -> Iterator[tuple[int, Decision]]:
    for decided in replay.decisions():
        said = decided.utterance
        if said.at is not None and shadow.since <= said.at < (shadow.until or said.at + 1):
            yield int(said.id.rpartition("#")[2]), decided.decision
