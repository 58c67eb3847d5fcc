"""What an operator said in this thread, found again when the visitor asks for it.

The words for it stand in ``recall.json``: by language, what such a source is called, how the
quotation is introduced, and the phrases by which a question refers back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from warmline.assistants._thread import Reply
from warmline.assistants._words import content, has_wide, share, spaced
from warmline.core.model import Source

LONGEST: Final = 500  # characters of an operator's words that are said again
_ENOUGH: Final = 0.5  # of the question's words, where it says that it refers back
_PLENTY: Final = 0.75  # where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    text: str  # the operator's words, introduced as such in the visitor's language
    confidence: float
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    title: str
    lead: str
    back: tuple[str, ...]  # each with a space before and after its words


@cache
def _wordings() -> Mapping[str, _Wording]:
    text = (
        resources.files("warmline.assistants").joinpath("recall.json").read_text(encoding="utf-8")
    )
    return {language: _wording(entry) for language, entry in json.loads(text).items()}


def _wording(entry: Mapping[str, Any]) -> _Wording:
    back = tuple(f" {' '.join(spaced(phrase))} " for phrase in entry["back"])
    return _Wording(title=entry["title"], lead=entry["lead"], back=back)


def _worded(language: str) -> _Wording:
    wordings = _wordings()
    return wordings.get(language.split("-", maxsplit=1)[0].lower(), wordings["en"])


def title(language: str) -> str:
    """What a source is called that is an operator's message of this thread."""
    return _worded(language).title


def refers_back(text: str, language: str) -> bool:
    """Whether the visitor says, in their language or in English, that they ask for it again."""
    words = f" {' '.join(spaced(text))} "
    phrases = (*_worded(language).back, *_worded("en").back)
    if has_wide(text):
        return any(phrase.strip() in words for phrase in phrases)
    return any(phrase in words for phrase in phrases)


def recall(replies: tuple[Reply, ...], text: str, language: str) -> Recalled | None:
    """The operator's reply that ``text`` asks for again, newest first among equals.

    The confidence is a first guess, not calibrated: it grows with the share of the question's
    words that the operator, or the question that the operator replied to, used too.
    """
    back = _worded(language).back + _worded("en").back
    asked = content(text) - content(" ".join(back))
    enough = _ENOUGH if refers_back(text, language) else _PLENTY
    scored = [(share(asked, content(f"{r.asked}\n{r.text}")), at) for at, r in enumerate(replies)]
    best, at = max(scored, default=(0.0, -1))
    if best < enough:
        return None
    said = " ".join(replies[at].text.split())
    said = said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"
    return Recalled(
        text=_worded(language).lead.replace("{text}", said),
        confidence=0.4 + 0.5 * best,
        source=Source(title=title(language), quote=said),
    )
