"""Talking to language models through pydantic-ai: the only file that imports it."""

import inspect
import json
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final, cast

import httpx2
from pydantic_ai.direct import model_request_stream
from pydantic_ai.exceptions import (
    ContentFilterError,
    ModelConnectionError,
    ModelHTTPError,
    ModelTimeoutError,
    UserError,
)
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartEndEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    ToolCallPart,
    UserPromptPart,
)
from pydantic_ai.models import Model, ModelRequestParameters, infer_model
from pydantic_ai.models.ollama import OllamaModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers import Provider as Connection
from pydantic_ai.providers import infer_provider, infer_provider_class
from pydantic_ai.providers.ollama import OllamaProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.tools import ToolDefinition

from warmline.assistants._failures import ModelFailed
from warmline.assistants.provider import HandOff, Limits, Prompt, Provider, Said, Used
from warmline.flow.failures import Permanent

_OLLAMA: Final = "http://127.0.0.1:11434/v1"
_WRONG_KEY: Final = frozenset({401, 403, 404})
_SAYS_WHEN_DONE: Final = OpenAIModelProfile(openai_chat_streaming_requires_finish_reason=True)

_HAND_OFF: Final = "hand_off"


def _hand_off(rules: int) -> ToolDefinition:
    """The one tool; with ``rules``, it may name the situation of that number."""
    properties: dict[str, Any] = {
        "reason": {"type": "string", "description": "Why, in one sentence."}
    }
    if rules:
        properties["situation"] = {
            "type": "integer",
            "minimum": 0,
            "maximum": rules,
            "description": "Number of the situation that it is; 0 for another reason.",
        }
    return ToolDefinition(
        name=_HAND_OFF,
        description="Fetch a person of the team to take over this conversation.",
        parameters_json_schema={
            "type": "object",
            "properties": properties,
            "required": list(properties),
        },
    )


def connect(provider: Provider) -> "Connected":
    """Raises ``Permanent`` where the model string, the key or an extra is missing."""
    client = httpx2.AsyncClient(
        transport=_Capped(httpx2.AsyncHTTPTransport(), provider.limits.bytes),
        timeout=httpx2.Timeout(provider.limits.whole, connect=provider.limits.connect),
        follow_redirects=False,
    )
    try:
        return Connected(_model(provider, client), client, provider.limits)
    except (UserError, ImportError, ValueError) as error:
        raise Permanent(f"the language model {provider.model!r} cannot be used: {error}") from error


def _model(provider: Provider, client: httpx2.AsyncClient) -> Model:
    kind, _, name = provider.model.partition(":")
    if kind == "ollama":
        model = OllamaModel(
            name,
            provider=OllamaProvider(
                base_url=provider.base_url or _OLLAMA, api_key=provider.key, http_client=client
            ),
            profile=_SAYS_WHEN_DONE,
        )
    elif provider.base_url:
        compatible = OpenAICompatibleProvider(
            "openai-compatible",
            base_url=provider.base_url,
            api_key=provider.key or None,
            http_client=client,
        )
        own = name if kind in {"openai", "openai-chat"} else provider.model
        model = OpenAIChatModel(own, provider=compatible, profile=_SAYS_WHEN_DONE)
    else:
        model = infer_model(provider.model, lambda kind: _connection(kind, provider.key, client))
    return _without_retries(model)


def _connection(kind: str, key: str, client: httpx2.AsyncClient) -> Connection[Any]:
    """The provider with our key and our HTTP client, as far as its library takes them."""
    made = infer_provider_class(kind)
    takes = inspect.signature(made).parameters
    wanted: dict[str, Any] = {"http_client": client} | ({"api_key": key} if key else {})
    given = {name: value for name, value in wanted.items() if name in takes}
    return made(**given) if given else infer_provider(kind)


def _without_retries(model: Model) -> Model:
    """A second try inside the library would eat the time in which another assistant can answer."""
    client = getattr(model, "client", None)
    if hasattr(client, "max_retries"):
        cast("Any", client).max_retries = 0
    return model


