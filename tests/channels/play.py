"""What the contract suite asks of each channel: its provider's stand-in, and how to play with it.

``tests/channels/<kind>/play.py`` has a ``class Play(Stage)``. The suite starts it, opens the
adapter of ``CHANNELS[kind]`` on ``setup(base_url)`` and lets people write.
"""

import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from warmline.flow.channels import Hook, HookReply, Setup
from warmline.testing._hooks import Answered, Call
from warmline.testing._provider import CALM, Bubble, Mischief
from warmline.testing._serving import serving

HOOK_URL = "https://desk.example.com/hooks/{kind}/{id}"
"""Where the provider believes that its webhooks go: what signatures are made over."""
Deliver = Callable[[Hook], Awaitable[HookReply]]
"""Takes one webhook request; what the provider is answered (status 0: nothing)."""


class Stage(ABC):
    kind: ClassVar[str]
    by_hook: ClassVar[bool] = True  # else the adapter is a ``Receiver``, and the suite runs it
    signs_body: ClassVar[bool] = True  # else the provider sends a secret along, and signs nothing
    people: ClassVar[tuple[str, str]] = ("ada", "grace")  # whom ``say`` and ``seen`` know
    provider: Any  # the stand-in

    def __init__(self, mischief: Mischief = CALM) -> None:
        self.mischief = mischief
        self.deliver: Deliver = nowhere
        self._open = contextlib.AsyncExitStack()

    @property
    def id(self) -> str:
        return f"ch-{self.kind}"

    @property
    def hook_url(self) -> str:
        return HOOK_URL.format(kind=self.kind, id=self.id)

    async def start(self) -> str:
        """Open the stand-in, its webhooks going to ``self.deliver``; its ``base_url``."""
        self.provider.hook = self.called
        self.provider.base = await self.serve(self.provider.app)
        return self.provider.base

    async def stop(self) -> None:
        await self._open.aclose()

    async def serve(self, app: Any) -> str:
        """Serve an ASGI application on a free port of this machine; its address."""
        return await self._open.enter_async_context(serving(app))

    async def called(self, call: Call) -> Answered:
        """A webhook of the stand-in, as our door would be handed it."""
        url = f"{self.hook_url}?{call.query}" if call.query else self.hook_url
        reply = await self.deliver(
            Hook(
                method=call.method,
                url=url,
                headers={name.lower(): value for name, value in call.headers.items()},
                query=dict(parse_qsl(call.query, keep_blank_values=True)),
                body=call.body,
                at=round(time.time() * 1000),
            )
        )
        return Answered(status=reply.status, body=reply.body, media_type=reply.media_type)

    @abstractmethod
    def setup(self, base_url: str) -> Setup:
        """With the id ``self.id``, the assistant "main", and all that the provider checks."""

    async def say(
        self, person: str, text: str, *, files: Sequence[Any] = (), press: str = ""
    ) -> str:
        """Somebody writes; with ``press``, presses the button of that label. The provider's id.

        Of the newest message that has such a button. Returns once the webhook was answered.
        """
        return await self.provider.say(person, text, files=files, press=press)

    def seen(self, person: str) -> Sequence[Bubble]:
        """What that person sees of us on their device now, in order; not what they wrote."""
        return self.provider.seen(person)

    @property
    def faults(self) -> Sequence[str]:
        """Each request of ours that was not as the provider wants it."""
        return self.provider.faults

    @abstractmethod
    def thread(self, person: str) -> str:
        """``thread`` of the events of that person."""

    # ── where the channel has it (see its Abilities); the suite asks only then ────────────────────

    def unsigned(self, hook: Hook) -> Hook:
        """The same request without its signature (by webhook)."""
        raise NotImplementedError

    def forged(self, hook: Hook) -> Hook:
        """The same request with a signature of the right form that is not right."""
        raise NotImplementedError

    def without_secret(self, setup: Setup) -> Setup:
        """The setup with what verifies webhooks left empty: the endpoint is off."""
        return replace(setup, secrets=dict.fromkeys(setup.secrets, ""))

    def full_name(self, person: str) -> str:
        """As which the provider knows that person, by whatever it tells or is asked."""
        raise NotImplementedError

    async def begin(self, person: str, payload: str = "") -> None:
        """They open the thread without a word, maybe by a link that carries a code."""
        raise NotImplementedError

    async def edit(self, person: str, id: str, text: str) -> None:
        raise NotImplementedError

    async def take_back(self, person: str, id: str) -> None:
        raise NotImplementedError

    async def read(self, person: str) -> None:
        """They read all that they have."""
        raise NotImplementedError

    async def human(self, person: str, text: str) -> None:
        """Somebody of the owner's answers in the provider's own program (Echoed)."""
        raise NotImplementedError

    async def odd(self) -> None:
        """The provider tells something that no adapter of today knows."""
        await self.provider.odd()

    def limit_next(self, seconds: float) -> None:
        """The next message of ours is answered 429 (or its like) with that Retry-After."""
        self.provider.pause = seconds
        self.provider.dice.next.append("rate_limit")

    def refuse_next(self) -> None:
        """The next message of ours is refused for good (blocked, gone)."""
        raise NotImplementedError

    def lose_next_answer(self) -> None:
        """The next message of ours is accepted, and the connection cut before the answer."""
        self.provider.dice.next.append("drop_answer")

    def fail_next(self) -> None:
        """The next message of ours is answered 500 (or its like), and not accepted."""
        self.provider.dice.next.append("server_error")


async def nowhere(hook: Hook) -> HookReply:
    raise AssertionError(f"a webhook before anybody listens: {hook.method}")


@contextlib.asynccontextmanager
async def on_stage(stage: Stage):
    """The stand-in, open: its base_url."""
    try:
        yield await stage.start()
    finally:
        await stage.stop()
