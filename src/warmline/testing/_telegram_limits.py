"""What Telegram takes of messages, files and webhooks: each limit as it names it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast
from urllib.parse import urlsplit

from warmline.testing._telegram_wire import Asked, File, Refused

LENGTH: Final = 4_096  # UTF-16 units, as all of Telegram's lengths are
CAPTION: Final = 1_024
BUTTONS: Final = 100
DATA: Final = 64  # bytes
PHOTO: Final = 10 * 1024**2
UPLOAD: Final = 50 * 1024**2
DOWNLOAD: Final = 20 * 1024**2
PORTS: Final = (443, 80, 88, 8443)
ACTIONS: Final = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
    | {"upload_document", "choose_sticker", "find_location"}
)
HERE: Final = ("127.0.0.1", "localhost")
_IMAGES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


def units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def check_message(asked: Asked) -> None:
    words = asked.text("text").strip()
    if not words:
        raise Refused(400, "Bad Request: message text is empty")
    if units(words) > LENGTH:
        raise Refused(400, "Bad Request: message is too long")
    check_keyboard(asked)


def check_file(asked: Asked, under: str) -> None:
    file = cast("File", asked.fields[under])
    if len(file.content) > UPLOAD:
        raise Refused(413, "Request Entity Too Large")
    if not file.content or not file.name:
        raise Refused(400, "Bad Request: file must be non-empty")
    if units(asked.text("caption")) > CAPTION:
        raise Refused(400, "Bad Request: message caption is too long")
    if under == "photo":
        _check_photo(file.content)
    check_keyboard(asked)


def _check_photo(content: bytes) -> None:
    if len(content) > PHOTO:
        raise Refused(400, "Bad Request: file is too big for a photo")
    if not content.startswith(_IMAGES):
        raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if content.startswith(_IMAGES[0]):
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        long, short = max(width, height), max(1, min(width, height))
        if width + height > 10_000 or long > 20 * short:
            raise Refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")


def check_keyboard(asked: Asked) -> None:
    """Rows of buttons, each with words and what comes back when it is pressed."""
    markup = cast("Mapping[str, Any] | None", asked.fields.get("reply_markup"))
    if markup is None:
        return
    rows = markup.get("inline_keyboard")
    if set(markup) != {"inline_keyboard"} or not isinstance(rows, list):
        raise Refused(400, "Bad Request: object expected as reply markup")
    found = [one for row in cast("Sequence[Sequence[Any]]", rows) for one in row]
    if len(found) > BUTTONS:
        raise Refused(400, "Bad Request: too many inline keyboard buttons")
    for one in found:
        _check_button(cast("Mapping[str, Any]", one))


def _check_button(button: Mapping[str, Any]) -> None:
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise Refused(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if set(button) != {"text", "callback_data"} or not isinstance(data, str):
        raise Refused(400, "Bad Request: BUTTON_TYPE_INVALID")
    if not 1 <= len(data.encode()) <= DATA:
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def check_webhook(asked: Asked) -> None:
    """HTTPS on a port of Telegram's; a stand-in goes to this machine without, too."""
    url = urlsplit(asked.text("url"))
    here = url.hostname in HERE
    if url.scheme != "https" and not here:
        raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if not here and (url.port or 443) not in PORTS:
        ports = "80, 88, 443 or 8443"
        raise Refused(400, f"Bad Request: bad webhook: Webhook can be set up only on ports {ports}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", asked.text("secret_token"), re.ASCII):
        raise Refused(400, "Bad Request: secret token contains unallowed characters")
    if not 1 <= asked.whole("max_connections", 40) <= 100:
        raise Refused(400, "Bad Request: max_connections must be between 1 and 100")
