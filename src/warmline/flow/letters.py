"""What a notice is made of when it is sent, or that it need not be sent any more."""

from warmline.core.effects import Notify
from warmline.core.model import Conversation, HandoffStatus, Status
from warmline.flow.desk import Accounts
from warmline.flow.ports import Job, Letter, Store


async def letter(store: Store, accounts: Accounts, job: Job, notify: Notify) -> Letter | None:
    """None where the matter is settled, or the operator does not want mail (any more)."""
    conversation = await store.conversation(job.conversation)
    if conversation is None or settled(conversation, notify):
        return None
    everybody = {one.id: one for one in await accounts.operators()}
    operator = everybody.get(notify.to)
    if operator is None or operator.disabled or not operator.email_notices:
        return None
    return Letter(
        operator=operator.id,
        name=operator.name,
        email=operator.email,
        conversation=conversation,
        package=await store.package(conversation.id),
    )


def settled(now: Conversation, notify: Notify) -> bool:
    """Whether what the notice is about needs nobody any more."""
    if notify.notice == "new_conversation":
        return now.status is Status.RESOLVED
    return now.handoff is None or now.handoff.status is not HandoffStatus.PENDING
