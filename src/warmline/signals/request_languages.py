"""In which languages a turn may ask for a person: a quick look that spares most turns the rest."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from warmline.signals.phrasebook import HEAD, parts_of, phrases_in
from warmline.signals.request_words import WHOM, WORDS
from warmline.signals.turn import Turn
from warmline.signals.typos import WORDS_REMEMBERED, typos_of

_KANA: Final = re.compile("[\u3040-\u30ff]")
_MANY_WORDS: Final = 300
_MOST_PACKS: Final = 3
_ORDER: Final = {code: at for at, code in enumerate(WORDS)}
_SPACED: Final = {code: words for code, words in WORDS.items() if words.wide is None}


def _triggers() -> tuple[dict[str, set[str]], dict[str, list[tuple[str, str]]]]:
    words: dict[str, set[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for code, known in _SPACED.items():
        for field in WHOM:
            for phrase in phrases_in(getattr(known.pack, field)):
                first = parts_of(phrase)[0]
                if first.endswith("*"):
                    stems.setdefault(first[:HEAD], []).append((first[:-1], code))
                else:
                    words.setdefault(first, set()).add(code)
    return words, stems


_TRIGGERS, _TRIGGER_STEMS = _triggers()
_COMMON: Final = (
    frozenset(word for words in _SPACED.values() for word in (*words.single, *words.phrases))
    - _TRIGGERS.keys()
)
_KNOWN: Final = {
    code: frozenset((*words.single, *words.phrases)) for code, words in _SPACED.items()
}
_TYPOS: Final = typos_of(_TRIGGERS)


def languages_asking(turn: Turn) -> list[str]:
    """The languages in which some word of ``turn`` may name a person, likeliest first."""
    hits: dict[str, int] = {}
    for word in turn.vocabulary - _COMMON:
        for code in _languages_of(word):
            hits[code] = hits.get(code, 0) + 1
    if turn.wide:
        hits["ja"] = 1
        if not _KANA.search(turn.normal):
            hits["zh"] = 2
    if len(hits) > 1:
        hits = _plausible(turn, hits)
    found = sorted(hits, key=lambda code: (-hits[code], _ORDER[code]))
    return found[:_MOST_PACKS] if len(turn.words) > _MANY_WORDS else found


def _plausible(turn: Turn, hits: dict[str, int]) -> dict[str, int]:
    """Without the languages that know far fewer of the words: "person" is of many tongues."""
    known = {code: len(turn.vocabulary & _KNOWN[code]) for code in hits if code in _KNOWN}
    most = max(known.values(), default=0)
    return {code: n for code, n in hits.items() if code not in known or known[code] * 2 > most}


@lru_cache(maxsize=WORDS_REMEMBERED)
def _languages_of(word: str) -> tuple[str, ...]:
    return tuple(_find_languages(word))


def _find_languages(word: str) -> Iterator[str]:
    if (codes := _TRIGGERS.get(word)) is not None:
        yield from codes
        return
    if (stems := _TRIGGER_STEMS.get(word[:HEAD])) is not None:
        yield from (code for stem, code in stems if word.startswith(stem))
    for meant in _TYPOS.near(word):
        yield from _TRIGGERS[meant]
