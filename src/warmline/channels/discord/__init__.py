"""Discord: direct messages, and the threads of one support channel of a server.

What comes in comes through the gateway, a WebSocket that Warmline keeps open; buttons may come as
signed requests instead. Read in discord.com/developers/docs, API version 10.
"""

from warmline.channels.discord.form import KIND
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Adapter, Setup


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels.discord.adapter import Discord  # noqa: PLC0415 - only where it is used

    return Discord(setup, parts)


CHANNEL = Channel(kind=KIND, build=build)
