"""Backtests in the background: asked for, watched, cancelled, read."""

import asyncio
import shutil
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, UploadFile
from pydantic import BaseModel

from warmline.backtest.outcome import Fit, Moment, Needed, Point
from warmline.core.model import AssistantId
from warmline.core.policy import Policy
from warmline.flow.backtests import Backtest, TooMany
from warmline.policies import load
from warmline.web.assistants import IdPath, setup_of
from warmline.web.auth import Manager
from warmline.web.cleaning import clean_line
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import ID, Nothing
from warmline.web.policies import Draft, checked
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/assistants/{id}/backtests", tags=["assistants"])
TheDesk = Annotated[Desk, Depends(the_desk)]
PolicyText = Annotated[str, Form(max_length=256 * 1024)]
LIVE, SHADOW = "live", "shadow"


# ── what a backtest found ─────────────────────────────────────────────────────────────────────────


class RuleCount(BaseModel):
    rule: str
    conversations: int


class CurveView(BaseModel):
    """What would change with the threshold."""

    rule: str  # whose; "": all of them at once
    threshold: float | None  # as it is; of all at once there is none
    points: list[Point]


class PolicyResult(BaseModel):
    name: str  # draft, live, shadow
    handoffs: int  # conversations
    offers: int  # with an offer and no handoff
    fits: dict[Fit, int]
    rules: list[RuleCount]  # that decided
    curves: list[CurveView]  # of the first policy only


class Sides(BaseModel):
    """Conversations by which of two policies hands them off."""

    both: int
    only_first: int
    only_second: int
    neither: int


class BadLineView(BaseModel):
    line: int
    reason: str


class BadLines(BaseModel):
    count: int
    lines: list[BadLineView]  # the first of them


class Summary(BaseModel):
    version: int
    conversations: int
    turns: int  # of visitors
    needed: int  # conversations in which a person was needed
    needed_by: dict[Literal["label", "handoff", "person"], int]  # who says so
    policies: list[PolicyResult]
    sides: Sides | None  # where two policies were asked
    bad_lines: BadLines


class OutcomeView(BaseModel):
    fit: Fit
    handoff: Moment | None
    offer: Moment | None


class CaseView(BaseModel):
    id: str  # of the conversation
    line: int  # in the file; 0: the installation's own
    turns: int
    needed: Needed | None
    side: Literal["both", "only_first", "only_second", "neither"] | None
    outcomes: list[OutcomeView]  # one for each policy


class ResultView(BaseModel):
    summary: Summary
    conversations: list[CaseView]  # in which anything happened or should have, some of each kind
    left_out: int  # that are counted and not listed


# ── the jobs ──────────────────────────────────────────────────────────────────────────────────────


class BacktestLine(BaseModel):
    id: str
    asked_at: int
    by: str
    names: list[str]  # of the policies: draft, live, shadow
    source: Literal["history", "upload"]
    file: str  # that was sent
    since: int  # of the history: conversations that began then or later
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    conversations: int  # done so far
    share: float | None  # of the work, 0 to 1; None: nobody knows yet
    error: str


class BacktestView(BaseModel):
    backtest: BacktestLine
    policies: list[str]  # their texts; "": the live one
    result: ResultView | None  # once it is done


@router.post("")
async def start_backtest(  # noqa: PLR0913, PLR0917 - the fields of a form
    id: IdPath,
    session: Manager,
    desk: TheDesk,
    policy: PolicyText = LIVE,
    against: PolicyText = "",
    since: Annotated[int, Form(ge=0, le=2**53)] = 0,
    file: UploadFile | None = None,
) -> BacktestLine:
    """Run policies over the conversations of this assistant, or over a transcript file.

    ``policy`` and ``against`` are each a policy's text, or ``live``, or ``shadow``; ``against`` may
    be left out. Without a ``file`` the installation's own history is read, from ``since`` on.
    """
    await setup_of(desk, id)
    wanted = [name for name in (policy, against) if name]
    found = [await _policy(desk, id, name) for name in wanted]
    sent = await _kept(desk, file) if file else None
    job = Backtest(
        id="",
        assistant=AssistantId(id),
        asked_at=0,
        by=session.operator.name,
        names=tuple(name if name in (LIVE, SHADOW) else "draft" for name in wanted),
        texts=tuple(text for text, _ in found),
        source="upload" if file else "history",
        file=clean_line(file.filename or "")[-200:] if file else "",
        since=since,
    )
    try:
        job = await desk.backtester.start(job, [parsed for _, parsed in found], sent)
    except TooMany as error:
        if sent:
            sent.unlink(missing_ok=True)
        detail = "Other backtests wait already. Try again when one of them is done."
        raise Problem(429, "rate_limited", detail, retry_after_ms=30_000) from error
    await desk.accounts.note(session.operator.id, "backtest_started", f"{id}:{job.id}")
    return _line(job)


async def _policy(desk: Desk, id: str, name: str) -> tuple[str, Policy]:
    """Its text ("" for the live one), and what it says. Raises ``Problem``."""
    if name == LIVE:
        return "", await desk.store.policy(AssistantId(id))
    if name == SHADOW:
        shadow = await desk.shadows.running(AssistantId(id))
        if shadow is None:
            raise Problem(409, "no_shadow", "No draft runs as a shadow.")
        name = shadow.text
    text = checked(Draft(text=name))
    return text, load(text)


async def _kept(desk: Desk, file: UploadFile) -> Path:
    """The upload as a file that outlives its request. Raises ``Problem`` where it is too large."""
    most = desk.limits.transcript_bytes
    if (file.size or 0) > most:
        raise Problem(413, "too_large", f"At most {most // 2**20} MiB are expected here.")

    def copy() -> Path:
        with tempfile.NamedTemporaryFile(prefix="warmline-", delete=False) as kept:
            shutil.copyfileobj(file.file, kept)
        return Path(kept.name)

    return await asyncio.to_thread(copy)


@router.get("")
async def backtests(id: IdPath, session: Manager, desk: TheDesk) -> list[BacktestLine]:
    """The newest ones, also those that are still running."""
    await setup_of(desk, id)
    return [_line(job) for job in await desk.backtester.jobs.all(AssistantId(id))]


@router.get("/{job}")
async def backtest(id: IdPath, job: str, session: Manager, desk: TheDesk) -> BacktestView:
    """How far it is, and what it found."""
    found = await _known(desk, id, job)
    text = await desk.backtester.jobs.result(found.id)
    result = desk.veil.document(ResultView.model_validate_json(text)) if text else None
    return BacktestView(backtest=_line(found), policies=list(found.texts), result=result)


@router.post("/{job}/cancel")
async def cancel_backtest(id: IdPath, job: str, session: Manager, desk: TheDesk) -> Nothing:
    """Stop it; what it has found so far is thrown away."""
    found = await _known(desk, id, job)
    if not await desk.backtester.jobs.cancel(found.id):
        raise Problem(409, "already_over", "It is over.")
    return Nothing()


@router.delete("/{job}")
async def remove_backtest(id: IdPath, job: str, session: Manager, desk: TheDesk) -> Nothing:
    """Forget it; one that runs is stopped."""
    found = await _known(desk, id, job)
    await desk.backtester.jobs.remove(found.id)
    return Nothing()


async def _known(desk: Desk, id: str, job: str) -> Backtest:
    found = await desk.backtester.jobs.by_id(job) if ID.fullmatch(job) else None
    if found is None or found.assistant != id:
        raise Problem(404, "unknown_backtest", "There is no such backtest.")
    return found


def _line(job: Backtest) -> BacktestLine:
    return BacktestLine.model_validate(job, from_attributes=True)
