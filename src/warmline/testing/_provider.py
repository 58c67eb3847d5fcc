"""What all stand-ins share: people and what they see, webhooks on their way, mischief."""

import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Message, Receive, Scope, Send

from warmline.testing._hooks import TRIES, Answered, Call, Deliver, nowhere
from warmline.testing._mischief import CALM, Dice, Fate, Mischief

__all__ = ["CALM", "Bubble", "Call", "Cut", "Enclosed", "Mischief", "Provider"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file with a message."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A message as a person sees it on their device. ``mine``: they wrote it themselves."""

    id: str
    text: str = ""
    buttons: tuple[str, ...] = ()  # labels
    file: Enclosed | None = None
    edited: bool = False
    mine: bool = False


class Provider:
    """A provider's servers and its people's devices. Every kind of channel has its own.

    What a request did wrong is answered as the provider would and kept in ``faults``; tests
    assert that there are none. Give ``hook`` where webhooks are to go.
    """

    kind = ""
    people: tuple[str, ...] = ("anna",)  # whom the page of ``python -m warmline.testing`` offers
    hints: Mapping[str, str] = MappingProxyType({})  # what to type into the channel's form, by key
    base = ""  # where this stands, without a slash at its end
    start = 0  # another at each start of a program: no id of a former one comes again
    needs_hook = False  # whether there is no other way for what people write

    def __init__(
        self,
        *,
        seed: int = 0,
        mischief: Mischief = CALM,
        now: Callable[[], float] = time.time,  # seconds since 1970
    ) -> None:
        self.dice = Dice(mischief, seed)
        self.now = now
        self.hook: Deliver = nowhere
        self.faults: list[str] = []
        self.lost: list[Call] = []  # webhooks that were not taken, however often they came
        self.answers: list[Answered] = []  # what the webhooks were answered
        self.fates: list[Fate] = []  # of the next messages to people, before they go well again
        self.pause: float = 1  # seconds that a request too many is put off
        self._talks: dict[str, list[Bubble]] = defaultdict(list)
        self._waiting: list[Call] = []
        self._inner = Starlette(routes=list(self.routes()))

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Whatever there is besides HTTP, for as long as the block lasts."""
        yield

    # ── what each kind says ──────────────────────────────────────────────────────────────────────

    def routes(self) -> Sequence[BaseRoute]:
        """The provider's HTTP interface."""
        raise NotImplementedError

    def limited(self) -> Response:
        """The provider's words for: too many requests."""
        return JSONResponse(
            {"error": "too many requests"}, 429, headers={"Retry-After": f"{self.pause:g}"}
        )

    def unwell(self) -> Response:
        """The provider's words for: a fault of ours."""
        return JSONResponse({"error": "try again"}, 500)

    def spared(self, path: str) -> bool:
        """Whether no mischief touches requests to that path."""
        return False

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        """A person writes, or presses the newest button with the label ``press``; its id."""
        raise NotImplementedError

    async def edit(self, person: str, id: str, text: str) -> None:
        raise NotImplementedError(f"{self.kind} has no edits")

    async def take_back(self, person: str, id: str) -> None:
        raise NotImplementedError(f"{self.kind} has no taking back")

    async def read(self, person: str) -> None:
        """They look at all that came."""
        raise NotImplementedError(f"{self.kind} tells of no reading")

    async def human(self, person: str, text: str) -> str:
        """Somebody of the owner's answers in the provider's own program; its id."""
        raise NotImplementedError(f"{self.kind} has no program of its own")

    # ── what people see ──────────────────────────────────────────────────────────────────────────

    def talk(self, person: str) -> list[Bubble]:
        """All that a person sees, their own words among it, in order."""
        return list(self._talks[person])

    def seen(self, person: str) -> list[Bubble]:
        """What came to a person, in order."""
        return [bubble for bubble in self._talks[person] if not bubble.mine]

    def holding(self, person: str, label: str) -> Bubble:
        """The newest that has such a button. Raises ``LookupError``."""
        for one in reversed(self.seen(person)):
            if label in one.buttons:
                return one
        raise LookupError(f"{person} sees no button {label!r}")

    def show(self, person: str, bubble: Bubble) -> Bubble:
        self._talks[person].append(bubble)
        return bubble

    def change(self, person: str, id: str, text: str) -> None:
        """A message reads differently from now on."""
        self._talks[person] = [
            replace(one, text=text, edited=True) if one.id == id else one
            for one in self._talks[person]
        ]

    def remove(self, person: str, id: str) -> None:
        self._talks[person] = [one for one in self._talks[person] if one.id != id]

    def fate(self) -> Fate:
        """Of a message to somebody: for its handler to act upon, before it is looked at."""
        return self.fates.pop(0) if self.fates else "well"

    def fault(self, words: str) -> None:
        self.faults.append(words)

    # ── webhooks ─────────────────────────────────────────────────────────────────────────────────

    async def tell(self, *calls: Call) -> None:
        """Send webhooks, as mischief lets them through."""
        self._waiting += calls
        await self._deliver([call for call in self._waiting if not self.dice.stays()])

    async def settle(self) -> None:
        """Deliver all that stayed behind."""
        await self._deliver(list(self._waiting))

    async def _deliver(self, calls: Sequence[Call]) -> None:
        for call in calls:
            self._waiting.remove(call)
        for call in self.dice.order([call for call in calls for _ in range(self.dice.times())]):
            await self._until_taken(call)

    async def _until_taken(self, call: Call) -> None:
        """A webhook that is not taken comes again, as with all providers; here at once."""
        for _ in range(TRIES):
            answer = await self.hook(call)
            self.answers.append(answer)
            if answer.taken:
                return
        self.lost.append(call)

    # ── requests ─────────────────────────────────────────────────────────────────────────────────

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI app: a channel's ``base_url`` points here."""
        spared = scope["type"] != "http" or self.spared(scope["path"])
        match "well" if spared else self.dice.fate():
            case "rate_limit":
                await self._refused(self.limited(), scope, receive, send)
            case "server_error":
                await self._refused(self.unwell(), scope, receive, send)
            case "drop_answer":
                await self._inner(scope, receive, _cut(send))
            case _:  # "refused" is nothing that befalls all requests
                await self._inner(scope, receive, send)

    async def _refused(
        self, response: Response, scope: Scope, receive: Receive, send: Send
    ) -> None:
        await Request(scope, receive).body()
        await response(scope, receive, send)


class Cut(Response):
    """The connection ends before the answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _PROMISE})
        if self.background is not None:
            await self.background()


def _cut(send: Send) -> Send:
    """The answer's head goes out, and never its body: the server then cuts the connection."""

    async def cut(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send({"type": "http.response.start", "status": 200, "headers": _PROMISE})

    return cut


_PROMISE: Final = [(b"content-length", b"100000")]  # bytes that never come
