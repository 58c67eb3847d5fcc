"""The operator's HTTP: everything that can be done with conversations, one by one and in bulk."""

from contextlib import suppress
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field, model_validator

from warmline.core.model import ConversationId
from warmline.core.refusals import Refused, UnknownConversation
from warmline.flow.desk import Session
from warmline.flow.failures import Temporary
from warmline.flow.ports import Outcome
from warmline.web import deeds, showing
from warmline.web import frames as f
from warmline.web.auth import LoggedIn
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import AnyConversation, Doing, Done, Nothing, Strict, slowed_down
from warmline.web.problems import Problem, patience

router = APIRouter(prefix="/api", tags=["operator"])
TheDesk = Annotated[Desk, Depends(the_desk)]
HandoffPath = Annotated[int, Path(ge=1, le=f.LARGEST_SEQ)]
MOST_AT_ONCE = 200  # conversations in one bulk action


class Saying(Doing):
    text: f.Words
    alongside: bool = False
    seen: f.Seq = 0  # the newest entry on the screen; a colleague's reply above it refuses this one
    files: f.FileIds = Field(default_factory=list[str])
    """Ids of files put up for this conversation; with them no text is needed."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        f.says_something(self.text, self.files)
        return self


class Noting(Doing):
    text: f.Text


class Details(Strict):
    """What some actions want to know: see the ``act`` frame."""

    seen: f.Seq = 0  # resolve: the newest entry on the screen
    team: f.TeamRef = ""  # transfer: to whom
    to: f.OperatorRef = ""  # transfer: to this member of it; "": to all
    note: f.NoteAlong = ""  # transfer: what the next person should know
    stay: bool = False  # transfer: I keep it until they answer
    until: f.Until = 0  # snooze: until then, or the visitor writes; 0: I take it up again
    priority: f.Priority = 0  # prioritise


class Acting(Doing, Details):
    """One action on one conversation."""


class Judging(Doing):
    needed: bool


class Presence(Strict):
    choice: Literal["available", "away"]


class Bulk(Doing, Details):
    """One action on many conversations."""

    action: Literal["claim", "transfer", "snooze", "resolve", "prioritise", "return"]
    conversations: Annotated[list[f.Id], Field(min_length=1, max_length=MOST_AT_ONCE)]


class BulkAnswer(BaseModel):
    """How it went with one of them: ``code`` "" where it was done."""

    conversation: str
    seq: int = 0
    code: str = ""
    detail: str = ""
    by: str = ""  # already_taken, not_yours: the colleague who holds it
    retry_after_ms: int = 0


class BulkView(BaseModel):
    answers: list[BulkAnswer]
    done: int  # how many of them


@router.post("/conversations/{id}/reply", dependencies=[Depends(slowed_down)])
async def reply(id: AnyConversation, body: Saying, session: LoggedIn, desk: TheDesk) -> Done:
    """Say something to the visitor. It takes the floor; a colleague's only ``alongside``."""
    said = f.Reply(conversation=id, **body.model_dump())
    return Done(seq=(await _do(desk, session, said)).last)


@router.post("/conversations/{id}/note", dependencies=[Depends(slowed_down)])
async def note(id: AnyConversation, body: Noting, session: LoggedIn, desk: TheDesk) -> Done:
    """Write a note that only operators ever read; to who holds the conversation, a whisper."""
    said = f.Note(id=body.id, conversation=id, text=body.text)
    return Done(seq=(await _do(desk, session, said)).last)


@router.post(
    "/conversations/{id}/handoffs/{handoff}/judgement", dependencies=[Depends(slowed_down)]
)
async def judge(
    id: AnyConversation, handoff: HandoffPath, body: Judging, session: LoggedIn, desk: TheDesk
) -> Done:
    """Say whether a request for a person was needed."""
    said = f.JudgeHandoff(id=body.id, conversation=id, handoff=handoff, needed=body.needed)
    return Done(seq=(await _do(desk, session, said)).last)


@router.post("/conversations/{id}/{action}", dependencies=[Depends(slowed_down)])
async def act(
    id: AnyConversation, action: f.Action, body: Acting, session: LoggedIn, desk: TheDesk
) -> f.SeenRow:
    """Do something with a conversation: the actions of the ``act`` frame."""
    given = body.model_dump()
    await _do(desk, session, f.Act(conversation=id, action=action, **given))
    return await _row(desk, session, id)


async def _do(desk: Desk, session: Session, deed: deeds.Deed) -> Outcome:
    """Do it; that is also a sign of life, for who has no socket."""
    outcome = await deeds.do(desk, session.operator, deed)
    with suppress(Temporary):
        await desk.accounts.acted(session.operator.id)
    return outcome


async def _row(desk: Desk, session: Session, id: ConversationId) -> f.SeenRow:
    """How it stands now; whoever has just handed it on is shown that, too."""
    line = await desk.inbox.line(id, session.operator.id)
    if line is None:
        raise UnknownConversation(id)
    return await showing.row(desk, line)


@router.put("/operator/presence")
async def choose(body: Presence, session: LoggedIn, desk: TheDesk) -> Nothing:
    """Say whether conversations may be offered to me, on whichever device I am."""
    await deeds.choose(desk, session.operator.id, away=body.choice == "away")
    return Nothing()


@router.post("/operator/bulk")
async def bulk(body: Bulk, session: LoggedIn, desk: TheDesk, request: Request) -> BulkView:
    """Do the same with up to 200 conversations, each authorised and answered on its own.

    Sent again under the same ``id``, what was done is not done twice, and what was not is tried.
    """
    if wait := request.app.state.bulk_limiter.wait(session.operator.id, desk.clock()):
        raise Problem(429, "rate_limited", "Too much at once.", retry_after_ms=wait)
    given = body.model_dump(exclude={"conversations"})
    wanted = dict.fromkeys(body.conversations)
    answered = await deeds.do_all(
        desk, session.operator, [f.Act(conversation=id, **given) for id in wanted]
    )
    answers = [_answer(desk, one) for one in answered]
    return BulkView(answers=answers, done=sum(not one.code for one in answers))


def _answer(desk: Desk, answered: deeds.Answered) -> BulkAnswer:
    match answered.came:
        case Refused() as error:
            by = getattr(error, "by", "")
            return BulkAnswer(
                conversation=answered.conversation,
                code=error.code,
                detail=str(error),
                by=desk.staff.name(by) if by else "",
            )
        case Temporary() as error:
            return BulkAnswer(
                conversation=answered.conversation,
                code="unavailable",
                detail="Not saved just now. It can be sent again.",
                retry_after_ms=patience(error),
            )
        case outcome:
            return BulkAnswer(conversation=answered.conversation, seq=outcome.last)
