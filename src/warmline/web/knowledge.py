"""Settings of the knowledge base: what is in it, files in and out, what a question would find."""

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, UploadFile
from pydantic import AfterValidator, BaseModel, StringConstraints

from warmline.flow.desk import Audience, Session, SourceLine
from warmline.knowledge.passages import BadSource
from warmline.web.assistants import IdPath
from warmline.web.auth import LoggedIn, Manager
from warmline.web.cleaning import clean_line, clean_text
from warmline.web.desk import Desk, the_desk
from warmline.web.operator import Nothing, Strict
from warmline.web.problems import Problem

router = APIRouter(prefix="/api/knowledge", tags=["knowledge"])
TheDesk = Annotated[Desk, Depends(the_desk)]
LONGEST_NAME = 200


class Pair(Strict):
    question: Annotated[str, StringConstraints(max_length=1000), AfterValidator(clean_text)]
    answer: Annotated[str, StringConstraints(max_length=10_000), AfterValidator(clean_text)]
    audience: Audience | None = None  # null: the older one's of the same question; else public


class SourcePatch(Strict):
    audience: Audience


class Trouble(BaseModel):
    line: int  # 0: the file as a whole
    message: str


class SourceView(BaseModel):
    id: str = ""  # "": it could not be taken in
    name: str
    kind: str = ""
    bytes: int = 0
    passages: int = 0
    status: Literal["indexing", "ready", "failed"]
    problems: list[Trouble] = []
    updated_at: int = 0
    audience: Audience = Audience.PUBLIC  # internal: for staff alone


class CitedView(BaseModel):
    title: str
    url: str
    quote: str


class ReasonView(BaseModel):
    sign: str  # what was looked at: share, likeness, answer, …
    value: float
    says: str  # what that means, in a sentence
    speaks: Literal["for", "against"]


class AnswerView(BaseModel):
    text: str
    confidence: float  # probability that it is right
    reasons: list[ReasonView]  # why it is so high, or so low
    abstains: bool  # below the assistant's bar: it would not say this
    sources: list[CitedView]


class HitView(BaseModel):
    title: str
    text: str
    source: str  # name of the file
    score: float
    meaning: float  # of the score: nearness in meaning
    answer: float  # of the score: how near its text is
    words: float  # of the score: words in common
    matched: list[str]
    nearest: str  # the text of the passage that was nearest


class LookView(BaseModel):
    answer: AnswerView | None
    hits: list[HitView]
    internal: list[HitView]  # of internal sources: no assistant ever sees them
    ms: int


@router.get("/sources")
async def sources(session: LoggedIn, desk: TheDesk) -> list[SourceView]:
    """What is in the knowledge base."""
    return [_view(line) for line in await desk.library.sources()]


@router.post("/sources")
async def add_sources(
    file: list[UploadFile],
    session: Manager,
    desk: TheDesk,
    audience: Annotated[Audience | None, Form()] = None,
) -> list[SourceView]:
    """Take files in; each gets its own result, a bad one does not stop the others.

    Without an audience a file has that of the older one of its name, and a new one is public.
    """
    return [await _take_in(desk, session, upload, audience) for upload in file]


async def _take_in(
    desk: Desk, session: Session, upload: UploadFile, audience: Audience | None
) -> SourceView:
    name = _file_name(upload.filename or "")
    most = desk.limits.upload_bytes
    content = await upload.read(most + 1)
    if len(content) > most:
        return _failed(name, f"{name}: expected at most {most // 2**20} MiB")
    try:
        return _view(await _put(desk, session, name, content, audience))
    except BadSource as error:
        return _failed(name, str(error))


def _file_name(given: str) -> str:
    """The last part of a path, whichever system made it."""
    name = clean_line(given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    return name[-LONGEST_NAME:] or "file"


def _failed(name: str, why: str) -> SourceView:
    return SourceView(name=name, status="failed", problems=[Trouble(line=0, message=why)])


@router.post("/sources/pair")
async def add_pair(body: Pair, session: Manager, desk: TheDesk) -> SourceView:
    """Add a question with its answer."""
    name = f"{clean_line(body.question)[:80]}.jsonl".replace("/", " ")
    pair = {"question": body.question, "answer": body.answer}
    content = json.dumps(pair, ensure_ascii=False).encode()
    return _view(await _put(desk, session, name, content, body.audience))


async def _put(
    desk: Desk, session: Session, name: str, content: bytes, audience: Audience | None
) -> SourceLine:
    line = await desk.library.put(name, content, audience)
    await desk.accounts.note(session.operator.id, "knowledge_added", line.id)
    if audience:
        await _note_audience(desk, session, line)
    return line


async def _note_audience(desk: Desk, session: Session, line: SourceLine) -> None:
    await desk.accounts.note(session.operator.id, f"knowledge_{line.audience}", line.id)


@router.patch("/sources/{id}")
async def change_source(
    id: IdPath, body: SourcePatch, session: Manager, desk: TheDesk
) -> SourceView:
    """Make a source internal: no visitor is answered from it any more. Or public again."""
    line = await desk.library.show_to(id, body.audience)
    if line is None:
        raise _unknown()
    await _note_audience(desk, session, line)
    return _view(line)


@router.delete("/sources/{id}")
async def remove_source(id: IdPath, session: Manager, desk: TheDesk) -> Nothing:
    """Remove a source; nothing is answered from it any more."""
    if not await desk.library.remove(id):
        raise _unknown()
    await desk.accounts.note(session.operator.id, "knowledge_removed", id)
    return Nothing()


@router.get("/search")
async def search(
    session: LoggedIn, desk: TheDesk, q: Annotated[str, Query(min_length=1, max_length=1000)]
) -> LookView:
    """What a question would find, what the assistant would say to it, and what is internal."""
    setups = await desk.assistants.all()
    bar = (await desk.store.policy(setups[0].profile.id)).bar if setups else 0.5
    found, internal = await desk.library.look(q, bar=bar), await desk.library.look_inside(q)
    return LookView.model_validate({**found, "internal": internal})


def _unknown() -> Problem:
    return Problem(404, "unknown_source", "There is no such source.")


def _view(line: SourceLine) -> SourceView:
    return SourceView.model_validate(line, from_attributes=True)
