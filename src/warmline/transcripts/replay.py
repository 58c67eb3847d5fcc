"""A transcript told to the engine again: each turn decided as if the talk had gone as it went."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from time import perf_counter, time_ns

from warmline.core.model import Author, Floor, Millis
from warmline.core.policy import Policy
from warmline.dialogue import Decision, Dialogue, Read
from warmline.transcripts import Transcript, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One turn of a visitor or an assistant, and what was decided about it."""

    place: int  # of the utterance in its transcript
    utterance: Utterance
    decision: Decision
    ms: float  # that it took, reading the signals included


class Replay:
    """One transcript under one policy. Nothing of what is decided happens: ``Dialogue(shadow)``."""

    def __init__(
        self, transcript: Transcript, policy: Policy, read: Read, *, explain: bool = False
    ) -> None:
        self._transcript = transcript
        self._time: Millis = next((u.at for u in transcript.utterances if u.at), time_ns() // 10**6)
        self.dialogue = Dialogue(
            policy,
            id=transcript.id,
            channel=transcript.channel or "transcript",
            page=transcript.page,
            language=transcript.language or "en",
            attributes=transcript.attributes,
            read=read,
            clock=lambda: self._time,
            shadow=True,
            explain=explain,
        )
        self.dialogue.know(transcript.told, verified=False)

    def decisions(self) -> Iterator[Decided]:
        """A decision for each turn of the visitor, and for each answer to one."""
        for place, said in _bubbles_joined(self._transcript.utterances):
            self._time = said.at or self._time
            began = perf_counter()
            if decision := self._tell(said):
                ms = (perf_counter() - began) * 1e3
                yield Decided(place=place, utterance=said, decision=decision, ms=ms)

    def _tell(self, said: Utterance) -> Decision | None:
        dialogue = self.dialogue
        match said.author:
            case Author.VISITOR if said.pressed == "person":
                return dialogue.pressed("person", said.text)
            case Author.VISITOR:  # yes or no to an offer that this policy may not have made
                return dialogue.visitor(said.text)
            case Author.ASSISTANT:
                return self._answer(said)
            case Author.OPERATOR:
                dialogue.person(said.text)
            case Author.SYSTEM:
                self._happen(said.event)
        return None

    def _happen(self, event: str) -> None:
        """What a person did without words. Who is only asked for has not come yet."""
        dialogue = self.dialogue
        if event == "claimed" and dialogue.floor is Floor.ASSISTANT:
            dialogue.claim()
        elif event == "returned" and dialogue.floor is Floor.HUMAN:
            dialogue.give_back()
        elif event == "resolved":
            dialogue.resolve()

    def _answer(self, said: Utterance) -> Decision | None:
        dialogue = self.dialogue
        if dialogue.floor is Floor.HUMAN:
            dialogue.give_back()
        asked = dialogue.conversation.owed
        if said.failed and not said.text:
            return dialogue.failed(said.failed) if asked else None
        decision = dialogue.assistant(
            said.text,
            confidence=said.confidence,
            abstained=said.abstained,
            handoff=said.handoff,
        )
        return decision if asked else None


def _bubbles_joined(utterances: Sequence[Utterance]) -> Iterator[tuple[int, Utterance]]:
    """The utterances with their places; what an assistant says in a row is one answer."""
    numbered = enumerate(utterances)
    for author, group in groupby(numbered, key=lambda one: one[1].author):
        if author is Author.ASSISTANT:
            places, parts = zip(*group, strict=True)
            yield places[0], parts[0] if len(parts) == 1 else _joined(parts)
        else:
            yield from group


def _joined(parts: Sequence[Utterance]) -> Utterance:
    """As sure as its least sure part."""
    sure = [part.confidence for part in parts if part.confidence is not None]
    return replace(
        parts[0],
        text="\n".join(part.text for part in parts if part.text),
        confidence=min(sure, default=None),
        abstained=any(part.abstained for part in parts),
        handoff=next((part.handoff for part in parts if part.handoff), ""),
        failed=next((part.failed for part in parts if part.failed), ""),
    )
