"""How a model provider fails, in our words and without a word of what was said."""

from typing import Final, Literal

from warmline.flow.failures import Temporary

Kind = Literal[
    "slow", "unreachable", "busy", "status", "refused", "empty", "cut", "too_long", "malformed"
]

_WORDS: Final[dict[Kind, str]] = {
    "slow": "the model took too long",
    "unreachable": "the model provider could not be reached",
    "busy": "the model provider is busy",
    "status": "the model provider failed",
    "refused": "the model provider's filter refused the answer",
    "empty": "the model gave no answer",
    "cut": "the model's answer broke off",
    "too_long": "the model's answer was longer than allowed",
    "malformed": "the model provider's response could not be read",
}


class ModelFailed(Temporary):
    """A provider gave no usable answer. The message never holds a provider's or visitor's words."""

    def __init__(self, kind: Kind, *, status: int = 0, retry_after: float = 0.0) -> None:
        words = _WORDS[kind]
        super().__init__(f"{words} (HTTP {status})" if status else words, retry_after=retry_after)
        self.kind: Kind = kind
        self.status = status  # of HTTP; 0: there was none
