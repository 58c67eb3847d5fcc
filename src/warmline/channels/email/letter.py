"""A letter: one mail as the values that are needed of it. Nothing in it is believed."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

from warmline.channels.email.heads import Heads, Mailer, heads_of
from warmline.channels.email.part import Part, content_type, parsed
from warmline.channels.email.patience import InTime, unhurried
from warmline.channels.email.pieces import Enclosed, Pieces, pieces_of
from warmline.channels.email.robots import robot
from warmline.channels.mail.quotes import folded
from warmline.core.model import Millis

ADDRESSED = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
MOST_ADDRESSED = 200
MOST_IDS = 100
ID = re.compile(r"<[!-;=?-~]{3,400}>")  # ASCII that is seen, without "<" and ">"
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """``robot`` says why no person wrote it; "" where one did."""

    id: str  # its Message-ID; one made of its bytes where it has none
    digest: str  # of who said what: another one under the same id is another letter (I-12)
    sender: Mailer | None  # None: nobody, or nobody knows who
    to: tuple[str, ...]
    answers: tuple[str, ...]  # ids of what it answers: In-Reply-To, then References newest first
    references: tuple[str, ...]  # ids, oldest first
    subject: str
    text: str  # what was written, without what is quoted or signed
    quoted: str
    files: tuple[Enclosed, ...]
    left_out: tuple[str, ...]
    robot: str
    at: Millis  # as its sender says; 0: not at all
    heads: Heads
    report: Part | None = None
    original: Part | None = None  # the mail that a report is about


def read(raw: bytes, *, cut: bool = False, in_time: InTime = unhurried) -> Letter:
    """Any bytes make a letter. Raises ``RecursionError``, ``ValueError`` for what is a trap.

    One of the latter is ``TakesTooLong``, where ``in_time`` says so.

    ``cut``: these are its beginning alone, so that its last file is not whole.
    """
    message = parsed(raw, in_time)
    heads = heads_of(message)
    pieces = pieces_of(message, in_time)
    pieces = _whole(pieces) if cut else pieces
    text, quoted = _folded(pieces.text)
    senders = heads.mailers("from")
    answered = _ids(heads.raw("in-reply-to"))
    references = _ids(heads.raw("references"))
    return Letter(
        id=next(iter(_ids(heads.raw("message-id"))), _unnamed(raw)),
        digest=_digest(senders, pieces),
        sender=senders[0] if senders else None,
        to=tuple(_addressed(heads)),
        answers=tuple(dict.fromkeys((*answered, *reversed(references)))),
        references=tuple(dict.fromkeys((*references, *answered[:1]))),
        subject=heads.text("subject")[:300],
        text=text,
        quoted=quoted,
        files=pieces.files,
        left_out=pieces.left_out,
        robot=robot(heads, content_type(message)),
        at=_date(heads.raw("date")),
        heads=heads,
        report=pieces.report,
        original=pieces.original,
    )


def _whole(pieces: Pieces) -> Pieces:
    *files, last = pieces.files or (None,)
    if last is None:
        return pieces
    kept = tuple(one for one in files if one)
    return replace(pieces, files=kept, left_out=(*pieces.left_out, last.name))


def _folded(text: str) -> tuple[str, str]:
    text = UNSEEN.sub("", text.replace("\xa0", " "))
    own, rest = folded("\n".join(line.rstrip() for line in text.split("\n")))
    return BLANK.sub("\n\n", own), BLANK.sub("\n\n", rest)


def _unnamed(raw: bytes) -> str:
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@unnamed.invalid>"


def _digest(senders: Sequence[Mailer], pieces: Pieces) -> str:
    sha = hashlib.sha256("\0".join(one.key for one in senders).encode("utf-8", "replace"))
    sha.update(pieces.text.encode("utf-8", "replace"))
    for one in pieces.files:
        sha.update(hashlib.sha256(one.content).digest())
    return sha.hexdigest()[:16]


def _ids(field: str) -> list[str]:
    return ID.findall(field)[-MOST_IDS:]


def _addressed(heads: Heads) -> Iterator[str]:
    found = dict.fromkeys(one.key for one in heads.mailers(*ADDRESSED))
    yield from list(found)[:MOST_ADDRESSED]


def _date(field: str) -> Millis:
    try:
        return max(int(parsedate_to_datetime(field).timestamp() * 1000), 0)
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return 0


def id_of(letter: Letter) -> str:
    return f"{letter.id}#{letter.digest}"


def message_id_in(id: str) -> str:
    return id.rpartition("#")[0] if "#" in id else id


def reference(letter: Letter, number: int) -> str:
    """Of a file of a letter, by which it is found again in the mailbox; -1: its text."""
    return f"{id_of(letter)}#{number}"
