"""Channels: the ways a visitor can reach us. One package each; this table is the registration.

The web widget reads the log itself, through its socket; every other channel is handed each message
by a ``Deliver`` job and stands in this table.
"""

from collections.abc import Mapping

from warmline.channels.discord import CHANNEL as DISCORD
from warmline.channels.email import CHANNEL as EMAIL
from warmline.channels.instagram import CHANNEL as INSTAGRAM
from warmline.channels.messenger import CHANNEL as MESSENGER
from warmline.channels.parts import Channel
from warmline.channels.sms import CHANNEL as SMS
from warmline.channels.telegram import CHANNEL as TELEGRAM
from warmline.channels.whatsapp import CHANNEL as WHATSAPP

CHANNELS: Mapping[str, Channel] = {
    "discord": DISCORD,
    "email": EMAIL,
    "instagram": INSTAGRAM,
    "messenger": MESSENGER,
    "sms": SMS,
    "telegram": TELEGRAM,
    "whatsapp": WHATSAPP,
}
"""By kind, in alphabetical order."""
