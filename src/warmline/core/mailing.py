"""How a conversation goes on by mail: which messages leave that way, and since when."""

from collections.abc import Iterator

from warmline.core.elsewhere import has_it
from warmline.core.facts import MailContinued, MessageAdded
from warmline.core.model import Author, Conversation, OperatorId
from warmline.core.policy import Context

EMAIL = "email"
MAILBOX = OperatorId("mailbox")  # whose notes tell operators of mail that may not be the visitor's


def continued(now: Conversation, address: str, context: Context) -> Iterator[MailContinued]:
    """From now on replies go to that address.

    Nothing where no mail is set up, or where they reach the visitor in their channel anyway.
    """
    if context.mails and not context.delivers and address and address != now.mail:
        yield MailContinued(at=context.now, address=address)


def goes_by_mail(fact: MessageAdded, after: Conversation, context: Context) -> bool:
    """What a person writes always; what the assistant or the house does, to who asked by mail."""
    if context.delivers or not context.mails or not after.mail or has_it(fact):
        return False
    match fact.author:
        case Author.OPERATOR:
            return True
        case Author.ASSISTANT:
            return after.by_mail
        case Author.SYSTEM:
            return after.by_mail and fact.answers > 0
        case Author.VISITOR:
            return False
