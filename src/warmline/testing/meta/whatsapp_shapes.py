"""What the Cloud API takes as a message: developers.facebook.com, WhatsApp → Messages."""

from collections.abc import Mapping
from typing import Final

from warmline.testing.meta.shapes import Check, Many, One, Shape, Text, Wrong, switch

REPLY: Final = Shape(type=One(("reply",)), reply=Shape(id=Text(256), title=Text(20)))
ROW: Final = Shape(id=Text(200), title=Text(24), description_may=Text(72))
SECTION: Final = Shape(rows=Many(ROW, 10), title_may=Text(24))
BUTTONS: Final = Shape(
    type=One(("button",)),
    body=Shape(text=Text(1_024)),
    action=Shape(buttons=Many(REPLY, 3)),
)
LIST: Final = Shape(
    type=One(("list",)),
    body=Shape(text=Text(1_024)),
    action=Shape(button=Text(20), sections=Many(SECTION, 10)),
)
VARIABLE: Final = Shape(type=One(("text",)), text=Text(1_024))
BODY: Final = Shape(type=One(("body",)), parameters=Many(VARIABLE, 10))
CONTENT: Final[Mapping[str, Check]] = {
    "text": Shape(body=Text(4_096), preview_url_may=switch),
    "image": Shape(id=Text(100), caption_may=Text(1_024)),
    "video": Shape(id=Text(100), caption_may=Text(1_024)),
    "audio": Shape(id=Text(100)),
    "document": Shape(id=Text(100), caption_may=Text(1_024), filename_may=Text(240)),
    "template": Shape(name=Text(512), language=Shape(code=Text(10)), components_may=Many(BODY, 1)),
}
READING: Final = Shape(
    messaging_product=One(("whatsapp",)),
    status=One(("read",)),
    message_id=Text(200),
    typing_indicator_may=Shape(type=One(("text",))),
)
WEBHOOK: Final = Shape(
    webhook_configuration=Shape(override_callback_uri=Text(200), verify_token=Text(200))
)
MB: Final = 1024 * 1024
MEDIA: Final[Mapping[str, tuple[int, frozenset[str]]]] = {
    "image": (5 * MB, frozenset({"image/jpeg", "image/png"})),
    "audio": (16 * MB, frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/ogg"})),
    "video": (16 * MB, frozenset({"video/mp4", "video/3gpp"})),
    "document": (100 * MB, frozenset[str]()),
}


def check(body: Mapping[str, object]) -> str:
    """The type of a message. Raises ``Wrong``."""
    kind = body.get("type")
    if kind == "interactive":
        content: Check = LIST if _is_list(body) else BUTTONS
    elif isinstance(kind, str) and kind in CONTENT:
        content = CONTENT[kind]
    else:
        raise Wrong(100, f"(body.type) is unknown: {kind!r}")
    who: dict[str, Check] = {"to_may": Text(15), "recipient_may": Text(135)}
    envelope = Shape(
        messaging_product=One(("whatsapp",)),
        recipient_type=One(("individual",)),
        type=Text(20),
        biz_opaque_callback_data_may=Text(512),
        **who,
        **{str(kind): content},
    )
    envelope(body, "body")
    return str(kind)


def _is_list(body: Mapping[str, object]) -> bool:
    interactive = body.get("interactive")
    return isinstance(interactive, dict) and "list" in interactive.values()  # pyright: ignore[reportUnknownMemberType]
