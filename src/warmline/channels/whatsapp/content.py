"""What a message of WhatsApp's says: its words, its files, the button that was pressed."""

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from warmline.channels._loose import items, mapping, text, whole
from warmline.channels._meta.envelope import name_of, number
from warmline.flow.channels import Remote

UNSUPPORTED: Final = "[A message of a kind that WhatsApp does not pass on]"
UNKNOWN: Final = "[A message of a kind that Warmline does not know]"
MOST_ITEMS: Final = 30  # contacts or goods of one message that are written out


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    text: str = ""
    files: tuple[Remote, ...] = ()
    button: str = ""


def content(message: Mapping[str, object]) -> Content | None:
    """None: a kind of message that nobody here knows."""
    kind = text(message.get("type"), 40)
    if kind == "contacts":  # the only one that is a list
        return _contacts(items(message.get(kind)))
    read = _READERS.get(kind)
    return read(kind, mapping(message.get(kind))) if read else None


def _text(_: str, body: Mapping[str, object]) -> Content:
    return Content(text=text(body.get("body")))


def _file(kind: str, body: Mapping[str, object]) -> Content:
    type_ = text(body.get("mime_type"), 100)
    bare = type_.partition(";")[0].strip()
    name = text(body.get("filename"), 200) or kind + (mimetypes.guess_extension(bare) or "")
    remote = Remote(reference=name_of(body.get("id")), name=name, type=type_)
    return Content(text=text(body.get("caption")), files=(remote,) if remote.reference else ())


def _location(_: str, body: Mapping[str, object]) -> Content:
    place = [text(body.get(key), 500) for key in ("name", "address", "url")]
    point = [number(body.get(key)) for key in ("latitude", "longitude")]
    words = [", ".join(point) if all(point) else "", *place]
    return Content(text="Location: " + " · ".join(word for word in words if word))


def _contacts(body: Sequence[object]) -> Content:
    return Content(text="\n".join(_contact(mapping(one)) for one in body[:MOST_ITEMS]))


def _contact(one: Mapping[str, object]) -> str:
    name = text(mapping(one.get("name")).get("formatted_name"), 200)
    phones = [text(mapping(item).get("phone"), 50) for item in items(one.get("phones"))[:5]]
    mails = [text(mapping(item).get("email"), 200) for item in items(one.get("emails"))[:5]]
    return "Contact: " + " · ".join(word for word in (name, *phones, *mails) if word)


def _interactive(_: str, body: Mapping[str, object]) -> Content:
    if "nfm_reply" in body:  # what somebody filled in in a form (a flow) of WhatsApp's
        form = mapping(body.get("nfm_reply"))
        words = (text(form.get("body"), 1_000), text(form.get("response_json"), 4_000))
        return Content(text="Form: " + "\n".join(word for word in words if word))
    reply = mapping(body.get("button_reply")) or mapping(body.get("list_reply"))
    return Content(text=text(reply.get("title"), 1_000), button=text(reply.get("id"), 256))


def _button(_: str, body: Mapping[str, object]) -> Content:
    """A button of a template."""
    return Content(text=text(body.get("text"), 1_000), button=text(body.get("payload"), 256))


def _order(_: str, body: Mapping[str, object]) -> Content:
    goods = [_good(mapping(item)) for item in items(body.get("product_items"))[:MOST_ITEMS]]
    return Content(text="\n".join(("Order:", *goods, text(body.get("text"), 1_000))).strip())


def _good(item: Mapping[str, object]) -> str:
    price = f"{number(item.get('item_price'))} {text(item.get('currency'), 10)}".strip()
    of = text(item.get("product_retailer_id"), 100)
    return f"{whole(item.get('quantity'))} × {of} ({price})"


def _unsupported(_: str, body: Mapping[str, object]) -> Content:
    return Content(text=UNSUPPORTED)


_READERS: Final[Mapping[str, Callable[[str, Mapping[str, object]], Content]]] = {
    "text": _text,
    "image": _file,
    "audio": _file,
    "video": _file,
    "document": _file,
    "sticker": _file,
    "location": _location,
    "interactive": _interactive,
    "button": _button,
    "order": _order,
    "unsupported": _unsupported,
}
