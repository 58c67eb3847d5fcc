"""A message that did not arrive, sent anew by an operator."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from warmline.core.model import Conversation
from warmline.web import frames as f
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import AnyConversation, Nothing, slowed_down
from warmline.web.problems import Problem
from warmline.web.rights import check_may_act

router = APIRouter(prefix="/api", tags=["operator"])
SeqPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]


@router.post("/conversations/{id}/messages/{seq}/retry", dependencies=[Depends(slowed_down)])
async def retry(
    id: AnyConversation,
    seq: SeqPath,
    session: LoggedIn,
    request: Request,
    desk: Annotated[Desk, Depends(the_desk)],
) -> Nothing:
    """Send a message again that could not be delivered."""
    check_may_act(session.operator, await desk.store.conversation(id) or Conversation(id=id))
    if not await desk.channels.retries.again(id, seq):
        raise Problem(409, "nothing_failed", "That message has not failed: it needs no retry.")
    await desk.accounts.note(session.operator.id, "message_retried", f"{id}/{seq}")
    request.app.state.wake()
    return Nothing()
