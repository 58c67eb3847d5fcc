"""What the Send API takes as a message: developers.facebook.com, Messenger and Instagram."""

from collections.abc import Mapping
from typing import Final

from warmline.testing._links import is_link
from warmline.testing.meta.shapes import Check, Many, One, Shape, Text, Wrong, either, known, switch

MB: Final = 1024 * 1024
QUICK: Final = Shape(content_type=One(("text",)), title=Text(20), payload=Text(1_000))
KINDS: Final = One(("image", "audio", "video", "file"))


def link(value: object, where: str) -> None:
    """An address of the web, from which a file can be fetched."""
    if not isinstance(value, str) or not is_link(value):
        raise Wrong(100, f"({where}) must be a valid URL")


UPLOADED_FILE: Final = Shape(type=KINDS, payload=Shape(attachment_id=Text(100)))
LINKED_FILE: Final = Shape(type=KINDS, payload=Shape(url=link))
ACTION: Final = Shape(
    recipient=Shape(id=Text(60)),
    sender_action=One(("typing_on", "typing_off", "mark_seen")),
)
UPLOADED: Final = Shape(attachment=Shape(type=KINDS, payload=Shape(is_reusable_may=switch)))
PROFILE: Final = Shape(get_started=Shape(payload=Text(1_000)))
SUBSCRIBED: Final = Shape(subscribed_fields=Text(1_000))
LARGEST: Final[Mapping[str, int]] = {
    "image": 8 * MB,
    "audio": 25 * MB,
    "video": 25 * MB,
    "file": 25 * MB,
}
OF_INSTAGRAM: Final[Mapping[str, frozenset[str]]] = {
    "image": frozenset({"image/png", "image/jpeg", "image/gif"}),
    "audio": frozenset({"audio/aac", "audio/mp4", "audio/wav", "audio/x-wav"}),
    "video": frozenset({"video/mp4", "video/ogg", "video/webm", "video/quicktime"}),
    "file": frozenset({"application/pdf"}),
}


def message(words: Text, *, marks: bool, file: Check = UPLOADED_FILE) -> Check:
    """``marks``: messages may carry metadata. ``file``: how one comes with a message."""
    marked: dict[str, Check] = {"metadata_may": Text(1_000)} if marks else {}
    with_file = Shape(attachment=file, **marked)
    with_words = Shape(text=words, quick_replies_may=Many(QUICK, 13), **marked)

    def said(value: object, where: str) -> None:
        shape = with_file if "attachment" in known(value, where) else with_words
        shape(value, where)

    to = Shape(id=Text(60))
    return either(
        Shape(
            recipient=to,
            messaging_type=One(("MESSAGE_TAG",)),
            tag=One(("HUMAN_AGENT",)),
            message=said,
        ),
        Shape(recipient=to, messaging_type=One(("RESPONSE", "UPDATE")), message=said),
    )
