"""Refusals: the lawful ways to say no. Nothing was recorded. The edge turns each into an answer."""

from typing import ClassVar

from warmline.core.model import ConversationId, Millis, OperatorId, TeamId


class Refused(Exception):
    """The domain says no. ``code`` is stable; the text may be shown to whoever asked."""

    code: ClassVar[str] = "refused"


class UnknownConversation(Refused):
    code = "unknown_conversation"

    def __init__(self, id: ConversationId) -> None:
        super().__init__(f"There is no conversation {id}.")


class AlreadyTaken(Refused):
    code = "already_taken"

    def __init__(self, by: OperatorId) -> None:
        super().__init__("A colleague holds this conversation.")
        self.by = by


class AlreadyResolved(Refused):
    code = "already_resolved"

    def __init__(self) -> None:
        super().__init__("This conversation is resolved. Write to it to open it again.")


class NotYours(Refused):
    code = "not_yours"

    def __init__(self, by: OperatorId) -> None:
        super().__init__("Only the operator who holds this conversation can do that.")
        self.by = by


class VisitorSpoke(Refused):
    code = "visitor_spoke"

    def __init__(self) -> None:
        super().__init__("The visitor has just written. Read it, then resolve.")


class ColleagueSpoke(Refused):
    code = "colleague_spoke"

    def __init__(self, by: OperatorId, seq: int) -> None:
        super().__init__("A colleague has just replied. Read it, then send all the same or not.")
        self.by = by
        self.seq = seq  # the entry in which they did


class NotThere(Refused):
    code = "not_there"

    def __init__(self, operator: OperatorId) -> None:
        super().__init__("That operator is not online. Choose another one, or a team.")
        self.operator = operator


class StillThere(Refused):
    code = "still_there"

    def __init__(self, operator: OperatorId) -> None:
        super().__init__("That operator has not vanished, or has nothing to lose here.")
        self.operator = operator


class AtCapacity(Refused):
    code = "at_capacity"

    def __init__(self, operator: OperatorId, capacity: int) -> None:
        super().__init__(f"That is more than the {capacity} conversations at once that are set.")
        self.operator = operator
        self.capacity = capacity


class HasOffer(Refused):
    code = "has_offer"

    def __init__(self, operator: OperatorId) -> None:
        super().__init__("That operator has another conversation to take up first.")
        self.operator = operator


class NotAssigned(Refused):
    code = "not_assigned"

    def __init__(self) -> None:
        super().__init__("This conversation is not assigned to you, or no longer.")


class NotSupervisor(Refused):
    code = "not_supervisor"

    def __init__(self) -> None:
        super().__init__("Only a supervisor can take over what a colleague holds.")


class NobodyHolds(Refused):
    code = "nobody_holds"

    def __init__(self) -> None:
        super().__init__("Nobody holds this conversation. Take it from the list.")


class NeedsColleague(Refused):
    code = "needs_colleague"

    def __init__(self) -> None:
        super().__init__("To stay until it is taken, hold the conversation and name a colleague.")


class UnknownTeam(Refused):
    code = "unknown_team"

    def __init__(self, team: TeamId) -> None:
        super().__init__(f"There is no team {team!r}.")


class NotAhead(Refused):
    code = "not_ahead"

    def __init__(self, until: Millis, now: Millis) -> None:
        super().__init__(f"A time to come is expected; it is {now} now, and {until} has passed.")


class NotYet(Refused):
    """A timer rang before its time: it is to ring again."""

    code = "not_yet"

    def __init__(self, due: Millis, now: Millis) -> None:
        super().__init__(f"It is {now}; that is due at {due}.")
        self.after: Millis = due - now


class NothingPending(Refused):
    code = "nothing_pending"

    def __init__(self) -> None:
        super().__init__("No request for a person is pending here.")


class NothingOffered(Refused):
    code = "nothing_offered"

    def __init__(self) -> None:
        super().__init__("That offer is no longer open.")


class NotAnAnswer(Refused):
    code = "not_an_answer"

    def __init__(self, seq: int) -> None:
        super().__init__(f"Entry {seq} is not one of the assistant's newest answers here.")


class AlreadyJudged(Refused):
    code = "already_judged"

    def __init__(self, seq: int) -> None:
        super().__init__(f"Answer {seq} was judged before.")


class NotTheNewest(Refused):
    code = "not_the_newest"

    def __init__(self, handoff: int) -> None:
        super().__init__(f"Entry {handoff} is not the newest request for a person here.")


class NotChangeable(Refused):
    code = "not_changeable"

    def __init__(self, seq: int) -> None:
        super().__init__(f"Entry {seq} is none of the visitor's newest messages by a channel.")


class KeyReused(Refused):
    code = "key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(f"The id {key!r} was used before for something else.")


class UnreadableText(Refused):
    code = "unreadable_text"

    def __init__(self) -> None:
        super().__init__("Text without NUL and without halves of surrogate pairs is expected.")
