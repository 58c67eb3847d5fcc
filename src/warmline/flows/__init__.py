"""Scripted flows: as people write them, what is wrong with them, and how one talks."""

from warmline.flows.errors import BadFlows
from warmline.flows.file import load, warnings
from warmline.flows.model import Flow, Flows
from warmline.flows.outline import outline
from warmline.flows.playing import Look, Looked, Played, played
from warmline.flows.preview import Shown, preview
from warmline.flows.start import Began, Opening, opening
from warmline.flows.talk import Heard, Turned, hear

__all__ = [
    "BadFlows",
    "Began",
    "Flow",
    "Flows",
    "Heard",
    "Look",
    "Looked",
    "Opening",
    "Played",
    "Shown",
    "Turned",
    "hear",
    "load",
    "opening",
    "outline",
    "played",
    "preview",
    "warnings",
]
