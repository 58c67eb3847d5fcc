"""The mailbox, over IMAP: what is new in one folder, letter by letter, and waiting for more.

A letter is new while it has neither our keyword nor was it read. It gets both only after it was
taken in, so that nothing is lost however this ends. Numbers of letters mean nothing beyond a
connection (UIDVALIDITY, RFC 3501): a letter is only marked on the one that it was read on.
"""

import imaplib
import re
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import cast

from imap_tools import BaseMailBox
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
)

from warmline.channels.email.account import Account
from warmline.channels.email.connecting import count, log_in, opened, readable
from warmline.channels.mail.imap import mark
from warmline.flow.failures import Permanent, Temporary

MOST_ALIKE = 5  # letters under one id that are looked through
AT_ONCE = 50  # letters in one look
BEGINNING = 1024 * 1024  # bytes that are read of a letter that is too large: its words
KEYWORD = "$Warmline"
SEEN, FLAGGED = "\\Seen", "\\Flagged"
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
FAILURES = (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Raw:
    """A letter as it lies in the mailbox. ``cut``: there is more of it, too much."""

    uid: str
    content: bytes
    cut: bool = False


class Inbox:
    """One connection to one folder, used by one thread at a time."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._box: BaseMailBox | None = None
        self._lock = threading.Lock()
        self._keywords = False  # the server keeps our own
        self._next = 0  # letters from this number on came while we are connected
        self._validity = ""
        self._counted = ""  # letters in the folder, before we last looked
        self._done = set[str]()  # marked, or at least taken in, on this connection

    def connect(self, ip: str) -> None:
        """Raises ``Temporary``; ``Permanent`` where the server does not let us in."""
        with self._failing("connected to"):
            box = self._box = opened(self.account, ip)
            try:
                log_in(box, self.account.imap.user, self.account.imap.password)
            except imaplib.IMAP4.abort:
                raise
            except (MailboxLoginError, imaplib.IMAP4.error) as error:
                self._drop()
                raise Permanent("the mail server refused the user or the password") from error
            try:
                self._select(box)
            except MailboxFolderSelectError as error:
                self._drop()
                raise Permanent(f"there is no folder {self.account.folder}") from error

    @property
    def connected(self) -> bool:
        return self._box is not None

    @property
    def tells(self) -> bool:
        """Whether the server says so when there is news (IDLE, RFC 2177)."""
        return self._box is not None and "IDLE" in self._box.client.capabilities

    @property
    def keeps_keywords(self) -> bool:
        return self._keywords

    def new(self) -> list[str]:
        """Numbers of the oldest letters that are not taken in yet."""
        with self._failing("searched"):
            box = self._connected()
            self._counted = count(box.client)
            ours = f"UNKEYWORD {KEYWORD} " if self._keywords else ""
            found = set(box.uids(f"{ours}UNSEEN", None))
            if self._keywords:  # somebody else may have read it meanwhile
                came = box.uids(f"{ours}UID {self._next}:*", None)
                found.update(uid for uid in came if int(uid) >= self._next)
            return sorted(found - self._done, key=int)[:AT_ONCE]

    def letter(self, uid: str) -> Raw | None:
        """It stays unread; None: it is gone."""
        with self._failing("read"):
            box = self._connected()
            size = self._size(box, uid)
            cut = size > self.account.most
            most = BEGINNING if cut else self.account.most
            content = _literal(box.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most}>)")[1])
            return None if content is None else Raw(uid, content, cut)

    def settle(self, uid: str, *, flagged: bool = False) -> None:
        """It is not looked at again."""
        self._done.add(uid)
        flags = [SEEN, *([KEYWORD] if self._keywords else []), *([FLAGGED] if flagged else [])]
        with self._failing("marked"):
            mark(self._connected().client, uid, flags)

    def find(self, message_id: str) -> list[bytes]:
        """The letters of that id, newest first: programs give several mails one."""
        words = "".join(one for one in message_id if one.isascii() and one.isprintable())
        quoted = words.replace("\\", "\\\\").replace('"', '\\"')
        with self._failing("searched"):
            found = self._connected().uids(f'HEADER Message-ID "{quoted}"', None)
        letters = (self.letter(uid) for uid in found[: -MOST_ALIKE - 1 : -1])
        return [one.content for one in letters if one]

    def wait(self, seconds: float) -> bool:
        """Until there is news, or it is time to look all the same; whether there is."""
        with self._failing("waited for"):
            box = self._connected()
            if count(box.client) != self._counted:
                return True  # told while we looked, and the server says it once
            box.idle.start()
            news = readable(box.client, seconds)
            box.idle.stop()
            return news

    def interrupt(self) -> None:
        """From another thread: whatever is waited for ends at once, with a failure."""
        if (box := self._box) is not None:
            with suppress(*FAILURES):
                box.client.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with self._lock:
            self._drop()

    # ── within ────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _failing(self, what: str) -> Generator[None]:
        """After any failure the connection is made anew: nobody knows what it still holds."""
        with self._lock:
            try:
                yield
            except FAILURES as error:
                self._drop()
                why = f"the mailbox cannot be {what} ({type(error).__name__})"
                raise Temporary(why) from error

    def _connected(self) -> BaseMailBox:
        if self._box is None:
            raise Temporary("the mailbox is not connected")
        return self._box

    def _select(self, box: BaseMailBox) -> None:
        box.folder.set(self.account.folder)
        status = box.folder.status(self.account.folder, ["UIDVALIDITY", "UIDNEXT"])
        validity = str(status.get("UIDVALIDITY", ""))
        if validity != self._validity:
            self._validity, self._next = validity, int(status.get("UIDNEXT", 0) or 0)
        self._done.clear()
        flags = b" ".join(
            _bytes(one) for one in box.client.untagged_responses.get("PERMANENTFLAGS", [])
        )
        self._keywords = b"\\*" in flags or KEYWORD.lower().encode() in flags.lower()

    def _size(self, box: BaseMailBox, uid: str) -> int:
        found = box.client.uid("FETCH", uid, "(RFC822.SIZE)")[1]
        sizes = (SIZE.search(_bytes(one)) for one in cast("list[object]", found))
        return next((int(one[1]) for one in sizes if one), 0)

    def _drop(self) -> None:
        box, self._box = self._box, None
        if box is None:
            return
        try:
            box.logout()
        except FAILURES:
            with suppress(*FAILURES):
                box.client.shutdown()


def _bytes(one: object) -> bytes:
    if isinstance(one, tuple):
        return b" ".join(map(_bytes, cast("tuple[object, ...]", one)))
    return one if isinstance(one, bytes) else b""


def _literal(found: object) -> bytes | None:
    """What came of a FETCH: the pair that holds the letter, among whatever else is told."""
    for one in cast("list[object]", found):
        pair = cast("tuple[object, ...]", one if isinstance(one, tuple) else ())
        if len(pair) > 1 and isinstance(pair[1], bytes):
            return pair[1]
    return None
