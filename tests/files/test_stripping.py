"""Pictures lose what they tell of their maker, and nothing else."""

import io
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from tests.files import made
from warmline.files.stripping import stripped
from warmline.flow.file_parts import BadFile


def drawn(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


def test_a_photograph_loses_place_and_author_and_keeps_which_way_is_up():
    before = made.photograph(turned=6)
    after = stripped(before, "image/jpeg")
    exif = Image.open(io.BytesIO(after)).getexif()
    assert dict(exif) == {0x0112: 6}
    assert b"Jane" not in after
    assert b"taken at home" not in after
    assert drawn(after) == drawn(before)


def test_an_upright_photograph_has_no_metadata_at_all():
    after = stripped(made.photograph(turned=1), "image/jpeg")
    assert not Image.open(io.BytesIO(after)).getexif()
    assert b"Exif" not in after


def test_a_png_loses_its_texts_and_what_hangs_on_behind_it():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Jane Author")
    before = made.picture("PNG", pnginfo=texts) + b"<script>behind</script>"
    after = stripped(before, "image/png")
    assert b"Jane" not in after
    assert b"script" not in after
    assert drawn(after) == drawn(before)


def test_a_webp_loses_its_exif():
    exif = Image.Exif()
    exif[0x013B] = "Jane Author"
    before = made.picture("WEBP", exif=exif)
    after = stripped(before, "image/webp")
    assert b"Jane" in before
    assert b"Jane" not in after
    assert not Image.open(io.BytesIO(after)).getexif()
    assert drawn(after) == drawn(before)


def test_other_files_stay_as_they_are():
    assert stripped(made.PDF, "application/pdf") == made.PDF


@given(
    kind=st.sampled_from(["image/jpeg", "image/png", "image/webp"]),
    cut=st.integers(0, 600),
    junk=st.binary(max_size=40),
)
def test_what_is_not_built_as_it_should_be_comes_back_and_breaks_nothing(kind, cut, junk):
    content = made.SAMPLES[kind][:cut] + junk
    assert isinstance(stripped(content, kind), bytes)


def in_pieces(kind: str, count: int) -> bytes:
    """A picture's beginning with so many empty pieces behind it."""
    head, piece = {
        "image/jpeg": (b"\xff\xd8", b"\xff\xe2\0\2"),
        "image/png": (b"\x89PNG\r\n\x1a\n", b"\0\0\0\0noNe\0\0\0\0"),
        "image/webp": (b"RIFF\0\0\0\0WEBP", b"NONE\0\0\0\0"),
    }[kind]
    return head + piece * count


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/webp"])
def test_a_picture_of_millions_of_empty_pieces_is_refused_and_takes_no_memory_of_ours(kind):
    content = in_pieces(kind, 300_000)
    tracemalloc.start()
    try:
        with pytest.raises(BadFile) as refused:
            stripped(content, kind)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refused.value.why == "unreadable"
    assert taken < 2 * 2**20


def test_the_space_that_a_jpeg_may_have_between_segments_is_not_walked_through_for_ever():
    with pytest.raises(BadFile):
        stripped(b"\xff\xd8" + b"\xff" * 300_000, "image/jpeg")


def test_a_large_png_in_the_small_pieces_that_programs_write_is_taken():
    pieces = in_pieces("image/png", 5_000)
    assert stripped(pieces, "image/png") == pieces


def test_a_chunk_that_says_it_is_huge_is_not_believed():
    odd = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"tEXt") + zlib.compress(b"x")
    assert stripped(odd, "image/png") == odd
