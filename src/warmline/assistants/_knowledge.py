"""What an assistant needs from the knowledge base, stated from its own side."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from warmline.core.model import AssistantId, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A passage that may be cited, best first in a :class:`Found`."""

    title: str
    url: str = ""
    passage: str = ""  # its id in the knowledge base
    text: str
    score: float = 0.0  # what the passages are ordered by; comparable within one search only


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """The answer that the knowledge base gives by itself, word for word."""

    text: str
    confidence: float  # calibrated probability that it answers the question, 0..1
    sources: tuple[Source, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict[str, float])  # what that rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    passages: tuple[Cite, ...] = ()
    answer: Extract | None = None

    @property
    def confidence(self) -> float:
        return self.answer.confidence if self.answer and self.answer.text.strip() else 0.0


class Knowledge(Protocol):
    """One assistant's knowledge."""

    async def search(self, text: str, language: str, limit: int) -> Found:
        """Raises ``Temporary``."""
        ...


Alike = Callable[[Sequence[str], Sequence[Sequence[str]]], Awaitable[Sequence[float]]]
"""For each text, the cosine with the nearest of its own others, -1..1; 0 where it has none."""

KnowledgeOf = Callable[[AssistantId], Knowledge]
"""No assistant ever searches another one's knowledge: the id is taken from its own profile."""
