"""Mails that are made to keep a server busy are read as soon as any other."""

import time

import pytest

from warmline.channels.mail.reading import LONGEST, read

HEAD = b"From: eve@evil.test\r\nTo: s@shop.test\r\n\r\n"
WEB = b"From: eve@evil.test\r\nTo: s@shop.test\r\nContent-Type: text/html\r\n\r\n"
MANY = 200_000
BOMBS = {
    "a line of dashes": HEAD + b"Hello\r\n" + b"-" * MANY + b"x\r\n",
    "a sentence without an end": HEAD + b"a" * MANY + b":\r\n> said\r\n",
    "a head of long lines": HEAD + b"Hello\r\n\r\n" + (b"A: " + b"a" * MANY + b"\r\n") * 3,
    "open tags": WEB + b"<a " * (MANY // 3),
    "a header of quotes": b"To: " + b'"' * MANY + b"\r\n\r\nHello",
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_read_in_seconds(what: str):
    began = time.process_time()
    mail = read(BOMBS[what])
    assert time.process_time() - began < 15
    assert 0 < len(mail.text) <= LONGEST


WORDY = {
    "many sentences of one word": b"a" * 990 + b":\n",
    "many that might have an address": b"a@" + b"a" * 985 + b":\n",
    "many heads": b"Aa bb: " + b"x" * 990 + b"\n",
}


@pytest.mark.parametrize("line", WORDY.values(), ids=WORDY)
def test_long_words_take_no_longer_than_their_length(line: bytes):
    """Patterns hold everything else up while they look; seven seconds of that were possible."""
    began = time.process_time()
    read(HEAD + b"Hello\n\n" + line * 1000)
    assert time.process_time() - began < 5
