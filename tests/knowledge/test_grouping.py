"""Questions grouped by meaning: the same ones always, and such as ask the same together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.knowledge.embedder import SentenceModel
from warmline.knowledge.grouping import MOST, central, groups

SAME = (
    ("How do I return a broken lamp?", "I want to send back a lamp that is broken"),
    ("Where is my order?", "My parcel has not arrived yet, where is it?", "track my order"),
    ("How can I cancel my subscription?", "I want to end my subscription"),
    ("Can I pay by invoice?", "Is payment on invoice possible?"),
    ("Do you ship to Norway?",),
    ("What are your opening hours?", "When are you open?"),
)


def near(*angles: float) -> np.ndarray:
    """Vectors in a plane, by their angle in degrees."""
    turns = np.radians(np.array(angles))
    return np.stack([np.cos(turns), np.sin(turns)], axis=1).astype(np.float32)


def slowly(vectors: np.ndarray, alike: float) -> list[list[int]]:
    """Average linkage as the book has it: join the two nearest groups, until none are near."""
    cosines = (vectors @ vectors.T).astype(np.float64)
    found = [[n] for n in range(len(vectors))]
    while len(found) > 1:
        mean, one, other = max(
            (cosines[np.ix_(a, b)].mean(), -i, -j)
            for i, a in enumerate(found)
            for j, b in enumerate(found)
            if i < j
        )
        if mean < alike:
            break
        found[-one] += found.pop(-other)
    return sorted((sorted(some) for some in found), key=lambda some: (-len(some), some[0]))


@given(st.lists(st.integers(0, 3_600), max_size=14, unique=True), st.floats(0.3, 0.99))
def test_it_is_average_linkage(tenths, alike):
    vectors = near(*(tenth / 10 + (n * n % 7) / 1000 for n, tenth in enumerate(tenths)))
    assert groups(vectors, alike) == slowly(vectors, alike)


def test_the_largest_group_comes_first_and_of_it_the_middle():
    vectors = near(0, 90, 95, 100, 200)
    assert groups(vectors, 0.9) == [[1, 2, 3], [0], [4]]
    assert central(vectors, [1, 2, 3])[0] == 2


def test_the_same_vectors_make_the_same_groups_and_equal_ones_are_together():
    vectors = near(*[10, 50, 10, 50, 10] * 20)
    found = groups(vectors, 0.9)
    assert found == groups(vectors.copy(), 0.9)
    assert [len(some) for some in found] == [60, 40]


def test_nothing_makes_no_groups_and_too_much_is_refused():
    assert groups(near(), 0.5) == []
    with pytest.raises(ValueError, match="expected at most 2000 vectors"):
        groups(near(*range(MOST + 1)))


def test_questions_that_ask_the_same_are_together_and_others_are_not():
    texts = [text for some in SAME for text in some]
    found = groups(SentenceModel().vectors(texts))
    wanted = iter(range(len(texts)))
    expected = [[next(wanted) for _ in some] for some in SAME]
    assert sorted(found) == sorted(expected)
