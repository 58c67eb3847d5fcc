"""Who answers first: one file a kind, and this table."""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Final

from warmline.assistants._knowledge import (
    Alike,
    Cite,
    Extract,
    Found,
    Knowledge,
    KnowledgeOf,
)
from warmline.assistants.budget import Purse, Shares
from warmline.assistants.external import External, Speak
from warmline.assistants.extractive import Extractive
from warmline.assistants.fallback import Closable, Fallback
from warmline.assistants.flow import FlowsOf, Scripted, no_flows
from warmline.assistants.llm import Llm, Recalibrated, as_it_is, no_likeness
from warmline.assistants.loading import loader
from warmline.assistants.openai_chat import openai_chat
from warmline.assistants.options import KINDS
from warmline.assistants.prompt import Mask
from warmline.assistants.provider import Limits, Provider
from warmline.assistants.rasa import rasa
from warmline.assistants.summing_up import SumsUp
from warmline.assistants.webhook import webhook
from warmline.flow.failures import Permanent
from warmline.outside.posting import Outside
from warmline.outside.reach import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an assistant is built of."""

    knowledge: KnowledgeOf
    now: Callable[[], float]  # a monotonic clock, seconds
    provider: Provider | None = None  # None: no language model is configured
    alike: Alike = no_likeness  # how near texts are in meaning
    mask: Mask = str  # what visitors' and operators' words lose on their way to a model
    purse: Purse = field(default_factory=Purse)  # what models may cost
    recalibrated: Recalibrated = as_it_is  # a model's confidence, after judgements of its answers
    flows: FlowsOf = no_flows
    networks: Sequence[Network] = ()  # private ones in which services of the owner's may stand


Build = Callable[[Parts], Closable]
"""Raises ``Permanent`` where a part or an extra is missing. Build once; close at shutdown."""


def _extractive(parts: Parts) -> Closable:
    return Extractive(parts.knowledge)


def _llm(parts: Parts) -> Closable:
    if parts.provider is None:
        raise Permanent('assistant kind "llm": expected a model in the settings, found none')
    if importlib.util.find_spec("pydantic_ai") is None:
        raise Permanent('assistant kind "llm": install warmline[llm]')
    provider = parts.provider
    model = Llm(
        parts.knowledge,
        loader(provider),
        provider.limits,
        alike=parts.alike,
        mask=parts.mask,
        purse=parts.purse,
        recalibrated=parts.recalibrated,
    )
    return Fallback(model, Extractive(parts.knowledge), now=parts.now)


def _outside(speak: Speak) -> Build:
    """A service of the owner's; the key-free assistant stands in for it."""

    def build(parts: Parts) -> Closable:
        outside = Outside(parts.networks)
        return External(speak, outside, Extractive(parts.knowledge), now=parts.now)

    return build


ASSISTANTS: Final[Mapping[str, Build]] = MappingProxyType(
    {
        "extractive": _extractive,
        "llm": _llm,
        "flow": _extractive,  # every kind has its flows in front: this one answers the rest freely
        "webhook": _outside(webhook),
        "rasa": _outside(rasa),
        "openai_chat": lambda parts: _outside(partial(openai_chat, mask=parts.mask))(parts),
    }
)


def sums_up(parts: Parts) -> SumsUp | None:
    """Who writes summaries of handoffs; None: no language model is configured."""
    if parts.provider is None:
        return None
    provider = parts.provider
    return SumsUp(loader(provider), provider.limits, mask=parts.mask, purse=parts.purse)


def built(kind: str, parts: Parts) -> Closable:
    """An assistant of that kind, with the assistant's flows in front of it."""
    return Scripted(ASSISTANTS[kind](parts), parts.flows)


__all__ = [
    "ASSISTANTS",
    "KINDS",
    "Alike",
    "Build",
    "Cite",
    "Closable",
    "Extract",
    "FlowsOf",
    "Found",
    "Knowledge",
    "KnowledgeOf",
    "Limits",
    "Parts",
    "Provider",
    "Purse",
    "Shares",
    "built",
    "sums_up",
]
