"""What a mail is made of: its words, and the files that came with it (MIME, RFC 2045 to 2049).

Any nesting does. How deep, how many and how much is bounded; what is beyond is named, not kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from warmline.channels.email.charsets import decoded
from warmline.channels.email.flowed import unflowed
from warmline.channels.email.part import (
    Part,
    charset_in,
    children,
    content,
    content_type,
    disposition,
    file_name,
    parameter,
    recovered,
    without_tail,
)
from warmline.channels.email.patience import InTime
from warmline.channels.mail.plain import plain

DEEPEST = 40
MOST_PARTS = 300
MOST_FILES = 30
MOST_TEXT = 1024 * 1024  # bytes of one part
MOST_WORDS = 256 * 1024  # characters of all
SIGNATURES = (
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
)
RETURNED = ("message/rfc822", "text/rfc822-headers")
MACHINE_TEXT = ("text/calendar", "text/x-amp-html", "text/watch-html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A file in a mail, with the name and the type that its sender gave it."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    text: str
    files: tuple[Enclosed, ...] = ()
    left_out: tuple[str, ...] = ()  # names of files that are too many, or were cut off
    report: Part | None = None  # what a mail server says of a mail (RFC 3464)
    original: Part | None = None  # the mail, or its head, that came back with that


def pieces_of(message: Part, in_time: InTime) -> Pieces:
    """Raises ``RecursionError`` where it is nested beyond all reason, ``TakesTooLong``."""
    walk = _Walk(in_time)
    text = walk.words(message, 0)[:MOST_WORDS]
    return Pieces(
        text=text.strip("\n"),
        files=tuple(walk.files),
        left_out=tuple(walk.left_out),
        report=walk.report,
        original=walk.original if walk.report else None,
    )


@dataclass(slots=True)
class _Walk:
    """One pass over all parts, in order."""

    in_time: InTime
    files: list[Enclosed] = field(default_factory=list[Enclosed])
    left_out: list[str] = field(default_factory=list[str])
    report: Part | None = None
    original: Part | None = None
    parts: int = 0
    said: bool = False  # words were found
    silent: bool = False  # better words were found: here files alone count

    def words(self, part: Part, depth: int) -> str:
        """The words of a part and of all in it; its files are kept aside."""
        self.in_time()
        self.parts += 1
        if depth > DEEPEST or self.parts > MOST_PARTS:
            return ""
        kind = content_type(part)
        if kind.startswith("multipart/"):
            return self._of_many(part, kind, depth)
        if kind == "message/delivery-status":
            self.report = self.report or part
            return ""
        if kind in RETURNED:
            self.original = self.original or part
        if kind.startswith("message/") or not self._is_words(part, kind):
            self._keep(part, kind)
            return ""
        return "" if self.silent else self._own(part, kind)

    def _of_many(self, part: Part, kind: str, depth: int) -> str:
        inner = children(part)
        if not inner:
            better = recovered(part, self.in_time)
            return self.words(better, depth + 1) if better else self._own(part, "text/plain")
        match kind:
            case "multipart/alternative":
                return self._one_of(inner, depth)
            case "multipart/related":
                return self._page(part, inner, depth)
            case _:
                return self._joined(inner, depth)

    def _joined(self, inner: Sequence[Part], depth: int) -> str:
        said = [self.words(one, depth + 1) for one in inner]
        return "\n\n".join(one for one in said if one.strip())

    def _one_of(self, inner: Sequence[Part], depth: int) -> str:
        """The plain one, where it says something; of all of them the files."""
        before, best = self.silent, ""
        for one in sorted(inner, key=_plainness):
            said = self.words(one, depth + 1)
            if said.strip() and not self.silent:
                best, self.silent = said, True
        self.silent = before
        return best

    def _page(self, part: Part, inner: Sequence[Part], depth: int) -> str:
        """A page and its pictures. The first is the page, where it names none (RFC 2387)."""
        start = parameter(part, "start").strip("<>")
        ids = [str(one.get("Content-ID", "")).strip().strip("<>") for one in inner]
        root = ids.index(start) if start and start in ids else 0
        said = self.words(inner[root], depth + 1)
        before, self.silent = self.silent, True
        for one in (*inner[:root], *inner[root + 1 :]):
            self.words(one, depth + 1)
        self.silent = before
        return said

    def _is_words(self, part: Part, kind: str) -> bool:
        if not kind.startswith("text/") or disposition(part) == "attachment":
            return False
        if kind in MACHINE_TEXT:
            return False
        return not (file_name(part, "") and self.said)

    def _own(self, part: Part, kind: str) -> str:
        raw, tail = without_tail(part, content(part)[:MOST_TEXT])
        text = decoded(raw, charset_in(part, raw, kind)) + tail
        if kind == "text/html":
            text = plain(text)
        elif parameter(part, "format").lower() == "flowed":
            text = unflowed(text, delsp=parameter(part, "delsp").lower() == "yes")
        self.said = self.said or bool(text.strip())
        return text

    def _keep(self, part: Part, kind: str) -> None:
        if kind in SIGNATURES or kind in MACHINE_TEXT[1:]:
            return
        name = file_name(part, kind)
        if len(self.files) >= MOST_FILES:
            self.left_out = [*self.left_out, name][:MOST_FILES]
            return
        self.files.append(Enclosed(name=name, type=kind, content=content(part)))


def _plainness(part: Part) -> int:
    kind = content_type(part)
    return (kind != "text/plain") + (kind == "text/html" or kind.startswith("multipart/"))
