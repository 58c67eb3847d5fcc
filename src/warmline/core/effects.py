"""Effects: what the world is asked to do because of a fact. Stored in the outbox."""

from dataclasses import dataclass
from typing import Literal

from warmline.core.inputs import Input
from warmline.core.model import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAssistant:
    answers: int  # entry number of the visitor message to answer
    epoch: int  # the floor's epoch; the answer carries it back
    kind: Literal["ask_assistant"] = "ask_assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """Send a message out through the visitor's channel, in order."""

    seq: int
    via: str = ""  # "email" where it goes on by mail; "": the conversation's own channel
    kind: Literal["deliver"] = "deliver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Tell somebody, in one way. Dropped when the matter is settled before it is sent."""

    notice: str
    to: str  # an operator's id; ``team:`` and a team's id: what that team shares
    seq: int  # the entry that caused it
    way: str = "email"  # console, push, email, sms, webhook, chat
    after: Millis = 0  # the time that the matter is given to settle by itself
    kind: Literal["notify"] = "notify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Hand an input back to this conversation after a delay."""

    after: Millis
    input: Input
    kind: Literal["later"] = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarise:
    """Have a language model write the summary of a handoff's package; nobody waits for it."""

    handoff: int  # its number
    kind: Literal["summarise"] = "summarise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learn:
    """Take a judgement of an answer into account, so that confidences are closer to the truth."""

    judged: int  # entry number of the ``AnswerJudged``
    kind: Literal["learn"] = "learn"


Effect = AskAssistant | Deliver | Notify | Later | Summarise | Learn
