"""Who answers first: one file a kind, and this table."""

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from warmline.assistants._knowledge import Cite, Extract, Found, Knowledge, KnowledgeOf
from warmline.assistants.extractive import Extractive
from warmline.assistants.fallback import Closable, Fallback
from warmline.assistants.llm import Llm
from warmline.assistants.loading import loader
from warmline.assistants.provider import Limits, Provider
from warmline.flow.failures import Permanent


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an assistant is built of."""

    knowledge: KnowledgeOf
    now: Callable[[], float]  # a monotonic clock, seconds
    provider: Provider | None = None  # None: no language model is configured


Build = Callable[[Parts], Closable]
"""Raises ``Permanent`` where a part or an extra is missing. Build once; close at shutdown."""


def _extractive(parts: Parts) -> Closable:
    return Extractive(parts.knowledge)


def _llm(parts: Parts) -> Closable:
    if parts.provider is None:
        raise Permanent('assistant kind "llm": expected a model in the settings, found none')
    if importlib.util.find_spec("pydantic_ai") is None:
        raise Permanent('assistant kind "llm": install warmline[llm]')
    model = Llm(parts.knowledge, loader(parts.provider), parts.provider.limits)
    return Fallback(model, Extractive(parts.knowledge), now=parts.now)


ASSISTANTS: Final[Mapping[str, Build]] = MappingProxyType({"extractive": _extractive, "llm": _llm})

__all__ = [
    "ASSISTANTS",
    "Build",
    "Cite",
    "Closable",
    "Extract",
    "Found",
    "Knowledge",
    "KnowledgeOf",
    "Limits",
    "Parts",
    "Provider",
]
