"""Snooze: whoever holds a conversation puts it aside, until a time or until the visitor answers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warmline.core.effects import Later
from warmline.core.facts import Fact, MessageAdded, Snoozed, Woke
from warmline.core.inputs import OperatorSnoozed, SnoozeOver
from warmline.core.model import Author, Conversation, Millis
from warmline.core.policy import Context
from warmline.core.refusals import NobodyHolds, NotAhead, NotYet, NotYours

UNTIL_ANSWERED: Millis = 2**53
"""So far off that only the visitor's answer ends it."""


def snooze(now: Conversation, input: OperatorSnoozed, context: Context) -> Iterable[Fact]:
    """Put it aside, or take it up again. A snooze that is changed is a new one."""
    if now.operator is None:
        raise NobodyHolds
    if now.operator != input.operator:
        raise NotYours(now.operator)
    if not input.until:
        return (Woke(at=context.now, cause="operator"),) if now.snoozed_until else ()
    if input.until <= context.now:
        raise NotAhead(input.until, context.now)
    if input.until == now.snoozed_until:
        return ()
    return (Snoozed(at=context.now, by=input.operator, until=input.until),)


def snooze_over(now: Conversation, input: SnoozeOver, context: Context) -> Iterable[Fact]:
    """A timer that comes late, or again, changes nothing. Raises ``NotYet`` where it is early."""
    if not now.snoozed_until or now.snoozed_until != input.until:
        return ()
    if context.now < input.until:
        raise NotYet(input.until, context.now)
    return (Woke(at=context.now, cause="time"),)


def woken(
    before: Conversation, facts: Iterable[Fact], now: Conversation, context: Context
) -> Iterator[Fact]:
    """What a step does to a snooze that it found: an answer ends it, and so does another holder."""
    if not before.snoozed_until or before.snoozed_until != now.snoozed_until:
        return
    if now.operator != before.operator:
        yield Woke(at=context.now, cause="moved")
    elif any(isinstance(fact, MessageAdded) and fact.author is Author.VISITOR for fact in facts):
        yield Woke(at=context.now, cause="visitor")


def with_snooze(now: Conversation, fact: Snoozed | Woke) -> Conversation:
    """What the visitor was told of its end is void: it ends after another warning, or not."""
    until = fact.until if isinstance(fact, Snoozed) else 0
    return replace(now, snoozed_until=until, idle_warned=0)


def alarm(fact: Snoozed, context: Context) -> Iterator[Later]:
    """The timer that ends it; none where only the visitor does."""
    if fact.until < UNTIL_ANSWERED:
        yield Later(after=fact.until - context.now, input=SnoozeOver(until=fact.until))
