"""Questions grouped by what they mean: the same vectors always make the same groups.

Average linkage: two groups join while their members are, on average, at least so much alike. Found
by following nearest neighbours (Murtagh 1983), which needs a square of similarities and no more
than the square of their number in steps.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from warmline.knowledge.embedder import Matrix

ALIKE: Final = 0.5
"""Mean cosine from which questions ask the same; ``docs/reports.md`` says how it was measured."""

MOST: Final = 2_000  # questions grouped at once: a square of 16 MB


def groups(vectors: Matrix, alike: float = ALIKE) -> list[list[int]]:
    """The rows of ``vectors`` (shape ``(n, d)``, length 1 each), by group: largest first.

    Raises ``ValueError`` above ``MOST`` rows.
    """
    count = len(vectors)
    if count > MOST:
        raise ValueError(f"expected at most {MOST} vectors, got {count}")
    if not count:
        return []
    members = _joined(vectors @ vectors.T, alike)
    return sorted(members, key=lambda some: (-len(some), some[0]))


def central(vectors: Matrix, members: Sequence[int]) -> list[int]:
    """The members, the one nearest to all others first."""
    mine = vectors[list(members)]
    nearness = mine @ mine.mean(axis=0)
    return [members[int(place)] for place in np.argsort(-nearness, kind="stable")]


def _joined(near: Matrix, alike: float) -> list[list[int]]:
    """``near``: cosines, shape ``(n, n)``; it is used up."""
    np.fill_diagonal(near, -np.inf)
    members: dict[int, list[int]] = {n: [n] for n in range(len(near))}
    done, chain = list[list[int]](), list[int]()
    while members:
        if not chain:
            chain.append(min(members))
        nearest = _nearest(near, chain)
        if near[chain[-1], nearest] < alike:
            done.append(_apart(near, members, chain.pop()))
        elif len(chain) > 1 and nearest == chain[-2]:
            one = chain.pop()
            _join(near, members, chain.pop(), one)
        else:
            chain.append(nearest)
    return done


def _nearest(near: Matrix, chain: Sequence[int]) -> int:
    """The nearest group to the end of the chain; of equals, the one before it in the chain."""
    row = near[chain[-1]]
    best = int(row.argmax())
    if len(chain) > 1 and row[chain[-2]] >= row[best]:
        return chain[-2]
    return best


def _apart(near: Matrix, members: dict[int, list[int]], one: int) -> list[int]:
    """A group that nothing will ever join: average linkage never grows nearer."""
    near[one, :] = near[:, one] = -np.inf
    return sorted(members.pop(one))


def _join(near: Matrix, members: dict[int, list[int]], one: int, other: int) -> None:
    """``other`` becomes a part of ``one``: means weighted by how many there are."""
    mine, theirs = len(members[one]), len(members[other])
    row = (mine * near[one] + theirs * near[other]) / (mine + theirs)
    row[one] = row[other] = -np.inf
    near[one, :] = near[:, one] = row
    near[other, :] = near[:, other] = -np.inf
    members[one] += members.pop(other)
