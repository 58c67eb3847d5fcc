"""What operators see of cards, accounts and passwords: marks like ``[card]``, until somebody asks.

Everything that leaves for a console goes through here. The original stays in the conversation; who
has the right to may ask for one entry of it, which is written down (``web.unmasking``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar, cast
from urllib.parse import unquote_plus

from pydantic import BaseModel

from warmline.core.preview import LONGEST
from warmline.flow.contacts import digits_of
from warmline.signals import masking
from warmline.signals.glance import clear
from warmline.web import frames as f

T = TypeVar("T")
PREVIEW: Final = LONGEST  # characters of a text in the inbox
LEAST: Final = 4  # characters of an original that give it away
_KEPT: Final = frozenset(
    ("id", "conversation", "contact", "operator", "kind", "rule", "trigger", "signal", "draft")
)
"""What names things, and is nobody's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What is masked of these ``kinds``, and of the owner's ``own`` patterns; no kinds: nothing."""

    kinds: tuple[str, ...] = masking.USUAL
    own: Mapping[str, re.Pattern[str]] = field(default_factory=dict[str, re.Pattern[str]])

    def text(self, text: str) -> str:
        """The very same object where nothing is masked."""
        return masking.masked(text, self.kinds, self.own) if text and self.kinds else text

    def address(self, address: str) -> str:
        """What a provider gave out, like a telephone number: its digits are no card's."""
        kinds = [kind for kind in self.kinds if kind in ("email", "phone")]
        return masking.masked(address, kinds, self.own) if address and self.kinds else address

    def number(self, number: str) -> str:
        """A telephone number, which is known as one without the + that some channels leave out."""
        if digits := digits_of(number):
            shown = self.address(f"+{digits}")
            if shown != f"+{digits}":
                return shown
        return self.address(number)

    def growing(self, text: str) -> str:
        """A text that is still being written: its end is held back while it may become a card."""
        return self.text(masking.settled(text)) if self.kinds else text

    def preview(self, text: str) -> str:
        return self.growing(text) if len(text) >= PREVIEW else self.text(text)

    def page(self, url: str) -> str:
        """An address; where something stands in it in code, it is shown as it reads."""
        shown = self.text(url)
        if "%" not in url and "+" not in url:
            return shown
        read = unquote_plus(shown)
        veiled = self.text(read)
        return shown if veiled == read else veiled

    def fields(self, values: Mapping[str, str]) -> dict[str, str]:
        """Each value, read alone and after its name: a ``pin`` is known by that."""
        return {name: self._named(name, value) for name, value in values.items()}

    def _named(self, name: str, value: str) -> str:
        shown = self.page(value)
        if not _tells(name):
            return shown
        lead = f"{name}: "
        read = self.text(lead + shown)
        return read[len(lead) :] if read.startswith(lead) else shown

    def why(self, why: f.WhyView) -> f.WhyView:
        shown = {"reason": self.text(why.reason), "words": self.text(why.words)}
        same = shown["reason"] is why.reason and shown["words"] is why.words
        return why if same else why.model_copy(update=shown)

    def signals(self, shown: Sequence[f.SignalView], text: str) -> list[f.SignalView]:
        """Those of a ``text`` that holds something to mask."""
        hidden = self.hidden([text])
        return [
            one.model_copy(
                update={
                    "words": self._without(one.words, hidden),
                    "value": self._without(one.value, hidden),
                }
            )
            for one in shown
        ]

    def event(self, more: dict[str, object]) -> dict[str, object]:
        """What an event tells, as far as it may be somebody's words."""
        return {name: self._told(name, value) for name, value in more.items()}

    def _told(self, name: str, value: object) -> object:
        match name, value:
            case "why", f.WhyView():
                return self.why(value)
            case "also", list():
                return [self.why(one) for one in cast("list[f.WhyView]", value)]
            case "fields" | "attributes", dict():
                return self.fields(cast("dict[str, str]", value))
            case "cause" | "message" | "note" | "contact_name" | "email" | "text", str():
                return self.text(value)
            case _:
                return value

    def hidden(self, texts: Iterable[str]) -> tuple[str, ...]:
        """What is masked in these texts, in its own words, the longest first."""
        if not self.kinds:
            return ()
        found = {
            text[place.start : place.end]
            for text in texts
            for place in masking.sensitive(text, self.kinds, self.own)
        }
        return tuple(sorted(found, key=len, reverse=True))

    def document(self, value: T, hidden: Sequence[str] = ()) -> T:
        """A document of lists, mappings and models with every text in it masked.

        ``hidden`` are words that are masked elsewhere, and here may stand alone or cut off.
        """
        if not self.kinds:
            return value
        if isinstance(value, BaseModel):
            veiled = self._veiled("", value.model_dump(), hidden)
            return type(value).model_validate(veiled)
        return cast("T", self._veiled("", value, hidden))

    def _veiled(self, name: str, value: object, hidden: Sequence[str]) -> object:
        """``name``: what the value is, where it stands in a mapping."""
        match value:
            case str():
                return self._named(name, self._without(value, hidden))
            case dict():
                return self._mapping(cast("dict[str, object]", value), hidden)
            case list() | tuple():
                items = cast("Sequence[object]", value)
                return [self._veiled("", one, hidden) for one in items]
            case _:
                return value

    def _mapping(self, value: dict[str, object], hidden: Sequence[str]) -> dict[str, object]:
        kind = str(value.get("kind", ""))  # of an entity: what its value is
        names = {"value": kind} if kind else {}
        return {
            key: one if key in _KEPT else self._veiled(names.get(key, key), one, hidden)
            for key, one in value.items()
        }

    def _without(self, text: str, hidden: Sequence[str]) -> str:
        shown = self.text(text)
        for one in hidden:
            if len(one) >= LEAST or shown == one:
                shown = _cut(shown.replace(one, self._mark(one)), one, self._mark(one))
        return shown

    def _mark(self, original: str) -> str:
        """The mark of something whose kind is known by its look; else it is a secret."""
        shown = self.text(original)
        return shown if shown != original else "[secret]"


@lru_cache(maxsize=1000)
def _tells(name: str) -> bool:
    """Whether what stands after such a name may be a secret by that."""
    return not clear(f"{name}: ", ("secret",))


def _cut(text: str, original: str, mark: str) -> str:
    """A text whose end is the beginning of an original, as where it was cut, without that."""
    body = text.rstrip("… ")
    for length in range(min(len(original) - 1, len(body)), LEAST - 1, -1):
        if body.endswith(original[:length]):
            return body[: len(body) - length] + mark + text[len(body) :]
    return text
