"""Promises 3, 5 and 6 and the states S-1 to S-5, each asked of one step."""

from functools import reduce

from tests.core.ledger import Ledger, Scene
from tests.core.outbox import Outbox
from warmline.core.corrections import CHANGEABLE
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.evolve import evolve
from warmline.core.facts import (
    AssistantMissed,
    Claimed,
    FallbackRan,
    HandoffCancelled,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    Reopened,
    Resolved,
    ReturnedToAssistant,
    TicketOpened,
)
from warmline.core.inputs import (
    AnswerOverdue,
    AssistantAnswered,
    AssistantFailed,
    ContactLeft,
    HandoffWithdrawn,
    OfferAnswered,
    OperatorSaid,
    OutsideSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import Author, Conversation, Floor, HandoffStatus, Status
from warmline.core.triggers.low_confidence import ANSWERS

ABOUT_AN_ANSWER = (AssistantAnswered, AssistantFailed, AnswerOverdue)
LIVE = (HandoffStatus.PENDING, HandoffStatus.ACKNOWLEDGED)


def promise_3_entries_are_numbered_without_gaps(scene: Scene, outbox: Outbox) -> None:
    seqs = [entry.seq for entry in scene.taken.entries]
    first = scene.before.seq + 1
    assert seqs == list(range(first, first + len(seqs)))
    assert scene.now.seq == scene.before.seq + len(seqs)


def promise_3_the_log_alone_makes_the_state(scene: Scene, outbox: Outbox) -> None:
    assert reduce(evolve, scene.facts, scene.before) == scene.now


def promise_5_the_assistant_speaks_only_where_it_has_the_floor(
    scene: Scene, outbox: Outbox
) -> None:
    """And only to the newest question, unanswered as yet, asked under this very floor."""
    for view in scene.views:
        match view.fact:
            case MessageAdded(author=Author.ASSISTANT, answers=answers):
                assert isinstance(scene.input, AssistantAnswered)
            case AssistantMissed(answers=answers):
                assert isinstance(scene.input, ABOUT_AN_ANSWER)
            case _:
                continue
        assert view.prior.floor is Floor.ASSISTANT
        assert view.prior.holder is None
        assert view.prior.unanswered
        assert view.prior.asked == answers == scene.input.answers
        assert scene.input.epoch == scene.before.epoch
        assert outbox.asked_under.get((answers, scene.input.epoch)) == view.prior.floor_changes


def promise_5_a_change_of_the_floor_voids_what_is_being_written(
    scene: Scene, outbox: Outbox
) -> None:
    epoch = scene.before.epoch
    for view in scene.views:
        assert view.now.epoch >= epoch
        if view.after.floor_changes > view.prior.floor_changes:
            assert view.now.epoch > epoch
        epoch = view.now.epoch


def promise_5_nobody_is_ousted(scene: Scene, outbox: Outbox) -> None:
    for view in scene.views:
        holder = view.prior.holder
        match view.fact:
            case Claimed():
                assert holder in (None, ELSEWHERE)
            case HandoffRequested() | FallbackRan() | HandoffCancelled():
                assert holder is None
            case ReturnedToAssistant(by=by):
                assert holder in (by, ELSEWHERE)
            case Resolved(by=by):
                assert holder in (None, by, ELSEWHERE)
            case _:
                pass


def promise_5_an_address_never_takes_the_floor_from_a_person(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, ContactLeft):
        assert scene.has(TicketOpened)
        assert not scene.prior.holder or not scene.has(FallbackRan)
        assert scene.after.holder == scene.prior.holder


def promise_5_new_words_void_what_is_being_written_for_the_old(
    scene: Scene, outbox: Outbox
) -> None:
    for view in scene.views:
        if isinstance(view.fact, MessageEdited | MessageWithdrawn):
            open_question = view.prior.unanswered and view.prior.asked == view.fact.message
            voided = open_question and view.prior.floor is Floor.ASSISTANT
            assert view.now.epoch == view.before.epoch + voided


def s6_what_was_taken_back_is_nowhere_in_the_state(scene: Scene, outbox: Outbox) -> None:
    for view in scene.views:
        if isinstance(view.fact, MessageWithdrawn):
            assert (view.now.matter, view.now.gathered) == ("", ())
            assert view.fact.message not in (*view.now.changeable, *view.now.still_asked)


def s1_the_conversation_is_where_the_visitor_went(scene: Scene, outbox: Outbox) -> None:
    assert scene.now.channel == scene.after.channel
    assert scene.now.changeable == scene.after.changeable[-CHANGEABLE:]


def s5_an_operators_message_takes_the_floor(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, OperatorSaid | OutsideSaid):
        outside = isinstance(scene.input, OutsideSaid)
        who = ELSEWHERE if outside else scene.input.operator
        held = scene.prior.holder not in (None, ELSEWHERE)
        assert scene.now.floor is Floor.HUMAN
        assert scene.now.status is Status.ACTIVE
        assert scene.now.operator == (scene.prior.holder if held else who)
        assert scene.messages()[-1].author is Author.OPERATOR
        assert scene.messages()[-1].operator == who


def s1_status_floor_and_holder_agree_with_the_log(scene: Scene, outbox: Outbox) -> None:
    now, after = scene.now, scene.after
    assert now.floor is after.floor
    assert now.operator == after.holder
    assert now.status is _status(after)
    assert now.asked_at == after.asked
    assert now.visitor_messages == after.visitor_messages
    assert (now.offer is not None) == after.offer
    assert now.offered == after.offered
    assert now.attributes == after.told
    assert set(now.verified) == after.vouched.keys()


def s1_answers_are_as_sure_as_the_log_says(scene: Scene, outbox: Outbox) -> None:
    """Those since the counts began afresh, shown or held back."""
    sure = scene.after.sure
    assert scene.now.confidences == sure[-len(scene.now.confidences) :]
    assert len(scene.now.confidences) == min(len(sure), ANSWERS)


def _status(ledger: Ledger) -> Status:
    if ledger.holder:
        return Status.ACTIVE
    if ledger.pending:
        return Status.WAITING
    return Status.RESOLVED if ledger.resolved else Status.OPEN


def s2_the_handoff_goes_with_the_conversation(scene: Scene, outbox: Outbox) -> None:
    now, handoff = scene.now, scene.now.handoff
    status = handoff.status if handoff else None
    assert (status is HandoffStatus.PENDING) == (now.status is Status.WAITING)
    assert status is not HandoffStatus.ACKNOWLEDGED or now.status is Status.ACTIVE
    if handoff is None:
        assert not scene.after.pending
        return
    assert scene.after.pending in (0, handoff.number)
    assert (handoff.ended_at != 0) == (handoff.status not in LIVE)
    times = [handoff.requested_at, handoff.acknowledged_at, handoff.first_reply_at]
    known = [at for at in (*times, handoff.ended_at) if at]
    assert known == sorted(known)
    assert handoff.acknowledged_at or not handoff.first_reply_at


def s3_never_mind_cancels_and_the_assistant_resumes(scene: Scene, outbox: Outbox) -> None:
    if isinstance(scene.input, HandoffWithdrawn):
        assert scene.now.handoff
        assert scene.now.handoff.status is HandoffStatus.CANCELLED
        assert scene.now.status is Status.OPEN
        assert scene.now.floor is Floor.ASSISTANT
        assert len(scene.messages(Author.SYSTEM)) == 1


def s4_a_message_after_resolve_reopens_the_thread(scene: Scene, outbox: Outbox) -> None:
    speaks = (VisitorSaid, PersonRequested, OfferAnswered, OperatorSaid, OutsideSaid)
    if isinstance(scene.input, speaks) and scene.prior.resolved:
        assert isinstance(scene.facts[0], Reopened)
    assert sum(isinstance(fact, Reopened) for fact in scene.facts) <= scene.prior.resolved


def counters_begin_afresh_when_the_floor_comes_back(scene: Scene, outbox: Outbox) -> None:
    back = (ReturnedToAssistant, Resolved, HandoffCancelled, FallbackRan)
    for view in scene.views:
        if isinstance(view.fact, back):
            assert _counts(view.now) == (0, 0, 0, 0, 0)
            assert view.now.moods == ()
    assert all(0 <= count <= scene.now.seq for count in _counts(scene.now))
    assert len(scene.now.moods) <= 5
    assert scene.now.misses + scene.now.exchanges + scene.now.asks <= scene.now.seq


def _counts(now: Conversation) -> tuple[int, ...]:
    return (now.exchanges, now.asks, len(now.confidences), now.misses, now.failures)


FLOOR_PROMISES = (
    promise_3_entries_are_numbered_without_gaps,
    promise_3_the_log_alone_makes_the_state,
    promise_5_the_assistant_speaks_only_where_it_has_the_floor,
    promise_5_an_address_never_takes_the_floor_from_a_person,
    s1_status_floor_and_holder_agree_with_the_log,
    counters_begin_afresh_when_the_floor_comes_back,
    s1_answers_are_as_sure_as_the_log_says,
    promise_5_a_change_of_the_floor_voids_what_is_being_written,
    promise_5_nobody_is_ousted,
    s2_the_handoff_goes_with_the_conversation,
    s3_never_mind_cancels_and_the_assistant_resumes,
    s4_a_message_after_resolve_reopens_the_thread,
    s5_an_operators_message_takes_the_floor,
    promise_5_new_words_void_what_is_being_written_for_the_old,
    s6_what_was_taken_back_is_nowhere_in_the_state,
    s1_the_conversation_is_where_the_visitor_went,
)
