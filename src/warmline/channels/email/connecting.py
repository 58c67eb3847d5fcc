"""A connection to an IMAP server: opening it, logging in, and whether the server says something."""

import imaplib
import select
from io import BufferedReader
from typing import cast

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from warmline.channels.email.account import Account
from warmline.channels.email.reach import Pinned

TIME_LIMIT = 60.0  # seconds that the server may take for one answer


def opened(account: Account, ip: str) -> BaseMailBox:
    server = account.imap
    match server.tls:
        case "none":
            return MailBoxUnencrypted(ip, server.port, TIME_LIMIT)
        case "starttls":
            return MailBoxStartTls(ip, server.port, TIME_LIMIT, Pinned.to(server.host))
        case "tls":
            pinned = Pinned.to(server.host)
            return MailBox(ip, server.port, TIME_LIMIT, ssl_context=pinned)


def log_in(box: BaseMailBox, user: str, password: str) -> None:
    if user.isascii() and password.isascii():
        box.login(user, password, initial_folder=None)
    else:
        box.login_utf8(user, password, initial_folder=None)


def count(client: imaplib.IMAP4) -> str:
    """How many letters the server last said there are; every change means news."""
    return repr(client.untagged_responses.get("EXISTS", []))


def readable(client: imaplib.IMAP4, seconds: float) -> bool:
    """Whether the server says something within that time."""
    if _arrived(client):
        return True
    poll = select.poll()
    poll.register(client.sock, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


def _arrived(client: imaplib.IMAP4) -> bool:
    """Whether something came in one go with the server's consent, and is in the buffer already."""
    before = client.sock.gettimeout()
    client.sock.settimeout(0)
    try:
        return bool(cast("BufferedReader", client.file).peek(1))
    except OSError:  # nothing: so TLS says it
        return False
    finally:
        client.sock.settimeout(before)
