"""What an owner described: matters of their own, and situations in plain words.

Compiled once per policy. A turn is compared sentence by sentence: with the sentence model by
meaning, without it by words. 0.5 means "more likely than not".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from warmline.core.model import Signal
from warmline.core.policy import Policy, Rule, Topic
from warmline.signals.alike import fingerprints, likeness
from warmline.signals.embedding import LONGEST, Embed, Remembered, Vectors
from warmline.signals.patterns import Pattern, patterns_of
from warmline.signals.phrasebook import Found, PhraseBook, book_of
from warmline.signals.situation import sentences, situation
from warmline.signals.turn import Turn

DESCRIBED: Final = "described"  # the trigger whose rules hold a description
_KEYWORD: Final = 0.9
_LEAST: Final = 0.2
_MOST_SENTENCES: Final = 8
# Logistic curves: steepness and the likeness at one half. Fitted on CLINC150 intents as rules, one
# turn in twenty-five being about the rule; half is a little later, for turns of one shop are more
# alike than those. The more sentences there are to be like, the liker the nearest one is by chance.
_STEEP, _HALF, _HALF_EACH = 18.0, 0.47, 0.02
_WORDS_STEEP, _WORDS_HALF = 22.0, 0.42
_MANY: Final = 4  # sentences, from which on half stays where it is
_LEAD: Final = 0.05  # by which a sentence must be liker to what it should be than to what not


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One described thing, ready to be compared with turns."""

    signal: str  # the name of its signal: "topic" or "described"
    value: str  # the topic's name, or the rule's id
    keywords: PhraseBook | None = None
    likes: tuple[str, ...] = ()
    unlikes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Own:
    """Everything that one policy describes. ``vectors`` holds those of all likes, then unlikes."""

    matters: tuple[Matter, ...] = ()
    embed: Embed | None = None
    vectors: tuple[Vectors, ...] = ()  # of each matter, (likes + unlikes, dimensions)
    patterns: tuple[Pattern, ...] = ()  # of the entities

    @property
    def compares(self) -> bool:
        """Whether turns are compared by meaning with something that was described."""
        return self.embed is not None and any(matter.likes for matter in self.matters)

    def shown(self, turn: Turn) -> Iterator[Signal]:
        """A signal for each matter that ``turn`` may be about."""
        if not self.matters or not turn.words:
            return
        said = sentences(turn.original)[:_MOST_SENTENCES]
        spoken = self._spoken(said)
        for at, matter in enumerate(self.matters):
            if found := by_keyword(matter, turn):
                yield found
            elif matter.likes:
                yield from self._alike(at, matter, said, spoken)

    def _spoken(self, said: Sequence[str]) -> Vectors | None:
        if self.embed is None or not self.compares:
            return None
        return self.embed([text[:LONGEST] for text in said])

    def _alike(
        self, at: int, matter: Matter, said: Sequence[str], spoken: Vectors | None
    ) -> Iterator[Signal]:
        if spoken is None:
            scored = [(by_words(matter, text), text) for text in said]
        else:
            likes = self.vectors[at]
            scored = [
                (by_meaning(matter, likes, one), text)
                for one, text in zip(spoken, said, strict=True)
            ]
        score, text = max(scored)
        if score >= _LEAST:
            words = text[:200]
            yield Signal(name=matter.signal, score=round(score, 3), words=words, value=matter.value)


NOTHING: Final = Own()
"""No topics of one's own, no descriptions, no sentence model."""


def own_of(policy: Policy, embed: Embed | None = None) -> Own:
    """Compile what ``policy`` describes. ``embed``: the sentence model; None: words must do.

    What was embedded lately is remembered: one ``Own`` should serve all turns under its policy.
    """
    if embed is not None and not isinstance(embed, Remembered):
        embed = Remembered(embed)
    matters = (
        *(_topic(topic) for topic in policy.topics),
        *(_described(rule) for rule in policy.rules if rule.trigger == DESCRIBED),
    )
    patterns = patterns_of(policy.entities)
    if embed is None or not any(matter.likes for matter in matters):
        return Own(matters=matters, embed=embed, patterns=patterns)
    vectors = tuple(_vectors(one, embed) for one in matters)
    return Own(matters=matters, embed=embed, vectors=vectors, patterns=patterns)


def _vectors(matter: Matter, embed: Embed) -> Vectors:
    texts = [*matter.likes, *matter.unlikes]
    return embed([text[:LONGEST] for text in texts])


def _topic(topic: Topic) -> Matter:
    listed = {"+": ",".join(topic.keywords), "-": ",".join(topic.not_keywords)}
    return Matter(
        signal="topic",
        value=topic.name,
        keywords=book_of(listed) if topic.keywords else None,
        likes=_likes(topic.description, topic.examples),
    )


def _described(rule: Rule) -> Matter:
    return Matter(
        signal="described",
        value=rule.id,
        likes=_likes(rule.description, rule.examples),
        unlikes=rule.not_examples,
    )


def _likes(description: str, examples: Sequence[str]) -> tuple[str, ...]:
    return (*situation(description), *(text for text in examples if text.strip()))


def by_keyword(matter: Matter, turn: Turn) -> Signal | None:
    """A keyword's signal; none where a word stands by that means something else."""
    if matter.keywords is None:
        return None
    found = matter.keywords.find(turn)
    if not found or any(one.label == "-" for one in found):
        return None
    words = _written(found[0], turn)
    return Signal(name=matter.signal, score=_KEYWORD, words=words, value=matter.value)


def _written(found: Found, turn: Turn) -> str:
    return found.words or turn.quoted(found.start, found.end)


def by_meaning(matter: Matter, likes: Vectors, spoken: Vectors) -> float:
    """0..1 for one sentence: ``spoken`` is its vector, ``likes`` those of likes, then unlikes.

    Half of the likeness is that to the nearest like, half that to what all of them have in common.
    """
    count = len(matter.likes)
    cosines = likes @ spoken
    middle = likes[:count].mean(axis=0)
    common = float(middle @ spoken) / max(math.sqrt(float(middle @ middle)), 1e-6)
    like = 0.5 * float(cosines[:count].max()) + 0.5 * common
    half = _HALF + _HALF_EACH * (min(count, _MANY) - 1)
    unlike = float(cosines[count:].max()) if len(likes) > count else -1.0
    return _probability(_STEEP * (like - half - max(0.0, unlike - like + _LEAD)))


def by_words(matter: Matter, text: str) -> float:
    """0..1 from the words that a sentence shares with the likes and unlikes of ``matter``."""
    prints = fingerprints(text[:LONGEST])
    like = max(likeness(prints, fingerprints(one[:LONGEST])) for one in matter.likes)
    unlikes = (likeness(prints, fingerprints(one[:LONGEST])) for one in matter.unlikes)
    lead = max(0.0, max(unlikes, default=-1.0) - like + _LEAD)
    return _probability(_WORDS_STEEP * (like - _WORDS_HALF - lead))


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
