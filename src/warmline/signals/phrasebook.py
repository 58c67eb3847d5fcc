"""Phrases that stand for something, found in a turn in one pass over its words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from warmline.signals.stop_words import STOP_WORDS
from warmline.signals.turn import Turn, normalise

HEAD: Final = 4
"""Letters by which phrases are indexed; ``Turn.heads`` are cut to the same length."""

SMALL: Final = frozenset[str]().union(*STOP_WORDS.values())
"""The commonest words of all languages in Latin letters."""
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PARTS: Final = re.compile(r"[\w\u0900-\u0963\u0966-\u097f]+\*?|[^\w\s,]")


Tree = dict[str, "Tree"]
"""What may follow each character; an empty one ends a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of ``label`` at ``turn.words[start:end]``; in wide text ``words`` is the text."""

    label: str
    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, its whole words, its rank (longest first) and the part that it is found by."""

    parts: tuple[str, ...]
    label: str
    needs: frozenset[str]
    rank: int
    at: int


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """Phrases by their rarest word, or by its head where that is a stem.

    Most turns hold none of these words: then one look at the sets is all. ``wide`` matches
    unspaced text.
    """

    words: Mapping[str, tuple[Phrase, ...]]
    stems: Mapping[str, tuple[Phrase, ...]]
    wide: re.Pattern[str] | None
    wide_labels: Mapping[str, str]

    def find(self, turn: Turn) -> list[Found]:
        """Every phrase in ``turn``, left to right, longest first, none inside another."""
        found = list(self._wide(self.wide, turn.normal)) if turn.wide and self.wide else []
        if possible := self._possible(turn):
            found.extend(_chosen(_matches(turn.words, possible)))
        return found

    def _wide(self, pattern: re.Pattern[str], normal: str) -> Iterator[Found]:
        for match in pattern.finditer(normal):
            yield Found(self.wide_labels[match[0]], 0, 0, match[0])

    def _possible(self, turn: Turn) -> dict[str, list[Phrase]]:
        """The phrases all of whose words are in ``turn``, by the word they are found by."""
        possible: dict[str, list[Phrase]] = {}
        for word in self.words.keys() & turn.vocabulary:
            if some := [one for one in self.words[word] if one.needs <= turn.vocabulary]:
                possible[word] = some
        if not self.stems.keys().isdisjoint(turn.heads):
            for word in turn.vocabulary:
                if some := self.stems.get(word[:HEAD]):
                    possible.setdefault(word, []).extend(some)
        return possible


def _matches(
    words: tuple[str, ...], possible: Mapping[str, list[Phrase]]
) -> Iterator[tuple[int, int, Phrase]]:
    for at, word in enumerate(words):
        if word in possible:
            for phrase in possible[word]:
                if starts_with(words, at - phrase.at, phrase.parts):
                    yield at - phrase.at, phrase.rank, phrase


def _chosen(matches: Iterable[tuple[int, int, Phrase]]) -> Iterator[Found]:
    """From matches (start, rank, phrase): the best at each start, none overlapping another."""
    end = 0
    for start, _, phrase in sorted(matches, key=itemgetter(0, 1)):
        if start >= end:
            end = start + len(phrase.parts)
            yield Found(phrase.label, start, end)


def starts_with(words: tuple[str, ...], at: int, phrase: tuple[str, ...]) -> bool:
    """Whether ``phrase`` stands in ``words`` at ``at``; a part ending in ``*`` is a stem."""
    if at < 0 or at + len(phrase) > len(words):
        return False
    for offset, part in enumerate(phrase):
        word = words[at + offset]
        if word != part and not (part[-1] == "*" and word.startswith(part[:-1])):
            return False
    return True


def parts_of(phrase: str) -> tuple[str, ...]:
    """``"Refund* my money"`` as normalised words: ``("refund*", "my", "money")``."""
    return tuple(_PARTS.findall(normalise(phrase)))


def heads_of(listing: str) -> frozenset[str]:
    """What ``Turn.heads`` holds where one of the words stands in the turn."""
    return frozenset(word[:HEAD] for word in listing.split())


def phrases_in(listing: str) -> list[str]:
    """The phrases of a comma-separated listing."""
    return [phrase for part in listing.split(",") if (phrase := part.strip())]


def book_of(listings: Mapping[str, str]) -> PhraseBook:
    """A book from label -> comma-separated phrases; stems (``refund*``) need four letters."""
    spaced: list[tuple[tuple[str, ...], str]] = []
    wide: dict[str, str] = {}
    for label, listing in listings.items():
        for phrase in phrases_in(listing):
            if _WIDE.search(phrase):
                wide[normalise(phrase)] = label
            else:
                spaced.append((parts_of(phrase), label))
    spaced.sort(key=lambda entry: (-len(entry[0]), entry[0][0][-1] == "*", -len(entry[0][0])))
    words: dict[str, tuple[Phrase, ...]] = {}
    stems: dict[str, tuple[Phrase, ...]] = {}
    for rank, (parts, label) in enumerate(spaced):
        rarest = rarest_of(parts)
        needs = frozenset(part for part in parts if part[-1] != "*")
        phrase = Phrase(parts, label, needs, rank, parts.index(rarest))
        known, key = (stems, rarest[:-1][:HEAD]) if rarest[-1] == "*" else (words, rarest)
        known[key] = (*known.get(key, ()), phrase)
    return PhraseBook(words, stems, wide_pattern(wide), wide)


def rarest_of(parts: tuple[str, ...]) -> str:
    """The part of a phrase that fewest turns hold."""
    return max(parts, key=_rarity)


def _rarity(part: str) -> tuple[bool, bool, int]:
    """Words before stems, words of content before small ones, long ones before short ones."""
    return part[-1] != "*", part not in SMALL, len(part)


def wide_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all unspaced words, the longest at each place; None where there are none."""
    tree: Tree = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return re.compile(_branches(tree)) if tree else None


def _branches(tree: Tree) -> str:
    """A tree of characters as a pattern: at each place only one branch can go on."""
    further = [re.escape(one) + _branches(below) for one, below in tree.items() if one]
    if not further:
        return ""
    return f"(?:{'|'.join(further)}){'?' if '' in tree else ''}"
