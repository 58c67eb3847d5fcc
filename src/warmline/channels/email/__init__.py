"""Email: a mailbox of the owner's, read over IMAP and answered over SMTP."""

from warmline.channels.email.form import KIND
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Adapter, Setup


def _build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels.email.adapter import Email  # noqa: PLC0415 - only who needs it loads it

    return Email(setup, parts)


CHANNEL = Channel(kind=KIND, build=_build)
