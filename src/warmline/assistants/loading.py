"""Loading the language-model library: late, in a thread, with a clear word if it is missing."""

import asyncio
import importlib
from collections.abc import Awaitable, Callable

from warmline.assistants.provider import ChatModel, Provider
from warmline.flow.failures import Permanent


def loader(provider: Provider) -> Callable[[], Awaitable[ChatModel]]:
    """Importing takes one to two seconds: nobody waits for it who has no use for it."""

    async def load() -> ChatModel:
        return await asyncio.to_thread(_connected, provider)

    return load


def _connected(provider: Provider) -> ChatModel:
    try:
        library = importlib.import_module("warmline.assistants._pydantic_ai")
    except ImportError as error:
        raise Permanent(f"install warmline[llm]: {error.name} is missing") from error
    return library.connect(provider)
