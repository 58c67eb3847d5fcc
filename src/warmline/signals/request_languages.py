"""In which languages a turn may ask for a person: a quick look that spares most turns the rest."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from warmline.signals.phrasebook import HEAD, parts_of, phrases_in, rarest_of
from warmline.signals.request_words import UNLESS, WHOM, WORDS, is_end
from warmline.signals.turn import Turn
from warmline.signals.typos import WORDS_REMEMBERED, typos_of

_KANA: Final = re.compile("[\u3040-\u30ff]")
_MANY_WORDS: Final = 300
_MOST_PACKS: Final = 3
_NEARLY: Final = 0.75
_A_FEW: Final = 2
_ORDER: Final = {code: at for at, code in enumerate(WORDS)}
_SPACED: Final = {code: words for code, words in WORDS.items() if words.wide is None}


Hint = tuple[str, frozenset[str]]
"""A language, and the words that must stand beside the one by which it was found."""


def _triggers() -> tuple[dict[str, tuple[Hint, ...]], dict[str, list[tuple[str, str]]]]:
    words: dict[str, tuple[Hint, ...]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for code, known in _SPACED.items():
        for field in (*WHOM, *UNLESS):
            for phrase in phrases_in(getattr(known.pack, field)):
                parts = parts_of(phrase)
                rarest = rarest_of(parts)
                if rarest.endswith("*"):
                    stems.setdefault(rarest[:-1][:HEAD], []).append((rarest[:-1], code))
                else:
                    beside = frozenset(part for part in parts if part[-1] != "*") - {rarest}
                    words[rarest] = (*words.get(rarest, ()), (code, beside))
    return {word: _fewest(hints) for word, hints in words.items()}, stems


def _fewest(hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
    """Without those that need more words than another of their language."""
    alone = {code for code, beside in hints if not beside}
    return tuple(
        dict.fromkeys((code, beside) for code, beside in hints if not beside or code not in alone)
    )


_TRIGGERS, _TRIGGER_STEMS = _triggers()
_COMMON: Final = (
    frozenset(word for words in _SPACED.values() for word in (*words.single, *words.phrases))
    - _TRIGGERS.keys()
)
_TYPOS: Final = typos_of(_TRIGGERS)


def languages_asking(turn: Turn) -> tuple[list[str], list[str]]:
    """The languages in which ``turn`` may name a person, likeliest first; and the unlikely ones.

    A language is unlikely where others know many more of the words around.
    """
    hits: dict[str, set[str]] = {}
    for word in turn.vocabulary - _COMMON:
        for code, beside in _hints_of(word):
            if beside <= turn.vocabulary:
                hits.setdefault(code, set()).add(word)
    found = _plausible(turn, hits) if hits.keys() - {"en"} else dict.fromkeys(hits, 1.0)
    if turn.wide:
        found["ja"] = 1.0
        if not _KANA.search(turn.normal):
            found["zh"] = 2.0
    likeliest = sorted(found, key=lambda code: (-found[code], _ORDER[code]))
    most = _MOST_PACKS if len(turn.words) > _MANY_WORDS else len(likeliest)
    return likeliest[:most], [code for code in hits if code not in found]


def _plausible(turn: Turn, hits: Mapping[str, set[str]]) -> dict[str, float]:
    """The languages that know nearly as many words of some sentence as any other does.

    "Person" is of many tongues. The sentence counts in which the language's own hit stands.
    """
    best: dict[str, float] = {}
    for sentence in _sentences(turn.words):
        here = [code for code, words in hits.items() if not words.isdisjoint(sentence)]
        if not here:
            continue
        known = {code: len(sentence & words.known) for code, words in _SPACED.items()}
        most = max(known.values(), default=0)
        for code in here:
            share = known[code] / most if most else 1.0
            if share > _NEARLY and (code != "hi" or known[code] > known["en"]):
                best[code] = max(best.get(code, 0.0), share)
    return best


def language_beside(turn: Turn, main: str) -> str:
    """The language that knows most of the words which ``main`` does not; none where few are."""
    mine = _SPACED[main].known
    unknown = turn.vocabulary - mine
    known = {code: len(unknown & words.known) for code, words in _SPACED.items() if code != main}
    best = max(known, key=lambda code: known[code])
    its_own = (turn.vocabulary & mine) - _SPACED[best].known
    return best if known[best] >= _A_FEW <= len(its_own) else ""


def _sentences(words: tuple[str, ...]) -> Iterator[frozenset[str]]:
    start = 0
    for at, word in enumerate(words):
        if is_end(word):
            yield frozenset(words[start:at])
            start = at + 1
    yield frozenset(words[start:])


@lru_cache(maxsize=WORDS_REMEMBERED)
def _hints_of(word: str) -> tuple[Hint, ...]:
    return tuple(_find_hints(word))


def _find_hints(word: str) -> Iterator[Hint]:
    if (hints := _TRIGGERS.get(word)) is not None:
        yield from hints
        return
    for stem, code in _TRIGGER_STEMS.get(word[:HEAD], ()):
        if word.startswith(stem):
            yield code, frozenset()
    for meant in _TYPOS.near(word):
        yield from _TRIGGERS[meant]
