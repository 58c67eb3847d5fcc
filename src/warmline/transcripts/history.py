"""A conversation of our own as a transcript: what its log says was said, and what happened."""

from collections.abc import Mapping, Sequence

from warmline.core.facts import (
    AssistantMissed,
    AttributesNoted,
    Claimed,
    Entry,
    Fact,
    HandoffRequested,
    MessageAdded,
    Opened,
    Resolved,
    ReturnedToAssistant,
)
from warmline.core.model import Author, ConversationId
from warmline.core.reading import as_read, told
from warmline.transcripts.transcript import Transcript, Utterance


def transcript_of_log(id: ConversationId, log: Sequence[Entry]) -> Transcript:
    """``log``: the whole of it, oldest first. A turn's id is ``id#number of its entry``."""
    log = [told(entry) for entry in as_read(log)]
    opened = next((e.fact for e in log if isinstance(e.fact, Opened)), None)
    said = (_utterance(e.fact, f"{id}#{e.seq}") for e in log)
    return Transcript(
        id=id,
        utterances=tuple(one for one in said if one),
        channel=opened.channel if opened else "",
        page=opened.page if opened else "",
        language=opened.language if opened else "",
        attributes=_attributes(log, verified=True),
        told=_attributes(log, verified=False),
    )


def _attributes(log: Sequence[Entry], *, verified: bool) -> Mapping[str, str]:
    noted = [entry.fact for entry in log if isinstance(entry.fact, AttributesNoted)]
    return {
        name: value
        for fact in noted
        if fact.verified == verified
        for name, value in fact.attributes.items()
    }


def _utterance(fact: Fact, id: str) -> Utterance | None:
    match fact:
        case MessageAdded(author=Author.SYSTEM):
            return None
        case MessageAdded():
            return _said(fact, id)
        case AssistantMissed(at=at, error="held back"):
            return Utterance(
                author=Author.ASSISTANT,
                id=id,
                text="(held back)",
                at=at,
                confidence=fact.confidence,
                abstained=True,
                handoff=fact.handoff,
            )
        case AssistantMissed(at=at, error=error):
            return Utterance(author=Author.ASSISTANT, id=id, at=at, failed=error or "no answer")
        case _:
            event = _EVENTS.get(type(fact), "")
            return Utterance(author=Author.SYSTEM, event=event, at=fact.at) if event else None


_EVENTS: Mapping[type[Fact], str] = {
    HandoffRequested: "handoff",
    Claimed: "claimed",
    ReturnedToAssistant: "returned",
    Resolved: "resolved",
}


def _said(fact: MessageAdded, id: str) -> Utterance:
    visitor = fact.author is Author.VISITOR
    return Utterance(
        author=fact.author,
        text=fact.text,
        id=id,
        at=fact.at,
        pressed="person" if visitor and _pressed(fact) else "",
        confidence=fact.confidence,
        abstained=fact.abstained,
        handoff=fact.handoff,
    )


def _pressed(fact: MessageAdded) -> bool:
    """The button's label stands in the log as a whole and certain request; words never do."""
    shown = fact.signals
    return len(shown) == 1 and (shown[0].name, shown[0].score, shown[0].words) == (
        "explicit_request",
        1.0,
        fact.text,
    )
