"""Which language model is asked, where, and how long it may take: the server's settings."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, tokens, characters and bytes; ``whole`` must fit into ``Policy.answer_within``."""

    connect: float = 5.0
    first_token: float = 8.0
    whole: float = 20.0
    tokens: int = 1_500  # asked of the provider, thinking included
    characters: int = 8_000  # of one answer; a longer one is a failure
    bytes: int = 2_000_000  # of one response, whatever is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A model and the way to it.

    ``model`` is ``provider:model`` (``openai:…``, ``anthropic:…``, ``ollama:…``). With ``base_url``
    it is any OpenAI-compatible endpoint's own model name. ``key`` "": the provider's own
    environment variable (``OPENAI_API_KEY`` …), and never that of another one.
    """

    model: str
    base_url: str = ""
    key: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model reads. ``system`` holds the owner's and our words, and nobody else's."""

    system: str
    user: str
    may_hand_off: bool = True
    rules: int = 0  # situations numbered in ``system``, which a call may name


@dataclass(frozen=True, slots=True)
class HandOff:
    """The model asked for a person."""

    reason: str
    rule: int = 0  # number of the situation that it saw; 0: none of them


@dataclass(frozen=True, slots=True)
class Used:
    """How many tokens the provider says that a request used, thinking included."""

    tokens: int


Said = str | HandOff | Used


class ChatModel(Protocol):
    """A language model, as narrow as we use it."""

    def say(self, prompt: Prompt) -> AsyncGenerator[Said]:
        """Pieces of the answer as they come. Raises ``ModelFailed`` and ``Permanent``."""
        ...

    async def close(self) -> None: ...
