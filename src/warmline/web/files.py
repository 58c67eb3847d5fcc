"""Files of messages: put up by visitors and operators, and given out where nothing in them runs."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from warmline.core.model import ConversationId
from warmline.core.refusals import UnknownConversation
from warmline.flow.failures import Permanent
from warmline.flow.file_parts import VISITOR, Stored
from warmline.web import frames as f
from warmline.web.auth import LoggedIn, session_of
from warmline.web.desk import Desk, address, the_desk
from warmline.web.file_links import claimed, fits
from warmline.web.file_serving import given
from warmline.web.file_uploads import taken_in
from warmline.web.file_views import FileDesk, for_visitors, owner_of
from warmline.web.operator import AnyConversation, slowed_down
from warmline.web.problems import Problem
from warmline.web.rights import check_may_act, opens
from warmline.web.visitor import Admitted

router = APIRouter(tags=["files"])
TheDesk = Annotated[Desk, Depends(the_desk)]
FilePath = Annotated[str, Path(pattern=r"^[A-Za-z0-9]{1,64}$")]
FORM: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


@router.post("/api/visitor/files", openapi_extra=FORM)
async def put_up(request: Request, desk: TheDesk, asker: Admitted) -> f.FileView:
    """Put a file up for the next message: ``say`` takes its id. It is looked at before that."""
    visitor, _ = asker
    _slow_down(request, desk, address(request))
    files = _shelf(for_visitors(desk.files))
    return files.view(await taken_in(request, desk, visitor.conversation, VISITOR))


@router.get("/api/visitor/files/{id}")
async def of_mine(id: FilePath, desk: TheDesk, asker: Admitted) -> f.FileView:
    """How it stands with a file of this conversation, with a fresh address."""
    return await _seen(_shelf(for_visitors(desk.files)), asker[0].conversation, id)


@router.post(
    "/api/conversations/{id}/files", openapi_extra=FORM, dependencies=[Depends(slowed_down)]
)
async def put_up_reply(
    id: AnyConversation, request: Request, session: LoggedIn, desk: TheDesk
) -> f.FileView:
    """Put a file up for the next reply: ``reply`` takes its id."""
    now = await desk.store.conversation(id)
    if now is None:
        raise UnknownConversation(id)
    check_may_act(session.operator, now)
    _slow_down(request, desk, session.operator.id)
    owner = owner_of(session.operator.id)
    return _shelf(desk.files).view(await taken_in(request, desk, id, owner))


@router.get("/api/conversations/{id}/files/{file}")
async def of_theirs(
    id: AnyConversation, file: FilePath, session: LoggedIn, desk: TheDesk
) -> f.FileView:
    """How it stands with a file of a conversation, with a fresh address."""
    now = await desk.store.conversation(id)
    if now is None or not opens(session.operator, now):
        raise UnknownConversation(id)
    return await _seen(_shelf(desk.files), id, file)


@router.api_route("/files/{id}/{signed}/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def give_out(id: str, signed: str, request: Request, desk: TheDesk) -> Response:
    """A file, for who has its address; never as a part of a page."""
    files = _shelf(desk.files).files
    stored = await files.by_id(id)
    if stored is None or not await _may_read(desk, request, stored, signed):
        raise _nothing()
    small = "thumbnail" in request.query_params
    if stored.state != "ready" or (small and not stored.thumbnail):
        raise _nothing()
    try:
        return await given(files, request, stored, small=small, told=_told(signed))
    except Permanent as error:  # its bytes are gone
        raise _nothing() from error


async def _may_read(desk: Desk, request: Request, stored: Stored, signed: str) -> bool:
    """Asked anew each time: who lost the conversation, or their session, has lost its files."""
    claim = claimed(signed)
    if claim is None or not fits(desk.secret, claim, stored.id, stored.conversation, desk.clock()):
        return False
    if claim.reader != "o":
        return True
    session = await session_of(request)
    now = await desk.store.conversation(stored.conversation) if session else None
    return session is not None and now is not None and opens(session.operator, now)


def _told(signed: str) -> bool:
    """Whether who reads goes by the type that the answer names, and opens nothing."""
    claim = claimed(signed)
    return claim is not None and claim.reader == "p"


async def _seen(files: FileDesk, conversation: ConversationId, id: str) -> f.FileView:
    view = (await files.views(conversation, [id])).get(id)
    if view is None:
        raise Problem(404, "unknown_file", "There is no such file.")
    return view


def _slow_down(request: Request, desk: Desk, who: str) -> None:
    if wait := request.app.state.upload_limiter.wait(who, desk.clock()):
        raise Problem(429, "rate_limited", "Too many files at once.", retry_after_ms=wait)


def _shelf(files: FileDesk | None) -> FileDesk:
    if files is None:
        raise Problem(404, "not_found", "Files are not taken here.")
    return files


def _nothing() -> HTTPException:
    return HTTPException(404, "There is nothing here.")
