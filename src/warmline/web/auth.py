"""Who is an operator: passwords, sessions in a cookie, a token against forged requests, roles."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from typing import Annotated

import argon2
from fastapi import Depends, Request
from fastapi.responses import Response
from starlette.requests import HTTPConnection

from warmline.core.model import Millis
from warmline.flow.desk import Operator, Role, Session
from warmline.web.desk import Desk, desk_of
from warmline.web.problems import Problem

SESSION_LIVES: Millis = 14 * 24 * 3600 * 1000
HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP 2025
NOBODY = (  # checked where there is no such operator: no password's, and as slow as anybody's
    f"$argon2id$v=19$m={HASHER.memory_cost},t={HASHER.time_cost},p={HASHER.parallelism}"
    f"${'A' * 22}${'A' * 43}"
)
SHORTEST_PASSWORD = 10
SAFE = ("GET", "HEAD", "OPTIONS")


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(HASHER.hash, password)


async def password_fits(
    hashing: asyncio.Semaphore, operator: Operator | None, password: str
) -> bool:
    """Takes equally long whether or not there is such an operator."""

    def check() -> bool:
        try:
            return HASHER.verify(operator.password if operator else NOBODY, password)
        except argon2.exceptions.Argon2Error:
            return False

    async with hashing:
        fits = await asyncio.to_thread(check)
    return fits and operator is not None and not operator.disabled


def check_new_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        fault = {
            "where": "password",
            "expected": f"at least {SHORTEST_PASSWORD} characters",
            "came": f"{len(password)}",
        }
        raise Problem(422, "invalid", "The password is too short.", errors=[fault])


def cookie_name(desk: Desk) -> str:
    return cookie_at(desk.base_url)


def cookie_at(base_url: str) -> str:
    """The name of the session's cookie, where the server is reached at that address."""
    return "__Host-warmline" if base_url.startswith("https:") else "warmline"


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def open_session(desk: Desk, operator: Operator, response: Response) -> Session:
    token = secrets.token_urlsafe(32)
    session = Session(operator=operator, csrf=secrets.token_urlsafe(24), hash=hashed(token))
    await desk.accounts.open_session(session, desk.clock() + SESSION_LIVES)
    response.set_cookie(
        cookie_name(desk),
        token,
        max_age=SESSION_LIVES // 1000,
        httponly=True,
        samesite="strict",
        secure=desk.base_url.startswith("https:"),
    )
    return session


async def session_of(connection: HTTPConnection) -> Session | None:
    desk = desk_of(connection)
    token = connection.cookies.get(cookie_name(desk), "")
    return await desk.accounts.session(hashed(token)) if token else None


def close_cookie(desk: Desk, response: Response) -> None:
    secure = desk.base_url.startswith("https:")
    response.delete_cookie(cookie_name(desk), secure=secure, httponly=True, samesite="strict")


def own_origin(desk: Desk, connection: HTTPConnection) -> bool:
    """Whether the request comes from a page of ours.

    Where the owner did not say how we are reached, a page of the host that was asked is one: it
    gets no cookie but that host's, so a stranger's name for our address is of no use.
    """
    origin = connection.headers.get("origin", "")
    if origin == desk.base_url:
        return True
    host = connection.headers.get("host", "")
    return not desk.base_url_given and bool(host) and origin == f"http://{host}"


async def not_foreign(request: Request) -> None:
    """Refuse what another site's page sends, before anybody is logged in too."""
    if request.headers.get("origin") and not own_origin(desk_of(request), request):
        raise Problem(403, "forged", "The request comes from another site's page.")


async def logged_in(request: Request) -> Session:
    """Whoever asks; a changing request must also carry the session's CSRF token."""
    session = await session_of(request)
    if session is None:
        raise Problem(401, "not_logged_in", "Log in first.")
    if request.method not in SAFE:
        await not_foreign(request)
        token = request.headers.get("x-csrf-token", "")
        if not hmac.compare_digest(token.encode(), session.csrf.encode()):
            raise Problem(403, "forged", "The request lacks this session's CSRF token.")
    return session


def at_least(*roles: Role) -> Callable[[Session], Awaitable[Session]]:
    async def check(session: Annotated[Session, Depends(logged_in)]) -> Session:
        if session.operator.role not in roles:
            raise Problem(403, "forbidden", f"This needs the role {' or '.join(roles)}.")
        return session

    return check


LoggedIn = Annotated[Session, Depends(logged_in)]
Manager = Annotated[Session, Depends(at_least(Role.OWNER, Role.ADMIN))]
