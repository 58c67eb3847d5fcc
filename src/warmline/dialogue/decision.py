"""A decision: what the rules make of one turn, why, and what the visitor is told because of it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from warmline.core.engine import Step
from warmline.core.facts import HandoffOffered, HandoffRequested, MessageAdded
from warmline.core.model import Author, Button, Floor, Signal, TeamId, Why
from warmline.core.verdicts import Verdict

Action = Literal["none", "offer", "handoff"]
NOTHING_FIRED = "No rule fires."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``handoff``: fetch a person now; ``offer``: ask whether to; ``none``: go on."""

    action: Action
    rule: str = ""  # the rule's id in the policy; "": no rule decided
    reason: str
    words: str = ""  # the words in the thread that caused it
    score: float | None = (
        None  # of the signal that the rule looked at, and what it was held against
    )
    threshold: float | None = None
    team: TeamId | None = None  # who is fetched
    priority: int = 0
    also: tuple[Why, ...] = ()  # other rules that fired
    signals: tuple[Signal, ...] = ()  # what the visitor's turn showed
    verdicts: tuple[Verdict, ...] = ()  # what every rule said, also where it said no
    says: tuple[str, ...] = ()  # what the policy tells the visitor; show it
    buttons: tuple[Button, ...] = ()  # under the last of these texts
    shown: bool = True  # an assistant's answer may be shown; False: it is held back
    floor: Floor = Floor.ASSISTANT  # who may answer from now on
    owed: bool = False  # the assistant should answer the visitor now

    def signal(self, name: str) -> float:
        """The strongest score of that name, 0 where the turn did not show it."""
        found = [one.score for one in self.signals if one.name == name]
        return max(found, key=abs, default=0.0)

    def as_json(self) -> Mapping[str, Any]:
        """The same in plain values, ready for ``json.dumps``."""
        return asdict(self)


def decision_of(taken: Step, verdicts: Iterable[Verdict], idle: str, *, answered: bool) -> Decision:
    """What a step decided. ``verdicts`` are those of its turn; ``idle``: why none was asked.

    ``answered``: the turn was an answer of the assistant.
    """
    said = [entry.fact for entry in taken.entries if isinstance(entry.fact, MessageAdded)]
    house = [fact for fact in said if fact.author is Author.SYSTEM]
    by_visitor = next((fact for fact in said if fact.author is Author.VISITOR), None)
    action, why, requested = _outcome(taken)
    return Decision(
        action=action,
        rule=why.rule if why else "",
        reason=why.reason if why else idle or NOTHING_FIRED,
        words=why.words if why else "",
        score=why.score if why and why.signal else None,
        threshold=why.threshold if why and why.signal else None,
        team=requested.team if requested else None,
        priority=requested.priority if requested else 0,
        also=requested.also if requested else (),
        signals=by_visitor.signals if by_visitor else (),
        verdicts=tuple(verdicts),
        says=tuple(fact.text for fact in house),
        buttons=house[-1].buttons if house else (),
        shown=not answered or any(fact.author is Author.ASSISTANT for fact in said),
        floor=taken.conversation.floor,
        owed=taken.conversation.owed and taken.conversation.floor is Floor.ASSISTANT,
    )


def _outcome(taken: Step) -> tuple[Action, Why | None, HandoffRequested | None]:
    for entry in taken.entries:
        match entry.fact:
            case HandoffRequested() as requested:
                return "handoff", requested.why, requested
            case HandoffOffered(why=why):
                return "offer", why, None
            case _:
                pass
    return "none", None, None
