"""The shapes of letters: each as some mail program writes it, or as something broke it."""

import base64
import binascii
import html
from collections.abc import Callable
from contextlib import suppress

from tests.channels.email.letter_pen import Pen, enclosed, many, page, part
from tests.channels.email.letter_texts import DEVICES, HEADS, INTRODUCTIONS, TEXTS

ANY = "any"
Parts = tuple[bytes, tuple[tuple[str, bytes], ...]]


def plain(pen: Pen) -> Parts:
    return part(pen, "plain", "\n".join(pen.lines)), ()


def bare(pen: Pen) -> Parts:
    """No Content-Type at all: UTF-8 or Windows' own, as it comes."""
    text = "\n".join(pen.lines)
    return pen.eol + text.encode().replace(b"\n", pen.eol), ()


def quoted(pen: Pen) -> Parts:
    below = [
        pen.dice.choice(INTRODUCTIONS),
        "",
        "> Which lamp is it?",
        "> ",
        "> > The red one.",
        ">",
        "> Shop",
    ]
    return part(pen, "plain", "\n".join((*pen.lines, "", *below)), utf8=True), ()


def outlook(pen: Pen) -> Parts:
    names = pen.dice.choice(HEADS)
    values = (
        "Shop <support@shop.test>",
        "Monday, May 3, 2026 10:12",
        "Eve <eve@example.com>",
        "Lamp",
    )
    rule = pen.dice.choice(["_" * 32, "-----Original Message-----", ""])
    below = [
        rule,
        *(f"{name}: {value}" for name, value in zip(names, values, strict=True)),
        "",
        "Which lamp is it?",
    ]
    text = "\n".join((*pen.lines, "", *below))
    if pen.dice.random() < 0.5:
        return part(pen, "plain", text, utf8=True), ()
    return part(pen, "html", page([*pen.lines, "", *below]), utf8=True), ()


def gmail(pen: Pen) -> Parts:
    said = pen.dice.choice(INTRODUCTIONS)
    below = (
        f'<br><div class="gmail_quote"><div class="gmail_attr">{html.escape(said)}<br></div>'
        "<blockquote>Which lamp?</blockquote></div>"
    )
    text = "\n".join((*pen.lines, "", said, "", "> Which lamp?"))
    return many(
        pen,
        "alternative",
        part(pen, "plain", text, utf8=True),
        part(pen, "html", page(pen.lines, below=below), utf8=True),
    ), ()


def html_only(pen: Pen) -> Parts:
    return part(pen, "html", page(pen.lines)), ()


def blank_plain(pen: Pen) -> Parts:
    """A plain part with nothing in it, as some newsletters' programs make."""
    return many(
        pen, "alternative", part(pen, "plain", " \n", utf8=True), part(pen, "html", page(pen.lines))
    ), ()


def telephone(pen: Pen) -> Parts:
    return part(pen, "plain", "\n".join((*pen.lines, "", pen.dice.choice(DEVICES))), utf8=True), ()


def signed_off(pen: Pen) -> Parts:
    return part(pen, "plain", "\n".join((*pen.lines, "-- ", "Eve Example", "Lamp Street 5"))), ()


def flowed(pen: Pen) -> Parts:
    """Wrapped to be unwrapped: what stood on one line comes back on one."""
    wrapped = [one.replace(" ", " \n", 1) if " " in one else one for one in pen.lines]
    stuffed = "\n".join(wrapped).split("\n")
    text = "\n".join(f" {one}" if one.startswith((">", " ", "From ")) else one for one in stuffed)
    return part(pen, "plain", text, extra="; format=flowed", utf8=True), ()


def with_files(pen: Pen) -> Parts:
    some = [enclosed(pen) for _ in range(pen.dice.randint(1, 3))]
    body = many(pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), *(raw for raw, _ in some))
    return body, tuple(one for _, one in some)


def apple(pen: Pen) -> Parts:
    """Words, a picture, words."""
    picture, one = enclosed(pen, inline="x1")
    middle = len(pen.lines) // 2
    first, rest = pen.lines[:middle] or ["."], pen.lines[middle:]
    pen.lines = [*first, *rest]
    parts = (part(pen, "plain", "\n".join(first)), picture, part(pen, "plain", "\n".join(rest)))
    return many(pen, "mixed", *parts), (one,)


