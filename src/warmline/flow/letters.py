"""What a notice is made of when it is sent, or that it need not be sent any more."""

from warmline.core.effects import Notify
from warmline.core.facts import HandoffCancelled, HandoffRequested
from warmline.core.model import Conversation, HandoffStatus, Millis, Status
from warmline.flow.desk import Accounts
from warmline.flow.ports import Job, Letter, Store

TOLD_LATELY: Millis = 10 * 60_000
LOOK_BACK = 50  # entries


async def letter(store: Store, accounts: Accounts, job: Job, notify: Notify) -> Letter | None:
    """None where the matter is settled, or the operator does not want mail (any more)."""
    conversation = await store.conversation(job.conversation)
    if conversation is None or settled(conversation, notify):
        return None
    if notify.notice == "person_wanted" and await _told_lately(store, conversation, notify.seq):
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


async def _told_lately(store: Store, now: Conversation, seq: int) -> bool:
    """Whether the visitor asked, and withdrew it, shortly before: staff was told of that."""
    log = await store.entries(now.id, before=seq + 1, limit=LOOK_BACK)
    asked = [one for one in log if isinstance(one.fact, HandoffRequested)]
    if len(asked) < 2 or asked[-1].seq != seq:
        return False
    before = asked[-2]
    between = [one.fact for one in log if before.seq < one.seq < seq]
    withdrawn = any(isinstance(fact, HandoffCancelled) and fact.by is None for fact in between)
    return withdrawn and asked[-1].fact.at - before.fact.at < TOLD_LATELY


def settled(now: Conversation, notify: Notify) -> bool:
    """Whether what the notice is about needs nobody any more."""
    if notify.notice == "new_conversation":
        return now.status is Status.RESOLVED
    return now.handoff is None or now.handoff.status is not HandoffStatus.PENDING
