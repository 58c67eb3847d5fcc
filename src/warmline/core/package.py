"""The handoff package: everything an operator needs so that nothing must be asked again.

Built once, when the handoff is requested, from the conversation's own log; the same document goes
to the inbox, the API and the mail. ``VERSION`` counts changes of its shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from warmline.core.evidence import Evidence, asked_version, evidence
from warmline.core.facts import (
    AssistantMissed,
    Entry,
    FlowMoved,
    HandoffRequested,
    MessageAdded,
    Reopened,
)
from warmline.core.matter import ABOUT_A_PERSON, SURE, matter_after
from warmline.core.model import (
    Author,
    ContactId,
    Conversation,
    ConversationId,
    Millis,
    Source,
    Why,
)
from warmline.core.reading import as_read, told
from warmline.core.summary import Said, Summary, summarise

VERSION = 2  # 2: attributes, the signals of the turn, the policy's version, a model's summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    contact: ContactId
    language: str
    page: str
    channel: str
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    verified: tuple[str, ...] = ()  # the names of those that the site's server signed


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
    policy: int = 0  # the version whose rules were asked; packages of version 1 do not say
    signals: tuple[Evidence, ...] = ()
    revision: int = 1  # moves when something is added later
    ai_summary: Summary | None = None  # a model's, checked against the thread; beside ours


def with_ai_summary(package: Package, summary: Summary) -> Package:
    """The next revision of the document; what we quoted stays beside what the model wrote."""
    return replace(package, revision=package.revision + 1, ai_summary=summary)


def pack(now: Conversation, log: Sequence[Entry], requested: Entry) -> Package:
    """The package of the handoff that ``requested`` (a ``HandoffRequested``) began."""
    fact = requested.fact
    if not isinstance(fact, HandoffRequested):
        raise TypeError(f"expected a HandoffRequested, got {type(fact).__name__}")
    log = [told(entry) for entry in as_read(log) if entry.seq < requested.seq]
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
            contact=now.contact,
            language=now.language,
            page=now.page,
            channel=now.channel,
            attributes=now.attributes,
            verified=now.verified,
        ),
        question=question,
        summary=_summary(log, tried),
        intent=_intent(log),
        mood=tuple(_moods(log)),
        language=now.language,
        entities=_entities(log) + _given(requested.seq, fact.data),
        tried=tried,
        transcript=tuple(_lines(log)),
        policy=asked_version(log),
        signals=tuple(evidence(log, (fact.why, *fact.also))),
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
    reopened = _reopened(log)
    ever = list(_messages(log, Author.VISITOR))
    said = [m for seq, m in ever if seq > reopened] or [m for _, m in ever]
    question = ""
    for message in said:
        question = matter_after(question, message.text, message.signals)
    return question or (said[0].text if said else "")


def _summary(log: Sequence[Entry], tried: Sequence[Tried]) -> Summary:
    reopened = _reopened(log)
    ever = list(_messages(log, Author.VISITOR))
    matter = [(seq, m) for seq, m in ever if seq > reopened] or ever
    left = {t.question for t in tried if t.abstained or not t.text}
    said = [
        Said(text=m.text, aside=tuple(_asides(m)), answered=m.text not in left) for _, m in matter
    ]
    answers = [t.text for t in tried if t.text and not t.abstained and t.seq > reopened]
    return summarise(said, answers)


def _asides(message: MessageAdded) -> Iterator[str]:
    """The words of a message that settle only whether a person comes."""
    for signal in message.signals:
        if signal.name in ABOUT_A_PERSON and signal.score >= SURE:
            known = signal.words.casefold() in message.text.casefold()
            yield signal.words if signal.words and known else message.text


def _reopened(log: Sequence[Entry]) -> int:
    """The entry from which on the visitor's present matter is told."""
    return max((entry.seq for entry in log if isinstance(entry.fact, Reopened)), default=0)


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
    """Each entity once, with the entry that named it first; then what flows collected."""
    found: dict[str, Entity] = {}
    for seq, message in _messages(log, Author.VISITOR):
        for signal in message.signals:
            if signal.name == "entity":
                kind, _, value = signal.value.partition(":")
                found.setdefault(signal.value, Entity(kind=kind, value=value, seq=seq))
    for collected in _collected(log):
        found.setdefault(f"{collected.kind}:{collected.value}", collected)
    return tuple(found.values())


def _collected(log: Sequence[Entry]) -> Iterator[Entity]:
    """The fields that scripted flows asked for, as last given, each with the message it came in."""
    newest: dict[tuple[str, str], Entity] = {}
    said = 0
    for entry in log:
        match entry.fact:
            case MessageAdded(author=Author.VISITOR):
                said = entry.seq
            case FlowMoved(stand=stand):
                for kind, value in stand.fields.items():
                    known = newest.get((stand.flow, kind))
                    if value and (known is None or known.value != value):
                        newest[stand.flow, kind] = Entity(kind=kind, value=value, seq=said)
            case _:
                pass
    yield from newest.values()


def _given(seq: int, data: Mapping[str, str]) -> tuple[Entity, ...]:
    """What an assistant of the owner's own said beside its wish for a person."""
    return tuple(Entity(kind=kind, value=value, seq=seq) for kind, value in data.items())


def _tried(log: Sequence[Entry]) -> Iterator[Tried]:
    asked = {seq: m.text for seq, m in _messages(log, Author.VISITOR)}
    for entry in log:
        match entry.fact:
            case MessageAdded(author=Author.ASSISTANT, flow="") as answer:
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
