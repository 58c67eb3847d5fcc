"""Listening to a visitor's turn: which signals are read, and with what of the conversation around.

The server and the library both listen here, so that one turn shows the same to both.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Final

from warmline.core.facts import Claimed, Entry, HandoffRequested, MessageAdded
from warmline.core.model import Author, Conversation, Floor, Signal
from warmline.core.policy import Policy
from warmline.signals import BESIDE_A_PERSON, Embed, Remembered, own_of, read

Read = Callable[..., tuple[Signal, ...]]
"""``signals.read``, with what the owner described where there is any."""

RECENT: Final = 5  # visitor turns that a new one is compared with
ON_A_BUTTON: Final = ("explicit_request", "entities")
_ANSWERS_TO_OFFERS: Final = ("accepts_offer", "declines_offer")


def heard(
    ask: Read, text: str, now: Conversation, *, recent: Sequence[str] = (), choice: str = ""
) -> tuple[Signal, ...]:
    """What ``text`` shows in this conversation.

    ``recent`` are the visitor's earlier turns, oldest first; ``choice`` is the button that the text
    is the label of: its words are the owner's, and show no mood and no matter. Where the assistant
    has just offered a person in its own words, a yes asks for one.
    """
    if now.floor is Floor.HUMAN:
        return ask(text, hint=now.language, only=BESIDE_A_PERSON)
    if choice in now.choices:
        return ask(text, hint=now.language, only=ON_A_BUTTON)
    offered = now.offered or now.offering
    signals = ask(text, recent=recent[-RECENT:], offered=offered, hint=now.language)
    return signals if now.offered or not now.offering else tuple(map(_as_request, signals))


def with_entities(log: Iterable[Entry]) -> Iterator[Entry]:
    """The log with what the visitor named beside a person: that is read when a package needs it."""
    beside = False
    for entry in log:
        fact = entry.fact
        if beside and isinstance(fact, MessageAdded) and fact.author is Author.VISITOR:
            named = () if _names(fact) else read(fact.text, only=("entities",))
            yield Entry(entry.seq, replace(fact, signals=(*fact.signals, *named)))
        else:
            beside = beside or isinstance(fact, Claimed | HandoffRequested)
            yield entry


def _names(message: MessageAdded) -> bool:
    return any(signal.name == "entity" for signal in message.signals)


def _as_request(signal: Signal) -> Signal:
    if signal.name != "accepts_offer":
        return signal
    return Signal(name="explicit_request", score=signal.score, words=signal.words, value="accepted")


def answers_offer(signals: Iterable[Signal]) -> bool:
    """Whether it says only yes or no to an offer: nothing that a later turn could repeat."""
    return any(signal.name in _ANSWERS_TO_OFFERS for signal in signals)


def reader(policy: Policy, embed: Embed | None = None) -> Read:
    """Reads the signals under ``policy``, whose own topics and descriptions are compiled once.

    ``embed`` gives sentences their meaning; without it, likeness is that of the words.
    """
    return partial(read, own=own_of(policy, embed))


def describes(policy: Policy) -> bool:
    """Whether it holds something that turns are compared with by meaning."""
    likes = any(topic.description or topic.examples for topic in policy.topics)
    return likes or any(rule.trigger == "described" for rule in policy.rules)


def sentence_model() -> Embed:
    """The shipped sentence model: loaded at its first use, which takes half a second.

    What it was asked lately is remembered, so one of them should serve everybody.
    """

    @cache
    def model() -> Embed:
        from warmline.knowledge.embedder import SentenceModel  # noqa: PLC0415 - not always needed

        return SentenceModel().vectors

    return Remembered(lambda texts: model()(texts))  # noqa: PLW0108 - loaded when first asked
