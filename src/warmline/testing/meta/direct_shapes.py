"""What the Send API takes as a message: developers.facebook.com, Messenger and Instagram."""

from collections.abc import Mapping
from typing import Final

from warmline.testing.meta.shapes import Check, Many, One, Shape, Text, either, switch

MB: Final = 1024 * 1024
QUICK: Final = Shape(content_type=One(("text",)), title=Text(20), payload=Text(1_000))
ATTACHED: Final = Shape(
    type=One(("image", "audio", "video", "file")), payload=Shape(attachment_id=Text(100))
)
ACTION: Final = Shape(
    recipient=Shape(id=Text(60)),
    sender_action=One(("typing_on", "typing_off", "mark_seen")),
)
UPLOADED: Final = Shape(
    attachment=Shape(
        type=One(("image", "audio", "video", "file")), payload=Shape(is_reusable_may=switch)
    )
)
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


def message(words: Text, *, marks: bool) -> Check:
    """``marks``: messages may carry metadata."""
    marked: dict[str, Check] = {"metadata_may": Text(1_000)} if marks else {}
    said = either(
        Shape(attachment=ATTACHED, **marked),
        Shape(text=words, quick_replies_may=Many(QUICK, 13), **marked),
    )
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
