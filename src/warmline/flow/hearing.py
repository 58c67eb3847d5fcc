"""What a visitor's words show, for every way in which they come."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import AssistantId, Author, Conversation, Signal
from warmline.dialogue import RECENT, answers_offer
from warmline.flow.ears import Ears

LOOK_BACK = 20  # entries in which a visitor's newest turns are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    ears: Ears
    judges: Callable[[AssistantId], Awaitable[bool]]
    """Whether a language model answers there, and judges the described rules itself."""

    async def signals(
        self, now: Conversation, log: Iterable[Entry], text: str, *, choice: str = ""
    ) -> tuple[Signal, ...]:
        """``log``: the newest entries, oldest first. Raises ``Temporary``."""
        recent = turns(log)
        return await self.ears.hear(now.assistant, text, now, recent=recent, choice=choice)


def turns(log: Iterable[Entry]) -> tuple[str, ...]:
    """The visitor's newest turns, which a new one is compared with; oldest first."""
    return tuple(turn for entry in log if (turn := visitor_turn(entry)))[-RECENT:]


def visitor_turn(entry: Entry) -> str:
    """What a visitor said in an entry; "": nothing, or only the label of a button."""
    match entry.fact:
        case MessageAdded(author=Author.VISITOR, choice="", text=text, signals=signals):
            return "" if answers_offer(signals) else text
        case _:
            return ""
