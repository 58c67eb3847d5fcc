"""What the state machine may throw: policies, signals, rosters."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.core.world import ANN, BILLING, BOB, CLEO, MAIL, SUPPORT
from warmline.core.conditions import Op
from warmline.core.conditions import Test as Asked
from warmline.core.model import OperatorId, Presence, Seat, Signal
from warmline.core.policy import Action, Mode, Policy, Rule
from warmline.core.triggers import TRIGGERS
from warmline.core.waits import Queue, Staffing, Wait

operators = st.sampled_from((ANN, BOB, CLEO))
answers = st.sampled_from(("It is on its way.", "It is on its way.", "  "))
confidences = st.sampled_from((0.1, 0.4, 0.9))

OWN_TEXTS = {Action.HANDOFF: {"en": "handoff, our way"}, Action.OFFER: {"en": "offer, our way"}}
GOLD = Asked(subject="contact.plan", op=Op.IS, value="gold")
DESCRIBED = ("described handoff 1", "described offer 2")
RULES = tuple(
    Rule(
        id=f"{trigger} {action} {times}",
        trigger=trigger,
        action=action,
        times=times,
        topics=("billing",),
        description="Somebody asks for prices." if trigger == "described" else "",
        when=GOLD if trigger == "condition" or (trigger, times) == ("complexity", 2) else None,
        always=(trigger, times) == ("sensitive_topic", 1),
        team=BILLING if trigger == "sensitive_topic" else None,
        warm=times == 1,
        texts=OWN_TEXTS[action] if trigger == "turn_count" else {},
    )
    for trigger in TRIGGERS
    for action in Action
    for times in (1, 2)
)


def _rules_for(trigger: str) -> st.SearchStrategy[Rule | None]:
    variants = [rule for rule in RULES if rule.trigger == trigger]
    return st.sampled_from((*variants, *(None for _ in variants)))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """One rule or none for each trigger; whichever trigger comes first."""
    found = draw(st.tuples(*(_rules_for(trigger) for trigger in TRIGGERS)))
    first = draw(st.integers(0, len(TRIGGERS) - 1))
    return Policy(
        team=SUPPORT,
        rules=tuple(rule for rule in (*found[first:], *found[:first]) if rule),
        handoff=draw(st.sampled_from((True, True, False))),
        mode=draw(st.sampled_from(Mode)),
        patience=draw(st.sampled_from((1_000, 60_000, 180_000))),
        cool_down=draw(st.sampled_from((0, 1, 2, 3))),
        trust_page=draw(st.sampled_from((False, False, True))),
    )


OFFERS = (
    Rule(id="offers", trigger="complexity", action=Action.OFFER),
    Rule(id="wants", trigger="assistant_asks"),
)
"""Rules under which an offer waits for the answer, and an answer may fetch a person instead."""
FETCHES = tuple(
    Rule(id="asks", trigger="explicit_request", team=team, priority=3) for team in (None, BILLING)
)


COOLS = (
    Rule(id="cools", trigger="complexity"),
    Rule(id="safety", trigger="sensitive_topic", topics=("billing",), always=True),
    Rule(id="asks", trigger="explicit_request"),
)
"""Rules of which one cools down after a person gave the conversation back."""
NARROWED = (Rule(id="golden", trigger="complexity", when=GOLD),)
JUDGED = tuple(Rule(id=id, trigger="described", description="Prices?") for id in DESCRIBED)


def shows(name: str, score: float = 0.9, value: str = "") -> tuple[Signal, ...]:
    return (Signal(name=name, score=score, words=name, value=value),)


turns = st.one_of(
    st.just(()),
    st.just(()),
    st.sampled_from(
        (
            shows("explicit_request"),
            shows("explicit_request", 0.2),
            shows("topic", value="billing"),
            shows("topic", value="billing") + shows("explicit_request"),
            shows("repetition"),
            shows("dissatisfied"),
            shows("sentiment", -0.9),
            shows("sentiment", 0.7),
            shows("complexity"),
            shows("accepts_offer"),
            shows("declines_offer"),
            shows("language", value="de"),
            *(shows("described", value=rule) for rule in DESCRIBED),
            shows("described", 0.3, value=DESCRIBED[0]),
        )
    ),
)

COOLING_TURNS = (
    shows("complexity"),
    shows("complexity"),
    shows("topic", value="billing"),
    shows("explicit_request"),
    shows("complexity") + shows("explicit_request"),
)
LIKE = tuple(shows("described", value=rule) for rule in DESCRIBED)


def _mail(operator: OperatorId) -> dict[str, tuple[str, ...]]:
    return MAIL if operator != BOB else {}


SEATS = tuple(
    Seat(operator=operator, teams=teams, name=operator.title(), ways=_mail(operator))
    for operator, teams in ((ANN, (SUPPORT, BILLING)), (BOB, (SUPPORT,)), (CLEO, (BILLING,)))
)
ONLINE = ({ANN, BOB, CLEO}, {ANN}, {ANN, CLEO}, {BOB}, set[OperatorId](), set[OperatorId]())
NOBODY = SEATS


def _there(seat: Seat, there: set[OperatorId]) -> Seat:
    here = seat.operator in there
    return replace(seat, presence=Presence.ONLINE if here else Presence.OFFLINE)


rosters = st.sampled_from([tuple(_there(seat, there) for seat in SEATS) for there in ONLINE])
WAITS = (Wait(waited=90_000, place=1, staffing=Staffing(slots=5, free=5)),) * 10
queues = st.sampled_from((Queue(), Queue(waiting=3, recent=WAITS)))
