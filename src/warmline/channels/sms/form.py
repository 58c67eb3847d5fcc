"""What an owner types to have an SMS channel, and what the channel can do."""

from typing import Final

from warmline.channels._address import api_address
from warmline.flow.channels import Abilities, Field, Kind

LENGTH: Final = 1_600  # that the API takes for one message, which goes out in segments
PICTURE: Final = 5_000_000  # bytes; the provider makes JPEG, PNG and GIF fit the phone
OTHER: Final = 500_000  # bytes of a file of another type, which goes as it is

FORM: Final = (
    Field(
        key="account",
        label="Account SID",
        help="On the first page of Twilio's console.",
        pattern=r"AC[0-9a-fA-F]{32}",
        expected="AC and 32 letters and digits",
    ),
    Field(
        key="auth_token",
        label="Auth token",
        kind="secret",
        help="The account's own: Twilio signs its webhooks with it.",
        pattern=r"\S{16,128}",
        expected="the token beside the account's SID",
    ),
    Field(
        key="sender",
        label="Sender",
        help="A number of the account, or the SID of a messaging service.",
        pattern=r"\+[1-9][0-9]{4,14}|MG[0-9a-fA-F]{32}",
        expected="a number such as +4915112345678, or MG and 32 letters and digits",
    ),
    Field(
        key="api_key",
        label="API key",
        help="Sends with a key that you can take back, in place of the auth token.",
        required=False,
        pattern=r"SK[0-9a-fA-F]{32}",
        expected="SK and 32 letters and digits",
        advanced=True,
    ),
    Field(
        key="api_secret",
        label="Secret of the API key",
        kind="secret",
        required=False,
        pattern=r"\S{16,128}",
        expected="the secret that Twilio showed when the key was made",
        advanced=True,
    ),
    Field(
        key="shared_key",
        label="Shared key of the webhooks",
        kind="secret",
        help="Only where a webhook setting at Twilio signs with a shared key.",
        required=False,
        pattern=r"\S{16,256}",
        expected="the secret that Twilio showed when the shared key was made",
        advanced=True,
    ),
    Field(
        key="validity",
        label="Validity in seconds",
        kind="number",
        help="What could not be delivered by then is given up. Left empty, Twilio's 36000 hold.",
        required=False,
        pattern=r"[1-9][0-9]{0,3}|[12][0-9]{4}|3[0-5][0-9]{3}|36000",
        expected="a whole number from 1 to 36000",
        advanced=True,
    ),
    Field(
        key="mms",
        label="Send files (MMS)",
        kind="switch",
        default="off",
        help="Numbers of the United States, Canada and Australia can, to such numbers.",
        required=False,
        advanced=True,
    ),
    api_address("https://api.twilio.com"),
)

GUIDE: Final = (
    "Buy a number that can send and receive SMS at https://console.twilio.com",
    "In the United States and some other countries, register the number before you send.",
    "Copy the account's SID and auth token, and the number, into this form.",
    "Save, and press Check: Warmline tells Twilio where to send messages to that number.",
    "With a messaging service, paste the webhook address as its incoming request URL yourself.",
)

ABILITIES: Final = Abilities(
    length=LENGTH,
    unit="utf16",
    media={"image": PICTURE, "audio": OTHER, "video": OTHER, "document": OTHER},
    receipts=frozenset({"delivered", "failed"}),
    pace=1.0,
)

KIND: Final = Kind(name="sms", label="SMS", form=FORM, abilities=ABILITIES, guide=GUIDE)
