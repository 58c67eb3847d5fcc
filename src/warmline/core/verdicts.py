"""Every rule asked about one turn: which fire, and why the others do not (T-11)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from warmline.core.attributes import counted
from warmline.core.conditions import Scene, holds, told, unmet
from warmline.core.model import Why
from warmline.core.policy import Action, Context, Policy, Rule
from warmline.core.triggers import TRIGGERS, No, Turn

EXPLICIT = "explicit_request"
UNMET = No("condition not met")


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired, and why."""

    rule: Rule
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one rule said to one turn, also where it said no."""

    rule: str
    trigger: str
    action: Action
    fired: bool
    score: float | None  # of the signal that it looked at; None: it saw none
    threshold: float | None  # that the score was held against
    words: str  # of the turn, that the score is due to
    reason: str  # "The visitor is frustrated.", "score 0.31 below 0.50"


def firings(turn: Turn, context: Context) -> tuple[Firing, ...]:
    """Every rule of the policy that fires on this turn, in the policy's order."""
    return tuple(
        Firing(rule, found) for rule, found in _asked(turn, context) if isinstance(found, Why)
    )


def verdicts(turn: Turn, context: Context) -> tuple[Verdict, ...]:
    """What each rule of the policy says to this turn, in the policy's order."""
    scene = scene_of(turn, context)
    return tuple(_verdict(rule, found, scene) for rule, found in _asked(turn, context))


def _asked(turn: Turn, context: Context) -> Iterator[tuple[Rule, Why | No]]:
    """Each rule with its answer. What narrows it is looked at only where its trigger fires."""
    for rule in context.policy.rules:
        found = TRIGGERS[rule.trigger](turn, rule)
        yield rule, _narrowed(found, rule, turn, context) if isinstance(found, Why) else found


def _narrowed(why: Why, rule: Rule, turn: Turn, context: Context) -> Why | No:
    if not _heeded_always(rule) and (cooling := _cooling(turn, context.policy)) is not None:
        return cooling
    if rule.when is None:
        return why
    scene = scene_of(turn, context)
    if not holds(rule.when, scene):
        return UNMET
    if rule.trigger == "condition":
        return replace(why, reason=f"The condition holds: {told(rule.when, scene)}.")
    return why


def _verdict(rule: Rule, found: Why | No, scene: Scene) -> Verdict:
    fired = isinstance(found, Why)
    reason = found.reason
    if found is UNMET and rule.when:
        reason = f"condition not met: {unmet(rule.when, scene)}"
    score = (found.score if found.signal else None) if isinstance(found, Why) else found.score
    return Verdict(
        rule=rule.id,
        trigger=rule.trigger,
        action=rule.action,
        fired=fired,
        score=score,
        threshold=None if score is None else rule.threshold,
        words=found.words,
        reason=reason,
    )


# ── cooling down ──────────────────────────────────────────────────────────────────────────────────


def _heeded_always(rule: Rule) -> bool:
    return rule.always or rule.trigger == EXPLICIT


def _cooling(turn: Turn, policy: Policy) -> No | None:
    """After a person gave the floor back, ``cool_down`` messages pass before a rule fetches again.

    Otherwise the mood or the doubts that fetched the person would fetch the next one at once. Who
    asks for a person is heard all the same, and so is a rule that is ``always`` heeded.
    """
    if turn.before.given_back is None or not policy.cool_down:
        return None
    since = _messages(turn) - turn.before.given_back
    if since > policy.cool_down:
        return None
    return No("cooling down: {} of {} messages", (since, policy.cool_down))


def _messages(turn: Turn) -> int:
    """How many messages the visitor has written, this one included."""
    return turn.before.visitor_messages + turn.by_visitor


# ── what conditions are asked of ──────────────────────────────────────────────────────────────────


def scene_of(turn: Turn, context: Context) -> Scene:
    """What conditions see of a turn; of an answer, the signals of its question."""
    before, answer = turn.before, turn.answer
    sure = answer.confidence if answer else next(reversed(before.confidences), None)
    return Scene(
        at=context.now,
        zone=context.policy.zone,
        text=turn.text,
        signals=turn.signals if turn.by_visitor else before.shown,
        confidence=sure,
        attributes=counted(before, trust_page=context.policy.trust_page),
        fields=before.flow.fields if before.flow else {},
        channel=before.channel,
        page=before.page,
        language=before.language,
        exchanges=before.exchanges + (answer is not None),
        visitor_messages=_messages(turn),
    )
