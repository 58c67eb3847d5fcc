"""The library keeps answering from what it was given, whatever model it was embedded with."""

from collections.abc import AsyncIterator, Callable, Sequence

import numpy as np
import pytest

from tests.flow.town import Town
from tests.shell import Clock
from warmline.flow.catalogue import STALE_AFTER
from warmline.flow.library import Library
from warmline.flow.retrieval import Retrieval
from warmline.store.shelf import SqlShelf

PAIR = b'{"question": "Where is my order?", "answer": "Open Orders and press Track."}\n'


class Letters:
    """An embedder for which texts mean the letters they are made of."""

    dimensions = 26

    def __init__(self, name: str) -> None:
        self.name = name

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        rows = [[1e-3 + text.lower().count(chr(97 + n)) for n in range(26)] for text in texts]
        found = np.array(rows, np.float32).reshape(len(texts), 26)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture
async def opened(town: Town) -> AsyncIterator[Callable[..., Library]]:
    opened: list[Library] = []

    def library(model: str, **more) -> Library:
        load = lambda: Retrieval(Letters(model))  # noqa: E731 - named for what it does
        opened.append(Library(SqlShelf(town.store), load, town.store.clock, **more))
        return opened[-1]

    yield library
    for one in opened:
        await one.close()


async def test_what_an_older_model_embedded_is_embedded_again_and_found(
    opened: Callable[..., Library], clock: Clock
):
    before = opened("old")
    await before.put("faq.jsonl", PAIR)
    await before.settled()
    assert (await before.find("where is my order", "en")).hits
    after = opened("new")
    await after.find("where is my order", "en")
    await after.settled()
    clock.move(STALE_AFTER)
    assert (await after.find("where is my order", "en")).hits
    assert [line.status for line in await after.sources()] == ["ready"]


async def test_an_answer_is_as_sure_as_was_learnt_and_keeps_what_it_was_before(
    opened: Callable[..., Library],
):
    async def halved(kind: str, raw: float) -> float:
        assert kind == "quoted"
        return raw / 2

    library = opened("model", recalibrated=halved)
    await library.put("faq.jsonl", PAIR)
    await library.settled()
    found = (await library.find("where is my order", "en")).answer
    assert found
    assert found.confidence == pytest.approx(found.signs["raw"] / 2)
