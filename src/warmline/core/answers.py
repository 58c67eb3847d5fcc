"""What follows when the assistant answers, fails, or is out of time."""

from collections.abc import Iterator

from warmline.core.evolve import evolve
from warmline.core.facts import AssistantMissed, Fact, MessageAdded
from warmline.core.handoffs import after_answer, fetches
from warmline.core.inputs import AnswerOverdue, AssistantAnswered, AssistantFailed
from warmline.core.model import Author, Conversation
from warmline.core.policy import Context
from warmline.core.saying import person_button, system
from warmline.core.triggers import Turn


def assistant_answered(
    now: Conversation, input: AssistantAnswered, context: Context
) -> Iterator[Fact]:
    """The answer, and what follows it; one that only says "I do not know" yields to a person."""
    if not now.awaits(input.answers, input.epoch):
        return
    if not input.text.strip() and not input.handoff:
        yield from assistant_missed(now, input, "empty answer", "failed", context)
        return
    then = after_answer(now, Turn(before=now, answer=input), context)
    if fetches(then) and (input.abstained or not input.text.strip()):
        yield AssistantMissed(
            at=context.now,
            answers=input.answers,
            error="held back",
            confidence=input.confidence,
        )
    else:
        yield _answer(now, input, context, alone=not then)
    yield from then


def assistant_missed(
    now: Conversation,
    input: AssistantAnswered | AssistantFailed | AnswerOverdue,
    error: str,
    text: str,
    context: Context,
) -> Iterator[Fact]:
    """No answer came: fetch a person where the rules say so, else tell the visitor honestly."""
    if not now.awaits(input.answers, input.epoch):
        return
    missed = AssistantMissed(at=context.now, answers=input.answers, error=error)
    yield missed
    then = after_answer(evolve(now, missed), Turn(before=now, failed=error), context)
    if not fetches(then):
        said = context.policy.say(text, now.language)
        buttons = () if then else person_button(now.language, context)
        yield system(now, context, said, buttons=buttons)
    yield from then


def _answer(
    now: Conversation, input: AssistantAnswered, context: Context, *, alone: bool
) -> MessageAdded:
    text = input.text.strip()
    abstained = input.abstained or not text
    return MessageAdded(
        at=context.now,
        author=Author.ASSISTANT,
        text=text or context.policy.say("unsure", now.language),
        answers=input.answers,
        confidence=input.confidence,
        abstained=abstained,
        sources=input.sources,
        buttons=person_button(now.language, context) if abstained and alone else (),
    )
