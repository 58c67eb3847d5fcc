"""What a flow says by itself, in thirteen languages, and the words with which a visitor leaves."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, cast

from warmline.policies.errors import Faults
from warmline.policies.tree import read
from warmline.signals.turn import turn_of

_QUESTION: Final = frozenset("?？؟¿")
_FEW: Final = 3  # words; fewer are an answer that does not fit, and no question
_FEW_WIDE: Final = 6  # characters, in scripts without spaces


def own_words(key: str, language: str) -> str:
    """The built-in words ``key`` in ``language``, else in English."""
    tongue = language.partition("-")[0]
    found = _texts().get(tongue) or _texts()["en"]
    return cast("str", found[key])


def leaves(text: str) -> bool:
    """Whether the whole message says, in any of the languages, that the visitor wants out."""
    return folded(text) in _ways_out()


def skips(text: str) -> bool:
    """Whether the whole message is the label of the button that skips a question."""
    return folded(text) in _skips()


def is_question(text: str) -> bool:
    """Whether it has the mark of a question."""
    return not _QUESTION.isdisjoint(text)


def asks_something(text: str, *, answer: bool = False) -> bool:
    """Whether it may be a question of the visitor's own rather than an answer that does not fit.

    ``answer``: it holds what was asked for, as far as its kind goes; then only a mark makes it one.
    """
    if answer or is_question(text):
        return is_question(text)
    words = folded(text).split()
    turn = turn_of(text)
    return len("".join(words)) >= _FEW_WIDE if turn.wide else len(words) >= _FEW


def folded(text: str) -> str:
    """Only its words, in lower case and without accents, as readers of signals see them."""
    return " ".join(word for word in turn_of(text).words if any(c.isalnum() for c in word))


@cache
def _ways_out() -> frozenset[str]:
    return frozenset(folded(word) for texts in _texts().values() for word in texts["leave"])


@cache
def _skips() -> frozenset[str]:
    return frozenset(folded(texts["skip"]) for texts in _texts().values())


@cache
def _texts() -> Mapping[str, Mapping[str, Any]]:
    source = files("warmline.flows").joinpath("texts.yaml").read_text(encoding="utf-8")
    faults = Faults()
    found = read(source, faults)
    faults.settle()
    return cast("Mapping[str, Mapping[str, Any]]", found)
