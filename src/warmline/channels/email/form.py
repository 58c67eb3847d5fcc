"""What an owner types in to set up a mailbox, and what mail can do."""

from warmline.flow.channels import Abilities, Field, Kind

LONGEST = 100_000  # characters of a mail of ours
MIB = 1024 * 1024
LARGEST = 15 * MIB  # of a file of ours: many servers take 20 MiB, and base64 adds a third
ADDRESS = r"[^@\s<>()\[\],;:\\\"]{1,64}@[A-Za-z0-9.-]{1,190}"
HOST = r"[A-Za-z0-9.:_-]{1,253}"
TLS = ("tls", "starttls", "none")


def _server(which: str, label: str, port: str, tls: str, *, own: bool) -> tuple[Field, ...]:
    same = "" if own else "Left empty: as for reading."
    return (
        Field(
            key=f"{which}_host",
            label=f"{label}: server",
            pattern=HOST,
            expected="a host name such as mail.example.com",
        ),
        Field(key=f"{which}_port", label=f"{label}: port", kind="number", default=port),
        Field(
            key=f"{which}_tls",
            label=f"{label}: encryption",
            kind="choice",
            choices=TLS,
            default=tls,
            help="tls: from the first byte; starttls: agreed on; none: only inside your network.",
        ),
        Field(key=f"{which}_user", label=f"{label}: user", required=own, help=same),
        Field(
            key=f"{which}_password",
            label=f"{label}: password",
            kind="secret",
            required=own,
            help=same or "Most providers want a password made for one program.",
        ),
    )


FORM = (
    Field(
        key="address",
        label="Address",
        help="Visitors write to it, and our mails come from it.",
        pattern=ADDRESS,
        expected="an address such as support@example.com",
    ),
    *_server("imap", "Reading (IMAP)", "993", "tls", own=True),
    *_server("smtp", "Sending (SMTP)", "587", "starttls", own=False),
    Field(
        key="authserv",
        label="Name of your mail server in Authentication-Results",
        required=False,
        help="The word after Authentication-Results in the source of a mail that you got, such as"
        " mx.google.com. Left empty: no sender is believed to be who they say.",
    ),
    Field(
        key="folder",
        label="Folder",
        default="INBOX",
        required=False,
        advanced=True,
        help="Unread mails in it are read once, and marked.",
    ),
    Field(
        key="sender",
        label="Name in From",
        required=False,
        advanced=True,
        help="Of mails that the assistant writes. Left empty: the channel's name.",
    ),
    Field(
        key="every",
        label="Seconds between two looks",
        kind="number",
        default="30",
        required=False,
        advanced=True,
        help="Only where the server does not tell of new mail by itself (IDLE).",
    ),
    Field(
        key="most_mib",
        label="Largest mail, in MiB",
        kind="number",
        default="25",
        required=False,
        advanced=True,
        help="Of a larger one the words are read, and not all files.",
    ),
    Field(
        key="most_new",
        label="Automatic mails to new unproved addresses an hour",
        kind="number",
        default="60",
        required=False,
        advanced=True,
    ),
    Field(
        key="envelope",
        label="Envelope sender of automatic mails",
        kind="choice",
        choices=("empty", "own"),
        default="empty",
        required=False,
        advanced=True,
        help="empty: no robot answers them, and none that comes back is seen; own: it is seen.",
    ),
    Field(
        key="html",
        label="Send an HTML part as well",
        kind="switch",
        default="off",
        required=False,
        advanced=True,
    ),
)

ABILITIES = Abilities(
    length=LONGEST,
    caption=LONGEST,
    media={"image": LARGEST, "audio": LARGEST, "video": LARGEST, "document": LARGEST},
    receipts=frozenset({"failed"}),
    merges=True,
)

GUIDE = (
    "Make a mailbox for Warmline alone, or a folder in one, such as support@example.com.",
    "Allow IMAP for it. With two-step verification, make a password for one program.",
    "Mails to support+anything@example.com must arrive there, too. Most servers see to that.",
    "In the source of a mail that arrived, find the name after Authentication-Results.",
    "Type that name in: with it senders who are proved (DMARC) are recognised.",
    "Set SPF, DKIM and DMARC for your domain, so that your mails arrive.",
    "Save, press “Check”, and send yourself a test message.",
)

KIND = Kind(
    name="email",
    label="Email",
    form=FORM,
    abilities=ABILITIES,
    guide=GUIDE,
    hooks=lambda _: False,
    receives=lambda _: True,
)
