"""A small world for the engine: a team, and a conversation that inputs are thrown at."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from warmline.core.effects import Effect
from warmline.core.engine import Step, step
from warmline.core.facts import Entry, Fact, MessageAdded
from warmline.core.inputs import AssistantAnswered, AssistantFailed, Input, Open, VisitorSaid
from warmline.core.model import (
    AssistantId,
    Author,
    ContactId,
    Conversation,
    ConversationId,
    OperatorId,
    Presence,
    Seat,
    Signal,
    TeamId,
)
from warmline.core.policy import Action, Context, Policy, Rule
from warmline.core.ways import CHOSEN

ANN, BOB, CLEO = OperatorId("ann"), OperatorId("bob"), OperatorId("cleo")
SUPPORT, BILLING = TeamId("support"), TeamId("billing")
BLANK = Conversation(id=ConversationId("c"))
OPEN = Open(channel="web", assistant=AssistantId("shop"), contact=ContactId("vera"), page="/cart")
ASKS = Signal(name="explicit_request", score=0.9, words="a person")
MAIL = dict.fromkeys(CHOSEN, ("email",))
"""The ways of somebody who wants mail for everything."""

ON_REQUEST = Rule(id="asks", trigger="explicit_request")


def seat(operator: OperatorId, *, online: bool = True, email: bool = False) -> Seat:
    return Seat(
        operator=operator,
        teams=(SUPPORT,),
        name=operator.title(),
        presence=Presence.ONLINE if online else Presence.OFFLINE,
        ways=MAIL if email else {},
    )


def offering(rule: Rule) -> Rule:
    return replace(rule, action=Action.OFFER)


@dataclass
class Thread:
    """A conversation with all that came of it. Ann is online unless ``context`` says otherwise."""

    context: Context = field(
        default_factory=lambda: Context(
            now=1_000_000, policy=Policy(rules=(ON_REQUEST,)), roster=(seat(ANN),)
        )
    )
    now: Conversation = BLANK
    log: list[Entry] = field(default_factory=list[Entry])
    effects: list[Effect] = field(default_factory=list[Effect])

    def feed(self, *inputs: Input) -> Step:
        """Take a step with each input; gives the last. Raises ``Refused``."""
        taken = Step(self.now, (), ())
        for input in inputs:
            taken = step(self.now, input, self.context)
            self.now = taken.conversation
            self.log += taken.entries
            self.effects += taken.effects
        return taken

    def change(self, **context: object) -> None:
        """From now on the world looks different, or the clock moved."""
        self.context = replace(self.context, **context)

    def say(self, text: str = "Where is my order?", *signals: Signal, **more: bool) -> Step:
        return self.feed(VisitorSaid(text=text, signals=signals, **more))

    def answer(self, text: str = "It is on its way.", confidence: float = 0.9, **more) -> Step:
        asked = {"answers": self.now.asked_at, "epoch": self.now.epoch}
        return self.feed(AssistantAnswered(text=text, confidence=confidence, **asked, **more))

    def fail(self) -> Step:
        asked = {"answers": self.now.asked_at, "epoch": self.now.epoch}
        return self.feed(AssistantFailed(error="timeout", **asked))

    def texts(self, author: Author) -> list[str]:
        return [f.text for f in facts(self.log, MessageAdded) if f.author is author]


def opened(*rules: Rule, seats: tuple[Seat, ...] = (seat(ANN),), **policy) -> Thread:
    """An open thread under a policy with these rules (a call for a person fires by default)."""
    chosen = Policy(rules=rules or (ON_REQUEST,), **policy)
    thread = Thread(context=Context(now=1_000_000, policy=chosen, roster=seats))
    thread.feed(OPEN)
    return thread


F = TypeVar("F", bound=Fact)


def facts(entries: Iterable[Entry], kind: type[F]) -> list[F]:
    return [entry.fact for entry in entries if isinstance(entry.fact, kind)]
