"""Visitors are listened to under their assistant's live policy, and as cheaply as it allows."""

import asyncio
import threading
from dataclasses import replace

import numpy as np
import pytest

from tests.shell import MAIN, Clock
from warmline.core.model import Conversation, ConversationId, Floor
from warmline.flow.ears import STALE_AFTER, Ears
from warmline.policies import default_policy, load

NOW = Conversation(id=ConversationId("c"), channel="web")
DESCRIBED = load(
    "rules: [{id: wholesale, trigger: described, description: They want to buy lamps for resale}]"
)
HALLWAYS = load("topics: [{name: hallways, keywords: [hallway]}]")


class Shelf:
    """A store of which only the live policy is asked."""

    def __init__(self, policy):
        self.live = policy
        self.asked = 0

    async def policy(self, assistant):
        self.asked += 1
        return self.live


class Model:
    """Gives every sentence the same meaning, and tells who asked."""

    def __init__(self):
        self.threads = []

    def __call__(self, texts):
        self.threads.append(threading.current_thread())
        return np.ones((len(texts), 4), np.float32) / 2


def ears(policy, model=None, *, always=False):
    clock, shelf = Clock(), Shelf(policy)
    return Ears(shelf, clock, model, always=always), shelf, clock


def found(signals, name):
    return [one.value for one in signals if one.name == name]


async def test_what_the_live_policy_describes_is_heard():
    here, _, _ = ears(HALLWAYS)
    assert found(await here.hear(MAIN, "a lamp for my hallway", NOW), "topic") == ["hallways"]


async def test_a_policy_that_was_published_is_heard_within_two_seconds():
    here, shelf, clock = ears(default_policy())
    assert found(await here.hear(MAIN, "a lamp for my hallway", NOW), "topic") == []
    shelf.live = HALLWAYS
    clock.move(STALE_AFTER)
    assert found(await here.hear(MAIN, "a lamp for my hallway", NOW), "topic") == ["hallways"]


async def test_the_policy_is_not_asked_for_at_each_message_nor_compiled_again():
    model = Model()
    here, shelf, clock = ears(DESCRIBED, model)
    for _ in range(5):
        await here.hear(MAIN, "hello there", NOW)
    assert shelf.asked == 1
    compiled = len(model.threads)
    clock.move(STALE_AFTER)
    await here.hear(MAIN, "hello there", NOW)
    assert (shelf.asked, len(model.threads)) == (2, compiled)


async def test_the_model_is_asked_only_where_a_policy_describes_something():
    model = Model()
    plain, _, _ = ears(default_policy(), model)
    await plain.hear(MAIN, "where is my parcel now", NOW, recent=("where is my parcel",))
    assert model.threads == []
    described, _, _ = ears(DESCRIBED, model)
    signals = await described.hear(MAIN, "I want to resell lamps", NOW)
    assert found(signals, "described") == ["wholesale"]


async def test_always_a_question_in_other_words_is_known_by_its_meaning():
    words = "how long does delivery take", ("when will it arrive",)
    never, _, _ = ears(default_policy(), Model())
    always, _, _ = ears(default_policy(), Model(), always=True)
    assert not found(await never.hear(MAIN, words[0], NOW, recent=words[1]), "repetition")
    assert found(await always.hear(MAIN, words[0], NOW, recent=words[1]), "repetition")


async def test_the_model_never_holds_up_the_loop():
    model = Model()
    here, _, _ = ears(DESCRIBED, model)
    await asyncio.gather(*(here.hear(MAIN, f"I want to resell {n}", NOW) for n in range(3)))
    assert threading.main_thread() not in model.threads


@pytest.mark.parametrize("always", [True, False])
async def test_beside_a_person_nobody_is_asked_for_again(always):
    here, _, _ = ears(default_policy(), Model(), always=always)
    signals = await here.hear(MAIN, "get me a human", replace(NOW, floor=Floor.HUMAN))
    assert not found(signals, "explicit_request")


async def test_a_draft_is_heard_as_if_it_were_live():
    here, _, _ = ears(default_policy(), Model())
    signals = here.under(DESCRIBED)("I want to resell lamps")
    assert found(signals, "described") == ["wholesale"]
