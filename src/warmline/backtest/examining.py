"""One conversation under one policy: what becomes of it, and what other thresholds would make."""

from collections.abc import Sequence
from dataclasses import dataclass

from warmline.backtest.bounds import BUTTON, STEPS, Bound, Probe
from warmline.backtest.outcome import Moment, Outcome
from warmline.core.model import Author
from warmline.core.policy import Action, Policy
from warmline.dialogue import Dialogue, Read
from warmline.transcripts import Transcript
from warmline.transcripts.replay import Decided, Replay


@dataclass(frozen=True, slots=True)
class Examined:
    outcome: Outcome
    turns: int  # of the visitor
    bounds: tuple[tuple[int, tuple[Bound, ...]], ...]  # number of the visitor's turn, its rules


def examine(transcript: Transcript, policy: Policy, read: Read, probe: Probe | None) -> Examined:
    """Follow the policy to its first handoff; with a ``probe``, every rule to the very end."""
    replay = Replay(transcript, policy, read)
    handoff: Moment | None = None
    offer: Moment | None = None
    bounds: list[tuple[int, tuple[Bound, ...]]] = []
    turns, id = 0, ""
    for decided in replay.decisions():
        if decided.utterance.author is Author.VISITOR:
            turns, id = turns + 1, decided.utterance.id
        action = decided.decision.action
        if handoff is None and action == "handoff":
            handoff = _moment(decided, turns, id)
        elif handoff is None and offer is None and action == "offer":
            offer = _moment(decided, turns, id)
        if probe and (found := _bounds(decided, replay.dialogue, probe)):
            bounds.append((turns, found))
    return Examined(Outcome(handoff=handoff, offer=offer), turns, tuple(bounds))


def _bounds(decided: Decided, dialogue: Dialogue, probe: Probe) -> tuple[Bound, ...]:
    if dialogue.asked:
        return probe.bounds(*dialogue.asked)
    return (BUTTON,) if decided.decision.action == "handoff" else ()


def _moment(decided: Decided, number: int, id: str) -> Moment:
    why = decided.decision
    return Moment(
        turn=id,
        number=number,
        by=decided.utterance.author.value,
        rule=why.rule,
        reason=why.reason,
        words=why.words,
        score=why.score,
        threshold=why.threshold,
    )


def reached(
    examined: Examined, policy: Policy, step: int, rule: int | None
) -> tuple[bool, int | None]:
    """Whether a handoff comes, and the first turn with a way to a person, at ``GRID[step]``.

    The threshold is that of ``rule`` alone; without one, of every rule that looks at a signal, and
    as far from 1 that of every rule that looks for low answers: a higher one is always stricter.
    """
    first: int | None = None
    for number, bounds in examined.bounds:
        action = _first_action(bounds, policy, step, rule)
        if action is not None and first is None:
            first = number
        if action is Action.HANDOFF:
            return True, first
    return False, first


def _first_action(
    bounds: Sequence[Bound], policy: Policy, step: int, rule: int | None
) -> Action | None:
    for bound in bounds:
        moved = not bound.fixed and rule in (None, bound.rule)
        held_to = STEPS - step if rule is None and bound.rising else step
        if bound.at(held_to) if moved else bound.now:
            return Action.HANDOFF if bound == BUTTON else policy.rules[bound.rule].action
    return None
