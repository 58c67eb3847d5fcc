"""What a fallback, and the end of a conversation, leave behind for later decisions."""

from dataclasses import replace

from warmline.core.facts import FallbackRan, Resolved
from warmline.core.fallbacks import Fallback
from warmline.core.inputs import AssistantAnswered
from warmline.core.model import Conversation
from warmline.core.policy import Context


def after_fallback(now: Conversation, fact: FallbackRan) -> Conversation:
    """The request stays pending, marked so; a broader answer is owed where one was promised."""
    if now.handoff is None:
        return now
    broader = now.asked_at if fact.fallback == Fallback.BROADER else 0
    handoff = replace(now.handoff, fallback=fact.cause, broader=broader)
    return replace(now, handoff=handoff, owed=now.owed or bool(broader))


def after_resolve(now: Conversation, fact: Resolved) -> Conversation:
    """Keeps whom a message that follows soon may go back to (S-4)."""
    return replace(now, left_by=fact.by, left_at=fact.at)


def answered_broadly(now: Conversation, answers: int) -> bool:
    """Whether the answer to that message is the broader one that a fallback promised."""
    return now.handoff is not None and answers > 0 and now.handoff.broader == answers


def broadly(now: Conversation, input: AssistantAnswered, context: Context) -> AssistantAnswered:
    """The answer with the disclaimer before it, where it is the broader one."""
    if not answered_broadly(now, input.answers) or input.abstained or not input.text.strip():
        return input
    disclaimer = context.policy.say("broader", now.language)
    return replace(input, text=f"{disclaimer}\n\n{input.text.strip()}")
