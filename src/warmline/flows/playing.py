"""A whole turn of a flow, with what the assistant behind it is asked on the way."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from warmline.flows.model import Flows
from warmline.flows.talk import Heard, Turned, answered
from warmline.flows.words import is_question


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the assistant behind the flow answers."""

    text: str
    known: bool  # it has an answer


Look = Callable[[str, Sequence[str]], Awaitable[Looked]]
"""Asks the assistant behind; told what the flow has said in this turn before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    turn: Turned  # over: its ``says`` hold everything, what was looked up included
    looked_up: str = ""  # what the assistant behind was asked last
    known: bool = False  # it had an answer
    unanswered: bool = False  # it was asked a question of the visitor's own, and had none


async def played(flows: Flows, turn: Turned, heard: Heard, look: Look) -> Played:
    """Bring a turn to its end, asking the assistant behind wherever the flow wants that."""
    said: list[str] = []
    looked_up, known, unanswered = "", False, False
    flow = flows.of(turn.stand.flow)
    while turn.asks and flow is not None:
        if not turn.aside:  # the question that follows an aside comes after its answer
            said.extend(turn.says)
            turn = replace(turn, says=())
        looked_up = turn.asks
        found = await look(looked_up, tuple(said))
        unanswered = turn.aside and not found.known and is_question(looked_up)
        if found.known or unanswered:  # who asks hears at least that nobody knows
            said.append(found.text)
            known = known or found.known
        turn = answered(flow, turn, heard, known=found.known)
    says = tuple(text for text in (*said, *turn.says) if text)
    turn = replace(turn, says=says)
    return Played(turn=turn, looked_up=looked_up, known=known, unanswered=unanswered)
