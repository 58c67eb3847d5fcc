"""What each kind of assistant wants to be told: the forms of the settings are made from this."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from warmline.flow.desk import Kind, Option

_FALLBACK: Final = Option(
    name="fallback",
    label="When it fails",
    hint="extractive: the key-free assistant answers; notice: the visitor is told so",
    usual="extractive",
    choices=("extractive", "notice"),
)


def _address(hint: str) -> Option:
    return Option(name="url", label="Address", hint=hint, shape="url", needed=True)


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                name="auto",
                label="Automatic",
                hint="The language model where the server has one, else the knowledge base",
            ),
            Kind(
                name="extractive",
                label="Knowledge base",
                hint="Answers in the words of the knowledge base; no key, no network",
            ),
            Kind(name="llm", label="Language model", hint="The one in the server's settings"),
            Kind(
                name="flow",
                label="Flows",
                hint="Scripted flows, with the knowledge base for questions of the visitor's own",
            ),
            Kind(
                name="webhook",
                label="Your own service (webhook)",
                hint="Each message is posted, signed, to your address; see docs/assistants.md",
                options=(
                    _address("Where messages are posted, like https://bot.example.com/answer"),
                    Option(
                        name="secret",
                        label="Signing secret",
                        hint="whsec_ and Base64; leave it empty to have one made",
                        shape="webhook_secret",
                        needed=True,
                    ),
                    _FALLBACK,
                ),
            ),
            Kind(
                name="rasa",
                label="Rasa",
                hint="A Rasa server with its REST channel switched on",
                options=(
                    _address("Of the Rasa server, like https://rasa.example.com"),
                    Option(
                        name="token",
                        label="Token",
                        hint="Sent as a bearer token, where a proxy before Rasa asks for one",
                        shape="secret",
                    ),
                    Option(
                        name="handoff_text",
                        label="Handoff text",
                        hint="What the Rasa assistant says when it wants a person; never shown",
                    ),
                    _FALLBACK,
                ),
            ),
            Kind(
                name="openai_chat",
                label="Chat endpoint (OpenAI-compatible)",
                hint="The thread goes to it as it is; nothing is looked up in the knowledge base",
                options=(
                    _address("Its base, like https://llm.example.com/v1"),
                    Option(name="model", label="Model", needed=True),
                    Option(name="key", label="Key", shape="secret"),
                    Option(
                        name="handoff",
                        label="How it asks for a person",
                        hint="tool: it calls hand_off; marker: it writes [[hand off: why]]",
                        usual="tool",
                        choices=("tool", "marker", "none"),
                    ),
                    _FALLBACK,
                ),
            ),
        )
    }
)
