"""Names that a mail carries and only we could have made: of a conversation, and of our own mails.

Both are sealed with the installation's secret, so that whoever has one was written to. They hold
only small letters, digits and "-": mail programs and servers may change the case of an address.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parseaddr

from warmline.core.model import ConversationId

SEAL = 16  # bytes: 128 bits, 26 letters
SHORT_SEAL = 10  # bytes: 80 bits, 16 letters, in an address that would be too long otherwise
SAFE_ID = re.compile(r"[a-z0-9-]{1,36}")
LONGEST_LOCAL = 64  # characters before the @ (RFC 5321, 4.5.3.1.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """``address``: where the visitor's replies arrive; what follows a "+" in it comes along."""

    secret: bytes
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def reply_address(self, id: ConversationId) -> str:
        """The address of one conversation; the plain one where its id cannot stand in one."""
        tag = self._tag(id)
        return f"{self._local}+{tag}@{self.domain}" if tag else self.address

    def conversation_of(self, address: str) -> ConversationId | None:
        """Whose reply address it is; None: nobody's, or it is forged."""
        local = parseaddr(address)[1].rpartition("@")[0].lower()
        given = local.partition("+")[2].encode("ascii", "replace").decode()
        id = given.rpartition("-")[0]
        tag = self._tag(id)
        good = hmac.compare_digest(tag.encode(), given.encode())
        return ConversationId(id) if tag and good else None

    def _tag(self, id: str) -> str:
        """The id and its seal, as long as it can be in an address; "": it cannot stand in one."""
        room = LONGEST_LOCAL - len(f"{self._local}+{id}-")
        for size in (SEAL, SHORT_SEAL):
            seal = self._seal("reply", id, size)
            if SAFE_ID.fullmatch(id) and len(seal) <= room:
                return f"{id}-{seal}"
        return ""

    @property
    def _local(self) -> str:
        return self.address.rpartition("@")[0]

    def message_id(self, id: ConversationId, seq: int) -> str:
        """Of the mail that brings an entry: the same, however often it is sent."""
        return f"<{seq}.{id}.{self._seal(f'mail {seq}', id, SEAL)}@{self.domain}>"

    def mail_of(self, message_id: str) -> ConversationId | None:
        """The conversation that one of our own mails was about."""
        seq, _, rest = message_id.strip().lstrip("<").partition("@")[0].partition(".")
        id, dot, seal = rest.rpartition(".")
        ours = self._seal(f"mail {seq}", id, SEAL)
        good = hmac.compare_digest(ours.encode(), seal.lower().encode())
        return ConversationId(id) if dot and good else None

    def _seal(self, what: str, id: str, size: int) -> str:
        sealed = hmac.digest(self.secret, f"{what} {id}".encode(), hashlib.sha256)[:size]
        return base64.b32encode(sealed).decode().lower().rstrip("=")


def message_ids(header: str) -> Iterator[str]:
    """The ids in a References or In-Reply-To header, newest first (RFC 5322, 3.6.4)."""
    return reversed(re.findall(r"<[^<>\s]{3,400}>", header))
