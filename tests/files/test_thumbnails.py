"""Small pictures are drawn apart, within bounds; what cannot be drawn is refused."""

import io

import pytest
from PIL import Image

from tests.files import made
from warmline.files.thumbnails import EDGE, Drawing
from warmline.flow.failures import Temporary
from warmline.flow.file_parts import BadFile

PIXELS = 50_000_000


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_picture_has_a_small_one(kind):
    small = await Drawing(PIXELS)(made.picture(kind, (1200, 600)))
    picture = Image.open(io.BytesIO(small))
    assert (picture.format, picture.size) == ("WEBP", (EDGE, EDGE // 2))


async def test_a_photograph_stands_upright_and_tells_nothing():
    small = await Drawing(PIXELS)(made.photograph(turned=6))
    picture = Image.open(io.BytesIO(small))
    assert picture.size == (30, 40)
    assert not picture.getexif()


async def test_a_picture_with_too_many_pixels_is_refused_for_just_that():
    with pytest.raises(BadFile) as refused:
        await Drawing(PIXELS)(made.bomb())
    assert refused.value.why == "too_many_pixels"


async def test_what_only_begins_as_a_picture_is_refused():
    for content in (b"\x89PNG\r\n\x1a\n" + made.HTML, b"GIF89a/*<script>*/=1", made.picture()[:60]):
        with pytest.raises(BadFile) as refused:
            await Drawing(PIXELS)(content)
        assert refused.value.why == "unreadable"


async def test_a_picture_that_lies_about_its_size_takes_no_more_memory_than_it_may():
    with pytest.raises(BadFile):
        await Drawing(10**12)(made.bomb(60_000, 60_000))


async def test_a_machine_that_is_too_busy_to_draw_refuses_no_picture():
    with pytest.raises(Temporary):
        await Drawing(PIXELS, within=0.001)(made.picture())
