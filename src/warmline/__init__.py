"""Warmline: an assistant answers first, a person takes over in the same thread.

The library: ``from warmline import Dialogue, Decision, load_policy``. Names are loaded when they
are asked for, so that a part of Warmline costs what it needs and no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warmline.core.refusals import Refused
    from warmline.dialogue import Decision, Dialogue, load_policy, reader, sentence_model
    from warmline.policies import BadPolicy

_HOMES = {
    "BadPolicy": "warmline.policies",
    "Decision": "warmline.dialogue",
    "Dialogue": "warmline.dialogue",
    "Refused": "warmline.core.refusals",
    "load_policy": "warmline.dialogue",
    "reader": "warmline.dialogue",
    "sentence_model": "warmline.dialogue",
}

__all__ = [
    "BadPolicy",
    "Decision",
    "Dialogue",
    "Refused",
    "load_policy",
    "reader",
    "sentence_model",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'warmline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
