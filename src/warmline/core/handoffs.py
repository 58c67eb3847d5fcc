"""How a person is fetched: the rules asked in order, what follows from one, and how it ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from warmline.core.facts import (
    Fact,
    FallbackRan,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
)
from warmline.core.inputs import AssistantAnswered, HandoffOverdue
from warmline.core.model import (
    Button,
    Conversation,
    Floor,
    HandoffStatus,
    OperatorId,
    Status,
    TeamId,
    Why,
)
from warmline.core.policy import Action, Context, Rule
from warmline.core.refusals import NothingPending
from warmline.core.saying import announcement, aside, own_text, system
from warmline.core.triggers import Turn
from warmline.core.verdicts import EXPLICIT, Firing, firings

NOTHING: Mapping[str, str] = {}
FALLBACK_TEXTS = {"nobody_online": "nobody_online", "deadline": "nobody_in_time"}


def pending(now: Conversation) -> bool:
    return now.handoff is not None and now.handoff.status is HandoffStatus.PENDING


def after_fallback(now: Conversation) -> bool:
    """The visitor was told that nobody can come now; the request itself is still pending."""
    return pending(now) and now.status is Status.WAITING and now.floor is Floor.ASSISTANT


def follow_rules(now: Conversation, turn: Turn, context: Context) -> Iterator[Fact]:
    """What the first firing rule makes happen; nothing where none fires or people are off.

    An offer that a visitor's words led to waits for the assistant's answer to them, so that the
    question itself is never lost; only who asked for a person is asked back at once.
    """
    if not context.policy.handoff or now.floor is Floor.HUMAN or pending(now):
        return
    fired = _directed(firings(turn, context), turn, context)
    if not fired:
        return
    if fired[0].rule.action is Action.OFFER:
        yield HandoffOffered(at=context.now, why=fired[0].why)
        if not turn.by_visitor or fired[0].rule.trigger == EXPLICIT:
            yield question(now, fired[0].why, context)
    else:
        yield from request(now, fired, context, data=turn.answer.data if turn.answer else NOTHING)


def _directed(fired: tuple[Firing, ...], turn: Turn, context: Context) -> tuple[Firing, ...]:
    """The first rule goes to the team, and at the priority, that the assistant itself asked for."""
    if not fired or turn.answer is None or not turn.answer.handoff:
        return fired
    return (Firing(directed(fired[0].rule, turn.answer, context), fired[0].why), *fired[1:])


def directed(rule: Rule, answer: AssistantAnswered, context: Context) -> Rule:
    """A team that nobody is in would be a dead end: then it stays the rule's."""
    known = any(seat.team == answer.team for seat in context.roster)
    return replace(
        rule,
        team=TeamId(answer.team) if known else rule.team,
        priority=rule.priority if answer.priority is None else answer.priority,
    )


def after_answer(now: Conversation, turn: Turn, context: Context) -> tuple[Fact, ...]:
    """What follows an answer or its failure: a rule's doing, or the question that waited for it."""
    then = tuple(follow_rules(now, turn, context))
    waits = now.offer is not None and not now.offered and context.policy.handoff
    if now.offer and waits and not fetches(then):
        return (question(now, now.offer, context),)
    return then


def fetches(then: tuple[Fact, ...]) -> bool:
    """Whether what follows a turn is a person, and not an offer or nothing."""
    return bool(then) and isinstance(then[0], HandoffRequested)


def question(now: Conversation, why: Why, context: Context) -> MessageAdded:
    """Ask the visitor whether they want a person."""
    say = context.policy.say
    own = own_text(rule_of(why, context), now.language)
    return system(
        now,
        context,
        own or say("offer", now.language),
        buttons=(
            Button(id="accept", label=say("offer_yes", now.language)),
            Button(id="decline", label=say("offer_no", now.language)),
        ),
    )


def rule_of(why: Why, context: Context) -> Rule:
    """The rule that fired; a bare one where the policy has changed since."""
    known = (rule for rule in context.policy.rules if rule.id == why.rule)
    return next(known, Rule(id=why.rule, trigger=why.trigger))


def request(
    now: Conversation,
    fired: tuple[Firing, ...],
    context: Context,
    *,
    ticket: str = "",
    data: Mapping[str, str] = NOTHING,
) -> Iterator[Fact]:
    """Fetch a person, and say so once; where nobody is there, say that instead."""
    first, *rest = fired
    team = first.rule.team or context.policy.team
    somebody = somebody_there(team, context)
    requested = HandoffRequested(
        at=context.now,
        why=first.why,
        team=team,
        priority=first.rule.priority,
        warm=first.rule.warm,
        deadline_at=context.now + context.policy.patience if somebody else 0,
        also=tuple(firing.why for firing in rest),
        place=context.queue.waiting + 1 if somebody else 0,
        typical_wait=context.queue.typical_wait if somebody else 0,
        ticket=ticket,
        data=data,
    )
    yield requested
    if somebody:
        own = own_text(first.rule, now.language)
        yield system(now, context, own or announcement(now.language, requested, context))
    else:
        yield from _fall_back(now, "nobody_online", context)


def somebody_there(team: TeamId, context: Context) -> bool:
    return any(seat.online and seat.team == team for seat in context.roster)


def cancel(now: Conversation, by: OperatorId | None, text: str, context: Context) -> Iterator[Fact]:
    """End the request without a person, and say the text ``text`` of the policy."""
    if not pending(now):
        raise NothingPending
    yield HandoffCancelled(at=context.now, by=by)
    yield aside(context.policy.say(text, now.language), context)


def overdue(now: Conversation, input: HandoffOverdue, context: Context) -> Iterable[Fact]:
    """The fallback of this very request; a timer that comes late or again changes nothing."""
    same = now.handoff is not None and now.handoff.number == input.handoff
    if not same or not pending(now) or after_fallback(now):
        return ()
    return _fall_back(now, "deadline", context)


def _fall_back(now: Conversation, cause: str, context: Context) -> Iterator[Fact]:
    """Tell the truth and ask where the answer may go."""
    yield FallbackRan(at=context.now, cause=cause)
    text = context.policy.say(FALLBACK_TEXTS[cause], now.language)
    yield system(now, context, text, form="contact")
