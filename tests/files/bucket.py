"""A bucket that checks every signature from the protocol's own words, not with our code."""

import hashlib
import hmac
import re
import time
from calendar import timegm
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warmline.files.signing_v4 import Account
from warmline.testing._serving import serving as served

ACCOUNT = Account(id="AKIDTEST", secret="a secret of the bucket", region="eu-test-1")
SAID = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, "
    r"SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})"
)
SKEW = 15 * 60  # seconds


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@dataclass
class Bucket:
    kept: dict[str, bytes] = field(default_factory=dict)
    url: str = ""
    away: bool = False

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        if self.away:
            return Response("<Error><Code>SlowDown</Code></Error>", 503)
        if not self._signed(request, body):
            return Response("<Error><Code>SignatureDoesNotMatch</Code></Error>", 403)
        name = request.path_params["name"]
        if request.method == "PUT":
            self.kept[name] = body
            return Response(status_code=200)
        if request.method == "DELETE":
            self.kept.pop(name, None)
            return Response(status_code=204)
        if name not in self.kept:
            return Response("<Error><Code>NoSuchKey</Code></Error>", 404)
        return self._given(request, self.kept[name])

    def _given(self, request: Request, content: bytes) -> Response:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
        if not asked:
            return Response(content)
        start, end = int(asked[1]), int(asked[2] or len(content)) + 1
        if start >= len(content):
            return Response(status_code=416)
        return Response(content[start:end], 206)

    def _signed(self, request: Request, body: bytes) -> bool:
        said = SAID.fullmatch(request.headers.get("authorization", ""))
        moment = request.headers.get("x-amz-date", "")
        if not said or request.headers.get("x-amz-content-sha256") != sha(body):
            return False
        id, day, region, names, signature = said.groups()
        then = time.strptime(moment, "%Y%m%dT%H%M%SZ")
        late = abs(time.time() - timegm(then)) > SKEW
        whole = {"host", "x-amz-date", "x-amz-content-sha256"} <= set(names.split(";"))
        if late or not whole or (id, region) != (ACCOUNT.id, ACCOUNT.region) or moment[:8] != day:
            return False
        heads = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names.split(";"))
        path = request.scope["raw_path"].decode()
        asked = "\n".join((request.method, path, request.url.query, heads, names, sha(body)))
        scope = f"{day}/{region}/s3/aws4_request"
        text = "\n".join(("AWS4-HMAC-SHA256", moment, scope, sha(asked.encode())))
        key = b"AWS4" + ACCOUNT.secret.encode()
        for word in (day, region, "s3", "aws4_request", text):
            key = hmac.new(key, word.encode(), hashlib.sha256).digest()
        return hmac.compare_digest(key.hex(), signature)


@asynccontextmanager
async def serving() -> AsyncIterator[Bucket]:
    bucket = Bucket()
    methods = ["GET", "PUT", "DELETE"]
    app = Starlette(routes=[Route("/files/{name:path}", bucket.answer, methods=methods)])
    async with served(app) as url:
        bucket.url = url
        yield bucket
