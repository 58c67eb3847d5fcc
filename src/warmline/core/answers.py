"""What follows when the assistant answers, fails, or is out of time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warmline.core.evolve import evolve
from warmline.core.facts import AssistantMissed, Fact, FlowMoved, MessageAdded
from warmline.core.fallbacks_kept import broadly
from warmline.core.handoffs import after_answer, directed, fetches, pending, request
from warmline.core.inputs import AnswerOverdue, AssistantAnswered, AssistantFailed, AttributesSet
from warmline.core.model import Author, Conversation, Why
from warmline.core.policy import Context, Rule
from warmline.core.saying import person_button, system
from warmline.core.triggers import Turn
from warmline.core.verdicts import Firing
from warmline.core.visitors import attributes_set, no_person_now


def assistant_answered(
    now: Conversation, input: AssistantAnswered, context: Context
) -> Iterator[Fact]:
    """The answer, and what follows it; one that only says "I do not know" yields to a person."""
    if not now.awaits(input.answers, input.epoch):
        return
    input = broadly(now, _of_this_policy(input, context), context)
    if input.flow:
        moved = FlowMoved(at=context.now, stand=input.flow.stand, ended=input.flow.ended)
        yield moved
        now = evolve(now, moved)
    if input.attributes:
        learnt = AttributesSet(attributes=input.attributes)
        yield from attributes_set(now, learnt, context)
    wants = input.handoff or input.rule or (input.flow and input.flow.ended)
    if not input.text.strip() and not wants:
        yield from assistant_missed(now, input, "empty answer", "failed", context)
        return
    then = after_answer(now, Turn(before=now, answer=input), context)
    if input.handoff and not then:
        then = tuple(_unfetched(now, input, context))
    silent = not input.text.strip()
    if (fetches(then) and (input.abstained or silent)) or (silent and input.flow and then):
        yield AssistantMissed(
            at=context.now,
            answers=input.answers,
            error="held back",
            confidence=input.confidence,
            handoff=input.handoff,
            judged=input.judged,
            rule=input.rule,
            policy=context.policy.version,
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
    missed = AssistantMissed(
        at=context.now, answers=input.answers, error=error, policy=context.policy.version
    )
    yield missed
    then = after_answer(evolve(now, missed), Turn(before=now, failed=error), context)
    if not fetches(then):
        said = context.policy.say(text, now.language)
        buttons = () if then else person_button(now.language, context)
        yield system(now, context, said, buttons=buttons)
    yield from then


def _of_this_policy(input: AssistantAnswered, context: Context) -> AssistantAnswered:
    """A rule that the model named counts only where the policy has it: models make names up."""
    if not input.rule or (input.judged and described_rule(input.rule, context)):
        return input
    return replace(input, rule="")


def described_rule(id: str, context: Context) -> bool:
    return any(rule.id == id and rule.trigger == "described" for rule in context.policy.rules)


def _unfetched(now: Conversation, input: AssistantAnswered, context: Context) -> Iterable[Fact]:
    """What follows where the assistant wants a person and no rule has one fetched.

    The step of a flow is the owner's own word: it fetches whatever the rules say, as a button does.
    """
    if not context.policy.handoff or pending(now):
        return no_person_now(now, context)
    if input.flow is None:
        return ()
    reason = f"The flow {input.flow.stand.flow} asks for a person: {input.handoff}"
    why = Why(rule="flow", trigger="flow", reason=reason)
    rule = directed(Rule(id="flow", trigger="flow"), input, context)
    return request(now, (Firing(rule, why),), context, data=input.data)


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
        signs=input.signs,
        abstained=abstained,
        handoff=input.handoff,
        offers=input.offers,
        judged=input.judged,
        rule=input.rule,
        policy=context.policy.version,
        sources=input.sources,
        buttons=input.buttons
        + (person_button(now.language, context) if abstained and alone else ()),
        flow=input.flow.stand.flow if input.flow and not input.flow.answers else "",
    )
