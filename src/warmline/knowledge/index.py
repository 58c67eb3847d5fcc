"""All passages of an assistant, ready to be searched by meaning and by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.embedder import Embedder, Matrix, Vector
from warmline.knowledge.passages import Passage, content_id
from warmline.knowledge.postings import (
    Postings,
    by_letters,
    by_words,
    direction,
    share_of_rarity,
)
from warmline.knowledge.terms import Bag, content_words, feature, letter_bag, stem, word_bag

Face = Literal["question", "text"]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found passage and why it was found. Ranks count from 1."""

    passage: Passage
    score: float  # what the hits are ordered by
    meaning: float  # cosine of the query with the passage's nearest question or text
    theme: float  # cosine with the mean of its questions
    words: float  # share of the query's words found, rare ones counting more, 0..1
    letters: float  # likeness of spelling, 0..1
    meaning_rank: int
    words_rank: int
    letters_rank: int
    face: Face  # whether a question or the text was nearest
    nearest: str  # that question or text
    matched: tuple[str, ...]  # words of the query that stand in the passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each leg counts beside the meaning, which counts 1."""

    theme: float
    words: float
    letters: float


# The shipped model is an English one: elsewhere spelling carries as much as meaning.
ENGLISH = Weights(theme=0.5, words=0.1, letters=0.15)
OTHER = Weights(theme=0.0, words=0.5, letters=0.5)


def weights_for(language: str) -> Weights:
    return ENGLISH if language == "en" else OTHER


def text_face(passage: Passage) -> str:
    """The text as it is embedded: under its title, which may name what the text calls "it"."""
    return f"{passage.title}. {passage.text}" if passage.title else passage.text


def faces(passage: Passage) -> tuple[tuple[Face, str], ...]:
    """Every text by which a passage can be found; each has its own vector."""
    questions: list[tuple[Face, str]] = [("question", q) for q in passage.questions]
    if passage.text:
        questions.append(("text", text_face(passage)))
    return tuple(questions) or (("text", passage.title),)


def text_key(text: str) -> str:
    """Under which the vector of ``text`` is kept."""
    return content_id(text)


def missing_texts(passages: Iterable[Passage], known: Mapping[str, object]) -> dict[str, str]:
    """Key and text of all faces that have no vector yet: what must be embedded after a change."""
    texts = (text for passage in passages for _, text in faces(passage))
    return {key: text for text in texts if (key := text_key(text)) not in known}


def embed_missing(
    passages: Iterable[Passage], known: Mapping[str, object], embedder: Embedder
) -> dict[str, Vector]:
    """New vectors by key; merge them with ``known`` before building an index."""
    missing = missing_texts(passages, known)
    return dict(zip(missing, embedder.vectors(list(missing.values())), strict=True))


