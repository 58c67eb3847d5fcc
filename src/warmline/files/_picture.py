"""A program of its own: a picture comes in, a small one goes out. It may crash, and nobody else.

``python -I _picture.py PIXELS EDGE MEMORY < picture > thumbnail``. It ends with 0, or with 3 where
the picture has more pixels, or 4 where it cannot be read. It imports nothing of ours.
"""

import io
import sys
from contextlib import suppress
from typing import Final

TOO_MANY_PIXELS: Final = 3
UNREADABLE: Final = 4
SECONDS: Final = 10  # of a core


def main() -> int:
    pixels, edge, memory = map(int, sys.argv[1:4])
    _bound(memory)
    content = sys.stdin.buffer.read()
    from PIL import Image, ImageOps  # noqa: PLC0415 - bounded from here on

    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is drawn
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "GIF", "WEBP")) as picture:
            if picture.width * picture.height > pixels:
                return TOO_MANY_PIXELS
            picture.draft("RGB", (2 * edge, 2 * edge))  # JPEG: is decoded smaller
            picture.thumbnail((edge, edge))
            ImageOps.exif_transpose(picture, in_place=True)
            small = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
            small.info.clear()
            out = io.BytesIO()
            small.save(out, "WEBP", quality=80, method=4)
    except Exception:  # noqa: BLE001 - whatever it is, the picture cannot be read
        return UNREADABLE
    sys.stdout.buffer.write(out.getvalue())
    return 0


def _bound(memory: int) -> None:
    """Bytes of address space, and seconds; where the system knows such bounds."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    sys.exit(main())
