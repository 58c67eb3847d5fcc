"""All passages of an assistant, ready to be searched by meaning and by words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from warmline.knowledge.embedder import Embedder, Matrix, Vector
from warmline.knowledge.hits import Asked, Hit
from warmline.knowledge.layout import Layout, faces
from warmline.knowledge.passages import Passage, content_id
from warmline.knowledge.postings import (
    Postings,
    by_letters,
    by_words,
    direction,
    share_of_rarity,
)
from warmline.knowledge.terms import Bag, content_words, feature, letter_bag, stem, word_bag

UNCROWDED = 0.45  # stands for the crowding of an index with less than two entries
COMPARED = 256  # entries whose nearest neighbour is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each leg counts beside the meaning, which counts 1."""

    theme: float
    answer: float
    words: float
    letters: float


# The shipped model is an English one: elsewhere spelling carries as much as meaning.
ENGLISH = Weights(theme=0.5, answer=1.0, words=0.1, letters=0.15)
OTHER = Weights(theme=0.0, answer=0.5, words=0.5, letters=0.5)


def weights_for(language: str) -> Weights:
    return ENGLISH if language == "en" else OTHER


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


def crowding(vectors: Matrix) -> float:
    """Mean cosine of entries with their nearest neighbour; of at most ``COMPARED`` of them."""
    if len(vectors) < 2:
        return UNCROWDED
    picked = np.unique(np.linspace(0, len(vectors) - 1, COMPARED).astype(np.int64))
    cosines = vectors[picked] @ vectors.T
    cosines[np.arange(len(picked)), picked] = -1.0
    return float(cosines.max(1).mean())


@lru_cache(maxsize=65_536)
def _bags(text: str, language: str) -> tuple[Bag, Bag]:
    """Words and letter runs; cached, since most passages outlive a re-index."""
    return word_bag(text, language), letter_bag(text)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Index:
    """Immutable: a changed source makes a new index from kept vectors."""

    passages: tuple[Passage, ...]
    language: str
    crowding: float  # see :func:`crowding`; of the entries that have questions
    _layout: Layout = field(repr=False)
    _vectors: Matrix = field(repr=False)  # (rows, d)
    _themes: Matrix = field(repr=False)  # (passages, d)
    _words: Postings = field(repr=False)
    _letters: Postings = field(repr=False)

    @classmethod
    def build(
        cls, passages: Sequence[Passage], vectors: Mapping[str, Vector], *, language: str = "en"
    ) -> Index:
        """``vectors`` by :func:`text_key` for every face; a missing one is a KeyError."""
        layout = Layout.of(passages)
        matrix = np.array([vectors[text_key(text)] for _, text in layout.texts], np.float32)
        themes = layout.themes(matrix)
        bags = [_bags(text, language) for _, text in layout.texts]
        return cls(
            passages=tuple(passages),
            language=language,
            crowding=_crowding(layout, matrix, themes),
            _layout=layout,
            _vectors=matrix,
            _themes=themes,
            _words=by_words([words for words, _ in bags]),
            _letters=by_letters([letters for _, letters in bags]),
        )

    def search(
        self, query: str, vector: Vector, *, limit: int = 10, language: str | None = None
    ) -> tuple[Hit, ...]:
        """The best ``limit`` passages for a query in ``language`` (default: the index's own)."""
        if not self.passages:
            return ()
        legs = self._legs(query, vector)
        score = self._score(legs, weights_for(language or self.language))
        top = np.argsort(-score, kind="stable")[:limit]
        query_words = _query_words(query, self.language)
        return tuple(self._hit(int(i), score, legs, query_words) for i in top)

    def _legs(self, query: str, vector: Vector) -> _Legs:
        by_row = self._vectors @ vector
        words = self._words.scores(word_bag(query, self.language), share_of_rarity)
        letters = self._letters.scores(letter_bag(query), direction)
        theme = self._themes @ vector
        return _Legs(
            rows=_Rows(meaning=by_row, words=words, letters=letters),
            meaning=self._layout.best(by_row),
            theme=theme,
            answer=self._layout.told_by(by_row, theme),
            words=self._layout.best(words),
            letters=self._layout.best(letters),
        )

    def _score(self, legs: _Legs, weights: Weights) -> Vector:
        by_row = _blend(legs.rows, weights)
        told = self._layout.told_by(by_row, legs.theme)
        score = self._layout.best(by_row) + weights.theme * legs.theme + weights.answer * told
        return score.astype(np.float32)

    def _hit(self, at: int, score: Vector, legs: _Legs, query_words: Mapping[int, str]) -> Hit:
        face, nearest = self._layout.nearest(at, legs.rows.meaning)
        passage = self.passages[at]
        return Hit(
            passage=passage,
            score=float(score[at]),
            meaning=float(legs.meaning[at]),
            theme=float(legs.theme[at]),
            answer=float(legs.answer[at]),
            words=float(legs.words[at]),
            letters=float(legs.letters[at]),
            meaning_rank=_rank(legs.meaning, at),
            words_rank=_rank(legs.words, at),
            letters_rank=_rank(legs.letters, at),
            face=face,
            nearest=nearest,
            matched=_matched(query_words, passage, self.language),
            asked=Asked(words=len(query_words), crowding=self.crowding),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    meaning: Vector
    words: Vector
    letters: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class _Legs:
    """What speaks for each row, and for each passage."""

    rows: _Rows
    meaning: Vector
    theme: Vector
    answer: Vector
    words: Vector
    letters: Vector


def _crowding(layout: Layout, matrix: Matrix, themes: Matrix) -> float:
    """Of the stored pairs, each by its text where it has one."""
    pairs = np.flatnonzero(layout.asked)
    if not len(pairs):
        return UNCROWDED
    told = layout.told[pairs, None]
    return crowding(np.where(told, matrix[layout.lasts[pairs]], themes[pairs]))


def _blend(rows: _Rows, weights: Weights) -> Vector:
    """The score of each row, the theme aside."""
    spelling = weights.words * rows.words + weights.letters * rows.letters
    return (rows.meaning + spelling).astype(np.float32)


def _rank(values: Vector, at: int) -> int:
    return int((values > values[at]).sum()) + 1


def _query_words(query: str, language: str) -> dict[int, str]:
    """The query's words by their features, in order."""
    return {feature(stem(word, language)): word for word in content_words(query)}


def _matched(query_words: Mapping[int, str], passage: Passage, language: str) -> tuple[str, ...]:
    bags = [_bags(text, language)[0].features for _, text in faces(passage)]
    held = {int(found) for bag in bags for found in bag}
    return tuple(word for key, word in query_words.items() if key in held)
