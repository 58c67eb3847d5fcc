"""A model's words made harmless: Markdown without HTML or images, linking only where allowed.

The rules hold for any beginning of a text, so that a draft is as safe as the whole. They do not
parse Markdown. What makes a link in any Markdown (``](``, ``]:``, ``<scheme:``, a bare address) is
taken apart wherever it stands, also in code, unless its address is allowed.
"""

import re
from collections.abc import Callable
from typing import Final

REMOVED: Final = "…"  # stands for an address that was not allowed

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]"
    "|[\U000e0000-\U0010ffff]"
)
_ADDRESS: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]{0,30}://|\bwww\.|(?<![\w:/])//(?=[\w-]+\.))[^\s<>()\[\]\"'`\\…]*",
    re.IGNORECASE,
)
_AUTOLINK: Final = re.compile(r"<\s*([a-z][a-z0-9+.-]*:[^<>]*)>", re.IGNORECASE)
_MAIL: Final = re.compile(r"<([^\s<>@]+@[^\s<>@]+)>")
_TAG: Final = re.compile(r"<[a-z/!?][^<>]*>", re.IGNORECASE)
_OPEN: Final = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_CODE: Final = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?^ {0,3}(?P=fence)[`~]*[ ]*$"
    r"|(?<![`\\])`[^`\n]+`(?!`)",
    re.MULTILINE | re.DOTALL,
)
_LINK: Final = re.compile(
    r"(?P<image>!?)\[(?P<label>[^\[\]]*)\]\(\s{0,3}<?(?P<to>[^\s<>()]*)>?"
    r"(?:\s{1,3}(?:\"[^\"]*\"|'[^']*'))?\s{0,3}\)"
)
_JOINT: Final = re.compile(r"\](?=[(:])")
_KEPT: Final = re.compile("\ue000(\\d+)\ue001")
_TURNING: Final = frozenset(":/.@![]<>`\\")  # may yet make something else of a last word
_PASSES: Final = 4  # of unwrapping what was nested on purpose; then all angle brackets go


def addresses(text: str) -> frozenset[str]:
    """Every address in ``text``, as :func:`plain` compares them."""
    return frozenset(_bare(found) for found in _ADDRESS.findall(text))


def plain(text: str, allowed: frozenset[str]) -> str:
    """``text`` with no HTML outside code, no image, and no link but to an ``allowed`` address."""
    kept: list[str] = []
    text = _without_tags(_until_stable(_unwrapped, _CONTROL.sub("", text)))
    text = _LINK.sub(lambda found: _link(found, allowed, kept), text)
    text = _JOINT.sub("] ", text)
    text = _ADDRESS.sub(lambda found: _address(found[0], allowed), text)
    return _KEPT.sub(lambda found: kept[int(found[1])], text)


def finished(text: str) -> str:
    """``text`` without a last word, link or tag that may still change its meaning."""
    line = text[text.rfind("\n") + 1 :]
    word = line[max(line.rfind(" "), line.rfind("\t")) + 1 :]
    if not _TURNING.isdisjoint(word):
        line = line[: len(line) - len(word)]
        text = text[: len(text) - len(word)]
    return text[: len(text) - max(_open_link(line), _open_tag(line))]


def _open_tag(line: str) -> int:
    start = line.rfind("<")
    return len(line) - start if start > line.rfind(">") else 0


def _open_link(line: str) -> int:
    """How many characters at the end of ``line`` belong to a link that is not complete."""
    start = line.rfind("[")
    rest = line[start:] if start >= 0 else ""
    label, closed, after = rest.partition("]")
    complete = bool(closed) and (")" in after if after.startswith("(") else bool(after))
    image = start > 0 and line[start - 1] == "!"
    return 0 if not label or complete else len(rest) + image


def _bare(address: str) -> str:
    return address.rstrip(".,;:!?*_~|").rstrip("/")


def _address(found: str, allowed: frozenset[str]) -> str:
    return found if _bare(found) in allowed else REMOVED


def _until_stable(change: Callable[[str], str], text: str) -> str:
    for _ in range(_PASSES):
        if (changed := change(text)) == text:
            return text
        text = changed
    return text.replace("<", "").replace(">", "")


def _unwrapped(text: str) -> str:
    return _MAIL.sub(r"\1", _AUTOLINK.sub(r"\1", text))


def _without_tags(text: str) -> str:
    parts: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        parts += (_untagged(text[end : code.start()]), code[0])
        end = code.end()
    return "".join((*parts, _untagged(text[end:])))


def _untagged(text: str) -> str:
    return _OPEN.sub("< ", _until_stable(lambda each: _TAG.sub("", each), text))


def _link(found: re.Match[str], allowed: frozenset[str], kept: list[str]) -> str:
    """An allowed link by its place in ``kept``; of any other one, and of images, the label."""
    label, to = found["label"], found["to"]
    if found["image"] or _bare(to) not in allowed:
        return label
    names_other = any(_bare(shown) != _bare(to) for shown in _ADDRESS.findall(label))
    kept.append(f"[{to if names_other else label}]({to})")
    return f"\ue000{len(kept) - 1}\ue001"
