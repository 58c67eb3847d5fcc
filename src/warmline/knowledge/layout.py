"""Which rows of an index's matrix belong to which passage, and what each row stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.embedder import Matrix, Vector
from warmline.knowledge.hits import Face
from warmline.knowledge.passages import Passage

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


def text_face(passage: Passage) -> str:
    """The text as it is embedded: under its question or title, which name what it calls "it"."""
    if passage.questions:
        return f"{passage.questions[0]} {passage.text}"
    return f"{passage.title}. {passage.text}" if passage.title else passage.text


def faces(passage: Passage) -> tuple[tuple[Face, str], ...]:
    """Every text by which a passage can be found, its own text last; each has its own vector."""
    questions: list[tuple[Face, str]] = [("question", q) for q in passage.questions]
    if passage.text:
        questions.append(("text", text_face(passage)))
    return tuple(questions) or (("text", passage.title),)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """One row for each face of each passage, in order."""

    texts: tuple[tuple[Face, str], ...]  # by row
    starts: Rows  # first row of each passage
    lasts: Rows  # last row of each passage: that of its text, if it has one
    asks: Flags  # rows that a query is compared with first: questions, or the text without any
    asked: Flags  # passages that have questions
    told: Flags  # passages that have a text

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Layout:
        own = [faces(passage) for passage in passages]
        sizes = np.array([len(faces) for faces in own], np.int64)
        asked = np.array([bool(passage.questions) for passage in passages], bool)
        texts = tuple(face for faces in own for face in faces)
        is_question = np.array([face == "question" for face, _ in texts], bool)
        ends = np.cumsum(sizes)
        return cls(
            texts=texts,
            starts=ends - sizes,
            lasts=ends - 1,
            asks=is_question | ~np.repeat(asked, sizes),
            asked=asked,
            told=np.array([bool(passage.text) for passage in passages], bool),
        )

    def best(self, by_row: Vector) -> Vector:
        """The largest value over the asking rows of each passage: shape ``(passages,)``."""
        return np.maximum.reduceat(np.where(self.asks, by_row, -np.inf), self.starts)

    def nearest(self, at: int, by_row: Vector) -> tuple[Face, str]:
        """The asking face of passage ``at`` with the largest value."""
        start, end = int(self.starts[at]), int(self.lasts[at]) + 1
        own = np.where(self.asks[start:end], by_row[start:end], -np.inf)
        return self.texts[start + int(own.argmax())]

    def themes(self, matrix: Matrix) -> Matrix:
        """The mean of each passage's asking rows, of length 1."""
        if not self.texts:
            return matrix.reshape(0, 0)
        sums = np.add.reduceat(matrix * self.asks[:, None], self.starts, axis=0)
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)

    def told_by(self, by_row: Vector, otherwise: Vector) -> Vector:
        """The value of each passage's text; ``otherwise`` where it has none."""
        return np.where(self.told, by_row[self.lasts], otherwise)
