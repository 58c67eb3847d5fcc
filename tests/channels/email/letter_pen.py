"""Writing made-up letters byte by byte: parts, encodings, names of files, heads.

A library that wrote them would agree with the one that reads them.
"""

import base64
import html
import quopri
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.channels.email.letter_texts import CHARSETS, CODECS, NAMES, SUBJECTS, TEXTS

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
FILES = [
    ("lamp.png", "image/png", PICTURE),
    ("Rechnung März.pdf", "application/pdf", b"%PDF-1.7 made up"),
    ("壊れたランプ.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 made up"),
    (
        "فاتورة.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        b"PK\x03\x04 x",
    ),
    ("a" * 70 + " long name 😀.txt", "text/plain", b"notes"),
]


@dataclass
class Pen:
    """Everything by chance, from one seed."""

    dice: Random
    eol: bytes = b"\r\n"
    lang: str = "en"
    lines: list[str] = field(default_factory=list)

    def words(self) -> list[str]:
        self.lang = self.dice.choice(list(TEXTS))
        count = self.dice.randint(1, 5)
        return [self.dice.choice(TEXTS[self.lang]) for _ in range(count)]

    def charset(self) -> tuple[str, str]:
        label = self.dice.choice(CHARSETS[self.lang])
        cased = self.dice.choice([label, label.upper(), label])
        return cased, CODECS.get(label, label)

    def boundary(self) -> bytes:
        kinds = [
            "----=_NextPart_000_%04X",
            "000000000000%x",
            "Apple-Mail=_%X-1",
            "=_%x",
            "b1_%x",
            "'%x'+()",
        ]
        return (self.dice.choice(kinds) % self.dice.randrange(1 << 48)).encode()


def part(pen: Pen, kind: str, text: str, *, extra: str = "", utf8: bool = False) -> bytes:
    """A text part, in some charset and some transfer encoding."""
    label, codec = ("utf-8", "utf-8") if utf8 else pen.charset()
    if kind == "html" and utf8 is False and codec.startswith("utf-16"):
        label, codec = "utf-8", "utf-8"
    try:
        raw = text.encode(codec)
    except UnicodeEncodeError:
        label, codec, raw = "utf-8", "utf-8", text.encode()
    wide = codec.startswith("utf-16")
    if not wide:
        raw = raw.replace(b"\n", pen.eol)
    longest = max(map(len, raw.split(pen.eol)))
    ways = ["base64"] if wide else ["base64", "quoted-printable"]
    if not wide and longest < 900:
        ways.append("8bit")
        if all(one < 128 for one in raw):
            ways += ["7bit", ""]
    way = pen.dice.choice(ways)
    quote = pen.dice.choice(['"', ""])
    head = f"Content-Type: text/{kind}; charset={quote}{label}{quote}{extra}"
    cased = pen.dice.choice([way, way, way.upper(), way.title()])
    lines = [head.encode(), *([f"Content-Transfer-Encoding: {cased}".encode()] if way else []), b""]
    return pen.eol.join((*lines, _coded(pen, raw, way)))


def _coded(pen: Pen, raw: bytes, way: str) -> bytes:
    match way:
        case "base64":
            return base64.encodebytes(raw).strip().replace(b"\n", pen.eol)
        case "quoted-printable":
            lines = raw.split(pen.eol)
            return pen.eol.join(quopri.encodestring(one).replace(b"\n", pen.eol) for one in lines)
        case _:
            return raw


def many(pen: Pen, kind: str, *parts: bytes, open_end: bool = False) -> bytes:
    mark = pen.boundary()
    head = b'Content-Type: multipart/%s;%s\tboundary="%s"' % (kind.encode(), pen.eol, mark)
    body = pen.eol.join(pen.eol.join((b"--" + mark, one)) for one in parts)
    end = b"" if open_end else pen.eol + b"--" + mark + b"--" + pen.eol
    preamble = pen.dice.choice([b"", b"This is a multi-part message in MIME format." + pen.eol])
    return head + pen.eol * 2 + preamble + body + end


