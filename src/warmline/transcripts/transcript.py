"""What a transcript is: who said what, in order, and what became of it as far as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from warmline.core.model import Author, Millis

EVENTS: Final = ("handoff", "claimed", "returned", "resolved")
"""A person was fetched; took the floor; gave it back; closed the matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing said, or done. ``id`` names the decision about it; "" where none is asked for."""

    author: Author
    text: str = ""
    event: str = ""  # what happened without words, one of ``EVENTS``
    id: str = ""
    at: Millis | None = None
    pressed: str = ""  # the visitor pressed a button: person, accept, decline
    confidence: float | None = None  # of an assistant's answer, 0..1
    abstained: bool = False
    handoff: str = ""  # why the assistant itself wanted a person
    failed: str = ""  # why the assistant gave no answer
    needed: bool | None = None  # a person was needed here; None: nobody says


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    id: str
    utterances: tuple[Utterance, ...]
    line: int = 0  # where it begins in its file
    channel: str = ""
    page: str = ""
    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])  # vouched for
    told: Mapping[str, str] = field(default_factory=dict[str, str])  # attributes nobody vouched for

    def truth(self) -> "Truth | None":
        """Where a person was needed, as far as the transcript tells; None: nowhere.

        A label counts before what happened: a person who spoke late was needed earlier.
        """
        labels = [place for place, one in enumerate(self.utterances) if one.needed]
        return Truth(labels[0], "label") if labels else self._happened()

    def _happened(self) -> "Truth | None":
        """The visitor's last turn before a person was fetched, or first spoke."""
        visitor: int | None = None
        for place, one in enumerate(self.utterances):
            by_person = one.author is Author.OPERATOR or one.event == "claimed"
            if by_person or one.event == "handoff":
                at = place if visitor is None else visitor
                return Truth(at, "person" if by_person else "handoff")
            if one.author is Author.VISITOR:
                visitor = place
        return None


@dataclass(frozen=True, slots=True)
class Truth:
    """A person was needed at the visitor's turn ``place``: by a label, a handoff, or they came."""

    place: int
    by: Literal["label", "handoff", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line, or a conversation that begins there, which could not be read."""

    line: int
    reason: str
