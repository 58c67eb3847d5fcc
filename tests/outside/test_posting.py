"""Requests outside: every method, answers as large as asked for, and only the headers needed."""

import ipaddress
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import LARGEST, Outside, Post
from warmline.testing._serving import serving

HERE = (ipaddress.ip_network("127.0.0.0/8"),)


async def mirror(request: Request) -> Response:
    body = await request.body()
    headers = {
        "X-RateLimit-Remaining": "3",
        "Retry-After": "7",
        "Set-Cookie": "who=me",
        "X-Long": "x",
        "Location": "y" * 5_000,
    }
    return Response(f"{request.method} {body.decode()}", 202, headers, "text/x-mirror")


async def large(request: Request) -> Response:
    size, status = int(request.query_params["size"]), int(request.query_params["status"])
    return Response(b"." * size, status)


@pytest.fixture
async def service() -> AsyncIterator[str]:
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app = Starlette(routes=[Route("/mirror", mirror, methods=methods), Route("/large", large)])
    async with serving(app) as url:
        yield url


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    made = Outside(HERE)
    yield made
    await made.close()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
async def test_a_request_goes_out_with_its_method_and_its_body(
    service: str, outside: Outside, method
):
    reply = await outside.ask(Post(url=f"{service}/mirror", body=b"words", method=method))
    assert (reply.status, reply.body) == (202, f"{method} words".encode())


async def test_of_an_answer_only_the_headers_that_callers_need_come_and_not_at_any_length(
    service: str, outside: Outside
):
    reply = await outside.ask(Post(url=f"{service}/mirror", body=b""))
    assert reply.headers["x-ratelimit-remaining"] == "3"
    assert reply.headers["content-type"].startswith("text/x-mirror")
    assert len(reply.headers["location"]) == 1_000
    assert "set-cookie" not in reply.headers
    assert "x-long" not in reply.headers
    assert reply.retry_after == 7


async def test_an_answer_may_be_as_large_as_asked_for_and_not_a_byte_larger(
    service: str, outside: Outside
):
    url = f"{service}/large?status=200&size={LARGEST + 10}"
    reply = await outside.ask(Post(url=url, body=b"", method="GET", most=LARGEST + 10))
    assert len(reply.body) == LARGEST + 10
    for most in (LARGEST + 9, LARGEST):
        with pytest.raises(ServiceFailed) as failed:
            await outside.ask(Post(url=url, body=b"", method="GET", most=most))
        assert failed.value.kind == "too_long"


async def test_what_is_said_beside_a_failure_is_cut_short_whatever_was_asked_for(
    service: str, outside: Outside
):
    url = f"{service}/large?status=500&size={LARGEST}"
    reply = await outside.ask(Post(url=url, body=b"", method="GET", most=10 * LARGEST))
    assert (reply.status, len(reply.body)) == (500, 8 * 1024)


async def test_no_log_and_no_traceback_shows_an_address_that_may_hold_a_token(
    service: str, outside: Outside, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("DEBUG")
    post = Post(url=f"{service}/mirror?token=secret-1", body=b"", headers={"A": "secret-2"})
    await outside.ask(post)
    assert "secret" not in caplog.text + repr(post)
