"""What a reader of the log alone knows: the properties' own reading, apart from the engine's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from warmline.core.engine import Step
from warmline.core.evolve import evolve
from warmline.core.facts import (
    AnswerJudged,
    AssistantMissed,
    AttributesNoted,
    ChannelJoined,
    Claimed,
    Entry,
    Fact,
    FallbackRan,
    HandoffCancelled,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
    OfferDeclined,
    Reopened,
    Resolved,
    ReturnedToAssistant,
)
from warmline.core.inputs import Input
from warmline.core.model import Author, Conversation, Floor, OperatorId, Signal, TeamId
from warmline.core.policy import Context

NO_OFFER = {"offer": False, "offered": False}


@dataclass(frozen=True, slots=True)
class Ledger:
    floor: Floor = Floor.ASSISTANT
    floor_changes: int = 0
    holder: OperatorId | None = None
    pending: int = 0  # the number of the handoff that is pending; 0: none
    team: TeamId | None = None  # that it waits for
    fell_back: bool = False  # its fallback ran
    taken_up: bool = False  # whoever holds the floor came because of a handoff
    offer: bool = False  # a person is to be offered, or was
    offered: bool = False  # the question with the buttons was asked
    sure: tuple[float, ...] = ()  # how sure the answers were, since the counts began afresh
    asked: int = 0  # the newest visitor message
    unanswered: bool = False
    resolved: bool = False
    visitor_messages: int = 0
    shown: tuple[Signal, ...] = ()  # by the newest visitor message
    judge: bool = False  # its described rules were left to the model that answers
    given_back: int | None = None  # visitor messages when a person last gave the floor back
    told: Mapping[str, str] = field(default_factory=dict)  # of the visitor, by anybody
    vouched: Mapping[str, str] = field(default_factory=dict)  # of the visitor, by the owner
    answers: tuple[int, ...] = ()  # of the assistant, that say something
    judged: frozenset[tuple[int, bool]] = frozenset()  # which answer, and whether by an operator
    changeable: tuple[int, ...] = ()  # of the visitor's that came by a channel, and stand
    earlier: tuple[int, ...] = ()  # of the visitor's, unanswered when the newest one came
    channel: str = "web"

    def read(self, entry: Entry) -> "Ledger":  # noqa: C901, PLR0912 one flat match
        match entry.fact:
            case MessageAdded() as message:
                return self._message(entry.seq, message)
            case AssistantMissed(confidence=confidence):
                return replace(self._counted(confidence), unanswered=False)
            case HandoffOffered():
                return replace(self, offer=True, offered=False)
            case OfferDeclined():
                return replace(self, sure=(), **NO_OFFER)
            case HandoffRequested(team=team):
                waits = {"pending": entry.seq, "team": team, "fell_back": False}
                return self._to(Floor.HUMAN, **waits, **NO_OFFER)
            case FallbackRan():
                return self._to(Floor.ASSISTANT, fell_back=True)
            case HandoffCancelled(by=by):
                back = self.visitor_messages if by else self.given_back
                return self._to(Floor.ASSISTANT, pending=0, given_back=back)
            case AnswerJudged(seq=seq, by=by):
                return replace(self, judged=self.judged | {(seq, by is not None)})
            case AttributesNoted(attributes=found, verified=verified):
                vouched = {**self.vouched, **found} if verified else self.vouched
                return replace(self, told={**self.told, **found}, vouched=vouched)
            case Claimed(operator=operator):
                here = {
                    "pending": 0,
                    "holder": operator,
                    "taken_up": self.taken_up or bool(self.pending),
                }
                return self._to(Floor.HUMAN, **here, **NO_OFFER)
            case ReturnedToAssistant():
                back = self.visitor_messages
                return self._to(Floor.ASSISTANT, holder=None, taken_up=False, given_back=back)
            case Resolved():
                gone = {"holder": None, "taken_up": False, "pending": 0, "given_back": None}
                return self._to(Floor.ASSISTANT, **gone, resolved=True, unanswered=False)
            case Reopened():
                return replace(self, resolved=False)
            case MessageEdited(message=seq) if seq == self.asked and self.unanswered:
                shows = {"shown": entry.fact.signals, "judge": entry.fact.judge}
                return replace(self, **shows)
            case MessageWithdrawn(message=seq):
                return self._withdrawn(seq)
            case ChannelJoined(channel=channel):
                return replace(self, channel=channel)
            case _:
                return self

    def _withdrawn(self, seq: int) -> "Ledger":
        """The question that was asked before it is open again, where nobody answered that."""
        changeable = tuple(one for one in self.changeable if one != seq)
        *earlier, before = (0, *(one for one in self.earlier if one != seq))
        left = replace(self, changeable=changeable, earlier=(*earlier, before)[1:])
        left = replace(left, shown=() if seq == self.asked else self.shown)
        if seq != self.asked or not self.unanswered:
            return left
        left = replace(left, judge=False)
        if not before:
            return replace(left, unanswered=False)
        return replace(left, asked=before, earlier=tuple(earlier)[1:])

    def _message(self, seq: int, message: MessageAdded) -> "Ledger":
        match message.author:
            case Author.VISITOR:
                count = self.visitor_messages + 1
                asked = replace(self._by_channel(seq, message), asked=seq, unanswered=True)
                shows = {"shown": message.signals, "judge": message.judge}
                return replace(asked, visitor_messages=count, **shows, **NO_OFFER)
            case Author.SYSTEM:
                offered = self.offered or is_question(message)
                unanswered = self.unanswered and not message.answers
                return replace(self, unanswered=unanswered, offered=offered)
            case Author.ASSISTANT if not message.abstained and not message.flow:
                said = replace(self, answers=(*self.answers, seq))
                return replace(said._counted(message.confidence), unanswered=False)
            case _:
                return replace(self._counted(message.confidence), unanswered=False)

    def _by_channel(self, seq: int, message: MessageAdded) -> "Ledger":
        if not message.via:
            return replace(self, earlier=())
        earlier = (*self.earlier, self.asked) if self.unanswered else ()
        return replace(self, changeable=(*self.changeable, seq), earlier=earlier)

    def _counted(self, confidence: float | None) -> "Ledger":
        return self if confidence is None else replace(self, sure=(*self.sure, confidence))

    def _to(self, floor: Floor, **changes: object) -> "Ledger":
        moved = self.floor_changes + (floor is not self.floor)
        sure = () if floor is Floor.ASSISTANT else self.sure
        return replace(self, floor=floor, floor_changes=moved, sure=sure, **changes)


def is_question(message: MessageAdded) -> bool:
    """Whether it asks the visitor if they want a person."""
    return [button.id for button in message.buttons] == ["accept", "decline"]


@dataclass(frozen=True, slots=True)
class View:
    """One entry, with the ledger and the conversation on either side of it."""

    entry: Entry
    prior: Ledger
    after: Ledger
    before: Conversation
    now: Conversation  # after it

    @property
    def fact(self) -> Fact:
        return self.entry.fact


@dataclass(frozen=True)
class Scene:
    """One step that was taken."""

    input: Input
    context: Context
    before: Conversation
    prior: Ledger
    taken: Step

    @cached_property
    def views(self) -> tuple[View, ...]:
        return tuple(self._views())

    def _views(self) -> Iterator[View]:
        ledger, now = self.prior, self.before
        for entry in self.taken.entries:
            after, left = ledger.read(entry), evolve(now, entry.fact)
            yield View(entry, ledger, after, now, left)
            ledger, now = after, left

    @property
    def after(self) -> Ledger:
        return self.views[-1].after if self.views else self.prior

    @property
    def now(self) -> Conversation:
        return self.taken.conversation

    @property
    def facts(self) -> Sequence[Fact]:
        return [entry.fact for entry in self.taken.entries]

    def messages(self, *authors: Author) -> list[MessageAdded]:
        said = [fact for fact in self.facts if isinstance(fact, MessageAdded)]
        return [message for message in said if not authors or message.author in authors]

    def has(self, *kinds: type) -> bool:
        return any(isinstance(fact, kinds) for fact in self.facts)
