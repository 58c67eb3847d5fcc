"""Fallbacks: what a visitor is offered where no person can come, by cause."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Cause(StrEnum):
    """Why no person comes now."""

    CLOSED = "closed"  # outside the team's hours
    NOBODY_ONLINE = "nobody_online"
    QUEUE_FULL = "queue_full"  # the line is as long as the team lets it grow
    DEADLINE = "deadline"  # nobody came in the time that a visitor may wait


class Fallback(StrEnum):
    """The next step that is offered instead."""

    FORM = "form"  # leave an address; the matter gets a ticket
    EMAIL = "email"  # the same thread goes on by mail
    BROADER = "broader"  # the assistant tries once more, and says that it may be wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallbacks:
    """What a team offers, by cause."""

    closed: Fallback = Fallback.FORM
    nobody_online: Fallback = Fallback.FORM
    queue_full: Fallback = Fallback.FORM
    deadline: Fallback = Fallback.FORM

    def of(self, cause: Cause) -> Fallback:
        match cause:
            case Cause.CLOSED:
                return self.closed
            case Cause.NOBODY_ONLINE:
                return self.nobody_online
            case Cause.QUEUE_FULL:
                return self.queue_full
            case Cause.DEADLINE:
                return self.deadline
            case _:
                assert_never(cause)
