"""WhatsApp, through Meta's Cloud API."""

from typing import Final
from urllib.parse import quote

from warmline.channels._meta.form import BASE_URL, VERSION, app_fields
from warmline.channels.parts import Channel, Parts
from warmline.flow.channels import Abilities, Adapter, Field, Kind, Setup
from warmline.flow.links import prefilled

MB: Final = 1024 * 1024
DAY: Final = 24 * 3_600_000  # milliseconds
CARRIED: Final = 900  # of 1,024 characters that a template's body may have with what is filled in

FORM: Final = (
    Field(
        key="phone_number_id",
        label="Phone number ID",
        pattern=r"\d{5,20}",
        expected="5 to 20 digits: the ID of the number, not the number",
        help="WhatsApp → API setup in your app at developers.facebook.com.",
    ),
    Field(
        key="account_id",
        label="WhatsApp Business Account ID",
        pattern=r"\d{5,20}",
        expected="5 to 20 digits",
        help="It stands beside the phone number ID.",
    ),
    Field(
        key="token",
        label="Access token",
        kind="secret",
        help=(
            "Of a system user with the permissions whatsapp_business_messaging and "
            "whatsapp_business_management. The one that the API setup shows ends after a day."
        ),
    ),
    *app_fields("App settings → Basic in your app at developers.facebook.com."),
    Field(
        key="number",
        label="Number for links",
        required=False,
        pattern=r"\+?\d{6,15}",
        expected="the number with its country code, as in +4930123456",
        help="Visitors of your site may go on in WhatsApp by a link to this number.",
    ),
    Field(
        key="template",
        label="Template after 24 hours",
        required=False,
        pattern=r"[a-z0-9_]{1,512}(:[a-z]{2,3}(_[A-Z]{2,3})?)?",
        expected="a template's name, or name:language as in follow_up:de",
        help=(
            "Sent where a reply comes too late, so that they write again. WhatsApp must have "
            "approved it. It has no variables, unless it carries the reply."
        ),
        advanced=True,
    ),
    Field(
        key="template_carries",
        label="The template carries the reply",
        kind="switch",
        default="off",
        help=(
            "On: the template's body has one variable, {{1}}, and the reply goes there, as one "
            f"paragraph of at most {CARRIED} characters. Off: it goes in place of the reply."
        ),
        advanced=True,
    ),
    Field(
        key="template_language",
        label="Language of templates",
        default="en_US",
        pattern=r"[a-z]{2,3}(_[A-Z]{2,3})?",
        expected="a code as in en_US or de",
        help="With the 24 hours over, only templates that WhatsApp has approved may be sent.",
        advanced=True,
    ),
    Field(
        key="list_label",
        label="Label above choices",
        default="Choose",
        pattern=r".{1,20}",
        expected="1 to 20 characters",
        help="Where there are more than three choices, this button opens them.",
        advanced=True,
    ),
    VERSION,
    BASE_URL,
)

ABILITIES: Final = Abilities(
    length=4_096,
    buttons=10,
    button_length=20,
    length_with_buttons=1_024,
    media={"image": 5 * MB, "audio": 16 * MB, "video": 16 * MB, "document": 100 * MB},
    caption=1_024,
    typing=True,
    receipts=frozenset({"delivered", "read", "failed"}),
    edits=True,
    window=DAY,
    templates=True,
    carries=CARRIED,
    pace=1.0,  # WhatsApp allows one every 6 s, and 45 at once on top of that
    rate=40.0,  # of 80, which what comes in counts against as well
    merges=True,
)

GUIDE: Final = (
    "Make an app of the type Business at https://developers.facebook.com/apps and add WhatsApp.",
    "Add your number under WhatsApp → API setup. One used in the WhatsApp app must leave it.",
    "In the Business Manager, make a system user and give it the app and the WhatsApp account.",
    "Make it a token with whatsapp_business_messaging and whatsapp_business_management.",
    "Fill in the form here, and save it.",
    "Under WhatsApp → Configuration, put in the webhook's address and the verify token.",
    "Subscribe to messages; with the WhatsApp Business app beside, to smb_message_echoes too.",
    "Press Check. It also tells Meta to send this number's messages here.",
)


def link(setup: Setup, code: str) -> str:
    digits = setup["number"].lstrip("+")
    return f"https://wa.me/{digits}?text={quote(prefilled(code))}" if digits else ""


def build(setup: Setup, parts: Parts) -> Adapter:
    from warmline.channels.whatsapp.adapter import WhatsApp  # noqa: PLC0415 - loads what it needs

    return WhatsApp(setup, parts)


CHANNEL: Final = Channel(
    kind=Kind(
        name="whatsapp",
        label="WhatsApp",
        form=FORM,
        abilities=ABILITIES,
        guide=GUIDE,
        link=link,
    ),
    build=build,
)
