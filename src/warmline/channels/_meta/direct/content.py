"""What a direct message holds besides its text, as files and in words."""

import mimetypes
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from warmline.channels._loose import items, mapping, text
from warmline.channels._meta.envelope import number
from warmline.flow.channels import Remote

UNSUPPORTED: Final = "[A message of a kind that Meta does not pass on]"
EPHEMERAL: Final = "[A photo or video that can be seen only once, in their own app]"
MOST: Final = 30  # attachments of one message
LONGEST_URL: Final = 2_000  # characters
_KINDS: Final[Mapping[str, str]] = {"image": ".jpg", "video": ".mp4", "audio": ".mp4", "file": ""}
"""Of a file, with the ending that its name gets where its address has none."""


def content(message: Mapping[str, object]) -> tuple[str, tuple[Remote, ...]]:
    """All of its words, and its files."""
    files, words = list[Remote](), [_story(message), text(message.get("text"))]
    for one in map(mapping, items(message.get("attachments"))[:MOST]):
        if remote := _remote(one):
            files.append(remote)
        else:
            words.append(_in_words(one))
    said = "\n".join(word for word in words if word.strip())
    return said or ("" if files else UNSUPPORTED), tuple(files)


def _story(message: Mapping[str, object]) -> str:
    story = mapping(mapping(message.get("reply_to")).get("story"))
    return f"In reply to your story: {_url(story)}".rstrip(": ") if story else ""


def _remote(attachment: Mapping[str, object]) -> Remote | None:
    kind = text(attachment.get("type"), 40)
    url = _url(mapping(attachment.get("payload")))
    if kind not in _KINDS or not url:
        return None
    name = _name(url)
    guessed = mimetypes.guess_type(name)[0] or ""
    return Remote(reference=url, name=name if guessed else kind + _KINDS[kind], type=guessed)


def _name(url: str) -> str:
    """The last part of an address, which is often the file's name."""
    try:
        return PurePosixPath(urlsplit(url).path).name[:200]
    except ValueError:
        return ""


def _in_words(attachment: Mapping[str, object]) -> str:
    kind = text(attachment.get("type"), 40)
    payload = mapping(attachment.get("payload"))
    return _WORDS.get(kind, _other)(kind, {**attachment, **payload})


def _mention(_: str, given: Mapping[str, object]) -> str:
    return f"Mentioned you in their story: {_url(given)}".rstrip(": ")


def _location(_: str, given: Mapping[str, object]) -> str:
    point = mapping(given.get("coordinates"))
    found = [number(point.get("lat")), number(point.get("long"))]
    words = (text(given.get("title"), 500), ", ".join(found) if all(found) else "")
    return "Location: " + " · ".join(word for word in words if word)


def _shared(kind: str, given: Mapping[str, object]) -> str:
    words = (text(given.get("title"), 1_000), _url(given))
    return f"Shared ({kind}): " + " · ".join(word for word in words if word)


def _ephemeral(_: str, given: Mapping[str, object]) -> str:
    return EPHEMERAL


def _other(kind: str, given: Mapping[str, object]) -> str:
    return _shared(kind, given) if _url(given) else UNSUPPORTED


def _url(given: Mapping[str, object]) -> str:
    url = text(given.get("url"), LONGEST_URL + 1)
    return url if url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL else ""


_WORDS: Final[Mapping[str, Callable[[str, Mapping[str, object]], str]]] = {
    "story_mention": _mention,
    "location": _location,
    "ephemeral": _ephemeral,
}
