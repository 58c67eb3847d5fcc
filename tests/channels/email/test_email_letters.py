"""5,000 letters as real programs shape them: each is read, and read right. Any bytes do."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels.email.letters import ANY, SHAPES, Made, letter, letters
from tests.channels.email.office import SECRET
from warmline.channels.email.asides import unreadable
from warmline.channels.email.heads import Mailer, heads_of, mailers, words
from warmline.channels.email.letter import Letter, read
from warmline.channels.email.parsing import Reader
from warmline.channels.email.tags import Tags
from warmline.channels.email.trust import proved, uncommented
from warmline.flow.channels import Said, Unread

COUNT = 5000
READER = Reader(tags=Tags(secret=SECRET, channel="c", address="support@shop.test"), server="mx")


def lines(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("\n") if one.strip()]


def is_right(made: Made, got: Letter) -> bool:
    if made.lines is None:
        return True
    said = lines(got.text) == lines("\n".join(made.lines))
    files = [(one.name, one.content) for one in got.files]
    same = len(files) == len(made.files) and all(map(_same, made.files, files))
    head = (got.subject, got.sender and got.sender.name) == (made.subject, made.name)
    return said and same and head and bool(got.robot) == made.robot


def _same(made: tuple[str, bytes], got: tuple[str, bytes]) -> bool:
    if made[0] == ANY:
        return True
    whole = made[1] in got[1] if made[0].endswith(".eml") else made[1] == got[1].rstrip(b"\r\n")
    return made[0] == got[0] and (whole or made[1] == got[1])


def test_thousands_of_letters_of_all_shapes_are_read_right_and_in_time():
    began = time.process_time()
    wrong, seen = Counter[str](), Counter[str]()
    for made in letters(COUNT):
        got = read(made.raw)
        READER.events(got, 0)
        seen[made.shape] += 1
        wrong[made.shape] += not is_right(made, got)
    assert +wrong == Counter()
    assert {shape.__name__ for _, shape in SHAPES} <= set(seen)
    assert sum(count for shape, count in seen.items() if shape.startswith("broken")) > COUNT // 20
    assert time.process_time() - began < 60


def test_the_check_itself_finds_a_letter_that_is_read_wrong():
    made = letter(2)
    got = read(made.raw)
    assert is_right(made, got)
    assert not is_right(made, read(made.raw.replace(b"Subject", b"Sabject")))
    assert not is_right(Made(shape="x", raw=b"", lines=("Other",)), got)


@given(st.integers(10**6, 10**9), st.data())
@settings(max_examples=150, deadline=None)
def test_a_letter_with_anything_done_to_it_is_still_read(seed: int, data: st.DataObject):
    raw = bytearray(letter(seed).raw[:20_000])
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(at, min(len(raw), at + 200)))
        raw[at:end] = data.draw(st.binary(max_size=60))
    check_events(bytes(raw))


@given(st.binary(max_size=800))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_letter(raw: bytes):
    check_events(raw)


def check_events(raw: bytes) -> None:
    """Whatever comes in can be kept, and is the same when it is read again."""
    events = READER.events(read(raw), 0)
    assert events == READER.events(read(raw), 0)
    for one in events:
        if isinstance(one, Said):
            assert len(one.text) <= 8000
            assert "\0" not in one.text
            (one.text + one.id + one.aside + "".join(one.notes.values())).encode()
            "".join((one.person.name, *(file.type + file.name for file in one.files))).encode()
            assert all("\n" not in file.name and "/" not in file.name for file in one.files)
        if isinstance(one, Unread):
            (one.id + one.what + one.raw).encode()
    unreadable(raw, "x").raw.encode()


BITS = ["=?utf-8?B?", "=?iso-2022-jp?q?", "?=", "w6Q=", "=E4", " ", "<a@b.c>", '"', "\\", "(", ")"]
BITS += [
    ",",
    ";",
    ":",
    "é",
    "\udce9",
    "dmarc=pass",
    "mx",
    "header.from=b.c",
    "\t",
    "@",
    "=",
    "x" * 50,
]
HEADS = st.lists(st.sampled_from(BITS), max_size=30).map("".join)


@given(HEADS)
@settings(max_examples=300, deadline=None)
def test_any_head_is_read(field: str):
    words(field).encode()
    for one in mailers(field):
        assert "\n" not in one.address
        assert one.address.count("@") == 1
    uncommented(field)
    heads = heads_of(
        __import__("email").message_from_string(f"From: a@b.c\nAuthentication-Results: {field}\n\n")
    )
    proved(heads, server="mx", domain="b.c")


MIXED = b"Content-Type: multipart/mixed; boundary=b%d\n\n"
BOMBS = {
    "deep multiparts": b"".join((MIXED + b"--b%d\n") % (n, n) for n in range(30)) + b"\nwords",
    "many parts": MIXED % 1 + b"--b1\n\nx\n" * 10_000,
    "many files": MIXED % 1 + b"--b1\nContent-Disposition: attachment\n\nx\n" * 10_000,
    "a field of encoded words": b"Subject: " + b"=?utf-8?q?x?= " * 500 + b"\n\nx",
    "broken encoded words": b"Subject: " + b"=?a" * 2600 + b"\n\nx",
    "many fields": b"X: y\n" * 100_000 + b"\nx",
    "comments": b"Authentication-Results: mx; " + b"(" * 8000 + b"\n\nx",
    "references": b"References: " + b"<a@b> " * 1300 + b"\n\nx",
    "addresses": b"To: " + b"a@b.c, " * 1100 + b"\n\nx",
    "one long line": b"\n" + b"x" * 5_000_000,
    "many short lines": b"\n" + b"x\n" * 400_000,
    "quotation marks": b"\n" + b"> " * 300_000,
    "html": b"Content-Type: text/html\n\n" + b"<div><td><a href=x>" * 60_000,
    "styles": b"Content-Type: text/html\n\n" + b"<p style='" + b"display :" * 20_000 + b"'>x" ,
    "base64 of nothing": b"Content-Transfer-Encoding: base64\n\n" + b"=" * 2_000_000,
    "quoted-printable": b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * 2_000_000,
    "parameters": b"Content-Type: text/plain" + b"; name*0*=x" * 700 + b"\n\nx",
    "boundaries": b"Content-Type: multipart/mixed; boundary=q\n\n" + b"--x\n" * 200_000,
    "flowed": b"Content-Type: text/plain; format=flowed\n\n" + b"x \n" * 300_000,
    "codes": b"From: info@evil.test\n\n" + b"confirm your " * 300 + b"1" * 3000,
}  # fmt: skip


@pytest.mark.parametrize("what", BOMBS)
def test_what_is_made_to_keep_us_busy_is_read_as_soon_as_any_other(what: str):
    began = time.process_time()
    raw = b"From: eve@evil.test\n" + BOMBS[what]
    letter = read(raw)
    READER.events(letter, 0)
    assert time.process_time() - began < 5
    assert len(letter.files) <= 30


@pytest.mark.parametrize(
    "field",
    [
        "Message-ID: <\xe9@x.test>",
        "In-Reply-To: <\xe9@x>",
        "Auto-Submitted: \xe9",
        "Content-Type: \xe9/\xe9",
    ],
)
def test_bytes_that_are_no_text_never_get_further_than_the_letter(field: str):
    check_events(b"From: eve@example.com\n" + field.encode("latin-1") + b"\n\nHello")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\\\tmp\\\\lamp.png", "lamp.png"),
        ("lamp\u202egnp.exe", "lamp gnp.exe"),
        ("\u200b.htaccess", "htaccess"),
        ("lamp.png.", "lamp.png"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
        ("..", "picture.png"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(given: str, name: str):
    raw = f'Content-Type: image/png; name="{given}"\n\nx'.encode()
    assert [one.name for one in read(raw).files] == [name]


def test_what_is_nested_too_deep_or_in_too_many_parts_is_left_out():
    deep = b"".join((MIXED + b"--b%d\n") % (n, n) for n in range(60)) + b"\nwords"
    assert read(deep).text == ""
    assert read(MIXED % 1 + b"--b1\n\nx\n" * 1000).text.count("x") == 299


def test_utf_7_is_not_decoded():
    raw = b"Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-"
    assert read(raw).text == "+ADw-script+AD4-"


def test_nobody_is_found_under_a_foreign_name():
    (one,) = mailers('"support@shop.test" <m@evil.test>')
    assert one == Mailer(name="support@shop.test", address="m@evil.test")
    assert mailers("Eve <eve@example.com\u202e>") == []
    (lookalike,) = mailers("x@exämple.com")
    assert lookalike.domain == "xn--exmple-cua.com"
