"""What Discord can do, and what is asked of whoever sets it up."""

from typing import Final

from warmline.channels._address import api_address
from warmline.flow.channels import Abilities, Field, Kind, Setup

LARGEST: Final = 10 * 2**20  # bytes of a file; servers with boosts take more
ADDRESS: Final = "https://discord.com/api/v10"
SNOWFLAKE: Final = r"\d{15,22}"

ABILITIES: Final = Abilities(
    length=2000,
    unit="utf16",
    buttons=5,
    button_length=80,
    media={"image": LARGEST, "audio": LARGEST, "video": LARGEST, "document": LARGEST},
    caption=2000,
    typing=True,
    edits=True,
    rate=40,
    pace=0.25,
    idempotent=True,
)

FORM: Final = (
    Field(
        key="token",
        label="Bot token",
        kind="secret",
        help="Developer portal, your application, Bot, Reset Token.",
    ),
    Field(
        key="support_channel",
        label="Support channel",
        help="The id of a channel on your server: threads in it are conversations, too."
        " Empty: direct messages alone.",
        required=False,
        pattern=SNOWFLAKE,
        expected="a channel id, such as 1019283746574839201",
    ),
    Field(
        key="public_key",
        label="Public key",
        help="Only where the interactions endpoint of the application is the webhook URL"
        " shown here: General Information, Public Key. Empty: buttons come through the gateway.",
        required=False,
        pattern=r"[0-9a-fA-F]{64}",
        expected="64 hexadecimal digits",
        advanced=True,
    ),
    api_address(ADDRESS),
)

GUIDE: Final = (
    "In Discord's developer portal, create an application and add a bot to it.",
    "For threads on a server, switch on the Message Content intent of the bot.",
    "Invite the bot to your server with the scope bot.",
    "Let it view channels, send messages, also in threads, and attach files.",
    "People can write to it directly once they share a server with it.",
    "Copy the bot's token into the form.",
)


def takes_hooks(setup: Setup) -> bool:
    return bool(setup["public_key"])


KIND: Final = Kind(
    name="discord",
    label="Discord",
    form=FORM,
    abilities=ABILITIES,
    guide=GUIDE,
    hooks=takes_hooks,
    receives=lambda _: True,
)
