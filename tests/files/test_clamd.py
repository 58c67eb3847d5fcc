"""Files are shown to a virus scanner that speaks clamd's protocol; who is away is asked again."""

import asyncio

import pytest

from tests.files.scanner import EICAR, scanning
from warmline.files.clamd import PIECE, Clamd
from warmline.flow.failures import Temporary


@pytest.mark.parametrize("way", ["tcp", "unix"])
async def test_what_is_clean_is_let_pass_and_what_is_not_is_named(way, tmp_path):
    async with scanning(tmp_path if way == "unix" else None) as scanner:
        scan = Clamd(scanner.address)
        assert await scan(b"hello") == ""
        assert await scan(b"before " + EICAR + b" after") == "Eicar-Test-Signature"
        assert scanner.seen[0] == b"hello"


async def test_a_large_file_goes_in_pieces_and_arrives_whole():
    content = bytes(range(256)) * (3 * PIECE // 256) + b"end"
    async with scanning() as scanner:
        assert await Clamd(scanner.address)(content) == ""
        assert scanner.seen == [content]


async def test_a_scanner_that_is_away_or_says_no_word_is_asked_again_later():
    with pytest.raises(Temporary, match="does not answer"):
        await Clamd("tcp://127.0.0.1:1")(b"x")  # where nobody listens
    async with scanning() as scanner:
        scanner.silent = True
        with pytest.raises(Temporary, match="does not answer"):
            await Clamd(scanner.address, within=0.1)(b"x")


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"\0"])
async def test_what_the_scanner_could_not_look_at_is_not_clean(says):
    async with scanning() as scanner:
        scanner.says = says
        with pytest.raises(Temporary, match="said"):
            await Clamd(scanner.address)(EICAR)


async def test_a_scanner_that_hangs_up_is_asked_again_later():
    async with scanning() as scanner:
        scanner.says = b"stream: O"
        with pytest.raises(Temporary):
            await Clamd(scanner.address)(b"x")
    await asyncio.sleep(0)
