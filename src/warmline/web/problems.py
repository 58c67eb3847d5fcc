"""Errors as the edge tells them: RFC 9457 problem documents, one table for all refusals."""

import secrets
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from warmline.core.refusals import Refused
from warmline.flow.failures import Temporary
from warmline.web.desk import desk_of

STATUSES: Mapping[str, int] = {
    "unknown_conversation": 404,
    "already_taken": 409,
    "already_resolved": 409,
    "not_yours": 409,
    "nothing_pending": 409,
    "visitor_spoke": 409,
    "colleague_spoke": 409,
    "read_only": 403,
    "unreadable_text": 422,
    "nothing_offered": 409,
    "not_an_answer": 404,
    "already_judged": 409,
    "not_the_newest": 409,
    "key_reused": 409,
    "not_there": 409,
    "still_there": 409,
    "at_capacity": 409,
    "has_offer": 409,
    "not_assigned": 409,
    "not_supervisor": 403,
    "nobody_holds": 409,
    "not_ahead": 422,
    "not_yet": 409,
    "needs_colleague": 422,
    "unknown_team": 404,
    "unknown_contact": 404,
    "unknown_merge": 404,
    "unknown_identity": 404,
    "same_person": 409,
    "already_ended": 409,
    "only_identity": 409,
    "unknown_file": 409,
    "too_many_files": 429,
}
CODES: Mapping[int, str] = {
    400: "bad_request",
    401: "not_logged_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    413: "too_large",
    422: "invalid",
    429: "rate_limited",
}

SECRETS = frozenset({"password", "old", "new", "token", "csrf"})
"""Fields whose value no answer repeats."""

log = structlog.get_logger()


class Fault(BaseModel):
    """One thing that does not fit."""

    where: str
    expected: str
    came: str


class ProblemView(BaseModel):
    """What every error looks like (RFC 9457). ``code`` is stable; ``detail`` is for people."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    request_id: str
    by: str = ""  # already_taken, not_yours, colleague_spoke: the colleague
    seq: int = 0  # colleague_spoke: the entry that you have not read
    errors: list[Fault] = []
    retry_after_ms: int = 0


class Problem(Exception):
    """An error with everything that the asker should know."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        retry_after_ms: int = 0,
        by: str = "",
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.retry_after_ms = retry_after_ms
        self.by = by  # the colleague who holds it
        self.seq = 0  # the entry that they wrote


def answer(problem: Problem) -> JSONResponse:
    """The problem as a response."""
    body: dict[str, Any] = {
        "type": f"urn:warmline:{problem.code}",
        "title": problem.code.replace("_", " ").capitalize(),
        "status": problem.status,
        "code": problem.code,
        "detail": _whole(problem.detail),
        "request_id": secrets.token_hex(8),
    }
    headers = {"Cache-Control": "no-store"}
    if problem.by:
        body["by"] = problem.by
    if problem.seq:
        body["seq"] = problem.seq
    if problem.errors:
        body["errors"] = [_writable(fault) for fault in problem.errors]
    if problem.retry_after_ms:
        body["retry_after_ms"] = problem.retry_after_ms
        headers["Retry-After"] = str(-(-problem.retry_after_ms // 1000))
    return JSONResponse(
        body, problem.status, headers=headers, media_type="application/problem+json"
    )


def _writable(fault: Mapping[str, str]) -> Mapping[str, str]:
    return {name: _whole(text) for name, text in fault.items()}


def _whole(text: str) -> str:
    """Half characters, which somebody may have sent, cannot be sent back."""
    return text.encode("utf-8", "replace").decode()


def install(app: FastAPI) -> None:
    """Turn every kind of failure into a problem document."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Temporary, _temporary)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


async def _problem(_: Request, error: Any) -> JSONResponse:  # noqa: ANN401 - see install
    return answer(error)


async def _refused(request: Request, error: Any) -> JSONResponse:  # noqa: ANN401
    problem = Problem(STATUSES.get(error.code, 409), error.code, str(error))
    if hasattr(error, "by"):
        problem.by = desk_of(request).staff.name(error.by)
    problem.seq = getattr(error, "seq", 0)
    return answer(problem)


async def _temporary(_: Request, error: Any) -> JSONResponse:  # noqa: ANN401
    return answer(_unavailable(error))


def _unavailable(error: Temporary) -> Problem:
    return Problem(503, "unavailable", "Not possible just now.", retry_after_ms=patience(error))


async def _http(_: Request, error: Any) -> JSONResponse:  # noqa: ANN401
    code = CODES.get(error.status_code, "http_error")
    response = answer(Problem(error.status_code, code, str(error.detail)))
    response.headers.update(error.headers or {})
    return response


async def _invalid(_: Request, error: Any) -> JSONResponse:  # noqa: ANN401
    return answer(Problem(422, "invalid", "The request does not fit.", errors=_faults(error)))


def failed(path: str, error: Exception) -> JSONResponse:
    """The answer where no route has one: the database is away, or a bug of ours."""
    if isinstance(error, Temporary):
        return answer(_unavailable(error))
    log.error("request_broke", path=path, **trace(error))
    return answer(Problem(500, "internal", "Something broke here. It has been logged."))


def trace(error: BaseException) -> dict[str, object]:
    """Where an error came from, for the log: its text may hold words that a visitor said."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "where": where}


def patience(error: Temporary) -> int:
    """Milliseconds after which to try again."""
    return round(error.retry_after * 1000) or 2000


def _faults(error: RequestValidationError) -> list[dict[str, str]]:
    """Each fault: where it is, what was expected, what came (shortened)."""
    return [
        {
            "where": _plain(".".join(str(part) for part in fault["loc"] if part != "body")),
            "expected": _plain(str(fault["msg"])),
            "came": "" if SECRETS.intersection(fault["loc"]) else repr(fault.get("input"))[:80],
        }
        for fault in error.errors()
    ]


def _plain(text: str) -> str:
    """What can be encoded: a key may hold half a character."""
    return text.encode("utf-8", "replace").decode()[:200] or "body"
