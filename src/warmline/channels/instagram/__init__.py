"""Instagram: direct messages to a professional account."""

from typing import Final
from urllib.parse import quote

from warmline.channels._address import api_address
from warmline.channels._meta.form import INSTAGRAM_GRAPH, VERSION, app_fields
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Abilities, Adapter, Field, Kind, Setup

MB: Final = 1024 * 1024
DAY: Final = 24 * 3_600_000  # milliseconds

FORM: Final = (
    Field(
        key="login",
        label="Connected by",
        kind="choice",
        choices=("instagram", "page"),
        default="instagram",
        help=(
            "“instagram”: the account logged in to the app itself. “page”: through the Facebook "
            "page that it is linked with."
        ),
    ),
    Field(
        key="account_id",
        label="Instagram account ID",
        pattern=r"\d{5,25}",
        expected="5 to 25 digits",
        help="The professional account's ID, which begins with 1784; the check tells it.",
    ),
    Field(
        key="page_id",
        label="Page ID",
        required=False,
        pattern=r"\d{5,25}",
        expected="5 to 25 digits",
        help="Of the linked Facebook page, where the account is connected by it.",
    ),
    Field(
        key="token",
        label="Access token",
        kind="secret",
        help="Of the Instagram account, or of the page where it is connected by it.",
    ),
    *app_fields(
        "With Instagram's own login it is the Instagram app secret, under Instagram → API setup; "
        "by a page it is that of App settings → Basic."
    ),
    Field(
        key="username",
        label="User name for links",
        required=False,
        pattern=r"[A-Za-z0-9._]{1,30}",
        expected="the account's name, without @",
        help="Visitors of your site may go on in Instagram by a link to ig.me/m/name.",
    ),
    VERSION,
    api_address(INSTAGRAM_GRAPH, "Graph API"),
)

ABILITIES: Final = Abilities(
    length=1_000,
    unit="bytes",
    buttons=13,
    button_length=20,
    media={"image": 8 * MB, "audio": 25 * MB, "video": 25 * MB, "document": 25 * MB},
    typing=True,
    receipts=frozenset({"read"}),
    edits=True,
    window=DAY,
    window_of_people=7 * DAY,
    asks_names=True,
    rate=40.0,  # Meta lets an account send 300 texts and 10 films a second
)

GUIDE: Final = (
    "Turn the account into a professional one, and allow access to messages in its settings.",
    "Make an app of the type Business at https://developers.facebook.com/apps and add Instagram.",
    "Under Instagram → API setup, connect the account and generate a token.",
    "Fill in the form here, and save it.",
    "Under Configure webhooks at Meta, put in the webhook's address and the verify token.",
    "Subscribe to messages, messaging_postbacks, messaging_seen and messaging_referral.",
    "Press Check: it subscribes the account.",
    "To serve everybody, Meta must approve the messages permission, and Human Agent for 7 days.",
)


def link(setup: Setup, code: str) -> str:
    name = setup["username"]
    return f"https://ig.me/m/{name}?ref={quote(code)}" if name else ""


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels._meta.direct.adapter import Direct  # noqa: PLC0415 - loads what it needs
    from warmline.channels._meta.direct.flavour import instagram  # noqa: PLC0415 - likewise

    return Direct(setup, parts, instagram(setup))


CHANNEL: Final = Channel(
    kind=Kind(
        name="instagram",
        label="Instagram",
        form=FORM,
        abilities=ABILITIES,
        guide=GUIDE,
        link=link,
    ),
    build=build,
)
