"""What a drill plays: everything from outside, over HTTP and the two sockets, as a browser would.

Each step says what was expected, what came, and how long it took; it ends at the first that fails.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from warmline.core.model import AssistantId, ConversationId, Millis
from warmline.flow.drill import (
    Backstage,
    Cast,
    Frame,
    Report,
    Stage,
    Step,
    Told,
    Unexpected,
    Wire,
)

Fits = Callable[[Frame], bool]

SOON: Final = 10.0  # seconds that a step may take
AN_ANSWER: Final = 40.0  # seconds where the assistant is asked: it must answer within 30
ASK: Final = "I would like to talk to a person, please."
PERSON: Final = "Talk to a person"
YES: Final = "Yes, please"
REPLY: Final = "Hello, this is a drill. A person would answer you here."
THANKS: Final = "Thank you!"

# ── who plays ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Player:
    """A wire with everything heard on it, in order; what was heard is looked at first."""

    wire: Wire
    heard: list[Frame] = field(default_factory=list[Frame])

    async def until(self, fits: Fits) -> Frame:
        for frame in self.heard:
            if fits(frame):
                return frame
        while True:
            frame = await self.wire.receive()
            self.heard.append(frame)
            if fits(frame):
                return frame

    async def do(self, frame: Frame) -> int:
        """Send a request and wait for its answer; the number of the entry that it made."""
        await self.wire.send(frame)
        kinds, id = ("ack", "refused"), frame["id"]
        answer = await self.until(lambda one: one["type"] in kinds and one["id"] == id)
        if answer["type"] == "refused":
            raise Unexpected(f"{frame['type']} was refused: {answer['code']}")
        return int(answer["seq"])

    async def entry(self, fits: Fits, *, after: int = 0) -> Frame:
        """The first entry numbered above ``after`` that fits."""

        def some(frame: Frame) -> list[Frame]:
            entries = frame.get("entries", ())
            return [one for one in entries if one["seq"] > after and fits(one)]

        return some(await self.until(lambda frame: bool(some(frame))))[0]

    async def state(self, **wanted: str) -> None:
        """Until the visitor's state is so."""

        def fits(frame: Frame) -> bool:
            state = frame.get("state", {})
            return all(state.get(name) == value for name, value in wanted.items())

        await self.until(fits)


@dataclass(slots=True)
class Scene:
    stage: Stage
    token: str = ""
    conversation: str = ""
    players: dict[str, Player] = field(default_factory=dict[str, Player])

    @property
    def visitor(self) -> Player:
        return self.players["visitor"]

    @property
    def operator(self) -> Player:
        return self.players["operator"]

    async def act(self, action: str) -> int:
        frame = {"type": "act", "conversation": self.conversation}
        return await self.operator.do({**frame, "id": f"drill-{action}", "action": action})

    def told(self) -> tuple[Told, ...]:
        player = self.players.get("operator")
        frames = [one for one in player.heard if one["type"] == "drilled"] if player else []
        return tuple(
            Told(notice=one["notice"], to=one["to"], way=one["way"])
            for one in frames
            if one["conversation"] == self.conversation
        )


# ── what is played ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    expected: str
    play: Callable[[Scene], Awaitable[str]]  # says what came; raises ``Unexpected``
    limit: float = SOON  # seconds


async def _session(scene: Scene) -> str:
    scene.token = await scene.stage.session()
    return "a token"


async def _visitor(scene: Scene) -> str:
    scene.players["visitor"] = Player(await scene.stage.visitor(scene.token))
    welcome = await scene.visitor.until(lambda frame: frame["type"] == "welcome")
    scene.conversation = welcome["conversation"]
    return "a welcome"


async def _console(scene: Scene) -> str:
    scene.players["operator"] = Player(await scene.stage.operator())
    welcome = await scene.operator.until(lambda frame: frame["type"] == "welcome")
    return f"a welcome at position {welcome['position']}"


async def _trigger(scene: Scene) -> str:
    visitor = scene.visitor
    said = await visitor.do({"type": "say", "id": "drill-ask", "text": ASK})
    answered = await visitor.entry(lambda one: _requested(one) or _spoken(one), after=said)
    how = "in words"
    if not _requested(answered):
        how = await _ask_again(visitor, answered)
    await visitor.entry(_requested)
    await visitor.entry(lambda one: one.get("author") == "system", after=said)
    await visitor.state(status="waiting", floor="human")
    return f"a handoff, asked for {how}; the visitor was told"


async def _ask_again(visitor: Player, answered: Frame) -> str:
    """The policy wants more than one request in words: take its offer, or press the button."""
    if answered.get("form") == "contact":
        raise Unexpected("the contact form: people are switched off for this assistant")
    if any(button["id"] == "accept" for button in answered.get("buttons", ())):
        yes = {"type": "answer_offer", "id": "drill-yes", "accepted": True, "text": YES}
        await visitor.do(yes)
        return "after an offer"
    await visitor.do({"type": "request_person", "id": "drill-person", "text": PERSON})
    return "by the button"


