"""Whose servers hold people's files, and which of them may see the token.

The addresses come in webhooks and answers; where they lead inside is the business of ``outside``.
"""

from typing import Final
from urllib.parse import urlsplit

_CDN: Final = (
    ".facebook.com",
    ".fbcdn.net",
    ".fbsbx.com",
    ".instagram.com",
    ".cdninstagram.com",
    ".whatsapp.net",
)
_TRUSTED: Final = (".facebook.com", ".fbsbx.com", ".whatsapp.net")  # WhatsApp's ask for the token


def ours(url: str, base: str) -> bool:
    """Whether it is Meta's, or on the very server that the channel talks to."""
    return _same(url, base) or _among(url, _CDN)


def trusted(url: str, base: str) -> bool:
    return _same(url, base) or _among(url, _TRUSTED)


def _same(url: str, base: str) -> bool:
    here = _origin(url)
    return here is not None and here == _origin(base)


def _among(url: str, suffixes: tuple[str, ...]) -> bool:
    origin = _origin(url)
    return origin is not None and origin[0] == "https" and origin[1].endswith(suffixes)


def _origin(url: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