def enclosed(pen: Pen, *, inline: str = "") -> tuple[bytes, tuple[str, bytes]]:
    """A file, named in one of the ways that programs name them."""
    name, kind, content = pen.dice.choice(FILES[:1] if inline else FILES)
    where = "inline" if inline else "attachment"
    encoded = "".join(f"%{one:02X}" for one in name.encode())
    word = "=?utf-8?B?" + base64.b64encode(name.encode()).decode() + "?="
    ways = [
        f"{where};\r\n filename*=utf-8''{encoded}",
        f'{where}; filename="{word}"',
        _continued(where, encoded),
    ]
    ways.append(f'{where}; filename="{name}"')  # as it is, in whatever letters
    heads = [
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: base64",
        f"Content-Disposition: {pen.dice.choice(ways)}",
    ]
    if inline:
        heads.append(f"Content-ID: <{inline}>")
    head = "\r\n".join(heads).replace("\r\n", pen.eol.decode()).encode()
    body = base64.encodebytes(content).strip().replace(b"\n", pen.eol)
    return head + pen.eol * 2 + body, (name, content)


def _continued(where: str, encoded: str) -> str:
    """RFC 2231, 3 and 4.1: a name in several pieces."""
    triples = [encoded[at : at + 3] for at in range(0, len(encoded), 3)]
    pieces = ["".join(triples[at : at + 12]) for at in range(0, len(triples), 12)]
    named = [
        f"filename*{n}*={'utf-8' + chr(39) * 2 if not n else ''}{one}"
        for n, one in enumerate(pieces)
    ]
    return ";\r\n ".join((where, *named))


def head(pen: Pen, *, robot: str = "") -> tuple[bytes, str, str]:
    name, subject = pen.dice.choice(NAMES), pen.dice.choice(SUBJECTS)
    number = pen.dice.randrange(1 << 40)
    fields = [
        f"Received: from mx.example.com by in.shop.test; 3 May 2026 {number % 24:02}:00:00 +0000",
        f"From: {_shown(pen, name)} <eve@example.com>" if name else "From: eve@example.com",
        "To: Shop <support@shop.test>",
        f"Message-ID: <{number:x}@mail.example.com>",
        "Date: Mon, 03 May 2026 10:12:13 +0200 (CEST)",
    ]
    if subject:
        fields.append(f"Subject: {encoded_words(pen, subject)}")
    if pen.dice.random() < 0.8:
        fields.append("MIME-Version: 1.0")
    if robot:
        fields.append(robot)
    pen.dice.shuffle(fields)
    return (
        pen.eol.join(one.replace("\n", pen.eol.decode()).encode() for one in fields),
        subject,
        name,
    )


def _shown(pen: Pen, name: str) -> str:
    as_it_is = name.isascii() or pen.dice.random() < 0.15
    return f'"{name}"' if as_it_is else encoded_words(pen, name)


def encoded_words(pen: Pen, text: str) -> str:
    if text.isascii() or pen.dice.random() < 0.1:  # bytes that are no ASCII, as some write
        return text
    room = pen.dice.choice([3, 10, 40])
    pieces = [text[at : at + room] for at in range(0, len(text), room)]
    if pen.dice.random() < 0.5:
        return "\n ".join(
            f"=?UTF-8?B?{base64.b64encode(one.encode()).decode()}?=" for one in pieces
        )
    return "\n\t".join(
        "=?utf-8?q?" + "".join(f"={one:02X}" for one in piece.encode()) + "?=" for piece in pieces
    )


def page(lines: Sequence[str], *, below: str = "") -> str:
    said = "<br>\n".join(html.escape(one) for one in lines)
    return (
        "<html><head><style>p { color: red } .x > .y {}</style><title>No</title></head><body>"
        '<div style="display:none">Preview that nobody sees</div>'
        f'<div dir="auto">{said}</div>{below}<script>no()</script><!-- no --></body></html>'
    )
