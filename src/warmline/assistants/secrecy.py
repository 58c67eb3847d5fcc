"""Whether a text recites the instructions: word for word, spelled out, in leet, backwards, encoded.

Nothing secret is in them, but they are nobody's to read. A recital in other words, or translated,
is not seen here; the grounding check sees that no source holds it.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from warmline.signals.turn import normalise

RULES: Final = 32  # letters in a row of Warmline's own rules; no answer holds so many by chance
OWNER: Final = 120  # of the owner's instructions, which may be quoted where they state a fact
HELD: Final = 12  # letters at a draft's end that may be the beginning of a recital
_LEET: Final = str.maketrans("013457@$!|", "oieastasll")
_ENCODED: Final = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")


def squeezed(text: str) -> str:
    """Its letters alone, leet undone."""
    return "".join(c for c in normalise(text).translate(_LEET) if c.isalpha())


@dataclass(frozen=True, kw_only=True)
class Secret:
    """The instructions of one prompt."""

    rules: str
    owner: str = ""

    @cached_property
    def _rules(self) -> str:
        return squeezed(self.rules)

    @cached_property
    def _owner(self) -> str:
        return squeezed(self.owner)

    def told_in(self, text: str) -> bool:
        return any(
            _shares(said, self._rules, RULES) or _shares(said, self._owner, OWNER)
            for said in _readings(text)
        )

    def held_back(self, text: str) -> int:
        """How many characters at the end of a draft may be the beginning of a recital."""
        for start in _word_starts(text[-4 * RULES :]):
            tail = text[-4 * RULES :][start:]
            if len(letters := squeezed(tail)) < HELD:
                return 0
            if letters in self._rules:
                return len(tail)
        return 0


def _word_starts(text: str) -> list[int]:
    return [found.start() for found in re.finditer(r"\S+", text)]


def _shares(said: str, secret: str, length: int) -> bool:
    """Whether ``length`` letters in a row stand in both; looked for in steps that miss none."""
    if len(secret) < length:
        return False
    windows = {secret[at : at + length] for at in range(len(secret) - length + 1)}
    return any(said[at : at + length] in windows for at in range(len(said) - length + 1))


def _readings(text: str) -> Iterator[str]:
    letters = squeezed(text)
    yield letters
    yield letters[::-1]
    yield codecs.encode(letters, "rot13")
    for found in _ENCODED.findall(text):
        yield from (squeezed(plain) for plain in _decoded(found))


def _decoded(token: str) -> Iterator[str]:
    """What ``token`` says in base64 and in hexadecimal digits."""
    whole = token.rstrip("=").replace("-", "+").replace("_", "/")
    for decode, padded in (
        (base64.b64decode, whole + "=" * (-len(whole) % 4)),
        (binascii.unhexlify, whole[: len(whole) // 2 * 2]),
    ):
        try:
            yield decode(padded).decode("utf-8", "ignore")
        except (binascii.Error, ValueError):
            continue


def is_blob(word: str) -> bool:
    """Whether ``word`` is one of the long encoded strings that no answer needs."""
    mixed = any(c.isdigit() for c in word) and any(c.isupper() for c in word)
    return mixed and _ENCODED.fullmatch(word) is not None and len(word) >= 2 * HELD
