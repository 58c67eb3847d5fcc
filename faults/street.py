"""People who write through channels: stand-ins of the providers, set up by the console's own API.

They run in the rig: they outlive every server, tell again what was not taken, as providers do, and
repeat, shuffle and delay what they tell. Requests of the servers are refused, fail, or are obeyed
and never answered.
"""

import asyncio
import random
import string
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from faults.town import Town
from warmline.testing._hooks import Answered, Call, over_http
from warmline.testing._mischief import CALM, Mischief
from warmline.testing._provider import Provider
from warmline.testing._serving import serving
from warmline.testing.discord import Discord
from warmline.testing.meta import WhatsApp
from warmline.testing.telegram import Telegram

MOODY = Mischief(
    repeat=0.2, shuffle=0.3, delay=0.2, drop_answers=0.06, rate_limit=0.05, server_error=0.05
)
PEOPLE = ("ada", "grace")
AGAIN = 0.2  # seconds until a webhook that was not taken comes again
GIVE_UP = 90.0  # seconds
QUIET = 6.0  # seconds without a new message until nothing more is expected
SETTLES_WITHIN = 40.0
LINES = (
    "Which bulb does the lamp take? {mark}",
    "And the small one? {mark}",
    "Thank you. {mark}",
    "I need to speak to a real person, please. {mark}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A provider on the street, and how a channel is set up with it."""

    build: Callable[[int], Provider]  # of a seed
    form: Callable[[Provider, str], dict[str, Any]]
    once: bool  # what is sent twice is one message there
    hooks: bool = True  # it tells by webhook


def _telegram(provider: Any, url: str) -> dict[str, Any]:
    settings = {"base_url": url, "username": provider.username, "way": "webhook"}
    return {"settings": settings, "secrets": {"token": provider.token}}


def _discord(provider: Any, url: str) -> dict[str, Any]:
    return {"settings": {"base_url": url}, "secrets": {"token": provider.token}}


def _whatsapp(provider: Any, url: str) -> dict[str, Any]:
    provider.base = url
    settings = {
        "phone_number_id": provider.number_id,
        "account_id": provider.account_id,
        "number": "+15550001234",
        "app_id": provider.app_id,
        "base_url": url,
    }
    keys = ("token", "app_secret", "verify_token")
    return {"settings": settings, "secrets": {key: getattr(provider, key) for key in keys}}


PLACES = {
    "discord": Place(build=lambda seed: Discord(seed=seed), form=_discord, once=True, hooks=False),
    "telegram": Place(build=lambda seed: Telegram(seed=seed), form=_telegram, once=False),
    "whatsapp": Place(build=lambda seed: WhatsApp(seed=seed), form=_whatsapp, once=False),
}


@dataclass(eq=False)
class Street:
    town: Town
    providers: dict[str, Provider]
    dice: random.Random

    async def live(self, stop: asyncio.Event) -> None:
        """People come and write until it is time to go."""
        for provider in self.providers.values():
            provider.dice.mischief = MOODY
        people = [(kind, who) for kind in self.providers for who in PEOPLE]
        await asyncio.gather(*(self._write(kind, who, stop) for kind, who in people))

    async def _write(self, kind: str, who: str, stop: asyncio.Event) -> None:
        dice = random.Random(f"{kind} {who} {self.dice.random()}")
        canary = "canary" + "".join(dice.choices(string.ascii_lowercase, k=8))
        number = 0
        while not stop.is_set():
            number += 1
            mark = f"{canary} {kind}-{who}-{number}."
            text = dice.choice(LINES).format(mark=mark)
            self.town.history.note("wrote", provider=kind, person=who, mark=mark, text=text)
            await self.providers[kind].say(who, text)
            self.town.history.note("taken", provider=kind, person=who, mark=mark)
            await asyncio.sleep(0.3 + 2 * dice.random())

    async def rest(self) -> None:
        """Providers are well again, what they hold back is told, and all that waits goes out."""
        for provider in self.providers.values():
            provider.dice.mischief = CALM
            await provider.settle()
        until, count, since = time.monotonic() + SETTLES_WITHIN, -1, time.monotonic()
        while time.monotonic() < until and time.monotonic() - since < QUIET:
            await asyncio.sleep(0.2)
            seen = sum(len(one.seen(who)) for one in self.providers.values() for who in PEOPLE)
            if seen != count:
                count, since = seen, time.monotonic()

    def note(self) -> None:
        """What each person has before them, and what the provider complains of."""
        for kind, provider in self.providers.items():
            for who in PEOPLE:
                shown = [bubble.text for bubble in provider.seen(who)]
                self.town.history.note(
                    "bubbles", provider=kind, person=who, texts=shown, once=PLACES[kind].once
                )
            self.town.history.note(
                "provider",
                provider=kind,
                faults=provider.faults,
                lost=len(provider.lost),
                dropped=provider.dice.fates["drop_answer"],
            )


@asynccontextmanager
async def street(town: Town) -> AsyncIterator[Street]:
    async with AsyncExitStack() as stack:
        providers = dict[str, Provider]()
        for kind, place in PLACES.items():
            provider = place.build(town.dice.randrange(2**32))
            providers[kind] = provider
            url = await stack.enter_async_context(serving(provider.app))
            body = {"kind": kind, "name": kind.title(), "assistant": "main"}
            made = await town.as_owner(
                "POST", "/api/channels", json=body | place.form(provider, url)
            )
            if place.hooks:
                await town.as_owner("POST", f"/api/channels/{made['id']}/check", json={})
                path = f"/hooks/{kind}/{made['id']}"
                provider.hook = _patient([f"http://127.0.0.1:{port}{path}" for port in town.ports])
        await _listened_to(providers["discord"])
        yield Street(town, providers, random.Random(town.dice.random()))


async def _listened_to(provider: Any) -> None:
    """Discord tells nothing of what was said before a bot first came."""
    async with asyncio.timeout(30):
        while not provider.gate.attended:  # noqa: ASYNC110 it has no event for it
            await asyncio.sleep(0.05)


def _patient(urls: Sequence[str]) -> Callable[[Call], Awaitable[Answered]]:
    """To any of the servers, again and again until one has taken it."""
    ways = [over_http(url) for url in urls]

    async def deliver(call: Call) -> Answered:
        answer, until = Answered(status=0), time.monotonic() + GIVE_UP
        while time.monotonic() < until:
            for way in ways:
                answer = await way(call)
                if answer.taken:
                    return answer
            await asyncio.sleep(AGAIN)
        return answer

    return deliver
