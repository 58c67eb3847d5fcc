"""A dialogue that any program holds, decided by Warmline's engine: no server, no database.

    from warmline import Dialogue

    dialogue = Dialogue()
    decision = dialogue.visitor("Can I speak to a real person?")
    if decision.action == "handoff":
        print(decision.rule, decision.reason, dialogue.package())

It takes the same steps (``core.engine.step``) with the same signals and policies as the server.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from warmline.core.engine import step
from warmline.core.facts import Entry, HandoffRequested, MessageAdded
from warmline.core.handoffs import pending
from warmline.core.inputs import (
    AssistantAnswered,
    AssistantFailed,
    AttributesSet,
    HandoffOverdue,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    Open,
    OperatorClaimed,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.model import (
    AssistantId,
    Author,
    ContactId,
    Conversation,
    ConversationId,
    Floor,
    Millis,
    OperatorId,
    Presence,
    Seat,
    Source,
)
from warmline.core.package import Package, pack
from warmline.core.policy import Context, Policy
from warmline.core.triggers import Turn
from warmline.core.verdicts import verdicts
from warmline.dialogue.decision import Decision, decision_of
from warmline.dialogue.listening import (
    RECENT,
    Read,
    answers_offer,
    heard,
    reader,
    with_entities,
)
from warmline.dialogue.shadow import really
from warmline.policies import default_policy, load
from warmline.signals import offers_person

PERSON = "person"  # the operator's name where none is given


def wall_clock() -> Millis:
    return time.time_ns() // 1_000_000


def load_policy(path: str | Path) -> Policy:
    """The policy in a file. Raises ``BadPolicy`` with every fault, ``OSError``."""
    return load(Path(path).read_text(encoding="utf-8", errors="surrogateescape"))


class Dialogue:
    """One conversation. Tell it what is said; each turn's decision comes back.

    Not safe for several threads at once. Every method takes ``at``, milliseconds since 1970, where
    the clock is not to be asked. What the engine refuses (giving back what nobody holds, answering
    an offer that was not made) raises ``Refused``, and nothing happened.
    """

    def __init__(  # noqa: PLR0913 - a library's front door: each is a word at the call
        self,
        policy: Policy | None = None,
        *,
        id: str = "dialogue",
        channel: str = "library",
        page: str = "",
        language: str = "en",
        attributes: Mapping[str, str] | None = None,
        people: bool = True,
        read: Read | None = None,
        clock: Callable[[], Millis] = wall_clock,
        shadow: bool = False,
        explain: bool = True,
    ) -> None:
        """``policy``: the built-in one where none is given. ``people``: whether anybody can come.

        ``attributes`` are what is known of the contact (plan, vip …), vouched for by the caller.
        ``read`` reads the signals; ``reader(policy)`` makes one for many dialogues at once.
        With ``shadow`` each turn is decided and nothing of it happens: the dialogue goes on as it
        is told. Without ``explain`` decisions carry no verdicts, and take half the time.
        """
        self.policy = policy or default_policy()
        self.asked: tuple[Turn, Context] | None = None  # what the rules were asked about last
        self._shadow = shadow
        self._requested: Entry | None = None
        self._read = read or reader(self.policy)
        self._clock = clock
        self._explain = explain
        self._roster = _roster(self.policy) if people else ()
        self._now = Conversation(id=ConversationId(id))
        self._log: list[Entry] = []
        self._recent: list[str] = []
        opened = Open(
            channel=channel,
            assistant=AssistantId("assistant"),
            contact=ContactId("visitor"),
            language=language,
            page=page,
        )
        self._take(opened, None)
        self.know(attributes or {})

    @property
    def floor(self) -> Floor:
        """Who may answer the visitor now."""
        return self._now.floor

    @property
    def conversation(self) -> Conversation:
        """Everything that a decision depends on."""
        return self._now

    @property
    def log(self) -> Sequence[Entry]:
        """Everything that happened, numbered from 1."""
        return tuple(self._log)

    def package(self) -> Package | None:
        """What a person should get with the newest handoff; None where there was none."""
        log = tuple(with_entities(self._log))
        return pack(self._now, log, self._requested) if self._requested else None

    def know(self, attributes: Mapping[str, str], *, verified: bool = True) -> None:
        """Something is learnt of the contact; ``verified``: the caller vouches for it."""
        if attributes:
            self._take(AttributesSet(attributes=dict(attributes), verified=verified), None)

    # ── the visitor ───────────────────────────────────────────────────────────────────────────────

    def visitor(self, text: str, *, at: Millis | None = None) -> Decision:
        """The visitor says something."""
        signals = heard(self._read, text, self._now, recent=self._recent)
        decision = self._take(VisitorSaid(text=text, signals=signals), at)
        if not answers_offer(signals):
            self._recent = [*self._recent, text][-RECENT:]
        return decision

    def pressed(self, button: str, text: str = "", *, at: Millis | None = None) -> Decision:
        """The visitor presses ``person``, ``accept`` or ``decline``."""
        if button == "person":
            pressed: Input = PersonRequested(text=text or "Talk to a person")
        elif button in ("accept", "decline"):
            pressed = OfferAnswered(accepted=button == "accept", text=text or button)
        else:
            raise ValueError(f"button: expected person, accept or decline, came {button!r}")
        return self._take(pressed, at)

    def withdraw(self, *, at: Millis | None = None) -> Decision:
        """The visitor no longer wants a person."""
        return self._take(HandoffWithdrawn(), at)

    # ── the assistant ─────────────────────────────────────────────────────────────────────────────

    def assistant(  # noqa: PLR0913 - likewise
        self,
        text: str,
        *,
        confidence: float | None = None,
        abstained: bool = False,
        handoff: str = "",
        rule: str = "",
        sources: Sequence[Source] = (),
        at: Millis | None = None,
    ) -> Decision:
        """The assistant answers; ask before it is shown, for the decision may hold it back.

        ``confidence`` is the probability that it is right, 0 to 1; None: nobody knows.
        ``abstained``: the text says that it does not know. ``handoff``: why the assistant itself
        wants a person. ``rule``: the described rule that a language model found to hold. While a
        person has the floor the answer is dropped: ``shown`` is False.
        """
        if self._now.floor is Floor.ASSISTANT and not self._now.owed:
            return self._beside(text, at)
        answered = AssistantAnswered(
            answers=self._now.asked_at,
            epoch=self._now.epoch,
            text=text,
            confidence=confidence,
            abstained=abstained,
            handoff=handoff,
            offers=offers_person(text),
            judged=bool(rule),
            rule=rule,
            sources=tuple(sources),
        )
        return self._take(answered, at)

    def failed(self, error: str = "no answer", *, at: Millis | None = None) -> Decision:
        """The assistant gave no answer."""
        now = self._now
        failure = AssistantFailed(answers=now.asked_at, epoch=now.epoch, error=error)
        return self._take(failure, at)

    def _beside(self, text: str, at: Millis | None) -> Decision:
        """Words that answer nothing, such as a greeting: in the log, and no reason to decide."""
        now = self._clock() if at is None else at
        said = MessageAdded(at=now, author=Author.ASSISTANT, text=text)
        offering = self._now.offering or offers_person(text)
        self._now = replace(self._now, seq=self._now.seq + 1, offering=offering)
        self._log.append(Entry(self._now.seq, said))
        return Decision(action="none", reason="It answers nothing.")

    # ── the person ────────────────────────────────────────────────────────────────────────────────

    def person(self, text: str, *, name: str = PERSON, at: Millis | None = None) -> Decision:
        """A person answers the visitor, and has the floor from now on."""
        said = OperatorSaid(operator=OperatorId(name), text=text, alongside=True)
        return self._take(said, at)

    def claim(self, *, name: str = PERSON, at: Millis | None = None) -> Decision:
        """A person takes the floor, and has not said anything yet."""
        return self._take(OperatorClaimed(operator=OperatorId(name)), at)

    def give_back(self, *, at: Millis | None = None) -> Decision:
        """The person gives the floor back to the assistant."""
        if self._now.operator is None:
            self.claim(at=at)
        holder = self._now.operator or OperatorId(PERSON)
        return self._take(OperatorReturned(operator=holder), at)

    def resolve(self, *, at: Millis | None = None) -> Decision:
        """The matter is done; the visitor's next turn opens it again."""
        holder = self._now.operator or OperatorId(PERSON)
        return self._take(OperatorResolved(operator=holder), at)

    def nobody_came(self, *, at: Millis | None = None) -> Decision:
        """The time in which a person should have come is over."""
        number = self._now.handoff.number if self._now.handoff else 0
        return self._take(HandoffOverdue(handoff=number), at)

    # ── the engine ────────────────────────────────────────────────────────────────────────────────

    def _take(self, input: Input, at: Millis | None) -> Decision:
        before = self._now
        now = self._clock() if at is None else at
        context = Context(now=now, policy=self.policy, roster=self._roster)
        taken = step(before, input, context)
        wanted = [one for one in taken.entries if isinstance(one.fact, HandoffRequested)]
        self._requested = wanted[-1] if wanted else self._requested
        kept = really(before, taken, input) if self._shadow else taken
        self._now = kept.conversation
        self._log += kept.entries
        idle = unasked(before, self.policy)
        turn = None if idle else turn_of(before, input)
        self.asked = (turn, context) if turn else None
        said = verdicts(turn, context) if turn and self._explain else ()
        return decision_of(taken, said, idle, answered=isinstance(input, AssistantAnswered))


def unasked(before: Conversation, policy: Policy) -> str:
    """Why no rule is asked about what comes next; "" where they are."""
    if before.floor is Floor.HUMAN:
        return "A person has the floor; no rule is asked."
    if pending(before):
        return "A person was asked for already, and nobody could come."
    return "" if policy.handoff else "People are switched off; no rule is asked."


def turn_of(before: Conversation, input: Input) -> Turn | None:
    """The turn that the rules are asked about; None where it is none."""
    match input:
        case VisitorSaid(text=text, signals=signals, judge=judge):
            return Turn(before=before, text=text, signals=signals, judge=judge)
        case AssistantAnswered():
            return Turn(before=before, answer=input)
        case AssistantFailed(error=error):
            return Turn(before=before, failed=error)
        case _:
            return None


def _roster(policy: Policy) -> tuple[Seat, ...]:
    """Somebody who is in each team that a rule names."""
    teams = {policy.team, *(rule.team for rule in policy.rules if rule.team)}
    person = OperatorId(PERSON)
    return (
        Seat(operator=person, teams=tuple(sorted(teams)), name=PERSON, presence=Presence.ONLINE),
    )
