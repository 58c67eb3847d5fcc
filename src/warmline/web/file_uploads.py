"""Files on their way in: read from a form, bounded in size, time, and how many at once."""

import asyncio
from typing import Final

from fastapi import Request
from starlette.datastructures import UploadFile

from warmline.core.model import ConversationId
from warmline.flow.file_parts import BadFile, Incoming, Stored
from warmline.web.desk import Desk
from warmline.web.problems import Problem

FIELDS: Final = 2  # of a form, beside the file
STATUSES: Final = {"too_large": 413, "too_many_pixels": 413}
WORDS: Final = {
    "empty": "The file is empty.",
    "too_large": "The file is too large.",
    "too_many_pixels": "The picture has too many pixels.",
    "type": "Files of this type are not taken.",
    "unreadable": "The picture cannot be read.",
    "virus": "The file holds something harmful.",
}


async def taken_in(
    request: Request, desk: Desk, conversation: ConversationId, owner: str
) -> Stored:
    """The one file of a form. While it arrives it lies on the disk; few are in memory at a time."""
    try:
        async with asyncio.timeout(desk.limits.upload_within):
            form = await request.form(max_files=1, max_fields=FIELDS)
    except TimeoutError as error:
        raise Problem(408, "too_slow", "The file took too long to arrive.") from error
    try:
        file = form.get("file")
        if desk.files is None or not isinstance(file, UploadFile):
            raise Problem(422, "invalid", "Expected a form with one file in `file`.")
        async with request.app.state.upload_room:
            incoming = await _incoming(file, desk, conversation, owner)
            return await desk.files.files.put(incoming)
    except BadFile as error:
        status = STATUSES.get(error.why, 422)
        raise Problem(status, f"file_{error.why}", WORDS[error.why]) from error
    finally:
        await form.close()


async def _incoming(
    file: UploadFile, desk: Desk, conversation: ConversationId, owner: str
) -> Incoming:
    return Incoming(
        conversation=conversation,
        owner=owner,
        name=file.filename or "",
        claimed=file.content_type or "",
        content=await file.read(desk.limits.file_bytes + 1),
    )
