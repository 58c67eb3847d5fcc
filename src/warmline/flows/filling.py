"""Putting what a flow collected into its texts."""

import re
from collections.abc import Mapping
from typing import Final

from warmline.flows.model import PLACEHOLDER, Flow, Text, said

LONGEST_SHOWN: Final = 300  # characters of a field
_MARKUP: Final = re.compile(r"[\[\]<>`\x00-\x1f\x7f]+|\b[a-zA-Z][\w+.-]*://")


def filled(text: Text, flow: Flow, fields: Mapping[str, str], language: str) -> str:
    """The text for a visitor: a choice by its label, and no link or markup of their own making."""

    def word(found: re.Match[str]) -> str:
        return _shown(flow, found[1], fields.get(found[1], ""), language)

    return PLACEHOLDER.sub(word, said(text, language)).strip()


def stated(template: str, fields: Mapping[str, str], *, blank: str = "") -> str:
    """The same for staff and for keeping: fields as they were collected."""
    found = PLACEHOLDER.sub(lambda name: fields.get(name[1], "") or blank, template)
    return " ".join(found.split())


def _shown(flow: Flow, name: str, value: str, language: str) -> str:
    ask = flow.asks().get(name)
    labels = {option.id: said(option.label, language) for option in ask.options} if ask else {}
    text = labels.get(value, value)
    return " ".join(_MARKUP.sub(" ", text).split())[:LONGEST_SHOWN]
