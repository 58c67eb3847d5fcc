"""Messenger: messages to a Facebook page."""

from typing import Final
from urllib.parse import quote

from warmline.channels._meta.form import BASE_URL, VERSION, app_fields
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Abilities, Adapter, Field, Kind, Setup

MB: Final = 1024 * 1024
DAY: Final = 24 * 3_600_000  # milliseconds

FORM: Final = (
    Field(
        key="page_id",
        label="Page ID",
        pattern=r"\d{5,25}",
        expected="5 to 25 digits",
        help="Messenger → API settings in your app at developers.facebook.com, or About the page.",
    ),
    Field(
        key="token",
        label="Page access token",
        kind="secret",
        help="Messenger → API settings → Generate token, for the page above.",
    ),
    *app_fields("App settings → Basic in your app at developers.facebook.com."),
    Field(
        key="page_name",
        label="Page name for links",
        required=False,
        pattern=r"[A-Za-z0-9.]{3,60}",
        expected="the name in the page's address, without facebook.com",
        help="Visitors of your site may go on in Messenger by a link to m.me/name.",
    ),
    VERSION,
    BASE_URL,
)

ABILITIES: Final = Abilities(
    length=2_000,
    buttons=13,
    button_length=20,
    media={"image": 8 * MB, "audio": 25 * MB, "video": 25 * MB, "document": 25 * MB},
    typing=True,
    receipts=frozenset({"delivered", "read"}),
    edits=True,
    window=DAY,
    window_of_people=7 * DAY,
    asks_names=True,
    rate=40.0,  # Meta lets a page send 300 texts and 10 films a second
)

GUIDE: Final = (
    "Make an app of the type Business at https://developers.facebook.com/apps and add Messenger.",
    "Under Messenger → API settings, connect your page and generate a token for it.",
    "Fill in the form here, and save it.",
    "Under Configure webhooks at Meta, put in the webhook's address and the verify token.",
    (
        "Subscribe to messages, messaging_postbacks, messaging_referrals, message_deliveries,"
        " message_reads, message_echoes and message_edits."
    ),
    "Press Check: it subscribes the page, and sets up the button “Get started”.",
    (
        "To serve everybody, Meta must approve pages_messaging; for replies within 7 days, Human"
        " Agent; and for people's names, Business Asset User Profile Access."
    ),
)


def link(setup: Setup, code: str) -> str:
    page = setup["page_name"] or setup["page_id"]
    return f"https://m.me/{page}?ref={quote(code)}" if page else ""


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels._meta.direct.adapter import Direct  # noqa: PLC0415 - loads what it needs
    from warmline.channels._meta.direct.flavour import messenger  # noqa: PLC0415 - likewise

    return Direct(setup, parts, messenger(setup))


CHANNEL: Final = Channel(
    kind=Kind(
        name="messenger",
        label="Messenger",
        form=FORM,
        abilities=ABILITIES,
        guide=GUIDE,
        link=link,
    ),
    build=build,
)
