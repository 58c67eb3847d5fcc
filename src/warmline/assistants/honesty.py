"""What an assistant may never say of itself: that it is a person, or that it has done something.

It can do nothing but talk and ask for a person. The patterns stand in ``honesty.json``, by
language; they read normalised text (lower case, no accents, "I'm" as "im").
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from warmline.signals.turn import normalise

_PUNCTUATION: Final = re.compile("[^\\w\\s\u0900-\u097f]")
_CLAUSE: Final = re.compile(r"[.,;:!?…\n]")
_LONGEST: Final = 24  # words of a courtesy
_FIRST: Final = 2  # words of a clause among which "once", "if" … make it a condition


@cache
def _wording() -> Mapping[str, Any]:
    file = resources.files("warmline.assistants").joinpath("honesty.json")
    return json.loads(file.read_text(encoding="utf-8"))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(_wording()[kind].values()))


@cache
def _conditional() -> frozenset[str]:
    return frozenset(_wording()["conditional"].split())


def claims_to_be_a_person(text: str) -> bool:
    """In any of the thirteen languages: "I am a human", "I'm not a bot"."""
    return _pattern("person").search(_words(text)) is not None


def tells_of_a_deed(text: str) -> bool:
    """Like "I have cancelled your order", "your refund is approved"; not "once it has been …"."""
    clauses = (_words(clause) for clause in _CLAUSE.split(text))
    return any(_pattern("deed").search(clause) and _holds(clause) for clause in clauses)


def is_courtesy(sentence: str) -> bool:
    """Like "let me know if you have other questions": polite, short, and no statement."""
    words = _words(sentence)
    return words.count(" ") < _LONGEST and _pattern("courtesy").search(words) is not None


def _holds(clause: str) -> bool:
    return _conditional().isdisjoint(clause.split()[:_FIRST])


def _words(text: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", normalise(text)).split())
