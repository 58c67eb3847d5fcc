"""Logs of made-up conversations: the real engine, with anything happening in any order."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.core.world import ANN, ASKS, BILLING, BLANK, BOB, OPEN, SUPPORT, Thread, seat
from warmline.core import inputs as i
from warmline.core.evolve import evolve
from warmline.core.facts import (
    ClockStarted,
    ClockStopped,
    Entry,
    FallbackRan,
    Late,
    Released,
    Resolved,
    TakenOver,
    Transferred,
)
from warmline.core.model import ConversationId, Signal
from warmline.core.policy import Context, Policy, Rule
from warmline.core.refusals import Refused

MINUTE = 60_000
BEGIN = 1_792_000_000_000  # a Wednesday in October 2026
RULES = (
    Rule(id="asks", trigger="explicit_request"),
    Rule(id="money", trigger="sensitive_topic", topics=("billing",), team=BILLING),
)
ANGRY = Signal(name="sentiment", score=-0.8)
BILL = Signal(name="topic", score=0.9, value="billing")
DEEDS = (
    "say",
    "say",
    "ask",
    "rage",
    "bill",
    "answer",
    "answer",
    "button",
    "withdraw",
    "contact",
    "overdue",
    "claim",
    "claim_bob",
    "reply",
    "reply_bob",
    "outside",
    "write",
    "take_back",
    "give_back",
    "cancel",
    "resolve",
    "idle",
    "helped",
    "wrong",
    "right",
    "needed",
    "needless",
    "transfer",
    "vanish",
    "take_over",
    "clock",
    "late",
    "clock_over",
)


def _input(deed: str, thread: Thread) -> i.Input | None:  # noqa: PLR0912, C901
    now = thread.now
    handoff = now.handoff.number if now.handoff else 0
    answer = now.given[-1] if now.given else 0
    match deed:
        case "say":
            return i.VisitorSaid(text="Where is my order?")
        case "ask":
            return i.VisitorSaid(text="A person please", signals=(ASKS,))
        case "rage":
            return i.VisitorSaid(text="This is useless.", signals=(ANGRY,))
        case "bill":
            return i.VisitorSaid(text="My bill is wrong.", signals=(BILL,))
        case "answer":
            return i.AssistantAnswered(
                text="Here.", confidence=0.9, answers=now.asked_at, epoch=now.epoch
            )
        case "button":
            return i.PersonRequested(text="Talk to a person")
        case "withdraw":
            return i.HandoffWithdrawn()
        case "contact":
            return i.ContactLeft(ticket="W-1", email="vera@example.org")
        case "claim":
            return i.OperatorClaimed(operator=ANN)
        case "claim_bob":
            return i.OperatorClaimed(operator=BOB)
        case "reply":
            return i.OperatorSaid(operator=ANN, text="Hello")
        case "reply_bob":
            return i.OperatorSaid(operator=BOB, text="Hello", alongside=True)
        case "outside":
            return i.OutsideSaid(text="We are on it.")
        case "write":
            return i.VisitorSaid(text="Where is my order?", via="telegram")
        case "take_back" if now.changeable:
            return i.VisitorWithdrew(message=now.changeable[-1])
        case "give_back":
            return i.OperatorReturned(operator=now.operator or ANN)
        case "cancel":
            return i.OperatorCancelled(operator=ANN)
        case "resolve":
            return i.OperatorResolved(operator=now.operator or ANN)
        case "helped":
            return i.VisitorJudged(seq=answer, right=True)
        case "wrong":
            return i.VisitorJudged(seq=answer, right=False)
        case "right":
            return i.OperatorJudged(operator=ANN, seq=answer, right=True)
        case "needed":
            return i.HandoffJudged(operator=ANN, handoff=handoff, needed=True)
        case "needless":
            return i.HandoffJudged(operator=ANN, handoff=handoff, needed=False)
        case _:
            return None


def _facts(deed: str, thread: Thread):
    """What the engine's neighbours say, where the conversation stands so that they may."""
    now, at = thread.now, thread.context.now
    match deed:
        case "overdue" if now.handoff and now.handoff.status == "pending" and now.operator is None:
            return (FallbackRan(at=at, cause="deadline"),)
        case "idle" if now.status != "resolved":
            return (Resolved(at=at, by=None, cause="idle"),)
        case "transfer" if now.operator and now.handoff and now.handoff.status == "acknowledged":
            return (Transferred(at=at, by=now.operator, team=BILLING),)
        case "vanish" if now.operator and now.handoff and now.handoff.status == "acknowledged":
            return (Released(at=at, operator=now.operator, cause="vanished", team=SUPPORT),)
        case "take_over" if now.operator and now.operator != BOB:
            return (TakenOver(at=at, by=BOB, was=now.operator),)
        case "clock":
            return (ClockStarted(at=at, target="first_reply", team=SUPPORT, due_at=at + MINUTE),)
        case "late" if _runs(thread):
            return (Late(at=at, target="first_reply", due_at=at),)
        case "clock_over" if _runs(thread):
            return (ClockStopped(at=at, target="first_reply", met=True),)
        case _:
            return ()


def _runs(thread: Thread) -> bool:
    marks = [e.fact for e in thread.log if isinstance(e.fact, ClockStarted | ClockStopped)]
    return bool(marks) and isinstance(marks[-1], ClockStarted)


def told(name: str, deeds: list[tuple[str, int]], *, drill: bool, someone: bool) -> list[Entry]:
    """The log of a conversation in which these deeds happened, so many minutes apart."""
    context = Context(
        now=BEGIN,
        policy=Policy(rules=RULES, team=SUPPORT),
        roster=(seat(ANN, online=someone), seat(BOB, online=someone)),
    )
    thread = Thread(context=context, now=replace(BLANK, id=ConversationId(name)))
    thread.feed(replace(OPEN, drill=drill))
    for deed, minutes in deeds:
        thread.change(now=thread.context.now + minutes * MINUTE)
        try:
            if (input := _input(deed, thread)) is not None:
                thread.feed(input)
        except Refused:
            pass
        for fact in _facts(deed, thread):
            thread.now = evolve(thread.now, fact)
            thread.log.append(Entry(thread.now.seq, fact))
    return thread.log


logs = st.lists(
    st.tuples(
        st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from((0, 1, 7, 200))), max_size=25),
        st.sampled_from((False, False, False, True)),
        st.sampled_from((True, True, False)),
    ),
    max_size=6,
).map(
    lambda made: [
        told(f"c{n}", deeds, drill=drill, someone=someone)
        for n, (deeds, drill, someone) in enumerate(made)
    ]
)
