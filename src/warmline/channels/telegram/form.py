"""What an owner types to have a Telegram channel, and what the channel can do."""

import re
from typing import Final

from warmline.channels._address import api_address
from warmline.flow.channels import Abilities, Field, Kind, Setup

WEBHOOK: Final = "webhook"
POLLING: Final = "polling"
_MEGABYTE: Final = 1024 * 1024

FORM: Final = (
    Field(
        key="token",
        label="Token",
        kind="secret",
        help="BotFather gives it when you create the bot. Whoever has it can write as your bot.",
        pattern=r"[0-9]{5,20}:[A-Za-z0-9_-]{30,64}",
        expected="a token such as 123456789:AAE…, as BotFather gave it",
    ),
    Field(
        key="username",
        label="User name",
        help="For links that take a visitor from your site to Telegram. Without it there are none.",
        required=False,
        pattern=r"@?[A-Za-z][A-Za-z0-9_]{3,31}",
        expected="the name that BotFather gave it, such as my_shop_bot",
    ),
    Field(
        key="way",
        label="How messages come in",
        kind="choice",
        help="webhook needs an https address that Telegram can reach; polling needs none.",
        default=WEBHOOK,
        choices=(WEBHOOK, POLLING),
    ),
    Field(
        key="webhook_secret",
        label="Secret of the webhook",
        kind="secret",
        help="Telegram sends it with each message. Left empty, Warmline makes one.",
        required=False,
        pattern=r"[A-Za-z0-9_-]{16,256}",
        expected="16 to 256 letters, digits, - and _",
        advanced=True,
    ),
    api_address("https://api.telegram.org", "Bot API"),
)

GUIDE: Final = (
    "In Telegram, write /newbot to https://t.me/BotFather and follow its questions.",
    "Copy the token that it gives you into this form, and the user name.",
    "Save, and press Check: Warmline tells Telegram where to send messages.",
    "Write to your bot from your own Telegram account to try it.",
)

ABILITIES: Final = Abilities(
    length=4_096,
    unit="utf16",
    buttons=8,
    button_length=40,
    media={
        "image": 50 * _MEGABYTE,
        "audio": 50 * _MEGABYTE,
        "video": 50 * _MEGABYTE,
        "document": 50 * _MEGABYTE,
    },
    caption=1_024,
    typing=True,
    edits=True,
    pace=1.0,
    rate=30.0,
)


def link(setup: Setup, code: str) -> str:
    name = setup["username"].removeprefix("@")
    fits = re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code)
    return f"https://t.me/{name}?start={code}" if name and fits else ""


KIND: Final = Kind(
    name="telegram",
    label="Telegram",
    form=FORM,
    abilities=ABILITIES,
    guide=GUIDE,
    hooks=lambda setup: setup["way"] != POLLING,
    receives=lambda setup: setup["way"] == POLLING,
    link=link,
)