def nested(pen: Pen) -> Parts:
    """A page with a picture, in two forms, and a file: as most programs write it."""
    picture, one = enclosed(pen, inline="ii_1")
    attached, other = enclosed(pen)
    below = '<img src="cid:ii_1" alt="x"><img src="https://spy.example/1.gif" width=1>'
    inner = many(
        pen,
        "alternative",
        part(pen, "plain", "\n".join(pen.lines)),
        part(pen, "html", page(pen.lines, below=below)),
    )
    return many(pen, "mixed", many(pen, "related", inner, picture), attached), (one, other)


def alternative_related(pen: Pen) -> Parts:
    """alternative(plain, related(html, picture)): as Apple and Outlook write it."""
    picture, one = enclosed(pen, inline="ii_2")
    related = many(pen, "related", part(pen, "html", page(pen.lines)), picture)
    return many(pen, "alternative", part(pen, "plain", "\n".join(pen.lines)), related), (one,)


def pgp(pen: Pen) -> Parts:
    signature = pen.eol.join(
        (
            b'Content-Type: application/pgp-signature; name="signature.asc"',
            b"",
            b"-----BEGIN PGP SIGNATURE-----",
        )
    )
    return many(pen, "signed", part(pen, "plain", "\n".join(pen.lines)), signature), ()


def forwarded(pen: Pen) -> Parts:
    inner = pen.eol.join(
        (
            b"Content-Type: message/rfc822",
            b"",
            b"From: a@b.test",
            b"Subject: Old one",
            b"",
            b"Not theirs",
        )
    )
    body = many(pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), inner)
    return body, (("Old one.eml", b"Not theirs"),)


def open_ended(pen: Pen) -> Parts:
    parts = part(pen, "plain", "\n".join(pen.lines)), part(pen, "html", page(pen.lines))
    return many(pen, "alternative", *parts, open_end=True), ()


def wrong_boundary(pen: Pen) -> Parts:
    body = many(pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), enclosed(pen)[0])
    rest = body.partition(b'boundary="')[2].partition(b'"')[2]
    return b'Content-Type: multipart/mixed; boundary="quite-another"' + rest, ((ANY, b""),)


def wrong_label(pen: Pen) -> Parts:
    """UTF-8 that says it is Western, or says nothing."""
    label = pen.dice.choice(
        ["iso-8859-1", "us-ascii", "windows-1252", "x-unknown", "utf-99", "rot13", "zlib"]
    )
    raw = "\n".join(pen.lines).encode().replace(b"\n", pen.eol)
    return pen.eol.join(
        (
            f"Content-Type: text/plain; charset={label}".encode(),
            b"Content-Transfer-Encoding: 8bit",
            b"",
            raw,
        )
    ), ()


def western_as_utf8(pen: Pen) -> Parts:
    pen.lines = [pen.dice.choice(TEXTS["fr"]) for _ in range(3)]
    raw = "\n".join(pen.lines).encode("cp1252").replace(b"\n", pen.eol)
    return pen.eol.join((b"Content-Type: text/plain; charset=utf-8", b"", raw)), ()


def list_footer(pen: Pen) -> Parts:
    """Some program put plain words below what is in base64."""
    raw = base64.encodebytes(("\n".join(pen.lines) + "\n").encode()).strip().replace(b"\n", pen.eol)
    lines = (
        b"Content-Type: text/plain; charset=utf-8",
        b"Content-Transfer-Encoding: base64",
        b"",
        raw,
        b"Scanned by a gateway, v. 1.0",
    )
    pen.lines = [*pen.lines, "Scanned by a gateway, v. 1.0"]
    return pen.eol.join(lines), ()


def invited(pen: Pen) -> Parts:
    calendar = pen.eol.join(
        (b"Content-Type: text/calendar; method=REQUEST; charset=utf-8", b"", b"BEGIN:VCALENDAR")
    )
    return many(pen, "alternative", part(pen, "plain", "\n".join(pen.lines)), calendar), (
        ("invitation.ics", b"BEGIN:VCALENDAR"),
    )


def huge(pen: Pen) -> Parts:
    pen.lines = pen.lines * pen.dice.randint(200, 1500)
    return part(pen, "plain", "\n".join(pen.lines), utf8=True), ()


