"""Greetings, thanks, goodbyes and "are you a machine?": the turns that no knowledge answers.

The phrases stand in ``small_talk.json``: by language, those of each kind, words that may stand
beside them, and the replies. ``wide`` languages are written without spaces.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from warmline.assistants._words import spaced

_KINDS: Final = ("identity", "bye", "thanks", "greeting")
"""Where a turn is of several kinds, the first of these is answered."""
_LONGEST: Final = 6  # words in a phrase
_LONGEST_WIDE: Final = 24  # characters
_APPROVAL: Final = frozenset("👍🙏👌❤😊🙂😀💯")

_Phrase = tuple[str, ...] | str  # words, or characters in a wide language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    kinds: Mapping[_Phrase, str]  # "beside" for words that may stand beside
    replies: Mapping[str, str]  # by kind
    wide: bool


@cache
def _talks() -> Mapping[str, _Talk]:
    text = (
        resources.files("warmline.assistants")
        .joinpath("small_talk.json")
        .read_text(encoding="utf-8")
    )
    return {language: _talk(entry) for language, entry in json.loads(text).items()}


def _talk(entry: Mapping[str, Any]) -> _Talk:
    wide = bool(entry["wide"])
    kinds: dict[_Phrase, str] = {}
    for kind in ("beside", *reversed(_KINDS)):
        for phrase in entry[kind]:
            words = spaced(phrase)
            kinds["".join(words) if wide else tuple(words)] = kind
    return _Talk(kinds=kinds, replies=entry["replies"], wide=wide)


def small_talk(text: str, language: str) -> str:
    """A polite reply where the whole turn is small talk; "" where it is not.

    The turn is read in the conversation's ``language`` first, then in the others, and is answered
    in the one it was read in.
    """
    talks = _talks()
    own = language.split("-", maxsplit=1)[0].lower()
    words = spaced(text)
    if not words:
        approves = any(c in _APPROVAL for c in text)
        return talks.get(own, talks["en"]).replies["thanks"] if approves else ""
    for tongue in (own, *talks):
        if (talk := talks.get(tongue)) and (kind := _kind(words, talk)):
            return talk.replies[kind]
    return ""


def _kind(words: list[str], talk: _Talk) -> str:
    turn = "".join(words) if talk.wide else tuple(words)
    seen = set(_phrases(turn, talk.kinds))
    return "" if "" in seen else next((kind for kind in _KINDS if kind in seen), "")


def _phrases(rest: _Phrase, kinds: Mapping[_Phrase, str]) -> Iterator[str]:
    """The kinds of the phrases that make up ``rest``, longest first; "" for anything else."""
    longest = _LONGEST_WIDE if isinstance(rest, str) else _LONGEST
    while rest:
        lengths = range(min(longest, len(rest)), 0, -1)
        length = next((n for n in lengths if rest[:n] in kinds), 0)
        yield kinds[rest[:length]] if length else ""
        rest = rest[length or len(rest) :]
