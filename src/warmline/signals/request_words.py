"""Turns the words of a turn into the parts they play in asking for a person: one letter each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from warmline.signals.packs import PACKS, Pack
from warmline.signals.phrasebook import HEAD, parts_of, phrases_in, starts_with, wide_pattern
from warmline.signals.turn import Turn, normalise
from warmline.signals.typos import WORDS_REMEMBERED, Typos, typos_of

PARTS: Final[Mapping[str, str]] = {
    # Field of a pack -> its letter. Where two fields hold the same phrase the upper one wins.
    "elsewhere": "X",
    "identity": "I",
    "outright": "O",
    "who": "W",
    "people": "p",
    "service": "D",
    "desk": "d",
    "anyone": "S",
    "past": "P",
    "refusal": "Z",
    "others": "T",
    "saying": "Y",
    "bot": "B",
    "besides": "E",
    "must": "H",
    "connect": "K",
    "reach": "R",
    "phone": "c",
    "have": "q",
    "want": "G",
    "can": "Q",
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
WHOM: Final = ("who", "people", "service", "desk", "anyone", "outright")
_MISSPELT: Final = (*WHOM, "reach", "connect")
_MARKS: Final = dict.fromkeys(".!;\n。！｡।؛…|", "|") | dict.fromkeys(",:-–—()[]،、，/", ",") | {
    "?": "?", "？": "?", "؟": "?", '"': '"', "'": "",
}  # fmt: skip
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_AT_EACH_END: Final = 400  # words (unspaced: characters) read at each end of a very long turn

Entry = tuple[tuple[str, ...], str]


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
    typos: Typos

    def parts(self, turn: Turn) -> Parts:
        return (
            self._wide_parts(self.wide, turn.normal)
            if self.wide
            else self._spaced_parts(turn.words)
        )

    def _spaced_parts(self, given: tuple[str, ...]) -> Parts:
        words = tuple(_meant(self, word) for word in given)
        letters: list[str] = []
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(words):
            if _AT_EACH_END <= at < len(words) - _AT_EACH_END:
                at = len(words) - _AT_EACH_END
            letter, length = self._part(words, at)
            if letter:
                letters.append(letter)
                spans.append((at, at + length))
            at += length
        return Parts("".join(letters), tuple(spans))

    def meant(self, word: str) -> str:
        """The word, or what it was meant to be."""
        if word in self.single or word in self.phrases or len(word) < 5 or self._stem(word):
            return word
        return self.typos.meant(word)

    def _part(self, words: tuple[str, ...], at: int) -> tuple[str, int]:
        word = words[at]
        second = words[at + 1] if at + 1 < len(words) else ""
        for phrase, letter in self.phrases.get(word, ()):
            likely = phrase[1] == second or phrase[1][-1] == "*"
            if likely and starts_with(words, at, phrase):
                return letter, len(phrase)
        letter = self.single.get(word) or self._stem(word)
        if letter:
            return letter, 1
        return _mark(word), 1

    def _stem(self, word: str) -> str:
        for stem, letter in self.stems.get(word[:HEAD], ()):
            if word.startswith(stem):
                return letter
        return ""

    def _wide_parts(self, pattern: re.Pattern[str], normal: str) -> Parts:
        letters: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end, letter in self._wide_pieces(pattern, normal):
            if letter == UNKNOWN and letters and letters[-1] == UNKNOWN:
                spans[-1] = (spans[-1][0], end)
            elif letter:
                letters.append(letter)
                spans.append((start, end))
        return Parts("".join(letters), tuple(spans))

    def _wide_pieces(self, pattern: re.Pattern[str], normal: str) -> Iterator[tuple[int, int, str]]:
        for start, end in _both_ends(len(normal)):
            done = start
            for match in pattern.finditer(normal, start, end):
                for at in range(done, match.start()):
                    yield at, at + 1, _wide_mark(normal[at])
                yield match.start(), match.end(), self.single[match[0]]
                done = match.end()
            for at in range(done, end):
                yield at, at + 1, _wide_mark(normal[at])


@lru_cache(maxsize=WORDS_REMEMBERED)
def _meant(words: Words, word: str) -> str:
    return words.meant(word)


def _both_ends(length: int) -> tuple[tuple[int, int], ...]:
    if length <= 2 * _AT_EACH_END:
        return ((0, length),)
    return (0, _AT_EACH_END), (length - _AT_EACH_END, length)


def _mark(word: str) -> str:
    """The letter of a word in no list: a punctuation mark, an emoji or an unknown word."""
    if (mark := _MARKS.get(word)) is not None:
        return mark
    return UNKNOWN if word[0].isalnum() or word[0] == "_" else PARTS["polite"]


def _wide_mark(character: str) -> str:
    return "" if character == " " else _mark(character)


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
        typos=typos_of(_letters_only(pack, _MISSPELT)),
    )


def _letters_only(pack: Pack, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        for phrase in phrases_in(getattr(pack, field)):
            yield from (part for part in parts_of(phrase) if part.isalpha())


WORDS: Final[Mapping[str, Words]] = {code: words_of(pack) for code, pack in PACKS.items()}
