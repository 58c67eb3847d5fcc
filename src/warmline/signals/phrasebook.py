"""Phrases that stand for something, found in a turn in one pass over its words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from warmline.signals.turn import Turn, normalise

HEAD: Final = 4
"""Letters by which phrases are indexed; ``Turn.heads`` are cut to the same length."""

_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PARTS: Final = re.compile(r"[\w\u0900-\u0963\u0966-\u097f]+\*?|[^\w\s,]")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of ``label`` at ``turn.words[start:end]``; in wide text ``words`` is the text."""

    label: str
    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases by the head of their first word, longest first; ``wide`` matches unspaced text."""

    index: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    wide: re.Pattern[str] | None
    wide_labels: Mapping[str, str]

    def find(self, turn: Turn) -> list[Found]:
        """Every phrase in ``turn``, left to right, longest first, none inside another."""
        found = list(self._wide(self.wide, turn.normal)) if turn.wide and self.wide else []
        if not self.index.keys().isdisjoint(turn.heads):
            found.extend(self._spaced(turn.words))
        return found

    def _wide(self, pattern: re.Pattern[str], normal: str) -> Iterator[Found]:
        for match in pattern.finditer(normal):
            yield Found(self.wide_labels[match[0]], 0, 0, match[0])

    def _spaced(self, words: tuple[str, ...]) -> Iterator[Found]:
        index, skip = self.index, 0
        for at, word in enumerate(words):
            if at < skip or (entries := index.get(word[:HEAD])) is None:
                continue
            for phrase, label in entries:
                if starts_with(words, at, phrase):
                    skip = at + len(phrase)
                    yield Found(label, at, skip)
                    break


def starts_with(words: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether ``phrase`` stands in ``words`` at ``at``; a part ending in ``*`` is a stem."""
    if at + len(phrase) > len(words):
        return False
    for offset, part in enumerate(phrase):
        word = words[at + offset]
        if word != part and not (part[-1] == "*" and word.startswith(part[:-1])):
            return False
    return True


def parts_of(phrase: str) -> tuple[str, ...]:
    """``"Refund* my money"`` as normalised words: ``("refund*", "my", "money")``."""
    return tuple(_PARTS.findall(normalise(phrase)))


def phrases_in(listing: str) -> list[str]:
    """The phrases of a comma-separated listing."""
    return [phrase for part in listing.split(",") if (phrase := part.strip())]


def book_of(listings: Mapping[str, str]) -> PhraseBook:
    """A book from label -> comma-separated phrases; stems (``refund*``) need four letters."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    wide: dict[str, str] = {}
    for label, listing in listings.items():
        for phrase in phrases_in(listing):
            if _WIDE.search(phrase):
                wide[normalise(phrase)] = label
            else:
                parts = parts_of(phrase)
                index.setdefault(parts[0].rstrip("*")[:HEAD], []).append((parts, label))
    longest = {
        head: tuple(sorted(entries, key=lambda e: (-len(e[0]), e[0][0][-1] == "*", -len(e[0][0]))))
        for head, entries in index.items()
    }
    return PhraseBook(longest, wide_pattern(wide), wide)


def wide_pattern(words: Mapping[str, str]) -> re.Pattern[str] | None:
    """One pattern for all unspaced words, longest first, or None where there are none."""
    if not words:
        return None
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
