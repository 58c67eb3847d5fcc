"""How a person is fetched: the rules asked in order, what follows from one, and how it ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from warmline.core.facts import (
    Fact,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
)
from warmline.core.fallbacks import Cause
from warmline.core.falling_back import fall_back, nobody_comes
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
from warmline.core.routing_direction import Direction, direct
from warmline.core.saying import announcement, aside, own_text, system
from warmline.core.triggers import Turn
from warmline.core.verdicts import EXPLICIT, Firing, firings
from warmline.core.waits import estimate, staffing

NOTHING: Mapping[str, str] = {}


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
    known = any(answer.team in seat.teams for seat in context.roster)
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
    where: Direction | None = None,
) -> Iterator[Fact]:
    """Fetch a person, and say so once; where nobody is there, say that instead.

    ``where`` None: as the rule and the routes say.
    """
    first, *rest = fired
    where = where or direct(now, first.rule, context, data)
    team = where.team
    cause = nobody_comes(team, context, where.skills)
    requested = HandoffRequested(
        at=context.now,
        why=first.why,
        team=team,
        priority=where.priority,
        warm=first.rule.warm,
        skills=where.skills,
        route=where.route,
        deadline_at=0 if cause else context.now + context.patience(team),
        also=tuple(firing.why for firing in rest),
        ticket=ticket,
        data=data,
    )
    if cause is None:
        requested = joined(requested, context)
    yield requested
    if cause is None:
        own = own_text(first.rule, now.language)
        yield system(now, context, own or announcement(now.language, requested, context))
    else:
        yield from fall_back(now, team, cause, context)


def joined(requested: HandoffRequested, context: Context) -> HandoffRequested:
    """With the place in line, and how long it will take as far as that is known."""
    line = context.line(requested.team)
    staffed = staffing(requested.team, context.roster, requested.skills)
    guess = estimate(line.waiting + 1, staffed, line.recent, requested.skills)
    return replace(
        requested,
        place=line.waiting + 1,
        wait=(guess.low, guess.high) if guess else (0, 0),
        staffing=staffed,
    )


def cancel(now: Conversation, by: OperatorId | None, text: str, context: Context) -> Iterator[Fact]:
    """End the request without a person, and say the text ``text`` of the policy."""
    if not pending(now):
        raise NothingPending
    yield HandoffCancelled(at=context.now, by=by)
    yield aside(context.policy.say(text, now.language), context)


def overdue(now: Conversation, input: HandoffOverdue, context: Context) -> Iterable[Fact]:
    """The fallback of this very request; a timer that comes late or again changes nothing."""
    same = now.handoff is not None and now.handoff.number == input.handoff
    if not same or not pending(now) or after_fallback(now) or not _newest(now, input):
        return ()
    return fall_back(now, now.handoff.team, Cause.DEADLINE, context) if now.handoff else ()


def _newest(now: Conversation, input: HandoffOverdue) -> bool:
    """A request that came back into the line has another deadline than when it first waited."""
    known = now.handoff.deadline_at if now.handoff else 0
    return input.deadline_at in (0, known)


def wait_or_fall_back(
    now: Conversation, team: TeamId, text: str, context: Context
) -> Iterator[Fact]:
    """Say the text ``text`` to who waits again; where nobody is there to come, say that instead."""
    cause = nobody_comes(team, context, joins=False)
    if cause is None:
        yield aside(context.policy.say(text, now.language), context)
    else:
        yield from fall_back(now, team, cause, context)
