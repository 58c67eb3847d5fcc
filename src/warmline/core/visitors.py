"""What follows when the visitor acts: opens, writes, presses a button, fills in a form."""

from collections.abc import Iterable, Iterator
from functools import reduce

from warmline.core import inputs, sticky
from warmline.core.attributes import news
from warmline.core.corrections import check, is_open_question
from warmline.core.evolve import evolve
from warmline.core.facts import (
    AttributesNoted,
    ChannelJoined,
    Fact,
    FallbackRan,
    HandoffCancelled,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    OfferDeclined,
    Opened,
    Reopened,
    TicketOpened,
)
from warmline.core.falling_back import nobody_comes
from warmline.core.handoffs import (
    after_fallback,
    follow_rules,
    pending,
    request,
    rule_of,
)
from warmline.core.inputs import (
    AttributesSet,
    ContactLeft,
    OfferAnswered,
    Open,
    PersonRequested,
    VisitorEdited,
    VisitorSaid,
    VisitorWithdrew,
)
from warmline.core.mailing import continued
from warmline.core.model import (
    Author,
    Conversation,
    Floor,
    Handoff,
    HandoffStatus,
    Signal,
    Status,
    Why,
)
from warmline.core.policy import Context, Rule
from warmline.core.refusals import NothingOffered, NothingPending
from warmline.core.routing_direction import Direction
from warmline.core.saying import aside, system
from warmline.core.triggers import Turn
from warmline.core.verdicts import EXPLICIT, Firing

SURE = 0.5  # the score from which a yes, a no or a request for a person counts


def open_conversation(now: Conversation, input: Open, context: Context) -> Iterator[Fact]:
    if not now.channel:
        yield Opened(
            at=context.now,
            channel=input.channel,
            assistant=input.assistant,
            contact=input.contact,
            language=input.language,
            page=input.page,
            drill=input.drill,
        )


def attributes_set(
    now: Conversation, input: AttributesSet, context: Context
) -> Iterator[AttributesNoted]:
    if fresh := news(now, input.attributes, verified=input.verified):
        yield AttributesNoted(at=context.now, attributes=fresh, verified=input.verified)


# ── words and buttons ─────────────────────────────────────────────────────────────────────────────


def _heard(now: Conversation, said: VisitorSaid, context: Context) -> tuple[Fact, ...]:
    """The visitor's words in the log; a resolved conversation opens again."""
    reopened = (Reopened(at=context.now),) if now.status is Status.RESOLVED else ()
    message = MessageAdded(
        at=context.now,
        author=Author.VISITOR,
        text=said.text,
        draft=said.draft,
        signals=said.signals,
        judge=said.judge,
        choice=said.choice if said.choice in now.choices else "",
        via=said.via,
        files=said.files,
        quoted=said.quoted,
        policy=context.policy.version,
    )
    return (*reopened, message)


def _pressed(
    now: Conversation, button: PersonRequested | OfferAnswered, name: str, context: Context
) -> tuple[Fact, ...]:
    """The label of a button in the log, as words that mean what it says."""
    meant = Signal(name=name, score=1.0, words=button.text)
    return _heard(now, VisitorSaid(text=button.text, draft=button.draft, signals=(meant,)), context)


def visitor_said(now: Conversation, input: VisitorSaid, context: Context) -> Iterator[Fact]:
    heard = _heard(now, input, context)
    yield from heard
    if now.floor is Floor.ASSISTANT:
        after = reduce(evolve, heard, now)
        turn = Turn(before=now, text=input.text, signals=input.signals, judge=input.judge)
        back = sticky.follows(now, after, context)
        yield from back or _consider(now, after, turn, context)


def visitor_edited(now: Conversation, input: VisitorEdited, context: Context) -> Iterator[Fact]:
    """New words of a question that is still open are considered as if they were said now."""
    check(now, input.message)
    edited = MessageEdited(
        at=context.now,
        message=input.message,
        text=input.text,
        signals=input.signals,
        judge=input.judge,
    )
    yield edited
    if now.floor is Floor.ASSISTANT and is_open_question(now, input.message):
        turn = Turn(before=now, text=input.text, signals=input.signals, judge=input.judge)
        yield from _consider(now, evolve(now, edited), turn, context)


def visitor_withdrew(
    now: Conversation, input: VisitorWithdrew, context: Context
) -> Iterator[MessageWithdrawn]:
    check(now, input.message)
    yield MessageWithdrawn(at=context.now, message=input.message)


def channel_joined(
    now: Conversation, input: inputs.ChannelJoined, context: Context
) -> Iterator[Fact]:
    """Whoever came is told where they are: a link may have been handed to them by somebody."""
    if input.channel != now.channel:
        yield ChannelJoined(at=context.now, channel=input.channel)
        yield aside(context.policy.say("channel_joined", now.language), context)


def _consider(
    before: Conversation, now: Conversation, turn: Turn, context: Context
) -> Iterable[Fact]:
    """What a visitor's turn leads to besides an answer of the assistant."""
    if before.offer and before.offered and _shows(turn, "accepts_offer"):
        return _accepted(now, before.offer, context)
    if before.offered and _shows(turn, "declines_offer"):
        return _declined(now, context)
    if _shows(turn, EXPLICIT) and (after_fallback(now) or not context.policy.handoff):
        return no_person_now(now, context)
    return follow_rules(now, turn, context)


