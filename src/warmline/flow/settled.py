"""Whether what a notice is about needs nobody any more: asked just before it is sent."""

from collections.abc import Sequence

from warmline.core.effects import Notify
from warmline.core.facts import (
    ClockStopped,
    DueSoon,
    Entry,
    HandoffCancelled,
    HandoffRequested,
    Late,
    MessageAdded,
)
from warmline.core.model import (
    Author,
    Conversation,
    HandoffStatus,
    Millis,
    OperatorId,
    Status,
)
from warmline.core.ways import team_of
from warmline.flow.desk import Inbox
from warmline.flow.ports import Store

TOLD_LATELY: Millis = 10 * 60_000
LOOK_BACK = 50  # entries
LOOK_AHEAD = 200
TAKEN_UP = "somebody has taken it up"


async def settled(store: Store, inbox: Inbox, now: Conversation, notify: Notify) -> str:
    """The reason not to send it; "": there is none."""
    match notify.notice:
        case "person_wanted":
            return _not_pending(now) or await _told_lately(store, now, notify.seq)
        case "ticket_opened" | "escalated":
            return _not_pending(now)
        case "new_conversation":
            return "it is resolved" if now.status is Status.RESOLVED else ""
        case "assigned" | "transferred":
            return _not_theirs(now, notify.to)
        case "released":
            return "they have it again" if now.operator == notify.to else ""
        case "visitor_replied":
            return await _answered(store, inbox, now, notify)
        case "due_soon" | "late":
            return await _met(store, now, notify.seq)
        case _:
            return _nobodys(now, notify.to)


def _not_pending(now: Conversation) -> str:
    if now.handoff is None or now.handoff.status is not HandoffStatus.PENDING:
        return TAKEN_UP
    return ""


def _not_theirs(now: Conversation, to: str) -> str:
    if team := team_of(to):
        moved = now.handoff is None or now.handoff.team != team
        return "it is in another line" if moved else _not_pending(now)
    return "" if now.assigned == OperatorId(to) else TAKEN_UP


def _nobodys(now: Conversation, to: str) -> str:
    return "" if now.operator == OperatorId(to) else "somebody else has it"


async def _answered(store: Store, inbox: Inbox, now: Conversation, notify: Notify) -> str:
    """Of several messages in a row, they are told of the first."""
    if now.operator != OperatorId(notify.to):
        return "somebody else has it"
    if not now.owed:
        return "it was answered"
    line = await inbox.line(now.id, OperatorId(notify.to))
    if line and line.seen >= now.visitor_messages:
        return "they have seen it"
    log = await store.entries(now.id, before=notify.seq, limit=LOOK_BACK)
    return "they were told of the message before" if _owed_before(log) else ""


def _owed_before(log: Sequence[Entry]) -> bool:
    """Whether the newest words in it are the visitor's."""
    said = (one.fact for one in reversed(log) if isinstance(one.fact, MessageAdded))
    spoken = (fact.author for fact in said if fact.author is not Author.SYSTEM)
    return next(spoken, None) is Author.VISITOR


async def _met(store: Store, now: Conversation, seq: int) -> str:
    """Whether the clock that was running out has stopped since."""
    if now.status is Status.RESOLVED:
        return "it is resolved"
    cause, *since = await store.entries(now.id, after=seq - 1, limit=LOOK_AHEAD)
    if not isinstance(cause.fact, DueSoon | Late):
        return ""
    target = cause.fact.target
    facts = [one.fact for one in since]
    if any(isinstance(fact, ClockStopped) and fact.target == target for fact in facts):
        return "it was answered"
    late = any(isinstance(fact, Late) and fact.target == target for fact in facts)
    return "it is late by now, and they are told of that" if late else ""


async def _told_lately(store: Store, now: Conversation, seq: int) -> str:
    """Whether the visitor asked, and withdrew it, shortly before: staff was told of that."""
    log = await store.entries(now.id, before=seq + 1, limit=LOOK_BACK)
    asked = [one for one in log if isinstance(one.fact, HandoffRequested)]
    if len(asked) < 2 or asked[-1].seq != seq:
        return ""
    before = asked[-2]
    between = [one.fact for one in log if before.seq < one.seq < seq]
    withdrawn = any(isinstance(fact, HandoffCancelled) and fact.by is None for fact in between)
    lately = asked[-1].fact.at - before.fact.at < TOLD_LATELY
    return "they were told of the request just before" if withdrawn and lately else ""
