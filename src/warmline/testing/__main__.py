"""``python -m warmline.testing KIND``: a stand-in of a provider, with a page to play its people."""

import argparse
import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Final

from warmline.testing._hooks import over_http
from warmline.testing._mischief import Mischief
from warmline.testing._page import paged
from warmline.testing._provider import Provider
from warmline.testing._serving import serving
from warmline.testing.discord import Discord
from warmline.testing.email import Email
from warmline.testing.meta import Instagram, LinkedInstagram, Messenger, WhatsApp
from warmline.testing.sms import Sms
from warmline.testing.telegram import Telegram

Made = Callable[[str, int, Mischief], Provider]
"""From the webhook's address ("": none was given), the seed and the mischief."""


def _meta(kind: type[Messenger | Instagram | WhatsApp]) -> Made:
    def made(hook: str, seed: int, mischief: Mischief) -> Provider:
        provider = kind(seed=seed, mischief=mischief)
        provider.callback = hook
        return provider

    return made


STAND_INS: Final[Mapping[str, Made]] = {
    "discord": lambda _, seed, mischief: Discord(seed=seed, mischief=mischief),
    "email": lambda _, seed, mischief: Email(seed=seed, mischief=mischief),
    "instagram": _meta(Instagram),
    "instagram-by-page": _meta(LinkedInstagram),
    "messenger": _meta(Messenger),
    "sms": lambda hook, seed, mischief: Sms(url=hook, seed=seed, mischief=mischief),
    "telegram": lambda _, seed, mischief: Telegram(seed=seed, mischief=mischief),
    "whatsapp": _meta(WhatsApp),
}


def main(arguments: Sequence[str]) -> None:
    given = parser().parse_args(arguments)
    asyncio.run(play(stand_in(given, start=int(time.time())), given.port))


def stand_in(given: argparse.Namespace, *, start: int) -> Provider:
    """``start``: seconds since 1970, by which its ids differ from those of an earlier run."""
    mischief = Mischief(**{one.name: getattr(given, one.name) for one in fields(Mischief)})
    provider = STAND_INS[given.kind](given.hook, given.seed, mischief)
    provider.start = start
    if given.hook:
        provider.hook = over_http(given.hook)
    return provider


async def play(provider: Provider, port: int) -> None:
    """Serve it until somebody wants it to end."""
    asked = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, asked.set)
    async with provider.open(), contextlib.AsyncExitStack() as stack:
        hints = dict(hints_of(provider))
        url = await stack.enter_async_context(serving(paged(provider, hints), port))
        provider.base = url
        if not isinstance(provider, Email):
            hints["base_url"] = url
        sys.stdout.write(f"Play the people of {provider.kind} at {url}/\n")
        sys.stdout.writelines(f"  {key}: {value}\n" for key, value in hints.items())
        sys.stdout.flush()
        await asked.wait()


def hints_of(provider: Provider) -> Mapping[str, str]:
    """What to type into the channel's form, by the keys of its fields."""
    if isinstance(provider, Email):
        ports = {"imap_port": str(provider.imap_port), "smtp_port": str(provider.smtp_port)}
        return {**provider.hints, "imap_host": "127.0.0.1", "smtp_host": "127.0.0.1", **ports}
    return provider.hints


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m warmline.testing",
        description="A stand-in of a provider, to try a channel without an account.",
    )
    parser.add_argument("kind", choices=sorted(STAND_INS))
    parser.add_argument("--port", type=int, default=9100, help="on 127.0.0.1; 0: any")
    parser.add_argument("--hook", default="", help="the webhook's address of the channel")
    parser.add_argument("--seed", type=int, default=0, help="of the mischief")
    for one in fields(Mischief):
        name = one.name.replace("_", "-")
        parser.add_argument(f"--{name}", type=_rate, default=0.0, metavar="RATE", dest=one.name)
    return parser


def _rate(words: str) -> float:
    rate = float(words)
    if not 0 <= rate <= 1:
        raise argparse.ArgumentTypeError(f"expected a rate from 0 to 1, got {words}")
    return rate


if __name__ == "__main__":
    main(sys.argv[1:])
