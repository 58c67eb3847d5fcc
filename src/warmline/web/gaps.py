"""The knowledge loop's pages: questions that people had to answer, and what operators propose."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, StringConstraints

from warmline.core.model import ConversationId
from warmline.core.refusals import UnknownConversation
from warmline.flow.desk import Operator, Role, Session
from warmline.flow.gaps import Gap
from warmline.flow.proposals import Decided, NotAReply, Proposal, Similar
from warmline.knowledge.passages import BadSource
from warmline.web import frames as f
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn, at_least
from warmline.web.cleaning import clean_text
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Nothing, Strict, TheConversation, looking_far, slowed_down
from warmline.web.problems import Problem
from warmline.web.rights import opens
from warmline.web.spreadsheet import CSV_RESPONSE, csv_response

router = APIRouter(prefix="/api", tags=["reports"])
TheDesk = Annotated[Desk, Depends(the_desk)]
Reads = at_least(Role.OWNER, Role.ADMIN, Role.SUPERVISOR, Role.VIEWER)
ReadsAll = Annotated[object, Depends(Reads)]
Decides = Annotated[Session, Depends(at_least(Role.OWNER, Role.ADMIN, Role.SUPERVISOR))]
"""Whose word becomes the assistant's: nobody may accept what they proposed and none else read."""
QuestionText = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), AfterValidator(clean_text)
]
AnswerText = Annotated[
    str, StringConstraints(min_length=1, max_length=10_000), AfterValidator(clean_text)
]


class ExampleView(BaseModel):
    conversation: str
    seq: int  # of the request for a person
    at: int
    text: str


class GapView(BaseModel):
    """Questions that mean the same."""

    label: str  # the most typical one
    count: int
    newest: int
    examples: list[ExampleView]
    confidence: float | None  # with which the knowledge base would answer it now; null: not at all
    answer: str


class GapsView(BaseModel):
    at: int  # when it was made; 0: never yet
    working: bool  # a newer one is being made
    questions: int  # of the last 90 days, 2,000 at most
    alone: int  # that nobody else asked
    gaps: list[GapView]


class ProposalView(BaseModel):
    id: str
    conversation: str
    seq: int  # of the reply that it is made of
    at: int
    by: str
    by_name: str
    question: str
    answer: str
    state: Literal["open", "accepted", "rejected"]
    decided_at: int | None
    decided_by: str
    source: str  # of the knowledge base, once it is accepted


class SimilarView(BaseModel):
    question: str
    answer: str
    alike: float  # cosine, 0 to 1
    source: str  # its name in the knowledge base; "": it is only proposed
    proposal: str


class ProposedView(BaseModel):
    proposal: ProposalView
    similar: list[SimilarView]  # what is known or proposed about nearly the same


class Proposing(Strict):
    seq: f.Seq  # the operator's reply
    question: QuestionText | None = None  # else the conversation's matter
    answer: AnswerText | None = None  # else the reply


class Accepting(Strict):
    question: QuestionText
    answer: AnswerText


# ── what people had to answer ─────────────────────────────────────────────────────────────────────


@router.get("/reports/gaps")
async def gaps(session: ReadsAll, desk: TheDesk) -> GapsView:
    """Handed-off questions by meaning, most frequent first; an old report is soon made anew."""
    return await _gaps(desk, anew=False)


@router.post("/reports/gaps", dependencies=[Depends(looking_far)])
async def make_gaps(session: Decides, desk: TheDesk) -> GapsView:
    """Make it anew now; the answer is still the old one."""
    return await _gaps(desk, anew=True)


async def _gaps(desk: Desk, *, anew: bool) -> GapsView:
    found = await desk.gaps.newest(anew=anew)
    return GapsView(
        at=found.at if found else 0,
        working=desk.gaps.working,
        questions=found.questions if found else 0,
        alone=found.alone if found else 0,
        gaps=[desk.veil.document(_gap_view(one)) for one in found.gaps] if found else [],
    )


@router.get(
    "/reports/gaps.csv",
    response_class=Response,
    responses=CSV_RESPONSE,
    dependencies=[Depends(looking_far)],
)
async def gaps_csv(session: ReadsAll, desk: TheDesk) -> Response:
    """The same as a table."""
    found = await _gaps(desk, anew=False)
    rows = [(one.label, one.count, one.newest, one.confidence, one.answer) for one in found.gaps]
    return csv_response("gaps", ("question", "count", "newest", "confidence", "answer"), rows)


# ── what operators propose ────────────────────────────────────────────────────────────────────────


