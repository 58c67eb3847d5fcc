"""Any endpoint that speaks the chat completions of OpenAI: the thread in, the next words out.

Nothing is looked up for it: what it knows is its own. It asks for a person by the tool
``hand_off``, or, where it has no tools, by a line ``[[hand off: why]]``.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from warmline.assistants._thread import earlier, messages
from warmline.assistants.external import option, within
from warmline.assistants.plain import addresses, plain
from warmline.assistants.shapes import listed, mapping, short, text, wrong
from warmline.assistants.webhook import NO_REASON
from warmline.core.model import Author
from warmline.flow.ports import Answer, Question
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside, Post

PATH: Final = "/chat/completions"
MOST_LINES: Final = 40  # of what was said before
LONGEST_LINE: Final = 4_000  # characters
MARKER: Final = re.compile(
    r"\[\[\s*hand[ _-]?off\s*(?::\s*([^\]\n]{0,500}?))?\s*\]\]", re.IGNORECASE
)
_ROLES: Final = {Author.VISITOR: "user", Author.ASSISTANT: "assistant"}
_BY_TOOL: Final = "If a person should take over, call the tool hand_off with the reason."
_BY_MARKER: Final = "If a person should take over, write the line [[hand off: reason]]."
_TOOL: Final = {
    "type": "function",
    "function": {
        "name": "hand_off",
        "description": "Fetch a person of the team to take over this conversation.",
        "parameters": {
            "type": "object",
            "properties": {"reason": {"type": "string", "description": "Why, in one sentence."}},
            "required": ["reason"],
        },
    },
}


async def openai_chat(
    outside: Outside, question: Question, *, mask: Callable[[str], str] = str
) -> Answer:
    """Ask the endpoint. Raises ``ServiceFailed`` and ``Permanent``.

    ``mask`` is what visitors' and operators' words lose on their way to a model.
    """
    key = question.profile.options.get("key", "")
    found = await outside.post(
        Post(
            url=address(option(question, "url")),
            body=json.dumps(request_of(question, mask), ensure_ascii=False).encode(
                "utf-8", "replace"
            ),
            headers={"Authorization": f"Bearer {key}"} if key else {},
            within=within(question),
        )
    )
    return answer_of(found, question)


def address(url: str) -> str:
    """The endpoint below a base such as ``https://llm.example.com/v1``, which may name it."""
    return url if url.endswith(PATH) else url.rstrip("/") + PATH


def request_of(question: Question, mask: Callable[[str], str] = str) -> dict[str, Any]:
    way = _way(question)
    asked: dict[str, Any] = {
        "model": option(question, "model"),
        "messages": list(_messages(question, way, mask)),
        "stream": False,
    }
    return asked | ({"tools": [_TOOL]} if way == "tool" else {})


def _way(question: Question) -> str:
    """How it may ask for a person: tool, marker, or none, which holds where people are off."""
    return question.profile.options.get("handoff", "tool") if question.policy.handoff else "none"


def _messages(
    question: Question, way: str, mask: Callable[[str], str]
) -> Iterator[Mapping[str, str]]:
    rule = {"tool": _BY_TOOL, "marker": _BY_MARKER}.get(way, "")
    system = "\n\n".join(part for part in (question.profile.instructions, rule) if part)
    if system:
        yield {"role": "system", "content": system}
    said = [one for one in messages(earlier(question)) if one.text.strip()]
    for one in said[-MOST_LINES:]:
        if role := _ROLES.get(one.author):
            yield {"role": role, "content": mask(one.text[:LONGEST_LINE])}
        elif one.author is Author.OPERATOR:
            yield {"role": "assistant", "content": f"(a person) {mask(one.text[:LONGEST_LINE])}"}
    yield {"role": "user", "content": mask(question.text[:LONGEST_LINE])}


def answer_of(found: object, question: Question) -> Answer:
    """The first choice as an answer, with no link that the owner did not write. May raise."""
    choices = listed(mapping(found, "the response").get("choices"), "choices")
    if not choices:
        raise wrong("choices", "at least one")
    choice = mapping(choices[0], "choices[0]")
    if choice.get("finish_reason") in ("length", "content_filter"):
        raise ServiceFailed("cut")
    message = mapping(choice.get("message"), "choices[0].message")
    words, marked = _unmarked(_content(message.get("content")))
    reason = (_called(message.get("tool_calls")) or marked) if _way(question) != "none" else ""
    allowed = addresses(question.profile.instructions)
    return Answer(text=plain(words, allowed).strip(), confidence=None, handoff=reason)


def _content(value: object) -> str:
    """The words; some endpoints give them in parts."""
    if not isinstance(value, list):
        return text(value, "content")
    parts = [mapping(one, "content") for one in cast("list[object]", value)]
    words = [one.get("text") for one in parts]
    return text("".join(word for word in words if isinstance(word, str)), "content")


def _unmarked(words: str) -> tuple[str, str]:
    """The words without the marker, and the reason that it names."""
    found = MARKER.search(words)
    if found is None:
        return words, ""
    return MARKER.sub("", words).strip(), short(found[1], "reason") or NO_REASON


def _called(value: object) -> str:
    """The reason with which the tool was called; "": it was not. No other tool does anything."""
    for one in listed(value, "tool_calls"):
        called = mapping(mapping(one, "tool_calls").get("function"), "function")
        if called.get("name") == "hand_off":
            return _reason(called.get("arguments")) or NO_REASON
    return ""


def _reason(arguments: object) -> str:
    try:
        given = json.loads(arguments) if isinstance(arguments, str) else arguments
    except (ValueError, RecursionError):
        return ""
    return short(mapping(given, "arguments").get("reason"), "reason")
