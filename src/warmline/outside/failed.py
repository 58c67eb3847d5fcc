"""How a service of the owner's fails, in our words and without a word of what was said."""

from typing import Final, Literal

from warmline.flow.failures import Temporary

Kind = Literal[
    "slow", "unreachable", "forbidden", "busy", "status", "empty", "cut", "too_long", "malformed"
]

_WORDS: Final[dict[Kind, str]] = {
    "slow": "the service took too long",
    "unreachable": "the service could not be reached",
    "forbidden": "the service stands where Warmline may not go",
    "busy": "the service is busy",
    "status": "the service failed",
    "empty": "the service gave no answer",
    "cut": "the service's answer broke off",
    "too_long": "the service's answer was longer than allowed",
    "malformed": "the service's response could not be read",
}


class ServiceFailed(Temporary):
    """A service gave no usable answer. ``detail`` is ours: what was expected, and what came."""

    def __init__(
        self, kind: Kind, detail: str = "", *, status: int = 0, retry_after: float = 0.0
    ) -> None:
        parts = (_WORDS[kind], f"HTTP {status}" if status else "", detail)
        super().__init__(": ".join(part for part in parts if part), retry_after=retry_after)
        self.kind: Kind = kind
        self.status = status  # of HTTP; 0: there was none
