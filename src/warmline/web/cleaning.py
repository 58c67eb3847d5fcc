"""What people type, made safe to keep and to show: no control characters, nothing blank."""

import re
import unicodedata

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
MISLEADING = re.compile("[\u200b\u200e\u200f\u061c\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks that turn the direction of what stands around them, or that nobody sees."""


def clean_text(text: str) -> str:
    """A message: line ends are one kind, control characters are gone. Raises ``ValueError``."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = UNPRINTABLE.sub("", text)
    if not any(map(_visible, text)):
        raise ValueError("expected at least one visible character")
    return text


def clean_words(text: str) -> str:
    """As ``clean_text``; "" where nothing in it can be seen."""
    try:
        return clean_text(text)
    except ValueError:
        return ""


def clean_prose(text: str) -> str:
    """As ``clean_text``; it may be empty."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """A name or a title: one line, and nothing in it that could disguise what stands beside it."""
    return " ".join(UNPRINTABLE.sub("", MISLEADING.sub("", " ".join(text.split()))).split())


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")
