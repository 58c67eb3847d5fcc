"""Idle conversations: after what silence they are closed, and who is warned first (S-7)."""

from dataclasses import dataclass

from warmline.core.model import Millis

HOUR: Millis = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """After what silence a conversation is closed. It never is while somebody owes an answer."""

    assistant: Millis | None = 24 * HOUR  # held by the assistant; None: never
    person: Millis | None = 72 * HOUR  # held by a person; None: never
    warn_before: Millis = 12 * HOUR  # the visitor of a person is warned so long before