class Connected:
    """A :class:`~warmline.assistants.provider.ChatModel`."""

    def __init__(self, model: Model, client: httpx2.AsyncClient, limits: Limits) -> None:
        self._model = model
        self._client = client
        self._settings = ModelSettings(max_tokens=limits.tokens)

    async def say(self, prompt: Prompt) -> AsyncGenerator[Said]:
        begun = False
        try:
            async with model_request_stream(
                self._model,
                _messages(prompt),
                model_settings=self._settings,
                model_request_parameters=_parameters(prompt),
                instrument=False,
            ) as stream:
                async for event in stream:
                    if (piece := _piece(event)) is not None:
                        begun = True
                        yield piece
                if used := stream.usage.total_tokens:
                    yield Used(used)
            _check_end(stream.finish_reason)
        except ModelFailed:
            raise
        except Exception as error:  # noqa: BLE001 - some forty providers' libraries stand behind
            raise _translated(error, begun=begun) from None

    async def close(self) -> None:
        await self._client.aclose()


def _messages(prompt: Prompt) -> list[ModelMessage]:
    return [ModelRequest(parts=[SystemPromptPart(prompt.system), UserPromptPart(prompt.user)])]


def _parameters(prompt: Prompt) -> ModelRequestParameters:
    tools = [_hand_off(prompt.rules)] if prompt.may_hand_off else []
    return ModelRequestParameters(function_tools=tools, allow_text_output=True)


def _piece(event: ModelResponseStreamEvent) -> str | HandOff | None:
    match event:
        case PartStartEvent(part=TextPart(content=text)) if text:
            return text
        case PartDeltaEvent(delta=TextPartDelta(content_delta=text)) if text:
            return text
        case PartEndEvent(part=ToolCallPart(tool_name=name, args=args)) if name == _HAND_OFF:
            return _asked(args)
        case _:
            return None


def _asked(args: object) -> HandOff:
    """A call's arguments as what they must be; "" and 0 where a model wrote something else."""
    try:
        value: object = json.loads(args) if isinstance(args, str) else args
    except ValueError:
        value = None
    given = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    reason, rule = given.get("reason"), given.get("situation")
    return HandOff(
        reason if isinstance(reason, str) else "",
        rule if type(rule) is int else 0,
    )


def _check_end(finish_reason: str | None) -> None:
    """A stream that ends without saying why, or at the token limit, broke off."""
    if finish_reason is None or finish_reason in {"length", "error"}:
        raise ModelFailed("cut")
    if finish_reason == "content_filter":
        raise ModelFailed("refused")


def _translated(error: Exception, *, begun: bool) -> Exception:
    """In our words; what a provider said may quote the conversation and stays out."""
    match error:
        case ModelHTTPError(status_code=status) if status in _WRONG_KEY:
            return Permanent(f"the model provider refused key or model (HTTP {status})")
        case ModelHTTPError(status_code=status, retry_after=after):
            kind = "busy" if status in {429, 503, 529} else "status"
            return ModelFailed(kind, status=status, retry_after=after or 0.0)
        case ContentFilterError():
            return ModelFailed("refused")
        case ModelTimeoutError():
            return ModelFailed("slow")
        case ModelConnectionError() | httpx2.HTTPError():
            return ModelFailed("cut" if begun else "unreachable")
        case _:
            return ModelFailed("cut" if begun else "malformed")


class _Capped(httpx2.AsyncBaseTransport):
    """A transport whose responses end in an error after so many bytes."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, most: int) -> None:
        self._inner = inner
        self._most = most

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await self._inner.handle_async_request(request)
        body = cast("httpx2.AsyncByteStream", response.stream)
        response.stream = _CappedBody(body, self._most)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


class _CappedBody(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream, most: int) -> None:
        self._inner = inner
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            self._left -= len(chunk)
            if self._left < 0:
                raise ModelFailed("too_long")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
