"""The engine: one step of a conversation.

    input --decide--> facts --evolve--> conversation
                        `-----react---> effects

``decide`` says what happened, ``evolve`` what that makes of the conversation, ``react`` what the
world must do about it. All three are total and pure: same arguments, same answer, no clock, no
I/O. Effects hang on facts, never on inputs, so a message cannot be recorded without its delivery.
"""

from dataclasses import dataclass

from warmline.core.decide import decide
from warmline.core.effects import Effect
from warmline.core.evolve import evolve
from warmline.core.facts import Entry
from warmline.core.following import follow
from warmline.core.inputs import Input
from warmline.core.model import Conversation
from warmline.core.policy import Context
from warmline.core.react import react


@dataclass(frozen=True, slots=True)
class Step:
    conversation: Conversation  # as it is afterwards
    entries: tuple[Entry, ...]
    effects: tuple[Effect, ...]


def step(before: Conversation, input: Input, context: Context) -> Step:
    """Take one step. Raises ``Refused`` when the input is not lawful here."""
    now, entries = before, list[Entry]()
    for facts in (decide(before, input, context), follow(before, entries, context)):
        for fact in facts:
            now = evolve(now, fact)
            entries.append(Entry(now.seq, fact, now))
    effects = tuple(effect for entry in entries for effect in react(entry, now, context))
    return Step(now, tuple(entries), effects)