def _shows(turn: Turn, name: str) -> bool:
    signal = turn.strongest(name)
    return signal is not None and signal.score >= SURE


def person_requested(now: Conversation, input: PersonRequested, context: Context) -> Iterator[Fact]:
    """The button fetches a person whatever the rules say."""
    heard = _pressed(now, input, EXPLICIT, context)
    yield from heard
    if now.floor is Floor.HUMAN:
        return
    before, now = now, reduce(evolve, heard, now)
    if after_fallback(now) or not context.policy.handoff:
        yield from no_person_now(now, context)
    elif back := sticky.follows(before, now, context):
        yield from back
    else:
        why = Why(rule="button", trigger="button", reason="The visitor asked for a person.")
        yield from request(now, (Firing(Rule(id="button", trigger="button"), why),), context)


def offer_answered(now: Conversation, input: OfferAnswered, context: Context) -> Iterator[Fact]:
    if now.offer is None or not now.offered:
        raise NothingOffered
    said = "accepts_offer" if input.accepted else "declines_offer"
    heard = _pressed(now, input, said, context)
    yield from heard
    after = reduce(evolve, heard, now)
    if input.accepted:
        yield from _accepted(after, now.offer, context)
    else:
        yield from _declined(after, context)


def _accepted(now: Conversation, why: Why, context: Context) -> Iterable[Fact]:
    if not context.policy.handoff:
        return no_person_now(now, context)
    rule = rule_of(why, context)
    # the rule's own text is the question; what is said now is the house's announcement
    spoken = Rule(
        id=rule.id, trigger=rule.trigger, team=rule.team, priority=rule.priority, warm=rule.warm
    )
    return request(now, (Firing(spoken, why),), context)


def _declined(now: Conversation, context: Context) -> Iterator[Fact]:
    yield OfferDeclined(at=context.now)
    yield system(now, context, context.policy.say("offer_declined", now.language))


# ── where nobody can come now ─────────────────────────────────────────────────────────────────────


def no_person_now(now: Conversation, context: Context) -> Iterable[Fact]:
    """An honest answer to who asks for a person where none can come (T-10, promise 9).

    Who asked before and was told that nobody is here joins the line again once somebody is.
    """
    asked = now.handoff if pending(now) else None
    if asked and context.policy.handoff and not nobody_comes(asked.team, context, asked.skills):
        return _join_again(now, asked, context)
    none = "leave_message" if context.delivers else "switched_off"
    key = "still_waiting" if asked else none
    form = "" if asked and asked.ticket else "contact"
    return (system(now, context, context.policy.say(key, now.language), form=form),)


def _join_again(now: Conversation, asked: Handoff, context: Context) -> Iterator[Fact]:
    """The same line as before, with the ticket that the visitor may have by now."""
    why = Why(rule="again", trigger="again", reason="The visitor asked for a person again.")
    rule = Rule(id="again", trigger="again", warm=asked.warm)
    same = Direction(
        team=asked.team, priority=asked.priority, skills=asked.skills, route=asked.route
    )
    yield HandoffCancelled(at=context.now, by=None)
    yield from request(now, (Firing(rule, why),), context, ticket=asked.ticket, where=same)


def contact_left(now: Conversation, input: ContactLeft, context: Context) -> Iterator[Fact]:
    """The address becomes a ticket, also where a person came while the form was filled in."""
    if not pending(now):
        if not _held(now):
            yield from _left_a_message(now, context)
    elif not after_fallback(now):
        yield FallbackRan(at=context.now, cause="asked_for_mail")
    yield from _ticket(now, input, context)


def _left_a_message(now: Conversation, context: Context) -> Iterator[Fact]:
    """With people switched off the form is the way to them, so it needs no request before it."""
    if context.policy.handoff or now.operator is not None:
        raise NothingPending
    if now.status is Status.RESOLVED:
        yield Reopened(at=context.now)
    why = Why(rule="form", trigger="form", reason="The visitor left a message.")
    yield HandoffRequested(at=context.now, why=why, team=context.policy.team)
    yield FallbackRan(at=context.now, cause="switched_off")


def _held(now: Conversation) -> bool:
    """An operator took the visitor's request up and has it still."""
    return now.handoff is not None and now.handoff.status is HandoffStatus.ACKNOWLEDGED


def _ticket(now: Conversation, input: ContactLeft, context: Context) -> Iterator[Fact]:
    live = now.handoff is not None and (pending(now) or _held(now))
    ticket = (now.handoff.ticket if live and now.handoff else "") or input.ticket
    yield TicketOpened(
        at=context.now, ticket=ticket, email=input.email, name=input.name, message=input.message
    )
    yield from continued(now, input.email, context)
    key = "ticket_here" if context.delivers else "ticket"
    thanks = context.policy.say(key, now.language).format(ticket=ticket, email=input.email)
    yield aside(thanks, context)
