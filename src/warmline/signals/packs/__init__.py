"""The languages in which a visitor can ask for a person: one file each, and this table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from warmline.signals.packs import ar, de, en, es, fr, hi, it, ja, nl, pl, pt, tr, zh
from warmline.signals.packs._pack import Pack

PACKS: Final[Mapping[str, Pack]] = MappingProxyType(
    {
        module.PACK.language: module.PACK
        for module in (en, es, fr, de, pt, it, nl, pl, tr, ar, hi, zh, ja)
    }
)

__all__ = ["PACKS", "Pack"]
