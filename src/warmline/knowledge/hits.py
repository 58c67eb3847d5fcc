"""A found passage, with everything that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from warmline.knowledge.passages import Passage

Face = Literal["question", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is the same for all hits of one search."""

    words: int  # different words of the query
    crowding: float  # of the index: how near its entries are to one another, as a cosine


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found passage and why it was found. Ranks count from 1."""

    passage: Passage
    score: float  # what the hits are ordered by
    meaning: float  # cosine of the query with the nearest question, or the text where none is
    theme: float  # cosine with the mean of its questions
    answer: float  # cosine with the text under its first question; the theme where no text is
    words: float  # share of the query's words found, rare ones counting more, 0..1
    letters: float  # likeness of spelling, 0..1
    meaning_rank: int
    words_rank: int
    letters_rank: int
    face: Face  # whether a question or the text was nearest
    nearest: str  # that question or text
    matched: tuple[str, ...]  # words of the query that stand in the passage
    asked: Asked