def _requested(entry: Frame) -> bool:
    return entry.get("event") == "handoff_requested"


def _spoken(entry: Frame) -> bool:
    return entry.get("author") in ("assistant", "system")


async def _inbox(scene: Scene) -> str:
    def waits(frame: Frame) -> bool:
        row = frame.get("row", {})
        return row.get("id") == scene.conversation and row.get("status") == "waiting"

    update = await scene.operator.until(waits)
    package = await scene.stage.package(scene.conversation)
    if package["question"] != ASK:
        raise Unexpected(f"a package with another question: {package['question'][:80]!r}")
    return f"waiting for the team {update['row']['handoff']['team']}, with its package"


async def _notification(scene: Scene) -> str:
    def wanted(frame: Frame) -> bool:
        here = frame.get("conversation") == scene.conversation
        return here and frame["type"] == "drilled" and frame["notice"] == "person_wanted"

    first = await scene.operator.until(wanted)
    return f"{first['notice']} for {first['to']} by {first['way']}, told to the drill alone"


async def _claim(scene: Scene) -> str:
    await scene.act("claim")
    await scene.visitor.entry(lambda one: one.get("event") == "claimed")
    await scene.visitor.state(status="active", floor="human")
    return "the operator has the floor, and the visitor sees who joined"


async def _reply(scene: Scene) -> str:
    frame = {"type": "reply", "id": "drill-reply", "text": REPLY}
    await scene.operator.do({**frame, "conversation": scene.conversation})
    await scene.visitor.entry(lambda one: (one.get("author"), one.get("text")) == REPLIED)
    return "the reply, in the visitor's thread"


REPLIED = ("operator", REPLY)


async def _return(scene: Scene) -> str:
    await scene.act("return")
    back = await scene.visitor.entry(lambda one: one.get("event") == "returned_to_assistant")
    await scene.visitor.until(lambda frame: _floor_after(frame, back["seq"]) == "assistant")
    return "the assistant has the floor"


def _floor_after(frame: Frame, seq: int) -> str:
    entries = frame.get("entries") or [{"seq": 0}]
    return str(frame["state"]["floor"]) if entries[-1]["seq"] >= seq and "state" in frame else ""


async def _answer(scene: Scene) -> str:
    said = await scene.visitor.do({"type": "say", "id": "drill-thanks", "text": THANKS})
    came = await scene.visitor.entry(lambda one: _requested(one) or _spoken(one), after=said)
    if came.get("author") != "assistant":
        raise Unexpected("an apology or another handoff in place of an answer")
    return "an answer of the assistant"


async def _resolve(scene: Scene) -> str:
    await scene.act("resolve")
    await scene.visitor.entry(lambda one: one.get("event") == "resolved")
    return "resolved"


ACTS: Final = (
    Act("session", "a token for a new visitor over HTTP", _session),
    Act("visitor", "the visitor's socket opens", _visitor),
    Act("console", "the operator's socket opens", _console),
    Act("trigger", "the visitor asks for a person and hears that one comes", _trigger, AN_ANSWER),
    Act("inbox", "the request is live in the inbox, with its package", _inbox),
    Act("notification", "the team's notification is made and performed", _notification),
    Act("claim", "the claim succeeds, and the visitor sees it", _claim),
    Act("reply", "the operator's reply arrives at the visitor", _reply),
    Act("return", "the floor goes back to the assistant", _return),
    Act("answer", "the assistant answers the visitor's next message", _answer, AN_ANSWER),
    Act("resolve", "the conversation is resolved, and the visitor sees it", _resolve),
)


async def drill(
    backstage: Backstage,
    stage: Callable[[Cast], Stage],
    assistant: AssistantId,
    clock: Callable[[], Millis],
    *,
    acts: tuple[Act, ...] = ACTS,
) -> Report:
    """Play it once. Raises ``NoDrill``, ``Temporary``; whatever fails later is in the report."""
    began = clock()
    cast = await backstage.begin(assistant)
    scene, steps = Scene(stage(cast)), list[Step]()
    try:
        for act in acts:
            steps.append(await _taken(act, scene))
            if not steps[-1].ok:
                break
    finally:
        for player in scene.players.values():
            await player.wire.close()
        id = ConversationId(scene.conversation) if scene.conversation else None
        await asyncio.shield(backstage.end(cast, id))
    return Report(
        ok=all(step.ok for step in steps),
        at=began,
        millis=clock() - began,
        conversation=scene.conversation,
        steps=tuple(steps),
        told=scene.told(),
    )


async def _taken(act: Act, scene: Scene) -> Step:
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(act.limit):
            came, ok = await act.play(scene), True
    except TimeoutError:
        came, ok = f"nothing of the kind within {act.limit:g} s", False
    except Unexpected as error:
        came, ok = str(error), False
    millis = round((asyncio.get_running_loop().time() - began) * 1000)
    return Step(name=act.name, expected=act.expected, came=came, ok=ok, millis=millis)
