"""A mailbox as its form describes it."""

from dataclasses import dataclass
from typing import Literal

from warmline.flow.channels import Setup

Tls = Literal["none", "starttls", "tls"]
MIB = 1024 * 1024
MOST_MIB = 100  # of one letter: it is read in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    host: str
    port: int
    user: str
    password: str
    tls: Tls

    def __repr__(self) -> str:
        return f"Server({self.host!r}, {self.port})"  # never the password


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    address: str
    name: str  # the house's, in the From of what no person wrote
    imap: Server
    smtp: Server
    folder: str
    authserv: str  # the mail server's name in Authentication-Results; "": nobody is believed
    every: float  # seconds between two looks, where the server has no IDLE
    most: int  # bytes of one letter that are fetched
    most_new: int  # unproved new addresses that get automatic mails in an hour
    empty_sender: bool  # automatic mails leave with an empty envelope sender
    html: bool  # our mails have an HTML part as well


def account_of(setup: Setup) -> Account:
    """Of a setup that the form let through."""
    return Account(
        address=setup["address"].strip(),
        name=setup["sender"] or setup.name,
        imap=_server(setup, "imap", 993, "tls"),
        smtp=_server(setup, "smtp", 587, "starttls"),
        folder=setup["folder"] or "INBOX",
        authserv=setup["authserv"].strip(),
        every=max(_number(setup["every"], 30.0), 1.0),
        most=int(min(_number(setup["most_mib"], 25.0), MOST_MIB) * MIB),
        most_new=int(_number(setup["most_new"], 60.0)),
        empty_sender=setup["envelope"] != "own",
        html=setup["html"] == "on",
    )


def _server(setup: Setup, which: str, port: int, tls: Tls) -> Server:
    same = which == "smtp"  # most use one name and one password for both
    return Server(
        host=setup[f"{which}_host"].strip(),
        port=int(_number(setup[f"{which}_port"], port)),
        user=setup[f"{which}_user"] or (setup["imap_user"] if same else ""),
        password=setup[f"{which}_password"] or (setup["imap_password"] if same else ""),
        tls=_tls(setup[f"{which}_tls"], tls),
    )


def _tls(given: str, otherwise: Tls) -> Tls:
    match given:
        case "none" | "starttls" | "tls":
            return given
        case _:
            return otherwise


def _number(given: str, otherwise: float) -> float:
    try:
        return float(given) if given else otherwise
    except ValueError:
        return otherwise
