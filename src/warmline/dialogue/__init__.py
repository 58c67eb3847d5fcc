"""A dialogue held by any program, decided by the engine of the server."""

from warmline.dialogue.decision import Decision
from warmline.dialogue.dialogue import Dialogue, load_policy
from warmline.dialogue.listening import (
    RECENT,
    Embed,
    Read,
    answers_offer,
    describes,
    heard,
    reader,
    sentence_model,
    with_entities,
)

__all__ = [
    "RECENT",
    "Decision",
    "Dialogue",
    "Embed",
    "Read",
    "answers_offer",
    "describes",
    "heard",
    "load_policy",
    "reader",
    "sentence_model",
    "with_entities",
]
