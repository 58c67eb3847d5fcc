"""Mail in: the unread letters of one folder, each read no further than a bound."""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from warmline.flow.failures import Temporary

TIME_LIMIT = 30.0  # seconds that the server may take for one answer
AT_ONCE = 50  # letters in one look
SEEN, FLAGGED = "\\Seen", "\\Flagged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    host: str
    port: int = 993
    user: str
    password: str
    tls: Literal["none", "starttls", "tls"] = "tls"
    folder: str = "INBOX"
    most_bytes: int = 512 * 1024  # of one letter; its words come first in it


@dataclass(frozen=True, slots=True)
class Letter:
    uid: str  # in this folder
    raw: bytes  # its beginning


class Imap:
    """One connection, for one thread at a time; made anew after each failure."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self._box: BaseMailBox | None = None

    def unread(self) -> Sequence[Letter]:
        """The oldest unread letters. They stay unread. Raises ``Temporary``."""
        try:
            box = self._connected()
            return list(self._letters(box, box.uids("UNSEEN")[:AT_ONCE]))
        except (ImapToolsError, imaplib.IMAP4.error, OSError) as error:
            raise self._failed(error) from error

    def settle(self, uids: Sequence[str], *, flagged: bool = False) -> None:
        """They are not looked at again. Raises ``Temporary``."""
        if not uids:
            return
        flags = [SEEN, FLAGGED] if flagged else [SEEN]
        try:
            mark(self._connected().client, ",".join(uids), flags)
        except (ImapToolsError, imaplib.IMAP4.error, OSError) as error:
            raise self._failed(error) from error

    def close(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            try:
                box.logout()
            except (ImapToolsError, imaplib.IMAP4.error, OSError):
                box.client.shutdown()

    def _connected(self) -> BaseMailBox:
        if self._box is None:
            mailbox = self._mailbox
            box = _open(mailbox)
            box.login(mailbox.user, mailbox.password, initial_folder=mailbox.folder)
            self._box = box
        return self._box

    def _letters(self, box: BaseMailBox, uids: Sequence[str]) -> Iterator[Letter]:
        part = f"(BODY.PEEK[]<0.{self._mailbox.most_bytes}>)"
        for uid in uids:
            _, found = box.client.uid("FETCH", uid, part)
            for one in cast("list[object]", found):
                if isinstance(one, tuple):
                    yield Letter(uid, cast("tuple[bytes, bytes]", one)[1])

    def _failed(self, error: Exception) -> Temporary:
        self.close()
        return Temporary(f"the mailbox cannot be read ({type(error).__name__})")


def _open(mailbox: Mailbox) -> BaseMailBox:
    where = {"host": mailbox.host, "port": mailbox.port, "timeout": TIME_LIMIT}
    match mailbox.tls:
        case "none":
            return MailBoxUnencrypted(**where)  # type: ignore[arg-type]
        case "starttls":
            return MailBoxStartTls(**where, ssl_context=ssl.create_default_context())  # type: ignore[arg-type]
        case "tls":
            return MailBox(**where, ssl_context=ssl.create_default_context())  # type: ignore[arg-type]


def mark(client: imaplib.IMAP4, uids: str, flags: Sequence[str]) -> None:
    """Not as imap_tools does, which also expunges what somebody else marked as deleted."""
    answer, _ = client.uid("STORE", uids, "+FLAGS", f"({' '.join(flags)})")
    if answer != "OK":
        raise imaplib.IMAP4.error(answer)
