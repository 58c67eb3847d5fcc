"""The sentence model, loaded once for all tests of knowledge."""

import pytest

from warmline.knowledge.embedder import SentenceModel


@pytest.fixture(scope="session")
def model() -> SentenceModel:
    return SentenceModel()
