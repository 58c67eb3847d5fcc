"""Sparse scoring of one bag against many, over plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.embedder import Vector
from warmline.knowledge.terms import Bag

SATURATION, LENGTH_WEIGHT = 1.2, 0.5  # BM25's k1 and b; short texts: b below the usual 0.75

Weigh = Callable[[NDArray[np.float32], NDArray[np.float32], NDArray[np.int64], int], Vector]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """For each known feature: its rarity, the rows that hold it and its weight there."""

    rows: int
    features: NDArray[np.uint32]  # ascending
    rarity: Vector  # inverse document frequency of each feature, > 0
    starts: NDArray[np.int64]  # len(features) + 1
    row: NDArray[np.int32]
    weight: Vector

    def scores(self, bag: Bag, query_weight: Callable[[Vector, Vector], Vector]) -> Vector:
        """Share of the query found in each row: shape ``(rows,)``, 0..1."""
        place = np.searchsorted(self.features, bag.features)
        known = np.zeros(len(bag.features), bool)
        inside = place < len(self.features)
        known[inside] = self.features[place[inside]] == bag.features[inside]
        rarity = np.full(len(bag.features), np.log1p(self.rows), np.float32)
        rarity[known] = self.rarity[place[known]]
        weights = query_weight(rarity, bag.counts)
        found = np.zeros(self.rows, np.float32)
        for at, weight in zip(place[known], weights[known], strict=True):
            span = slice(self.starts[at], self.starts[at + 1])
            found[self.row[span]] += weight * self.weight[span]
        return found


def by_words(bags: Sequence[Bag]) -> Postings:
    """BM25, to be asked with :func:`share_of_rarity`: a row with every query word scores near 1."""
    return _postings(bags, _saturated)


def by_letters(bags: Sequence[Bag]) -> Postings:
    """tf-idf scaled to length 1, to be asked with :func:`direction`: scores are cosines."""
    return _postings(bags, _unit)


def share_of_rarity(rarity: Vector, counts: Vector) -> Vector:
    return rarity / max(float(rarity.sum()), 1e-9)


def direction(rarity: Vector, counts: Vector) -> Vector:
    weights = (1 + np.log(counts)) * rarity
    return weights / max(float(np.linalg.norm(weights)), 1e-9)


def _saturated(counts: Vector, rarity: Vector, row: NDArray[np.int64], rows: int) -> Vector:
    length = np.bincount(row, counts, rows)
    relative = length / max(float(length.mean()), 1e-9) if rows else length
    drag = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * relative)[row]
    full = counts * (SATURATION + 1) / (counts + drag)
    return np.minimum(full, 1.0).astype(np.float32)


def _unit(counts: Vector, rarity: Vector, row: NDArray[np.int64], rows: int) -> Vector:
    weights = (1 + np.log(counts)) * rarity
    norm = np.sqrt(np.bincount(row, weights**2, rows))
    return (weights / np.maximum(norm, 1e-9)[row]).astype(np.float32)


def _postings(bags: Sequence[Bag], weigh: Weigh) -> Postings:
    rows = len(bags)
    sizes = np.array([len(bag.features) for bag in bags], np.int64)
    every = np.concatenate([bag.features for bag in bags]) if rows else np.zeros(0, np.uint32)
    counts = np.concatenate([bag.counts for bag in bags]) if rows else np.zeros(0, np.float32)
    row = np.repeat(np.arange(rows), sizes)
    order = np.argsort(every, kind="stable")
    features, firsts, held = np.unique(every[order], return_index=True, return_counts=True)
    rarity = np.log1p(rows / np.maximum(held, 1)).astype(np.float32)
    spread = np.repeat(rarity, held)
    return Postings(
        rows=rows,
        features=features,
        rarity=rarity,
        starts=np.append(firsts, len(every)),
        row=row[order].astype(np.int32),
        weight=weigh(counts[order], spread, row[order], rows),
    )
