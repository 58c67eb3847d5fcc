"""The rows that a conversation's log leaves for the reports. Each is placed in time by ``at``.

A row begins with an entry of the log and bears its number: that is its key, so that whoever tells
the log again makes the same rows. All have the same five names to look at them by.
"""

from dataclasses import dataclass

from warmline.core.model import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From the opening, or a reopening, to the resolution; or still going on."""

    conversation: str
    seq: int  # the entry that opened or reopened it
    at: Millis  # when
    team: str = ""  # of its newest handoff; "": none was made
    channel: str = ""
    assistant: str = ""
    operator: str = ""  # the last one who wrote; "": nobody did
    rule: str = ""  # of its first handoff
    visitor_messages: int = 0
    answers: int = 0  # of the assistant, those that say it does not know included
    replies: int = 0  # of operators
    handoffs: int = 0
    asked: bool = False  # the visitor asked for a person
    upset: bool = False
    withdrawn: bool = False  # the visitor said that no person is needed, after asking last
    in_line: bool = False  # a request for a person is open, and its fallback has not run
    helped: bool = False  # the visitor's last word is that an answer was right
    ended_at: Millis | None = None  # resolved
    ended_by: str = ""  # the operator who resolved it; "": nobody, it was idle
    took: Millis | None = None  # from ``at`` to ``ended_at``
    took_business: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A handoff: one request for a person."""

    conversation: str
    seq: int  # the handoff's number
    at: Millis  # when it was requested
    stretch: int  # its stretch's ``seq``
    team: str = ""  # that it was first requested of
    channel: str = ""
    assistant: str = ""
    operator: str = ""  # who took it up first
    rule: str = ""
    trigger: str = ""
    priority: int = 0
    question: str = ""  # the conversation's matter, shortened
    taken_at: Millis | None = None  # acknowledged
    replied_at: Millis | None = None  # first reply
    ended_at: Millis | None = None
    end: str = ""  # resolved, returned, cancelled (by an operator), withdrawn (by the visitor)
    fallback: str = ""  # its cause; "": it did not run before somebody took it up
    waited: Millis | None = None  # from the request until somebody took it up
    waited_business: Millis | None = None
    first_reply: Millis | None = None  # from the request until the first reply
    first_reply_business: Millis | None = None
    replies: int = 0  # of operators, until it ended
    transfers: int = 0
    needed: bool | None = None  # as an operator said; None: nobody has
    bounced: bool = False  # given back, and handed off again soon after


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A message of an operator."""

    conversation: str
    seq: int
    at: Millis
    team: str = ""  # of the newest handoff
    channel: str = ""
    assistant: str = ""
    operator: str = ""
    rule: str = ""
    took: Millis | None = None  # since the oldest words nobody had answered; None: there were none
    took_business: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An operator has a conversation, from one moment to another."""

    conversation: str
    seq: int  # the entry that gave it to them
    at: Millis
    team: str = ""
    channel: str = ""
    assistant: str = ""
    operator: str = ""
    rule: str = ""
    ended_at: Millis | None = None
    end: str = ""  # resolved, returned, transferred, released, taken_over, cancelled
    took: Millis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Somebody said whether an answer of the assistant was right."""

    conversation: str
    seq: int
    at: Millis
    team: str = ""
    channel: str = ""
    assistant: str = ""
    operator: str = ""  # who said so; "": the visitor
    rule: str = ""
    answer: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A clock of the service level that ran for a conversation."""

    conversation: str
    seq: int  # the entry that started it
    at: Millis
    team: str = ""
    channel: str = ""
    assistant: str = ""
    operator: str = ""  # who held the conversation when it stopped
    rule: str = ""
    target: str = ""  # first_reply, next_reply, resolution
    due_at: Millis = 0
    ended_at: Millis | None = None
    met: bool | None = None  # None: it runs in time, or stopped because it no longer mattered


Row = Stretch | Request | Reply | Holding | Verdict | Target
KINDS: tuple[type[Row], ...] = (Stretch, Request, Reply, Holding, Verdict, Target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """An operator was there, from one moment to another. Seen, and not told by any log."""

    operator: str
    at: Millis
    until: Millis
    state: str  # online, away