@router.post("/operator/conversations/{id}/proposals", dependencies=[Depends(slowed_down)])
async def propose(
    id: TheConversation, body: Proposing, session: LoggedIn, desk: TheDesk
) -> ProposedView:
    """Propose a question and its answer from an operator's reply; of one reply there is one."""
    who = _who_writes(session.operator)
    line = await desk.inbox.line(id, who.id)
    if line is None or not opens(who, line.conversation):
        raise UnknownConversation(id)
    try:
        draft = await desk.loop.draft(id, body.seq, who.id)
    except NotAReply as error:
        raise Problem(404, "not_a_reply", "That entry is no operator's reply.") from error
    question, answer = body.question or draft.question, body.answer or draft.answer
    if not question:
        raise Problem(422, "no_question", "The visitor asked nothing here. Write the question.")
    kept = await desk.loop.propose(replace(draft, question=question, answer=answer))
    return await _proposed(desk, who, kept)


@router.get("/knowledge/proposals")
async def proposals(
    session: LoggedIn,
    desk: TheDesk,
    state: Literal["open", "accepted", "rejected"] = "open",
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> list[ProposalView]:
    """What operators proposed, newest first: as far as the asker may open where it was said."""
    found = await desk.loop.proposals.all(state, limit)
    mine = await _opened(desk, session.operator, [one.conversation for one in found])
    return [_view(desk, one) for one in found if one.conversation in mine]


@router.get("/knowledge/proposals/{id}")
async def proposal(id: IdPath, session: LoggedIn, desk: TheDesk) -> ProposedView:
    """One of them, with what is known about nearly the same."""
    who = session.operator
    return await _proposed(desk, who, await _known(desk, who, id))


@router.post("/knowledge/proposals/{id}/accept")
async def accept(id: IdPath, body: Accepting, session: Decides, desk: TheDesk) -> ProposalView:
    """Take it into the knowledge base, as it was edited."""
    who = session.operator
    was = await _known(desk, who, id)
    try:
        kept = await desk.loop.accept(was, body.question, body.answer, who.id)
    except Decided as error:
        raise _decided() from error
    except BadSource as error:
        raise Problem(422, "invalid", str(error)) from error
    await desk.accounts.note(who.id, "knowledge_added", kept.source)
    return _view(desk, kept)


@router.post("/knowledge/proposals/{id}/reject")
async def reject(id: IdPath, session: Decides, desk: TheDesk) -> Nothing:
    """It does not become knowledge."""
    who = session.operator
    was = await _known(desk, who, id)
    try:
        await desk.loop.reject(was, who.id)
    except Decided as error:
        raise _decided() from error
    await desk.accounts.note(who.id, "proposal_rejected", was.id)
    return Nothing()


def _who_writes(who: Operator) -> Operator:
    if who.role is Role.VIEWER:
        raise Problem(403, "forbidden", "Your account may read, and change nothing.")
    return who


async def _opened(desk: Desk, who: Operator, ids: Iterable[str]) -> frozenset[str]:
    """Those conversations that somebody may open."""
    lines = await desk.inbox.lines_of(sorted(map(ConversationId, {*ids})))
    return frozenset(id for id, line in lines.items() if opens(who, line.conversation))


async def _known(desk: Desk, who: Operator, id: str) -> Proposal:
    found = await desk.loop.proposals.by_id(id)
    if found is None or not await _opened(desk, who, [found.conversation]):
        raise Problem(404, "unknown_proposal", "There is no such proposal.")
    return found


def _decided() -> Problem:
    return Problem(409, "already_decided", "Somebody has decided about this proposal.")


async def _proposed(desk: Desk, who: Operator, one: Proposal) -> ProposedView:
    similar = await desk.loop.similar(one.question, but=one.id)
    theirs = await _theirs(desk, who, similar)
    shown = [desk.veil.document(_similar(found)) for found in theirs]
    return ProposedView(proposal=_view(desk, one), similar=shown)


async def _theirs(desk: Desk, who: Operator, similar: Sequence[Similar]) -> list[Similar]:
    """Without what is only proposed, of conversations that they may not open."""
    mine = await _opened(desk, who, [one.conversation for one in similar if one.conversation])
    return [one for one in similar if not one.conversation or one.conversation in mine]


def _view(desk: Desk, one: Proposal) -> ProposalView:
    view = ProposalView.model_validate(asdict(one) | {"by_name": desk.staff.name(one.by)})
    return desk.veil.document(view)


def _similar(one: Similar) -> SimilarView:
    return SimilarView.model_validate(one, from_attributes=True)


def _gap_view(one: Gap) -> GapView:
    return GapView.model_validate(one, from_attributes=True)
