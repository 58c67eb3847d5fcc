"""The head of a mail: its fields as text. Nothing in it is believed, and nothing is unbounded."""

import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import utils
from email.message import Message
from email.utils import getaddresses
from itertools import groupby

from warmline.channels.email.charsets import decoded

LONGEST = 8 * 1024  # characters of a field; some of the patterns take more than its length
MOST = 1000  # fields
MOST_NAMING = 20  # fields of one name that are read for whom they name
WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]*)\?=")
PLAIN_ADDRESS = r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+"
SHOWN = r"(?:[^\"@<>,;:\\()]|\([^\"@<>\\()]*+\)|\"[^\"\\]*+\"|\"(?:[^\"\\@]|\\[^@])*+\")*+"
ONE = re.compile(rf"(?:{SHOWN}<({PLAIN_ADDRESS})>|({PLAIN_ADDRESS})) ?(?:\([^\"@<>\\()]*+\))?")
"""One mailbox and no doubt about it: all programs read the same address in it (RFC 5322, 3.4)."""
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@(?=.{3,253}$)[^\s@<>()\[\],;:\\\"]+\.[^\s@.,;]+")
_STRICT = getattr(utils, "supports_strict_parsing", False)
_LOOSELY = {"strict": False} if _STRICT else {}
"""Newer Pythons hide who is named in an odd way; we read them, and prove nothing by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailer:
    """Somebody in a head: ``address`` is "" where it is none."""

    name: str
    address: str  # its domain in ASCII and small letters

    @property
    def key(self) -> str:
        """To compare with: nobody tells people apart by the case of an address."""
        return self.address.lower()

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Heads:
    """The fields by name, each as it came; their text by ``text``."""

    fields: tuple[tuple[str, str], ...]  # names in small letters

    def __contains__(self, name: str) -> bool:
        return any(one == name for one, _ in self.fields)

    def raw(self, name: str) -> str:
        """The topmost of that name, on one line; "" where there is none."""
        return next((value for one, value in self.fields if one == name), "")

    def all(self, name: str) -> list[str]:
        return [value for one, value in self.fields if one == name]

    def text(self, name: str) -> str:
        return words(self.raw(name))

    def mailers(self, *names: str) -> list[Mailer]:
        return [
            one
            for name in names
            for value in self.all(name)[:MOST_NAMING]
            for one in mailers(value)
        ]


def heads_of(message: Message) -> Heads:
    items = list(message.raw_items())[:MOST]
    return Heads(tuple((name.lower(), _line(str(value))) for name, value in items))


def _line(value: str) -> str:
    """A field that nobody's program writes so long is read as if it were empty."""
    return " ".join(value.split()) if len(value) <= LONGEST else ""


def words(value: str) -> str:
    """With what is encoded in it as text (RFC 2047): also where letters were cut in half."""
    pieces = list(_pieces(value))
    said = list[str]()
    for key, group in groupby(pieces, key=lambda it: it[0]):
        raw = b"".join(one for _, one in group)
        said.append(decoded(raw, key or ""))
    return " ".join("".join(said).split())


def _pieces(value: str) -> Iterator[tuple[str | None, bytes]]:
    """Charset (None: plain) and bytes. Spaces between two encoded words are not theirs."""
    at, encoded = 0, False
    for found in WORD.finditer(value):
        between = value[at : found.start()]
        if between and not (encoded and between.isspace()):
            yield None, _bytes(between)
        yield found[1].lower(), _word(found[2], found[3])
        at, encoded = found.end(), True
    yield None, _bytes(value[at:])


def _bytes(text: str) -> bytes:
    """As they came: the parser keeps bytes that are not ASCII as half surrogates."""
    return text.encode("utf-8", "surrogateescape")


def _word(encoding: str, text: str) -> bytes:
    raw = _bytes(text)
    return quopri.decodestring(raw, header=True) if encoding in "qQ" else unbase64(raw)


def unbase64(raw: bytes) -> bytes:
    """As much as can be read: wrong padding, foreign characters and all."""
    for end in (None, -1, -2, -3):
        try:
            return binascii.a2b_base64(raw[:end] + b"===")
        except binascii.Error:
            continue
    return b""


def mailers(value: str) -> list[Mailer]:
    """Everybody whom a field names. What is no address is left out."""
    found = ((name, _address(address)) for name, address in _parsed(value))
    return [Mailer(name=words(name)[:120], address=address) for name, address in found if address]


def only_mailer(value: str) -> Mailer | None:
    """Of a field that names one and can be read in one way alone; None: it is any other."""
    found = ONE.fullmatch(value)
    all_of_them = mailers(value)
    if found is None or len(_parsed(value)) != 1 or len(all_of_them) != 1:
        return None
    [one] = all_of_them
    return one if _address(found[1] or found[2]) == one.address else None


def _parsed(value: str) -> Sequence[tuple[str, str]]:
    try:
        return getaddresses([value], **_LOOSELY)
    except (ValueError, IndexError, AttributeError, RecursionError):
        return []


def _address(given: str) -> str:
    """In the form that is compared and written to; "" where it is none."""
    given = given.strip().strip("<>")
    if not ADDRESS.fullmatch(given) or not given.isprintable():
        return ""
    local, _, domain = given.rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """In small letters, foreign scripts as "xn--…": who looks alike is told apart (I-15)."""
    if domain.isascii():
        return domain.lower()
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:
        return domain.lower()
