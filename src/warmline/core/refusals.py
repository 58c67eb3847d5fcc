"""Refusals: the lawful ways to say no. Nothing was recorded. The edge turns each into an answer."""

from typing import ClassVar

from warmline.core.model import ConversationId, OperatorId


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


class KeyReused(Refused):
    code = "key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(f"The id {key!r} was used before for something else.")


class UnreadableText(Refused):
    code = "unreadable_text"

    def __init__(self) -> None:
        super().__init__("Text without NUL and without halves of surrogate pairs is expected.")
