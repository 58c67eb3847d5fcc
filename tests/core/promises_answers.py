"""Promises 7 to 10 and what goes out to visitors and staff, each asked of one step."""

from collections import Counter

from tests.core.ledger import Scene, is_question
from tests.core.outbox import Outbox
from tests.core.promises_rules import of_itself
from tests.core.strategies import OFFERS
from warmline.core.effects import AskAssistant, Deliver, Notify
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.facts import (
    AssistantMissed,
    FallbackRan,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    OfferDeclined,
    Opened,
    TicketOpened,
)
from warmline.core.inputs import (
    AnswerOverdue,
    AssistantAnswered,
    AssistantFailed,
    ContactLeft,
    HandoffOverdue,
    OfferAnswered,
    OperatorCancelled,
    OperatorClaimed,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import Author, Floor, TeamId
from warmline.core.policy import Mode

ABOUT_AN_ANSWER = (AssistantAnswered, AssistantFailed, AnswerOverdue)
FETCHING = ("handoff", "nobody_online", "answers_here")  # how the announcements of a handoff begin


def promise_7_a_pending_handoff_has_a_timer_or_its_fallback(scene: Scene, outbox: Outbox) -> None:
    if scene.after.pending and not scene.after.fell_back:
        assert scene.now.handoff
        deadline = scene.now.handoff.deadline_at
        overdue = HandoffOverdue(handoff=scene.after.pending, deadline_at=deadline)
        timers = list(outbox.waits_for(overdue))
        assert [timer.due for timer in timers] == [scene.now.handoff.deadline_at]
    for fact in scene.facts:
        if isinstance(fact, HandoffRequested) and fact.deadline_at:
            assert fact.deadline_at == fact.at + scene.context.policy.patience


def promise_7_the_timer_is_felt_once_and_by_its_own_handoff(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, HandoffOverdue):
        own = scene.prior.pending == scene.input.handoff and not scene.prior.fell_back
        assert scene.has(FallbackRan) == own
        assert own or not scene.facts


def promise_7_a_fallback_is_told_and_asks_for_an_address(scene: Scene, outbox: Outbox) -> None:
    if scene.has(FallbackRan):
        said = scene.messages(Author.SYSTEM)
        assert len(said) == 1
        assert said[0].form == "contact" or isinstance(scene.input, ContactLeft)


def promise_8_an_owed_answer_is_asked_for_and_watched(scene: Scene, outbox: Outbox) -> None:
    now = scene.now
    assert now.owed == scene.after.unanswered
    if now.owed and now.floor is Floor.ASSISTANT:
        asked = AskAssistant(answers=now.asked_at, epoch=now.epoch)
        overdue = AnswerOverdue(answers=now.asked_at, epoch=now.epoch)
        assert asked in outbox.asks
        assert any(t.due <= scene.context.now + 30_000 for t in outbox.waits_for(overdue))


def promise_8_a_wanted_answer_is_felt_and_a_stale_one_is_not(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, ABOUT_AN_ANSWER):
        prior = scene.prior
        open_question = prior.unanswered and prior.floor is Floor.ASSISTANT
        same = (prior.asked, scene.before.epoch) == (scene.input.answers, scene.input.epoch)
        assert bool(scene.facts) == (open_question and same)


def promise_8_a_miss_is_followed_by_words(scene: Scene, outbox: Outbox) -> None:
    """One message: of the person who is fetched, or of the failure, then perhaps of an offer."""
    if scene.has(AssistantMissed):
        said = scene.messages(Author.SYSTEM)
        assert len(said) == 1 + scene.after.offered
        assert not is_question(said[0])


def promise_8_an_offer_waits_for_the_answer_and_no_longer(scene: Scene, outbox: Outbox) -> None:
    """Only who asked for a person is asked back at once, instead of being answered."""
    offers = [fact for fact in scene.facts if isinstance(fact, HandoffOffered)]
    on_request = any(fact.why.trigger == "explicit_request" for fact in offers)
    waited = scene.prior.offer and not scene.prior.offered
    answered = bool(scene.facts) and isinstance(scene.input, ABOUT_AN_ANSWER)
    due = on_request or (answered and (waited or bool(offers)))
    lawful = scene.context.policy.handoff and not scene.has(HandoffRequested)
    questions = [message for message in scene.messages() if is_question(message)]
    assert len(questions) == (due and lawful)
    assert not questions or scene.messages()[-1] == questions[0]
    if offers and not questions:
        assert scene.after.unanswered
        assert not scene.messages(Author.SYSTEM)


def promise_8_an_offer_keeps_no_person_away(scene: Scene, outbox: Outbox) -> None:
    if scene.context.policy.rules == OFFERS and isinstance(scene.input, AssistantAnswered):
        wanted = scene.input.handoff and scene.context.policy.handoff and not scene.prior.pending
        assert scene.has(HandoffRequested) == bool(scene.facts and wanted)


def promise_9_a_yes_or_a_no_counts_only_after_the_question(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, VisitorSaid) and scene.prior.floor is Floor.ASSISTANT:
        shown = [signal.name for signal in scene.input.signals]
        if any(of_itself(rule, scene) for rule in scene.context.policy.rules):
            return  # a rule that words have nothing to do with
        if shown == ["accepts_offer"]:
            fetched = scene.prior.offered and scene.context.policy.handoff
            assert scene.has(HandoffRequested) == fetched
        if shown == ["declines_offer"]:
            assert scene.has(OfferDeclined) == scene.prior.offered


def promise_9_who_asks_again_joins_the_line_once_somebody_is_there(
    scene: Scene, outbox: Outbox
) -> None:
    """The line of the same team, with the ticket that there is; else they are told the truth."""
    told_no = scene.prior.pending and scene.prior.fell_back
    if not told_no or not _asks_for_a_person(scene):
        return
    there = any(s.online and scene.prior.team in s.teams for s in scene.context.roster)
    joins = there and scene.context.policy.handoff
    assert scene.has(HandoffCancelled) == scene.has(HandoffRequested) == joins
    assert len(scene.messages(Author.SYSTEM)) == 1
    if joins:
        before, now = scene.before.handoff, scene.now.handoff
        assert before
        assert now
        assert scene.after.team == scene.prior.team
        assert (now.ticket, now.priority, now.warm) == (before.ticket, before.priority, before.warm)


def _asks_for_a_person(scene: Scene) -> bool:
    match scene.input:
        case PersonRequested():
            return True
        case VisitorSaid(signals=signals):
            return any(s.name == "explicit_request" and s.score >= 0.5 for s in signals)
        case _:
            return False


def promise_8_only_a_reply_settles_a_question(scene: Scene, outbox: Outbox) -> None:
    """Thanks for an address, or an introduction, leave the visitor's question open."""
    aside = (ContactLeft, OperatorClaimed, OperatorSaid, OperatorReturned, OperatorCancelled)
    for view in scene.views:
        if isinstance(view.fact, MessageAdded) and view.fact.author is Author.SYSTEM:
            settles = 0 if isinstance(scene.input, aside) else view.prior.asked
            assert view.fact.answers in (0, settles)


def promise_8_no_message_is_ever_empty(scene: Scene, outbox: Outbox) -> None:
    for message in scene.messages(Author.ASSISTANT, Author.SYSTEM):
        assert message.text.strip()


def promise_9_each_handoff_is_announced_exactly_once(scene: Scene, outbox: Outbox) -> None:
    said = scene.messages(Author.SYSTEM)
    announcements = [message for message in said if message.text.startswith(FETCHING)]
    if isinstance(scene.input, ContactLeft) or not scene.has(HandoffRequested):
        assert not announcements or isinstance(scene.input, HandoffOverdue)
        return
    requested = next(fact for fact in scene.facts if isinstance(fact, HandoffRequested))
    assert len(said) == len(announcements) == 1
    somebody = any(s.online and requested.team in s.teams for s in scene.context.roster)
    nobody = "answers_here" if scene.context.delivers else "nobody_online"
    assert said[0].text.startswith("handoff" if somebody else nobody)
    assert (requested.place > 0) == somebody


def promise_9_nothing_is_promised_where_people_are_switched_off(
    scene: Scene, outbox: Outbox
) -> None:
    if scene.context.policy.handoff:
        return
    assert not any(message.buttons for message in scene.messages())
    assert not scene.has(HandoffRequested) or isinstance(scene.input, ContactLeft)
    visitor_wants_one = isinstance(scene.input, PersonRequested) or (
        isinstance(scene.input, OfferAnswered) and scene.input.accepted
    )
    if visitor_wants_one and scene.prior.floor is Floor.ASSISTANT:
        assert len(scene.messages(Author.SYSTEM)) == 1


def promise_10_the_assistant_is_asked_while_it_has_the_floor(scene: Scene, outbox: Outbox) -> None:
    asked = [e for e in scene.taken.effects if isinstance(e, AskAssistant)]
    spoke = isinstance(scene.input, VisitorSaid)
    of_themselves = [rule for rule in scene.context.policy.rules if of_itself(rule, scene)]
    plain = spoke and not scene.input.signals and not of_themselves
    if plain and scene.prior.floor is Floor.ASSISTANT:
        assert scene.after.unanswered  # no other rule fires on a plain message
    wanted = scene.after.unanswered and scene.after.floor is Floor.ASSISTANT
    if spoke and wanted:
        assert asked == [AskAssistant(answers=scene.now.asked_at, epoch=scene.now.epoch)]
    assert wanted or not asked


def deliveries_are_exactly_what_the_visitor_must_read(scene: Scene, outbox: Outbox) -> None:
    sent = [effect.seq for effect in scene.taken.effects if isinstance(effect, Deliver)]
    written = [
        view.entry.seq
        for view in scene.views
        if isinstance(view.fact, MessageAdded) and view.fact.author is not Author.VISITOR
        if view.fact.operator != ELSEWHERE  # the visitor has that where it was written
    ]
    assert sent == (written if scene.context.delivers else [])


def notices_reach_each_member_with_mail_once_and_nobody_else(scene: Scene, outbox: Outbox) -> None:
    sent = [effect for effect in scene.taken.effects if isinstance(effect, Notify)]
    assert Counter(sent) == Counter(_notices(scene))
    assert max(Counter(outbox.notices).values(), default=1) == 1


def _notices(scene: Scene) -> list[Notify]:
    return [*_to_teams(scene), *_to_holder(scene)]


def _to_holder(scene: Scene) -> list[Notify]:
    """Whoever holds it is told of each message of the visitor."""
    said = (entry for entry in scene.taken.entries if isinstance(entry.fact, MessageAdded))
    return [
        Notify(notice="visitor_replied", to=seat.operator, seq=entry.seq)
        for entry in said
        if entry.fact.author is Author.VISITOR
        for seat in scene.context.roster
        if seat.ways and seat.operator == scene.now.operator
    ]


def _to_teams(scene: Scene) -> list[Notify]:
    causes = [(name, seq, team) for name, seq, team in _causes(scene) if name]
    return [
        Notify(notice=name, to=seat.operator, seq=seq)
        for name, seq, team in causes
        for seat in scene.context.roster
        if seat.ways and team in seat.teams
    ]


def _causes(scene: Scene) -> list[tuple[str, int, TeamId]]:
    policy, causes = scene.context.policy, list[tuple[str, int, TeamId]]()
    for entry in scene.taken.entries:
        match entry.fact:
            case HandoffRequested(team=team):
                causes.append(("person_wanted", entry.seq, team))
            case TicketOpened():
                team = scene.now.handoff.team if scene.now.handoff else policy.team
                causes.append(("ticket_opened", entry.seq, team))
            case Opened() if policy.mode is Mode.MONITORING:
                causes.append(("new_conversation", entry.seq, policy.team))
            case _:
                pass
    return causes


OFFER_PROMISES = (
    promise_9_nothing_is_promised_where_people_are_switched_off,
    promise_8_an_offer_keeps_no_person_away,
    promise_9_a_yes_or_a_no_counts_only_after_the_question,
    promise_8_an_offer_waits_for_the_answer_and_no_longer,
)
"""Asked before the promises about rules, which would notice the same and say less."""

ANSWER_PROMISES = (
    promise_10_the_assistant_is_asked_while_it_has_the_floor,
    promise_7_a_pending_handoff_has_a_timer_or_its_fallback,
    promise_7_the_timer_is_felt_once_and_by_its_own_handoff,
    promise_7_a_fallback_is_told_and_asks_for_an_address,
    promise_8_an_owed_answer_is_asked_for_and_watched,
    promise_8_a_wanted_answer_is_felt_and_a_stale_one_is_not,
    promise_9_each_handoff_is_announced_exactly_once,
    promise_8_a_miss_is_followed_by_words,
    promise_9_who_asks_again_joins_the_line_once_somebody_is_there,
    promise_8_only_a_reply_settles_a_question,
    promise_8_no_message_is_ever_empty,
    deliveries_are_exactly_what_the_visitor_must_read,
    notices_reach_each_member_with_mail_once_and_nobody_else,
)