@lru_cache(maxsize=65_536)
def _bags(text: str, language: str) -> tuple[Bag, Bag]:
    """Words and letter runs; cached, since most passages outlive a re-index."""
    return word_bag(text, language), letter_bag(text)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Index:
    """Immutable: a changed source makes a new index from kept vectors."""

    passages: tuple[Passage, ...]
    language: str
    _texts: tuple[tuple[Face, str], ...] = field(repr=False)  # one per row
    _vectors: Matrix = field(repr=False)  # (rows, d)
    _themes: Matrix = field(repr=False)  # (passages, d)
    _starts: Rows = field(repr=False)  # first row of each passage
    _words: Postings = field(repr=False)
    _letters: Postings = field(repr=False)

    @classmethod
    def build(
        cls, passages: Sequence[Passage], vectors: Mapping[str, Vector], *, language: str = "en"
    ) -> Index:
        """``vectors`` by :func:`text_key` for every face; a missing one is a KeyError."""
        texts = [faces(passage) for passage in passages]
        rows = [row for own in texts for row in own]
        matrix = np.array([vectors[text_key(text)] for _, text in rows], np.float32)
        sizes = [len(own) for own in texts]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        bags = [_bags(text, language) for _, text in rows]
        return cls(
            passages=tuple(passages),
            language=language,
            _texts=tuple(rows),
            _vectors=matrix,
            _themes=_themes(matrix, rows, starts),
            _starts=starts,
            _words=by_words([words for words, _ in bags]),
            _letters=by_letters([letters for _, letters in bags]),
        )

    def search(
        self, query: str, vector: Vector, *, limit: int = 10, language: str | None = None
    ) -> tuple[Hit, ...]:
        """The best ``limit`` passages for a query in ``language`` (default: the index's own)."""
        if not self.passages:
            return ()
        spoken = language or self.language
        legs = self._legs(query, vector)
        weights = weights_for(spoken)
        by_row = _blend(legs, weights)
        score = (self._best(by_row) + weights.theme * legs.theme).astype(np.float32)
        top = np.argsort(-score, kind="stable")[:limit]
        asked = _asked(query, self.language)
        ranks = _Ranks(*(self._best(leg) for leg in (legs.meaning, legs.words, legs.letters)))
        return tuple(self._hit(int(i), score, by_row, legs, ranks, asked) for i in top)

    def _legs(self, query: str, vector: Vector) -> _Legs:
        words, letters = word_bag(query, self.language), letter_bag(query)
        return _Legs(
            meaning=self._vectors @ vector,
            theme=self._themes @ vector,
            words=self._words.scores(words, share_of_rarity),
            letters=self._letters.scores(letters, direction),
        )

    def _best(self, by_row: Vector) -> Vector:
        return np.maximum.reduceat(by_row, self._starts)

    def _hit(
        self,
        at: int,
        score: Vector,
        by_row: Vector,
        legs: _Legs,
        ranks: _Ranks,
        asked: Mapping[int, str],
    ) -> Hit:
        start = int(self._starts[at])
        end = int(self._starts[at + 1]) if at + 1 < len(self._starts) else len(by_row)
        face, nearest = self._texts[start + int(by_row[start:end].argmax())]
        passage = self.passages[at]
        return Hit(
            passage=passage,
            score=float(score[at]),
            meaning=float(ranks.meaning[at]),
            theme=float(legs.theme[at]),
            words=float(ranks.words[at]),
            letters=float(ranks.letters[at]),
            meaning_rank=_rank(ranks.meaning, at),
            words_rank=_rank(ranks.words, at),
            letters_rank=_rank(ranks.letters, at),
            face=face,
            nearest=nearest,
            matched=_matched(asked, passage, self.language),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Legs:
    meaning: Vector  # by row
    theme: Vector  # by passage
    words: Vector  # by row
    letters: Vector  # by row


@dataclass(frozen=True, slots=True)
class _Ranks:
    """Each leg by passage, to be ranked."""

    meaning: Vector
    words: Vector
    letters: Vector


def _blend(legs: _Legs, weights: Weights) -> Vector:
    """The score of each row, the theme aside."""
    spelling = weights.words * legs.words + weights.letters * legs.letters
    return (legs.meaning + spelling).astype(np.float32)


def _rank(values: Vector, at: int) -> int:
    return int((values > values[at]).sum()) + 1


def _themes(matrix: Matrix, rows: Sequence[tuple[Face, str]], starts: Rows) -> Matrix:
    """The mean of each passage's questions, or of its text where it has none; length 1."""
    if not rows:
        return matrix.reshape(0, 0)
    asks = np.array([face == "question" for face, _ in rows])
    owns_questions = np.maximum.reduceat(asks, starts)
    sizes = np.diff(np.append(starts, len(rows)))
    counted = asks | ~np.repeat(owns_questions, sizes)
    sums = np.add.reduceat(matrix * counted[:, None], starts, axis=0)
    return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def _asked(query: str, language: str) -> dict[int, str]:
    """The query's words by their features, in order."""
    return {feature(stem(word, language)): word for word in content_words(query)}


def _matched(asked: Mapping[int, str], passage: Passage, language: str) -> tuple[str, ...]:
    bags = [_bags(text, language)[0].features for _, text in faces(passage)]
    held = {int(found) for bag in bags for found in bag}
    return tuple(word for key, word in asked.items() if key in held)
