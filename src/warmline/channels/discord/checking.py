"""The guided check of a Discord channel."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from warmline.channels._loose import text
from warmline.channels.discord.form import takes_hooks
from warmline.flow.channels import Finding, Setup
from warmline.flow.failures import Permanent, Temporary

CONTENT: Final = (1 << 18) | (1 << 19)  # flags of an application that may read what is written

Get = Callable[[str], Awaitable[Mapping[str, object]]]


async def findings(setup: Setup, get: Get, hook_url: str) -> Sequence[Finding]:
    try:
        me = await get("/users/@me")
        application = await get("/applications/@me")
    except (Permanent, Temporary) as error:
        remedy = "Reset the token in the developer portal, and copy it here."
        return (Finding(step="The bot", well=False, words=str(error), remedy=remedy),)
    found = [Finding(step="The bot", well=True, words=f"It is {text(me.get('username'))}.")]
    if setup["support_channel"]:
        found += [_content(application), await _channel(setup, get)]
    if takes_hooks(setup):
        found.append(_endpoint(application, hook_url))
    return found


def _content(application: Mapping[str, object]) -> Finding:
    flags = application.get("flags")
    well = isinstance(flags, int) and bool(flags & CONTENT)
    return Finding(
        step="Message Content intent",
        well=well,
        words="It is switched on." if well else "It is off: messages in threads come empty.",
        remedy="" if well else "Developer portal, Bot, Privileged Gateway Intents.",
    )


async def _channel(setup: Setup, get: Get) -> Finding:
    step = "Support channel"
    try:
        channel = await get(f"/channels/{setup['support_channel']}")
    except (Permanent, Temporary) as error:
        remedy = "Invite the bot to the server, and let it see the channel."
        return Finding(step=step, well=False, words=str(error), remedy=remedy)
    return Finding(step=step, well=True, words=f"Threads of #{text(channel.get('name'))}.")


def _endpoint(application: Mapping[str, object], hook_url: str) -> Finding:
    well = application.get("interactions_endpoint_url") == hook_url
    return Finding(
        step="Interactions endpoint",
        well=well,
        words="Buttons come as signed requests." if well else "It is not this channel's address.",
        remedy="" if well else f"Set it to {hook_url}, or leave the public key empty.",
    )
