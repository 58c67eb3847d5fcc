"""A chat with any OpenAI-style endpoint, in which Warmline decides when a person takes over.

    CHAT_URL=http://localhost:11434/v1 CHAT_MODEL=llama3.2 python examples/openai_loop.py

No server and no database of Warmline's is needed, and no package but Warmline itself. CHAT_KEY is
the endpoint's key, where it wants one; CHAT_POLICY names a policy file (docs/policy.md).
"""

# ruff: noqa: S310 - it asks where it is told to
import json
import os
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from warmline import Decision, Dialogue, load_policy

URL = os.environ.get("CHAT_URL", "https://api.openai.com/v1")
KEY = os.environ.get("CHAT_KEY", "")
MODEL = os.environ.get("CHAT_MODEL", "gpt-4o-mini")
POLICY = os.environ.get("CHAT_POLICY", "")
TIMEOUT = 25  # seconds
INSTRUCTIONS = "You answer customers of a lamp shop, briefly. Call hand_off when a person must act."
HAND_OFF = {
    "type": "function",
    "function": {
        "name": "hand_off",
        "description": "Fetch a person.",
        "parameters": {
            "type": "object",
            "properties": {"reason": {"type": "string"}},
            "required": ["reason"],
        },
    },
}


def main() -> None:
    dialogue = Dialogue(load_policy(POLICY) if POLICY else None, channel="terminal")
    messages: list[dict[str, Any]] = [{"role": "system", "content": INSTRUCTIONS}]
    for words in visitor():
        messages.append({"role": "user", "content": words})
        decision = dialogue.visitor(words)
        if decision.owed:
            decision = answer(dialogue, messages)
        for text in decision.says:
            print(f"shop: {text}")
        if decision.action == "handoff":
            hand_over(dialogue, decision)
            return


def visitor() -> Iterator[str]:
    """What the visitor types, until they leave."""
    while True:
        try:
            yield input("you: ")
        except EOFError:
            return


def answer(dialogue: Dialogue, messages: list[dict[str, Any]]) -> Decision:
    """Ask the model, let Warmline judge its answer, and show it if it may be shown."""
    try:
        text, reason = ask(messages)
    except OSError as error:  # refused, unreachable, or out of time
        return dialogue.failed(str(error))
    decision = dialogue.assistant(text, handoff=reason)
    if decision.shown and text:
        messages.append({"role": "assistant", "content": text})
        print(f"assistant: {text}")
    return decision


def ask(messages: list[dict[str, Any]]) -> tuple[str, str]:
    """The model's text, and why it wants a person ("": it does not). Raises ``OSError``."""
    body = {"model": MODEL, "messages": messages, "tools": [HAND_OFF]}
    request = urllib.request.Request(
        f"{URL}/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"},
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
        message = json.load(response)["choices"][0]["message"]
    calls = message.get("tool_calls") or []
    reasons = [json.loads(call["function"]["arguments"]).get("reason", "") for call in calls]
    return message.get("content") or "", reasons[0] or "It asked for a person." if reasons else ""


def hand_over(dialogue: Dialogue, decision: Decision) -> None:
    """Where your own desk would begin: everything a person needs stands in the package."""
    package = dialogue.package()
    print(f"-- a person takes over ({decision.rule}): {decision.reason}")
    if package:
        print(json.dumps(asdict(package), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
