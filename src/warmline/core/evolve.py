"""What a fact makes of a conversation. Never refuses: a fact is already true."""

from dataclasses import replace
from typing import assert_never

from warmline.core.changing import changed
from warmline.core.clock_facts import with_clock
from warmline.core.collision import with_reply
from warmline.core.corrections import (
    CHANGEABLE,
    still_asked,
    with_edit,
    with_withdrawal,
)
from warmline.core.facts import (
    AnswerJudged,
    Assigned,
    AssignmentEnded,
    AssistantMissed,
    AttributesNoted,
    ChannelJoined,
    Claimed,
    ClockPaused,
    ClockStarted,
    ClockStopped,
    DueSoon,
    Entry,
    Escalated,
    Fact,
    FallbackRan,
    FlowMoved,
    HandoffCancelled,
    HandoffJudged,
    HandoffOffered,
    HandoffRequested,
    IdleWarned,
    Late,
    MailContinued,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    NoteAdded,
    OfferDeclined,
    Opened,
    PriorityChanged,
    Released,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    Snoozed,
    TakenOver,
    TicketOpened,
    Transferred,
    Woke,
)
from warmline.core.fallbacks_kept import after_fallback, after_resolve
from warmline.core.hindsight import with_hindsight
from warmline.core.idling import with_warning
from warmline.core.judging import with_answer, with_judgement
from warmline.core.matter import matter_after
from warmline.core.model import (
    HOUSE_BUTTONS,
    Author,
    Conversation,
    Floor,
    Handoff,
    HandoffStatus,
    Millis,
    Signal,
    Status,
)
from warmline.core.routing_direction import gathered
from warmline.core.snoozes import with_snooze
from warmline.core.staffing_facts import (
    in_line_again,
    taken_over,
    with_assignment,
    without_assignment,
)
from warmline.core.triggers.low_confidence import ANSWERS
from warmline.core.triggers.repeated_failure import COUNTS_FROM, SIGNS

MOODS_KEPT = 5
MATTER_KEPT = 200  # characters
SURE_OF_LANGUAGE = 0.8  # a language signal from this score on changes the conversation's language
SURE_OF_REQUEST = 0.5


def evolved(before: Conversation, entry: Entry) -> Conversation:
    """The conversation after its next entry: as the step left it, or worked out anew."""
    return entry.after or evolve(before, entry.fact)


def evolve(before: Conversation, fact: Fact) -> Conversation:  # noqa: C901, PLR0912, PLR0915 one flat match, a case for each fact
    if isinstance(fact, MessageAdded) and fact.author is Author.VISITOR:
        return _visitor_message(before, fact)  # the most frequent fact is worth a copy less
    now = changed(before, seq=before.seq + 1)
    match fact:
        case Opened():
            return _opened(now, fact)
        case MessageAdded():
            return _message(now, fact)
        case NoteAdded() | Escalated():
            return now
        case FlowMoved():
            return changed(now, flow=None if fact.ended else fact.stand)
        case AssistantMissed():
            return _sure(changed(now, owed=False, misses=now.misses + 1), fact.confidence)
        case HandoffOffered():
            return changed(now, offer=fact.why, offered=False)
        case OfferDeclined():
            return _calm(changed(now, offer=None, offered=False))
        case HandoffRequested():
            return _requested(now, fact)
        case HandoffCancelled():
            ended = _to_assistant(_end(now, HandoffStatus.CANCELLED, fact.at))
            return _given_back(ended) if fact.by else ended
        case FallbackRan():
            return _to_assistant(after_fallback(now, fact), status=Status.WAITING)
        case TicketOpened():
            return _hand(now, ticket=fact.ticket)
        case MailContinued():
            return changed(now, mail=fact.address)
        case AnswerJudged():
            return with_judgement(now, fact)
        case HandoffJudged():
            return with_hindsight(now, fact)
        case AttributesNoted():
            return _attributes(now, fact)
        case Claimed():
            return _claimed(now, fact)
        case ReturnedToAssistant():
            return _given_back(_to_assistant(_end(now, HandoffStatus.RESOLVED, fact.at)))
        case Resolved():
            now = changed(_end(now, HandoffStatus.RESOLVED, fact.at), owed=False, given_back=None)
            now = after_resolve(changed(now, flow=None), fact)
            return _to_assistant(now, status=Status.RESOLVED)
        case Reopened():
            return changed(now, status=Status.OPEN, matter="", gathered=())
        case Assigned():
            return with_assignment(now, fact)
        case AssignmentEnded():
            return without_assignment(now, fact)
        case Transferred(stay=True):
            return now
        case Transferred() | Released():
            return in_line_again(now, fact)
        case TakenOver():
            return taken_over(now, fact)
        case PriorityChanged():
            return _hand(now, priority=fact.priority)
        case ClockStarted() | ClockPaused() | ClockStopped() | DueSoon() | Late():
            return with_clock(now, fact)
        case Snoozed() | Woke():
            return with_snooze(now, fact)
        case IdleWarned():
            return with_warning(now, fact)
        case MessageEdited():
            return with_edit(now, fact)
        case MessageWithdrawn():
            return with_withdrawal(now, fact)
        case ChannelJoined():
            return changed(now, channel=fact.channel)
        case _:
            assert_never(fact)


def _opened(now: Conversation, fact: Opened) -> Conversation:
    return changed(
        now,
        channel=fact.channel,
        assistant=fact.assistant,
        contact=fact.contact,
        language=fact.language,
        page=fact.page,
        drill=fact.drill,
        spoken_at=fact.at,
    )


def _attributes(now: Conversation, fact: AttributesNoted) -> Conversation:
    vouched = tuple(fact.attributes) if fact.verified else ()
    return changed(
        now,
        attributes={**now.attributes, **fact.attributes},
        verified=tuple(dict.fromkeys((*now.verified, *vouched))),
    )


