"""The answer that the knowledge gives by itself: a quotation with its source and a probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from warmline.knowledge.confidence import RIVALS, Calibrator, shipped
from warmline.knowledge.embedder import Embedder, Vector
from warmline.knowledge.hits import Hit
from warmline.knowledge.index import Index
from warmline.knowledge.passages import Passage
from warmline.knowledge.splitting import sentences
from warmline.knowledge.terms import stems

LONGEST_ANSWER = 600  # characters
SENTENCES = 3  # at most, from one passage
SENTENCES_READ = 40  # of a passage; each costs about a millisecond
WORDS_WEIGHT = 0.2  # of shared words beside the meaning of a sentence
DEFAULT_BAR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: str
    url: str
    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``text`` is empty where the entry stores none; ``confidence`` is a probability, 0..1.

    ``signs`` are what it rests on; ``raw`` among them is what they gave.
    """

    text: str
    confidence: float
    signs: Mapping[str, float] = field(default_factory=dict[str, float])
    sources: tuple[Source, ...]


def abstains(answer: Answer | None, bar: float = DEFAULT_BAR) -> bool:
    """Whether nothing should be said: no answer, an empty one, or one below the bar."""
    return answer is None or not answer.text or answer.confidence < bar


def ask(
    question: str,
    index: Index,
    embedder: Embedder,
    *,
    language: str | None = None,
    calibrator: Calibrator | None = None,
) -> Answer | None:
    """Search and answer in one step."""
    [vector] = embedder.vectors([question])
    hits = index.search(question, vector, limit=RIVALS, language=language)
    spoken = language or index.language
    return answer(question, vector, hits, embedder, language=spoken, calibrator=calibrator)


def answer(
    question: str,
    vector: Vector,
    hits: Sequence[Hit],
    embedder: Embedder,
    *,
    language: str = "en",
    calibrator: Calibrator | None = None,
) -> Answer | None:
    """The best hit, quoted. ``hits`` come from a search with a limit of at least ten."""
    if not hits:
        return None
    best = hits[0].passage
    if best.questions:
        text, nearest = _stored(best), 0.0
    else:
        asked = frozenset(stems(question, language))
        text, nearest = _extract(best, vector, embedder, asked=asked, language=language)
    source = Source(title=_title(best), url=best.url, passage_id=best.id, quote=text)
    confidence, signs = (calibrator or shipped()).weighed(hits, sentence=nearest)
    kept = {name: round(value, 3) for name, value in signs.items()} | {"raw": round(confidence, 6)}
    return Answer(text=text, confidence=confidence, signs=kept, sources=(source,))


def _title(passage: Passage) -> str:
    return passage.title or (passage.questions[0] if passage.questions else "")


def _stored(passage: Passage) -> str:
    """The stored answer, cut after the last sentence that fits."""
    if len(passage.text) <= LONGEST_ANSWER:
        return passage.text
    return _leading(_all_sentences(passage))


def _all_sentences(passage: Passage) -> list[str]:
    lines = passage.text.split("\n")
    return [sentence for line in lines for sentence in sentences(line)]


def sentences_read(passage: Passage) -> list[str]:
    """Those of a passage that an answer is looked for in."""
    return _all_sentences(passage)[:SENTENCES_READ]


def _leading(parts: Sequence[str]) -> str:
    """As many whole sentences from the front as fit; of an endless first one, its beginning."""
    kept = parts[0]
    if len(kept) > LONGEST_ANSWER:
        return kept[: LONGEST_ANSWER - 1].rstrip() + "…"
    for part in parts[1:]:
        if len(kept) + 1 + len(part) > LONGEST_ANSWER:
            break
        kept = f"{kept} {part}"
    return kept


def _extract(
    passage: Passage, vector: Vector, embedder: Embedder, *, asked: frozenset[str], language: str
) -> tuple[str, float]:
    """The one to three neighbouring sentences that answer best, and the best one's cosine."""
    parts = sentences_read(passage)
    if not parts:
        return "", 0.0
    shared = [len(asked & set(stems(part, language))) / max(1, len(asked)) for part in parts]
    cosines = embedder.vectors(parts) @ vector
    first, last = _window((cosines + WORDS_WEIGHT * np.array(shared)).astype(np.float32))
    return _leading(parts[first : last + 1]), float(cosines.max())


def _window(scores: Vector) -> tuple[int, int]:
    """Grow from the best sentence towards the better neighbour while that is half as good."""
    first = last = int(scores.argmax())
    bar = float(scores[first]) / 2
    while last - first + 1 < SENTENCES:
        before = float(scores[first - 1]) if first > 0 else -1.0
        after = float(scores[last + 1]) if last + 1 < len(scores) else -1.0
        if max(before, after) < bar:
            break
        first, last = (first - 1, last) if before > after else (first, last + 1)
    return first, last
