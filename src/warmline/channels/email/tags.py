"""Names of threads, in our addresses and in the ids of our mails: only we could have made them.

A thread's name follows from the mail that began it and from who wrote that. So whether somebody is
that person is seen from the name alone, and the same mail read twice begins the same thread.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from warmline.channels.email.heads import Mailer

ROOT, PERSON = 12, 6  # letters: 60 bits of the mail, 30 of who wrote it
SEAL, SHORT_SEAL = 26, 16  # letters: 130 bits, or 80 where an address would be too long (I-03)
LONGEST_LOCAL = 64  # characters before the @ (RFC 5321, 4.5.3.1.1)
THREAD = re.compile(rf"[a-z2-7]{{{ROOT + PERSON}}}")
OURS = re.compile(rf"<([A-Za-z0-9-]{{1,40}})\.([a-z2-7]{{{ROOT + PERSON}}})\.([a-z2-7]{{{SEAL}}})@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """Of one mailbox. ``secret``: the installation's; ``channel``: the id of its setup."""

    secret: bytes
    channel: str
    address: str

    def thread(self, root: str, sender: Mailer, *, proved: bool) -> str:
        """``root``: the id of the mail that began it. ``proved``: DMARC says it is the sender."""
        mail = self._seal("thread", f"{root} {proved} {sender.key}", ROOT)
        return mail + self._seal("person", f"{mail} {proved} {sender.key}", PERSON)

    def is_of(self, thread: str, sender: Mailer, *, proved: bool) -> bool:
        """Whether that sender began it, and is proved now where they were proved then."""
        mail = thread[:ROOT]
        was = (True, False) if proved else (False,)
        seals = (self._seal("person", f"{mail} {one} {sender.key}", PERSON) for one in was)
        return any(hmac.compare_digest(f"{mail}{one}", thread) for one in seals)

    def is_proved(self, thread: str, sender: Mailer) -> bool:
        """Whether who began it was proved to be that sender."""
        mail = thread[:ROOT]
        return thread == mail + self._seal("person", f"{mail} {True} {sender.key}", PERSON)

    def reply_address(self, thread: str) -> str:
        local, _, domain = self.address.rpartition("@")
        for size in (SEAL, SHORT_SEAL):
            tag = f"{local}+{thread}-{self._seal('reply', thread, size)}"
            if len(tag) <= LONGEST_LOCAL:
                return f"{tag}@{domain}"
        return self.address

    def thread_at(self, address: str) -> str:
        """Whose reply address it is, in whatever case; "": nobody's, or it is forged."""
        tag = address.rpartition("@")[0].lower().partition("+")[2]
        thread = tag.partition("-")[0]
        if not THREAD.fullmatch(thread):
            return ""
        ours = self.reply_address(thread).rpartition("@")[0].lower().partition("+")[2]
        return thread if hmac.compare_digest(ours.encode(), tag.encode()) else ""

    def message_id(self, key: str, thread: str) -> str:
        """Of a mail of ours: the same key makes the same one."""
        domain = self.address.rpartition("@")[2]
        return f"<{key}.{thread}.{self._seal('mail', f'{key} {thread}', SEAL)}@{domain}>"

    def thread_of(self, message_id: str) -> str:
        """Of which thread a mail of ours is; "": it is none of ours."""
        found = OURS.match(message_id)
        if found is None:
            return ""
        key, thread, seal = found.groups()
        ours = self._seal("mail", f"{key} {thread}", SEAL)
        return thread if hmac.compare_digest(ours, seal) else ""

    def is_ours(self, sender: Mailer) -> bool:
        """Whether it is our own address, with or without a tag."""
        local, _, domain = sender.key.rpartition("@")
        return f"{local.partition('+')[0]}@{domain}" == self.address.lower() or (
            sender.key == self.address.lower()
        )

    def _seal(self, what: str, words: str, letters: int) -> str:
        said = f"{what}\0{self.channel}\0{words}".encode("utf-8", "replace")
        sealed = hmac.digest(self.secret, said, hashlib.sha256)
        return base64.b32encode(sealed).decode().lower()[:letters]
