"""SMS through Twilio, or who speaks its API: people write to a number of the owner's."""

from typing import Final

from warmline.channels.parts import Channel, Parts
from warmline.channels.sms.form import KIND
from warmline.flow.channels import Adapter, Setup


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels.sms.adapter import opened  # noqa: PLC0415 - when there is one

    return opened(setup, parts)


CHANNEL: Final = Channel(kind=KIND, build=build)
