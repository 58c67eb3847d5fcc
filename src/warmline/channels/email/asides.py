"""What is kept of a mail that no conversation gets: its head alone, the mail stays where it is."""

import hashlib
from email.parser import BytesHeaderParser

from warmline.channels.email.heads import heads_of
from warmline.channels.email.letter import Letter, id_of
from warmline.flow.channels import Unread

SHOWN = ("from", "to", "subject", "date", "message-id")


def unreadable(raw: bytes, why: str) -> Unread:
    """Of a mail that nothing can be made of."""
    heads = heads_of(BytesHeaderParser().parsebytes(raw[:65_536]))
    head = "\n".join(f"{name}: {heads.text(name)[:300]}" for name in SHOWN)
    what = f"a mail that cannot be read ({why})"
    return Unread(id=hashlib.sha256(raw).hexdigest()[:40], what=what, raw=head)


def unread(letter: Letter, what: str) -> Unread:
    """Of a mail that is nothing for a conversation."""
    head = "\n".join(f"{name}: {letter.heads.text(name)[:300]}" for name in SHOWN)
    return Unread(id=id_of(letter), what=what[:200], raw=head)
