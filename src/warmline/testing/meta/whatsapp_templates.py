"""Templates of WhatsApp's: which there are, and what they say once they are filled in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from warmline.testing.meta.shapes import Wrong

LONGEST: Final = 1_024  # characters of a body, filled in
VARIABLE: Final = re.compile(r"\{\{\d+\}\}")
UNFIT: Final = re.compile(r"[\n\r\t]| {5}")
"""What may not stand in what is filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    body: str  # its variables are {{1}}, {{2}} …
    status: Literal["APPROVED", "PENDING", "PAUSED", "DISABLED"] = "APPROVED"

    def filled(self, texts: Sequence[str]) -> str:
        """As the person reads it. Raises ``Wrong``."""
        self._usable()
        if len(set(VARIABLE.findall(self.body))) != len(texts):
            words = "Number of parameters does not match the expected number of params"
            raise Wrong(132000, words, fault=False)
        if any(UNFIT.search(text) or not text.strip() for text in texts):
            words = "Param text cannot have new-line/tab characters or more than 4 spaces"
            raise Wrong(132018, words)
        shown = VARIABLE.sub(lambda found: texts[int(found[0][2:-2]) - 1], self.body)
        if len(shown) > LONGEST:
            raise Wrong(132005, "Template hydrated text too long", fault=False)
        return shown

    def _usable(self) -> None:
        match self.status:
            case "APPROVED":
                pass
            case "PENDING":
                raise missing()
            case "PAUSED":
                raise Wrong(132015, "Template is paused", fault=False)
            case "DISABLED":
                raise Wrong(132016, "Template is disabled", fault=False)


def missing() -> Wrong:
    return Wrong(132001, "Template name does not exist", status=404, fault=False)


def texts_of(template: Mapping[str, Any]) -> list[str]:
    """What a message fills in, in order."""
    return [
        parameter["text"]
        for component in template.get("components", ())
        for parameter in component["parameters"]
    ]


AT_HAND: Final[Mapping[tuple[str, str], Template]] = {
    ("hello_world", "en_US"): Template(body="Hello World"),
    ("our_answer", "en_US"): Template(
        body="Here is our answer: {{1}} Reply to go on with the conversation."
    ),
}
"""By name and language."""
