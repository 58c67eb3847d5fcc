"""A visitor: asks, listens, asks for a person, waits or does not, talks, leaves, and comes back."""

import random
from collections.abc import Mapping
from math import log
from typing import Protocol

from simulation.agenda import HOUR, MINUTE, SECOND, Agenda
from warmline.core.facts import (
    Fact,
    FallbackRan,
    HandoffOffered,
    HandoffRequested,
    MessageAdded,
    Released,
    Resolved,
    ReturnedToAssistant,
    Transferred,
)
from warmline.core.inputs import (
    ContactLeft,
    HandoffWithdrawn,
    Input,
    OfferAnswered,
    Open,
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
    Signal,
    Status,
    TeamId,
)

TOPIC: Mapping[str, str] = {"billing": "billing", "tech": "technical"}
PAGE: Mapping[str, str] = {"sales": "https://shop.example/checkout"}
ASKED = Signal(name="explicit_request", score=0.95)


class Says(Protocol):
    """What a person can do to a conversation."""

    @property
    def agenda(self) -> Agenda: ...
    async def act(self, id: ConversationId, input: Input) -> bool:
        """False: it was refused."""
        ...

    def state(self, id: ConversationId) -> Conversation: ...


def around(chance: random.Random, middle: float, spread: float = 0.6) -> float:
    """A time with that median; most lie within a factor of ``e ** spread`` of it."""
    return chance.lognormvariate(log(middle), spread)


class Visitor:
    """One conversation as its visitor lives it."""

    def __init__(self, says: Says, seed: int, number: int, team: TeamId) -> None:
        self.id = ConversationId(f"v{number:06}")
        self._says = says
        self._chance = random.Random(f"{seed}:visitor:{number}")
        self._team = team
        self._draft = 0
        self._planned = 0  # names what they mean to do next: a newer plan voids it
        self._questions = self._chance.choice((1, 1, 2, 2, 3))  # for the assistant
        self._wants_person = self._chance.random() < 0.52
        self._replies = 0  # to a person, still to come
        self._left = False
        self._returns = 1 if self._chance.random() < 0.09 else 0
        self._patience = around(self._chance, 7 * MINUTE, 0.9)

    # ── coming, and coming back ───────────────────────────────────────────────────────────────────

    async def come(self) -> None:
        chance = self._chance
        language = "ja" if self._team == "asia" else chance.choice(("en", "en", "de", "fr"))
        opened = Open(
            channel="web",
            assistant=AssistantId("main"),
            contact=ContactId(f"c-{self.id}"),
            language=language,
            page=self._page(),
        )
        await self._says.act(self.id, opened)
        await self._ask()

    def _page(self) -> str:
        page = PAGE.get(self._team, "https://shop.example/help")
        roll = self._chance.random()
        if self._team == "billing" and roll < 0.1:
            return f"{page}/gold"
        return f"{page}/network" if self._team == "tech" and roll < 0.3 else page

    async def _ask(self) -> None:
        hard = self._chance.random()
        kinds = ((0.05, "[lost]"), (0.17, "[hard]"), (0.18, "[ill]"), (1, ""))
        kind = next(kind for edge, kind in kinds if hard < edge)
        await self._say(f"How does this work? {kind}".strip())

    async def _say(self, text: str, *signals: Signal) -> None:
        topic = TOPIC.get(self._team)
        about = (Signal(name="topic", score=0.8, value=topic),) if topic == "technical" else ()
        await self._act(VisitorSaid(text=text, signals=(*about, *signals), draft=self._next()))

    def _next(self) -> str:
        self._draft += 1
        return f"d{self._draft}"

    async def _act(self, input: Input) -> bool:
        self._planned += 1
        return await self._says.act(self.id, input)

    def _plan(self, after: float, do: "Say") -> None:
        self._planned += 1
        mine = self._planned

        async def deed() -> None:
            if mine == self._planned and not self._left:
                await do()

        self._says.agenda.after(after, deed)

    # ── what they read ────────────────────────────────────────────────────────────────────────────

    def reads(self, fact: Fact) -> None:
        match fact:
            case MessageAdded(author=Author.ASSISTANT):
                self._plan(around(self._chance, 14 * SECOND), self._after_answer)
            case HandoffOffered():
                self._plan(around(self._chance, 12 * SECOND), self._answer_offer)
            case HandoffRequested() | Transferred(stay=False) | Released():
                self._wait()
            case FallbackRan():
                self._plan(around(self._chance, 25 * SECOND), self._after_fallback)
            case MessageAdded(author=Author.OPERATOR):
                self._plan(around(self._chance, 16 * SECOND), self._reply)
            case Resolved() if self._returns and not self._left:
                self._returns -= 1
                self._plan(self._chance.uniform(2 * MINUTE, 40 * MINUTE), self._again)
            case ReturnedToAssistant():
                self._questions, self._wants_person = 1, False
                self._plan(around(self._chance, 20 * SECOND), self._ask)
            case _:
                pass

    def _wait(self) -> None:
        self._replies = self._chance.choice((1, 2, 2, 3, 4))
        if self._chance.random() < 0.2:  # they add something while they wait
            self._plan(min(self._patience * 0.5, 3 * MINUTE), self._add)
        else:
            self._plan(self._patience, self._give_up)

    async def _add(self) -> None:
        await self._say("One more thing about it.")
        self._plan(self._patience * 0.5, self._give_up)

    async def _give_up(self) -> None:
        if self._now().status is not Status.WAITING or self._now().floor is not Floor.HUMAN:
            return
        if self._chance.random() < 0.6:
            await self._act(HandoffWithdrawn())
        else:
            self._left = True  # without a word

    async def _after_answer(self) -> None:
        self._questions -= 1
        if self._now().offer and self._now().offered:
            await self._answer_offer()
        elif self._questions > 0:
            await self._ask()
        elif self._wants_person:
            await self._want_person()

    async def _want_person(self) -> None:
        if self._team == "billing":
            about = Signal(name="topic", score=0.8, value="billing")
            await self._say("My invoice is wrong.", about)
        elif self._chance.random() < 0.5:
            await self._act(PersonRequested(text="Talk to a person", draft=self._next()))
        else:
            await self._say("I want to talk to a person.", ASKED)

    async def _answer_offer(self) -> None:
        now = self._now()
        if now.offer is None or not now.offered:
            return
        accepted = self._chance.random() < 0.6
        text = "Yes, please" if accepted else "No, thanks"
        await self._act(OfferAnswered(accepted=accepted, text=text, draft=self._next()))

    async def _after_fallback(self) -> None:
        roll = self._chance.random()
        if roll < 0.6:
            address = f"{self.id}@example.net"
            await self._act(ContactLeft(ticket=f"T-{self.id}", email=address))
        elif roll < 0.75:
            self._plan(self._chance.uniform(MINUTE, HOUR), self._want_person)

    async def _reply(self) -> None:
        self._replies -= 1
        if self._replies < 0 or self._chance.random() < 0.05:
            return  # gone without a word; they may come back
        await self._say("Thanks, that is it." if self._replies == 0 else "And what of this?")

    async def _again(self) -> None:
        self._questions, self._wants_person = 1, self._chance.random() < 0.6
        await self._say("Me again.")

    def _now(self) -> Conversation:
        return self._says.state(self.id)


class Say(Protocol):
    async def __call__(self) -> None: ...


def waits_until(now: Conversation) -> Millis:
    """The deadline of who stands in line; 0: they do not."""
    in_line = now.status is Status.WAITING and now.floor is Floor.HUMAN
    return now.handoff.deadline_at if in_line and now.handoff else 0
