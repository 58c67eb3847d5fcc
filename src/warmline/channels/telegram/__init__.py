"""Telegram: people write to a bot of the owner's in a private chat."""

from typing import Final

from warmline.channels.parts import Channel, Parts
from warmline.channels.telegram.form import KIND
from warmline.flow.channels import Adapter, Setup


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels.telegram.adapter import opened  # noqa: PLC0415 - when there is one

    return opened(setup, parts)


CHANNEL: Final = Channel(kind=KIND, build=build)