def many_parts(pen: Pen) -> Parts:
    some = [enclosed(pen) for _ in range(40)]
    body = many(pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), *(raw for raw, _ in some))
    return body, tuple(one for _, one in some[:30])


def delsp(pen: Pen) -> Parts:
    """Without spaces between words, the one at a line's end goes as well (RFC 3676, 4.2)."""
    pen.lines = [pen.dice.choice(TEXTS["ja"]) for _ in range(3)]
    wrapped = [f"{one[:4]} \n{one[4:]}" for one in pen.lines]
    extra = "; format=flowed; delsp=yes"
    return part(pen, "plain", "\n".join(wrapped), extra=extra, utf8=True), ()


def html_reply(pen: Pen) -> Parts:
    """A page alone, the quotation in it."""
    said = html.escape(pen.dice.choice(INTRODUCTIONS))
    kind = pen.dice.choice(["gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"])
    below = f'<br><div class="{kind}">{said}<blockquote>Which lamp?<br>This?</blockquote></div>'
    return part(pen, "html", page(pen.lines, below=below), utf8=True), ()


def table(pen: Pen) -> Parts:
    """A page that is laid out with tables, its charset said only within it."""
    cells = "</td></tr><tr><td>".join(map(html.escape, pen.lines))
    text = f"<html><head><meta charset={{}}></head><table><tr><td>{cells}</td></tr></table></html>"
    label, codec = pen.charset()
    raw = text.format("utf-8").encode()
    with suppress(UnicodeEncodeError):
        raw = raw if codec.startswith("utf-16") else text.format(label).encode(codec)
    head = b"Content-Type: text/html", b"Content-Transfer-Encoding: base64", b""
    return pen.eol.join((*head, base64.encodebytes(raw).replace(b"\n", pen.eol))), ()


def text_file(pen: Pen) -> Parts:
    """A file of words, shown in the letter: it stays a file."""
    head = (
        b'Content-Type: text/plain; name="log.txt"',
        b'Content-Disposition: inline; filename="log.txt"',
    )
    body = many(
        pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), pen.eol.join((*head, b"", b"a log"))
    )
    return body, (("log.txt", b"a log"),)


def uuencoded(pen: Pen) -> Parts:
    coded = (
        b"begin 644 x.bin"
        + pen.eol
        + binascii.b2a_uu(b"made up").rstrip(b"\n")
        + pen.eol
        + b"`"
        + pen.eol
        + b"end"
    )
    head = (
        b'Content-Type: application/octet-stream; name="x.bin"',
        b"Content-Transfer-Encoding: x-uuencode",
    )
    body = many(
        pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), pen.eol.join((*head, b"", coded))
    )
    return body, (("x.bin", b"made up"),)


def inside(pen: Pen) -> Parts:
    """Boxes in boxes."""
    body = part(pen, "plain", "\n".join(pen.lines))
    for _ in range(pen.dice.randint(2, 20)):
        body = many(pen, pen.dice.choice(["mixed", "alternative", "related", "x-unknown"]), body)
    return body, ()


def cut_in_a_file(pen: Pen) -> Parts:
    """The end of the letter never came."""
    body = many(
        pen, "mixed", part(pen, "plain", "\n".join(pen.lines)), enclosed(pen)[0], open_end=True
    )
    return body[:-20], ((ANY, b""),)


SHAPES: tuple[tuple[int, Callable[[Pen], Parts]], ...] = (
    (8, plain),
    (4, bare),
    (10, quoted),
    (8, outlook),
    (10, gmail),
    (6, html_only),
    (3, blank_plain),
    (6, telephone),
    (5, signed_off),
    (6, flowed),
    (8, with_files),
    (4, apple),
    (6, nested),
    (5, alternative_related),
    (2, pgp),
    (3, forwarded),
    (3, open_ended),
    (3, wrong_boundary),
    (4, wrong_label),
    (2, western_as_utf8),
    (3, list_footer),
    (2, invited),
    (3, delsp),
    (5, html_reply),
    (3, table),
    (3, text_file),
    (2, uuencoded),
    (3, inside),
    (3, cut_in_a_file),
    (1, huge),
    (1, many_parts),
)
