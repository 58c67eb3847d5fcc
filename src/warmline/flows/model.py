"""A scripted flow: what starts it, and its steps, in the order in which they are taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Final, Literal

from warmline.core.conditions import Condition

ANY_LANGUAGE: Final = ""
"""The key of a text that was written without naming its language."""

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")

Text = Mapping[str, str]
"""The same words by language."""


def said(text: Text, language: str) -> str:
    """The words in ``language``, without its region, in no language, in English, or in any."""
    tongues = (language, language.partition("-")[0], ANY_LANGUAGE, "en")
    found = next((text[one] for one in tongues if text.get(one)), "")
    return found or next(iter(text.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Words that need no answer and give none."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the choices of an ``Ask``; a button where the channel has buttons."""

    id: str  # what the field holds when it is chosen
    label: Text
    goto: str = ""  # the step that follows; "": the next one


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question; the flow waits for its answer and keeps it in ``field``."""

    id: str
    field: str
    kind: str = "text"  # a key of KINDS
    text: Text
    retry: Text = made(default_factory=dict[str, str])  # said when the answer does not fit
    options: tuple[Option, ...] = ()
    pattern: str = ""  # a regular expression that the answer holds
    low: str = ""  # number: smallest; date: earliest, ISO or "today+3"; "": any
    high: str = ""
    tries: int = 3  # answers that may fail to fit, this many in all
    otherwise: str = ""  # the step after them; "": the flow ends without an answer
    optional: bool = False  # may be skipped; the field stays empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    when: Condition
    goto: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Goes the first way whose condition holds, else ``otherwise``, else on to the next step."""

    id: str
    ways: tuple[Way, ...]
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """An answer: a flow that passed one has not ended without an answer."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """The assistant behind the flow is asked; where it knows nothing, ``otherwise`` follows."""

    id: str
    question: Text
    otherwise: str = ""  # "": the next step, as after an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Attributes of the contact, from fields."""

    id: str
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """Fetches a person; the flow ends."""

    id: str
    reason: str  # for operators
    team: str = ""
    priority: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Go:
    id: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    id: str
    how: Literal["answered", "unanswered"]


Step = Say | Ask | Branch | Tell | LookUp | Note | HandOff | Go | End


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """When a flow begins: at the conversation's first message, at words, or at a topic."""

    opening: bool = False
    words: tuple[str, ...] = ()  # phrases, anywhere in the message
    topics: tuple[str, ...] = ()  # of signals; once in a conversation
    when: Condition | None = None  # narrows each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    id: str
    start: Start
    steps: tuple[Step, ...]
    on_question: Literal["resume", "end"] = "resume"  # after a question of the visitor's own

    def at(self, id: str) -> int:
        """The place of a step; one past the last where there is none of that id."""
        places = (place for place, step in enumerate(self.steps) if step.id == id)
        return next(places, len(self.steps))

    def asks(self) -> Mapping[str, Ask]:
        """The questions by field; of several for one field, the last."""
        return {step.field: step for step in self.steps if isinstance(step, Ask)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """All flows of an assistant, published together."""

    version: int = 0  # 0: it never had any
    flows: tuple[Flow, ...] = ()

    def of(self, id: str) -> Flow | None:
        return next((flow for flow in self.flows if flow.id == id), None)