def _message(now: Conversation, fact: MessageAdded) -> Conversation:
    if fact.buttons or now.choices:
        choices = (button.id for button in fact.buttons if button.id not in HOUSE_BUTTONS)
        now = changed(now, choices=tuple(choices))
    match fact.author:
        case Author.VISITOR:
            return _visitor_message(now, fact)
        case Author.ASSISTANT:
            exchanges = now.exchanges + (not fact.flow)
            now = changed(now, owed=False, misses=0, exchanges=exchanges, offering=fact.offers)
            now = changed(now, spoken_at=fact.at)
            return with_answer(_sure(now, fact.confidence), fact)
        case Author.OPERATOR:
            now = changed(now, owed=False, spoke=with_reply(now, fact.operator))
            now = changed(now, spoken_at=fact.at, idle_warned=0)
            return _replied(now, fact.at)
        case Author.SYSTEM:
            asks = now.offer is not None and any(b.id == "accept" for b in fact.buttons)
            return changed(now, owed=now.owed and not fact.answers, offered=now.offered or asks)
        case _:
            assert_never(fact.author)


def _replied(now: Conversation, at: Millis) -> Conversation:
    """Keeps when a person first replied to the handoff that they took up."""
    handoff = now.handoff
    if handoff is None or handoff.status is not HandoffStatus.ACKNOWLEDGED:
        return now
    return now if handoff.first_reply_at else _hand(now, first_reply_at=at)


def _visitor_message(before: Conversation, fact: MessageAdded) -> Conversation:
    strongest: dict[str, Signal] = {}
    for signal in fact.signals:
        if signal.name not in strongest or signal.score > strongest[signal.name].score:
            strongest[signal.name] = signal
    asked = _score(strongest, "explicit_request") >= SURE_OF_REQUEST
    failed = any(_score(strongest, sign) >= COUNTS_FROM for sign in SIGNS)
    language = strongest.get("language")
    mood = strongest.get("sentiment")
    return changed(
        before,
        seq=before.seq + 1,
        asked_at=before.seq + 1,
        spoken_at=fact.at,
        idle_warned=0,
        owed=True,
        offer=None,
        offered=False,
        offering=False,
        choices=(),
        matter=matter_after(before.matter, fact.text, fact.signals)[:MATTER_KEPT],
        visitor_messages=before.visitor_messages + 1,
        asks=before.asks + asked,
        failures=before.failures + failed,
        moods=(*before.moods, mood.score)[-MOODS_KEPT:] if mood else before.moods,
        language=language.value
        if language and language.score >= SURE_OF_LANGUAGE
        else before.language,
        shown=fact.signals,
        gathered=gathered(before.gathered, fact.signals),
        judge=fact.judge,
        by_mail=fact.via == "email",
        changeable=(*before.changeable, before.seq + 1)[-CHANGEABLE:]
        if fact.via
        else before.changeable,
        still_asked=still_asked(before) if fact.via else (),
    )


def _score(signals: dict[str, Signal], name: str) -> float:
    return signals[name].score if name in signals else 0.0


def _sure(now: Conversation, confidence: float | None) -> Conversation:
    if confidence is None:
        return now
    return changed(now, confidences=(*now.confidences, confidence)[-ANSWERS:])


def _requested(now: Conversation, fact: HandoffRequested) -> Conversation:
    handoff = Handoff(
        number=now.seq,
        status=HandoffStatus.PENDING,
        team=fact.team,
        priority=fact.priority,
        trigger=fact.why.trigger,
        reason=fact.why.reason,
        requested_at=fact.at,
        deadline_at=fact.deadline_at,
        ticket=fact.ticket,
        warm=fact.warm,
        skills=fact.skills,
        route=fact.route,
    )
    return changed(
        now,
        status=Status.WAITING,
        floor=Floor.HUMAN,
        epoch=now.epoch + 1,
        handoff=handoff,
        passed=(),
        offer=None,
        offered=False,
    )


def _claimed(now: Conversation, fact: Claimed) -> Conversation:
    now = changed(
        now,
        status=Status.ACTIVE,
        floor=Floor.HUMAN,
        epoch=now.epoch + 1,
        operator=fact.operator,
        assigned=None,
        idle_warned=0,
        offer=None,
        offered=False,
        flow=None,
    )
    if now.handoff and now.handoff.status is HandoffStatus.PENDING:
        return _hand(now, status=HandoffStatus.ACKNOWLEDGED, acknowledged_at=fact.at)
    return now


def _to_assistant(now: Conversation, status: Status = Status.OPEN) -> Conversation:
    floor = changed(now, status=status, floor=Floor.ASSISTANT, epoch=now.epoch + 1, operator=None)
    return _calm(changed(floor, assigned=None))


def _given_back(now: Conversation) -> Conversation:
    """A person had it and says that the assistant can go on."""
    return changed(now, given_back=now.visitor_messages)


def _calm(now: Conversation) -> Conversation:
    """Begin to count afresh, so that the assistant does not loop straight back into a handoff."""
    return changed(now, exchanges=0, asks=0, confidences=(), misses=0, failures=0, moods=())


def _end(now: Conversation, status: HandoffStatus, at: Millis) -> Conversation:
    live = (HandoffStatus.PENDING, HandoffStatus.ACKNOWLEDGED)
    if now.handoff and now.handoff.status in live:
        return _hand(now, status=status, ended_at=at)
    return now


def _hand(now: Conversation, **changes: object) -> Conversation:
    """The same conversation with its handoff changed."""
    if now.handoff is None:
        return now
    return changed(now, handoff=replace(now.handoff, **changes))  # type: ignore[arg-type]
