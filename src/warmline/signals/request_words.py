"""Turns the words of a turn into the parts they play in asking for a person: one letter each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from warmline.signals.packs import PACKS, Pack
from warmline.signals.phrasebook import (
    HEAD,
    SMALL,
    parts_of,
    phrases_in,
    starts_with,
    wide_pattern,
)
from warmline.signals.turn import Turn, normalise
from warmline.signals.typos import WORDS_REMEMBERED, Typos, typos_of

PARTS: Final[Mapping[str, str]] = {
    # Field of a pack -> its letter. Where two fields hold the same phrase the upper one wins.
    "elsewhere": "X",
    "identity": "I",
    "outright": "O",
    "present": "y",
    "callback": "k",
    "who": "W",
    "people": "p",
    "service": "D",
    "desk": "d",
    "somebody_else": "a",
    "anyone": "S",
    "past": "P",
    "refusal": "Z",
    "others": "T",
    "plan": "F",
    "saying": "Y",
    "bot": "B",
    "away": "V",
    "later": "l",
    "besides": "E",
    "must": "H",
    "again": "v",
    "connect": "K",
    "reach": "R",
    "call_me": "z",
    "ready": "e",
    "phone": "c",
    "attend": "L",
    "sort_out": "u",
    "together": "w",
    "have": "q",
    "want": "G",
    "can": "Q",
    "modal": "j",
    "negation": "N",
    "but": "b",
    "me": "M",
    "subject": "i",
    "real": "A",
    "help": "h",
    "polite": "C",
    "matter": "x",
    "mine": "m",
    "about": "o",
    "filler": "f",
}
UNKNOWN: Final = "."
WHOM: Final = (
    "who",
    "people",
    "service",
    "desk",
    "anyone",
    "somebody_else",
    "outright",
    "callback",
    "present",
)
"""Whom is asked for: without one of these words there is no ask."""
UNLESS: Final = ("phone", "call_me", "bot")
"""Words that may make an ask without one of those: "call me", "no more bots"."""
_MISSPELT: Final = (*WHOM, "reach", "connect")
_MARKS: Final = dict.fromkeys(".!;\n。！｡।؛…|", "|") | dict.fromkeys(",:-–—()[]،、，/", ",") | {
    "?": "?", "？": "?", "؟": "?", '"': '"', "'": "",
} | dict.fromkeys("=<>{}[]\\^`$%&@#_+", UNKNOWN)  # fmt: skip
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

_PIECE: Final = re.compile(r"[\w\u0900-\u0963\u0966-\u097f]+|[^\w ]")

Entry = tuple[tuple[str, ...], str]
Look = tuple[str, str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The letters of a turn's words, and for each letter where its words start and end."""

    letters: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """One language's words, ready to be looked up; there is one of each language."""

    pack: Pack
    single: Mapping[str, str]
    phrases: Mapping[str, tuple[Entry, ...]]
    stems: Mapping[str, tuple[tuple[str, str], ...]]
    wide: re.Pattern[str] | None
    known: frozenset[str]
    typos: Typos

    def parts(self, turn: Turn, *, beside: "Words | None" = None) -> Parts:
        """The letters of ``turn``; ``beside`` is the language of the words that are not known."""
        if self.wide:
            return self._wide_parts(self.wide, turn.normal)
        looked = [_look(self, word) for word in turn.words]
        if beside:
            looked = [
                (word, beside.single.get(word, UNKNOWN), ()) if one[1] == UNKNOWN else one
                for word, one in zip(turn.words, looked, strict=True)
            ]
        return self._spaced_parts(looked)

    def _spaced_parts(self, looked: Sequence[Look]) -> Parts:
        meant = tuple([one[0] for one in looked])
        letters: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(meant):
            _, letter, phrases = looked[at]
            end = at + 1
            if phrases and (found := _phrase(meant, at, phrases)):
                letter, end = found[1], at + len(found[0])
            if letter:
                letters.append(letter)
                spans.append((at, end))
            at = end
        return Parts("".join(letters), tuple(spans))

    def look(self, word: str) -> Look:
        """What the word was meant to be, its letter, and the phrases that begin with it."""
        meant = self._meant(word)
        letter = self.single.get(meant) or self._stem(meant) or _mark(meant)
        return meant, letter, self.phrases.get(meant, ())

    def _meant(self, word: str) -> str:
        if word in self.known or self._stem(word):
            return word
        return self.typos.meant(word)

    def _stem(self, word: str) -> str:
        for stem, letter in self.stems.get(word[:HEAD], ()):
            if word.startswith(stem):
                return letter
        return ""

    def _wide_parts(self, pattern: re.Pattern[str], normal: str) -> Parts:
        letters: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for match in pattern.finditer(normal):
            if done < match.start():
                _add_unknown(letters, spans, normal, done, match.start())
            letters.append(self.single[match[0]])
            spans.append(match.span())
            done = match.end()
        _add_unknown(letters, spans, normal, done, len(normal))
        return Parts("".join(letters), tuple(spans))


