"""Closing a conversation in which nobody says anything any more (S-7)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warmline.core.facts import Fact, IdleWarned, Resolved
from warmline.core.idle import Idle
from warmline.core.inputs import IdleNoticed
from warmline.core.model import Conversation, Millis, Status
from warmline.core.policy import Context
from warmline.core.refusals import NotYet
from warmline.core.saying import aside
from warmline.core.staffing import team_of


def idle_at(now: Conversation, idle: Idle, touched: Millis = 0) -> Millis | None:
    """When it is to be warned or closed if nothing is said; None: never, as it stands.

    Nobody closes a conversation in which an answer is owed, or that is put aside, or waits.
    ``touched``: when anything happened to it last, for one that does not know when somebody spoke.
    """
    spoken_at = now.spoken_at or touched
    if not spoken_at or now.owed or now.snoozed_until:
        return None
    if now.status is Status.OPEN:
        return None if idle.assistant is None else spoken_at + idle.assistant
    if now.status is not Status.ACTIVE or idle.person is None:
        return None
    if now.idle_warned:
        return now.idle_warned + idle.warn_before
    return spoken_at + max(0, idle.person - idle.warn_before)


def idle_noticed(now: Conversation, input: IdleNoticed, context: Context) -> Iterable[Fact]:
    """Looked at again: something may have been said since it was noticed."""
    idle = context.team(team_of(now, context)).idle
    due = idle_at(now, idle, input.since)
    spoken = now.spoken_at not in (0, input.since)
    if due is None or spoken or input.warned != now.idle_warned:
        return ()
    if context.now < due:
        raise NotYet(due, context.now)
    if now.status is Status.ACTIVE and not now.idle_warned and idle.warn_before:
        return _warn(now, idle, context)
    return _close(now, context)


def _warn(now: Conversation, idle: Idle, context: Context) -> Iterator[Fact]:
    yield IdleWarned(at=context.now, closes_at=context.now + idle.warn_before)
    yield aside(context.policy.say("idle_warning", now.language), context)


def _close(now: Conversation, context: Context) -> Iterator[Fact]:
    """The closing words come first, so that the thread ends with its end."""
    yield aside(context.policy.say("idle_closed", now.language), context)
    yield Resolved(at=context.now, by=None, cause="idle")


def with_warning(now: Conversation, fact: IdleWarned) -> Conversation:
    return replace(now, idle_warned=fact.at)
