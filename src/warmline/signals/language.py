"""Which of the thirteen languages a turn is written in, from its script and its commonest words."""

import re
from collections.abc import Iterator
from typing import Final

from warmline.core.model import Signal
from warmline.signals.context import Around
from warmline.signals.stop_words import STOP_WORDS
from warmline.signals.turn import Turn

_SCRIPTS: Final = (
    # Kana first: Japanese holds Chinese characters, Chinese holds no kana.
    ("ja", re.compile("[\u3040-\u30ff\uff66-\uff9f]")),
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_OTHER_SCRIPT: Final = re.compile(
    f"[{''.join(script.pattern.strip('[]') for _, script in _SCRIPTS)}]"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_SPECIAL: Final = {
    letter: language
    for language, letters in {
        "de": "ßäöü", "es": "ñ¿¡", "pt": "ãõ", "pl": "łąęśźżćń", "tr": "ığş", "fr": "œêèàç",
        "it": "ìò",
    }.items()
    for letter in letters
}  # fmt: skip
_READ: Final = 200
_HINT: Final = 0.6
_SPEAKERS: Final = {
    word: tuple(code for code, words in STOP_WORDS.items() if word in words)
    for word in frozenset[str]().union(*STOP_WORDS.values())
}
_VOTES: Final = {  # a word of one language alone weighs most; a word of many hardly anything
    word: tuple((code, 1 / len(codes)) for code in codes) for word, codes in _SPEAKERS.items()
}
_SPECIAL_LETTER: Final = re.compile(f"[{''.join(_SPECIAL)}]")


def language(turn: Turn, around: Around) -> Iterator[Signal]:
    """The likeliest language with its share of the votes; nothing where nothing speaks for one."""
    if not turn.normal.isascii() and (code := _by_script(turn.normal[:_READ])):
        yield Signal(name="language", score=0.95, value=code)
        return
    votes = _votes(turn, around.hint[:2])
    if votes:
        best = max(votes, key=votes.__getitem__)
        yield Signal(name="language", score=round(votes[best] / sum(votes.values()), 3), value=best)


def _by_script(normal: str) -> str:
    if not _OTHER_SCRIPT.search(normal):
        return ""
    letters = len(_LETTER.findall(normal))
    for code, script in _SCRIPTS:
        found = len(script.findall(normal))
        if found and found * (5 if code == "ja" else 2.5) >= letters:
            return code
    return ""


def _votes(turn: Turn, hint: str) -> dict[str, float]:
    votes: dict[str, float] = {}
    known = _VOTES
    for word in turn.words[:_READ]:
        if word in known:
            for code, weight in known[word]:
                votes[code] = votes.get(code, 0.0) + weight
    if not turn.original.isascii():
        for letter in _SPECIAL_LETTER.findall(turn.original[:_READ].lower()):
            votes[_SPECIAL[letter]] = votes.get(_SPECIAL[letter], 0.0) + 1
    if hint in STOP_WORDS:
        votes[hint] = votes.get(hint, 0.0) + _HINT
    return votes
