"""Who hangs up in the middle of a request is no fault of the server's."""

from starlette.requests import Request
from structlog.testing import capture_logs

from warmline.web.guard import Guard

HALF = [
    {"type": "http.request", "body": b'{"half":', "more_body": True},
    {"type": "http.disconnect"},
]


async def reads_it_all(scope, receive, send):
    await Request(scope, receive).body()


async def test_who_hangs_up_within_a_request_is_answered_by_nobody_and_is_no_failure(server):
    sent, coming = [], iter(HALF)

    async def receive():
        return next(coming)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/hooks/whatsapp/some",
        "raw_path": b"/hooks/whatsapp/some",
        "query_string": b"",
        "headers": [(b"host", b"test"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
        "scheme": "http",
        "app": server.app,
    }
    with capture_logs() as logs:
        await Guard(reads_it_all)(scope, receive, send)
    assert sent == []
    assert [one for one in logs if one["log_level"] == "error"] == []
