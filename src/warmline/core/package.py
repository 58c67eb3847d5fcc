"""The handoff package: everything an operator needs so that nothing must be asked again.

Built once, when the handoff is requested, from the conversation's own log; the same document goes
to the inbox, the API and the mail. ``VERSION`` counts changes of its shape.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warmline.core.facts import (
    AssistantMissed,
    Entry,
    HandoffRequested,
    MessageAdded,
    Reopened,
)
from warmline.core.matter import matter_after
from warmline.core.model import (
    Author,
    ContactId,
    Conversation,
    ConversationId,
    Millis,
    Source,
    Why,
)

VERSION = 1
SHORT = 300  # characters of a summary's line


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    contact: ContactId
    language: str
    page: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the visitor wants, what was tried, what is open: sentences of the thread itself."""

    wants: str
    tried: str
    open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    topic: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    seq: int
    score: float  # -1..1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    kind: str
    value: str
    seq: int  # the entry that named it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One answer of the assistant, shown or held back."""

    seq: int
    question: str
    text: str
    confidence: float | None
    abstained: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    seq: int
    at: Millis
    author: Author
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    version: int
    conversation: ConversationId
    handoff: int  # its number: the entry that requested it
    made_at: Millis
    why: Why
    also: tuple[Why, ...]
    visitor: Visitor
    question: str  # the original one
    summary: Summary
    intent: Intent | None
    mood: tuple[Mood, ...]
    language: str
    entities: tuple[Entity, ...]
    tried: tuple[Tried, ...]
    transcript: tuple[Line, ...]


def pack(now: Conversation, log: Sequence[Entry], requested: Entry) -> Package:
    """The package of the handoff that ``requested`` (a ``HandoffRequested``) began."""
    fact = requested.fact
    if not isinstance(fact, HandoffRequested):
        raise TypeError(f"expected a HandoffRequested, got {type(fact).__name__}")
    log = [entry for entry in log if entry.seq < requested.seq]
    tried = tuple(_tried(log))
    question = _question(log)
    return Package(
        version=VERSION,
        conversation=now.id,
        handoff=requested.seq,
        made_at=fact.at,
        why=fact.why,
        also=fact.also,
        visitor=Visitor(
            contact=now.contact, language=now.language, page=now.page, channel=now.channel
        ),
        question=question,
        summary=_summary(log, question, tried),
        intent=_intent(log),
        mood=tuple(_moods(log)),
        language=now.language,
        entities=_entities(log),
        tried=tried,
        transcript=tuple(_lines(log)),
    )


def _messages(
    log: Sequence[Entry], author: Author | None = None
) -> Iterator[tuple[int, MessageAdded]]:
    for entry in log:
        fact = entry.fact
        if isinstance(fact, MessageAdded) and author in (None, fact.author):
            yield entry.seq, fact


def _question(log: Sequence[Entry]) -> str:
    """The first thing said since the thread was last reopened that tells what the visitor wants."""
    reopened = max((e.seq for e in log if isinstance(e.fact, Reopened)), default=0)
    ever = list(_messages(log, Author.VISITOR))
    said = [m for seq, m in ever if seq > reopened] or [m for _, m in ever]
    question = ""
    for message in said:
        question = matter_after(question, message.text, message.signals)
    return question or (said[0].text if said else "")


def _summary(log: Sequence[Entry], question: str, tried: Sequence[Tried]) -> Summary:
    said = [m.text for _, m in _messages(log, Author.VISITOR)]
    answers = [t.text for t in tried if t.text and not t.abstained]
    unanswered = [t.question for t in tried if t.abstained or not t.text]
    newest = said[-1] if said else ""
    return Summary(
        wants=_shorten(question),
        tried=_shorten(answers[-1]) if answers else "",
        open=_shorten(unanswered[-1] if unanswered else newest),
    )


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHORT else flat[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def _intent(log: Sequence[Entry]) -> Intent | None:
    topics = [s for _, m in _messages(log) for s in m.signals if s.name == "topic"]
    best = max(topics, key=lambda signal: signal.score, default=None)
    return Intent(topic=best.value, score=best.score) if best else None


def _moods(log: Sequence[Entry]) -> Iterator[Mood]:
    for seq, message in _messages(log, Author.VISITOR):
        for signal in message.signals:
            if signal.name == "sentiment":
                yield Mood(seq=seq, score=signal.score)


def _entities(log: Sequence[Entry]) -> tuple[Entity, ...]:
    """Each entity once, with the entry that named it first."""
    found: dict[str, Entity] = {}
    for seq, message in _messages(log, Author.VISITOR):
        for signal in message.signals:
            if signal.name == "entity":
                kind, _, value = signal.value.partition(":")
                found.setdefault(signal.value, Entity(kind=kind, value=value, seq=seq))
    return tuple(found.values())


def _tried(log: Sequence[Entry]) -> Iterator[Tried]:
    asked = {seq: m.text for seq, m in _messages(log, Author.VISITOR)}
    for entry in log:
        match entry.fact:
            case MessageAdded(author=Author.ASSISTANT) as answer:
                yield Tried(
                    seq=entry.seq,
                    question=asked.get(answer.answers, ""),
                    text=answer.text,
                    confidence=answer.confidence,
                    abstained=answer.abstained,
                    sources=answer.sources,
                )
            case AssistantMissed() as missed:
                yield Tried(
                    seq=entry.seq,
                    question=asked.get(missed.answers, ""),
                    text="",
                    confidence=missed.confidence,
                    abstained=True,
                    sources=(),
                )
            case _:
                pass


def _lines(log: Sequence[Entry]) -> Iterator[Line]:
    for seq, message in _messages(log):
        yield Line(seq=seq, at=message.at, author=message.author, text=message.text)
