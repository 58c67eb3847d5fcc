"""T-1, T-8, T-9 and W-5: which rule decides, who judges a description, whose word counts."""

from dataclasses import replace

from tests.core.ledger import Ledger, Scene
from tests.core.outbox import Outbox
from warmline.core.facts import (
    AttributesNoted,
    HandoffOffered,
    HandoffRequested,
)
from warmline.core.inputs import (
    AnswerOverdue,
    AssistantAnswered,
    AssistantFailed,
    AttributesSet,
    VisitorSaid,
)
from warmline.core.model import Floor, Why
from warmline.core.policy import Action, Policy, Rule
from warmline.core.triggers import TRIGGERS, Turn


def t1_who_asks_for_a_person_is_heard_also_while_it_cools_down(
    scene: Scene, outbox: Outbox
) -> None:
    """Where a rule hears it at the first ask, something is done: a person, or the question."""
    policy = scene.context.policy
    heard = any(r.trigger == "explicit_request" and r.times == 1 for r in policy.rules)
    asks = isinstance(scene.input, VisitorSaid) and any(
        s.name == "explicit_request" and s.score >= 0.5 for s in scene.input.signals
    )
    if heard and asks and _rules_are_asked(scene):
        assert scene.has(HandoffRequested, HandoffOffered)


def t9_the_first_rule_that_may_fire_decides(scene: Scene, outbox: Outbox) -> None:
    """Of a message, an answer or a failure: in the policy's order, cooled down, narrowed."""
    turn = _turn(scene)
    if turn is None or not _rules_are_asked(scene):
        return
    firing = [rule for rule in scene.context.policy.rules if _may_fire(rule, turn, scene)]
    due = [rule.id for rule in firing]
    if firing[:1] and firing[0].action is Action.OFFER and _offer_waits(scene):
        due = []  # the offer that has waited for this answer is put instead
    assert [why.rule for why in _whys(scene)[:1]] == due[:1]
    asked = [fact for fact in scene.facts if isinstance(fact, HandoffRequested)]
    if asked:
        assert [asked[0].why.rule, *(why.rule for why in asked[0].also)] == due


def t8_a_description_is_judged_by_the_model_or_else_by_likeness(
    scene: Scene, outbox: Outbox
) -> None:
    named = [why.rule for why in _whys(scene, also=True) if why.trigger == "described"]
    match scene.input:
        case VisitorSaid(judge=True):
            assert not named
        case VisitorSaid(signals=signals):
            assert set(named) <= {s.value for s in signals if s.score >= 0.5}
        case AssistantAnswered(judged=True, rule=rule) if not _empty(scene):
            assert set(named) <= {rule}
        case AssistantAnswered() | AssistantFailed() | AnswerOverdue():
            alike = {s.value for s in scene.prior.shown if s.name == "described"}
            assert set(named) <= (alike if scene.prior.judge else set())
        case _:
            assert not named or scene.prior.offered


def w5_what_the_owner_vouched_for_stands_against_any_page(scene: Scene, outbox: Outbox) -> None:
    """And what is known already is no news."""
    before, after = scene.prior, scene.after
    if not isinstance(scene.input, AttributesSet):
        assert not scene.has(AttributesNoted)
        return
    given, verified = scene.input.attributes, scene.input.verified
    counts = given if verified else {k: v for k, v in given.items() if k not in before.vouched}
    assert after.told == {**before.told, **counts}
    assert after.vouched == ({**before.vouched, **given} if verified else before.vouched)
    assert scene.has(AttributesNoted) == (after != before)


def _empty(scene: Scene) -> bool:
    """An answer that says nothing is none, whoever gave it."""
    turn = _turn(scene)
    return turn is not None and bool(turn.failed)


def _offer_waits(scene: Scene) -> bool:
    answered = not isinstance(scene.input, VisitorSaid)
    return answered and scene.prior.offer and not scene.prior.offered


def _whys(scene: Scene, *, also: bool = False) -> list[Why]:
    """Why a person was fetched or offered in this step."""
    found = list[Why]()
    for fact in scene.facts:
        if isinstance(fact, HandoffOffered):
            found.append(fact.why)
        if isinstance(fact, HandoffRequested):
            found += [fact.why, *(fact.also if also else ())]
    return found


def _rules_are_asked(scene: Scene) -> bool:
    """Nobody has it, nobody was asked for, people are on, and no offer is being answered."""
    prior = scene.prior
    answers = isinstance(scene.input, VisitorSaid) and any(
        signal.name in ("accepts_offer", "declines_offer") for signal in scene.input.signals
    )
    free = prior.floor is Floor.ASSISTANT and not prior.pending and scene.context.policy.handoff
    return bool(scene.facts) and free and not (prior.offered and answers)


def _turn(scene: Scene) -> Turn | None:
    match scene.input:
        case VisitorSaid(text=text, signals=signals, judge=judge):
            return Turn(before=scene.before, text=text, signals=signals, judge=judge)
        case AssistantAnswered() as answer:
            known = _described(answer.rule, scene.context.policy) and answer.judged
            answer = replace(answer, rule=answer.rule if known else "")
            if not answer.text.strip() and not answer.handoff and not answer.rule:
                return Turn(before=scene.before, failed="empty answer")
            return Turn(before=scene.before, answer=answer)
        case AssistantFailed() | AnswerOverdue():
            return Turn(before=scene.before, failed="no answer")
        case _:
            return None


def _described(id: str, policy: Policy) -> bool:
    return any(rule.id == id and rule.trigger == "described" for rule in policy.rules)


def _may_fire(rule: Rule, turn: Turn, scene: Scene) -> bool:
    shown = isinstance(TRIGGERS[rule.trigger](turn, rule), Why)
    return shown and not _cools(rule, scene) and (rule.when is None or gold(scene))


def _cools(rule: Rule, scene: Scene) -> bool:
    """For so many messages after a person gave it back; never who asks, never what is always so."""
    ledger = scene.prior
    if rule.always or rule.trigger == "explicit_request" or ledger.given_back is None:
        return False
    messages = ledger.visitor_messages + isinstance(scene.input, VisitorSaid)
    cool_down = scene.context.policy.cool_down
    return cool_down > 0 and messages - ledger.given_back <= cool_down


def gold(scene: Scene) -> bool:
    """Whether the one condition of these policies holds: a plan of gold, by whose word counts."""
    known: Ledger = scene.prior
    return (known.told if scene.context.policy.trust_page else known.vouched).get("plan") == "gold"


def of_itself(rule: Rule, scene: Scene) -> bool:
    """Whether a rule fires on a message whatever it says."""
    return rule.trigger == "condition" and gold(scene) and not _cools(rule, scene)


RULE_PROMISES = (
    t1_who_asks_for_a_person_is_heard_also_while_it_cools_down,
    t8_a_description_is_judged_by_the_model_or_else_by_likeness,
    t9_the_first_rule_that_may_fire_decides,
    w5_what_the_owner_vouched_for_stands_against_any_page,
)
