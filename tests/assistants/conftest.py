"""No test reaches a model provider; only those with the scripted one may ask a model at all."""

from collections.abc import AsyncIterator, Iterator

import pydantic_ai.models
import pytest
from scripted_model import ScriptedModel, scripted_model


@pytest.fixture(autouse=True)
def no_model_requests() -> Iterator[None]:
    with pydantic_ai.models.override_allow_model_requests(allow_model_requests=False):
        yield


@pytest.fixture
async def model() -> AsyncIterator[ScriptedModel]:
    async with scripted_model() as model:
        with pydantic_ai.models.override_allow_model_requests(allow_model_requests=True):
            yield model