def _add_unknown(
    letters: list[str], spans: list[tuple[int, int]], normal: str, start: int, end: int
) -> None:
    """The letters of ``normal[start:end]``, where no word is known: marks, and runs of text."""
    if end - start == 1 and (mark := _MARKS.get(normal[start])):
        letters.append(mark)
        spans.append((start, end))
        return
    for piece in _PIECE.finditer(normal, start, end):
        letter = _mark(piece[0][0])
        if not letter or (letter == UNKNOWN == (letters[-1] if letters else "")):
            continue
        letters.append(letter)
        spans.append(piece.span())


@lru_cache(maxsize=WORDS_REMEMBERED)
def _look(words: Words, word: str) -> Look:
    return words.look(word)


def _phrase(words: tuple[str, ...], at: int, phrases: tuple[Entry, ...]) -> Entry | None:
    """The longest of ``phrases`` that stands at ``at``."""
    second = words[at + 1] if at + 1 < len(words) else ""
    for entry in phrases:
        phrase = entry[0]
        likely = phrase[1] == second or phrase[1][-1] == "*"
        if likely and starts_with(words, at, phrase):
            return entry
    return None


def _mark(word: str) -> str:
    """The letter of a word in no list: a punctuation mark, an emoji or an unknown word."""
    if (mark := _MARKS.get(word)) is not None:
        return mark
    return UNKNOWN if word[0].isalnum() or word[0] == "_" else PARTS["polite"]


def is_end(word: str) -> bool:
    """Whether a mark ends a sentence."""
    return _MARKS.get(word) in ("|", "?")


def words_of(pack: Pack) -> Words:
    """Index a pack's phrases: by first word, by stem, or as one pattern where no spaces are."""
    single: dict[str, str] = {}
    phrases: dict[str, list[Entry]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for field, letter in PARTS.items():
        for phrase in phrases_in(getattr(pack, field)):
            match parts_of(phrase):
                case [only] if only.endswith("*"):
                    stems.setdefault(only[:HEAD], []).append((only[:-1], letter))
                case [only]:
                    single.setdefault(only, letter)
                case parts:
                    phrases.setdefault(parts[0], []).append((parts, letter))
    return Words(
        pack=pack,
        single=single,
        phrases={k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in phrases.items()},
        stems={head: tuple(found) for head, found in stems.items()},
        wide=wide_pattern(single) if _WIDE.search(normalise(pack.who)) else None,
        known=frozenset(single).union(*(entry[0] for found in phrases.values() for entry in found)),
        typos=typos_of(_misspelt(pack)),
    )


def _misspelt(pack: Pack) -> Iterator[str]:
    """The words that are recognised when misspelt: of phrases those with a meaning of their own."""
    for field in _MISSPELT:
        for phrase in phrases_in(getattr(pack, field)):
            parts = parts_of(phrase)
            for part in parts:
                if part.isalpha() and (len(parts) == 1 or part not in SMALL):
                    yield part


WORDS: Final[Mapping[str, Words]] = {code: words_of(pack) for code, pack in PACKS.items()}
