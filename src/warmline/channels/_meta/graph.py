"""Requests to the Graph API: the token in a header, proofs, and errors told in our words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlencode

from warmline.channels._loose import document, mapping, text, whole
from warmline.channels._meta import hosts
from warmline.channels._meta.proof import app_proof
from warmline.channels._meta.words import meaning
from warmline.channels._multipart import Part, multipart
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside, Post, Reply

WITHIN: Final = 18.0  # seconds for an answer
UPLOAD: Final = 120.0  # seconds for a file, either way
HOPS: Final = 3  # redirects of a file's address that are followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    outside: Outside
    base: str  # https://graph.facebook.com
    version: str  # v25.0
    token: str = field(repr=False)
    app_secret: str = field(default="", repr=False)  # "": requests carry no proof

    async def get(self, path: str, **query: str) -> Mapping[str, object]:
        return await self._answer("GET", path, query)

    async def post(
        self, path: str, body: Mapping[str, object], *, within: float = WITHIN
    ) -> Mapping[str, object]:
        """``within``: seconds."""
        content = json.dumps(body, ensure_ascii=False).encode()
        return await self._answer("POST", path, {}, body=content, within=within)

    async def upload(self, path: str, *parts: Part) -> Mapping[str, object]:
        kind, content = multipart(*parts)
        return await self._answer("POST", path, {}, body=content, kind=kind, within=UPLOAD)

    async def file(self, url: str, most: int, *, token: bool) -> bytes:
        """The bytes at an address of Meta's; ``token``: show it where it may be seen."""
        for _ in range(HOPS):
            if not hosts.ours(url, self.base):
                raise Permanent("the file lies elsewhere than at Meta")
            shown = token and hosts.trusted(url, self.base)
            headers = self._headers() if shown else dict[str, str]()
            post = Post(url=url, body=b"", method="GET", headers=headers, within=UPLOAD, most=most)
            reply = await ask(self.outside, post)
            if 200 <= reply.status < 300:
                return reply.body
            url = reply.headers.get("location", "")
            if reply.status not in (301, 302, 303, 307, 308):
                raise refusal(reply)
        raise Permanent("the file's address leads from one to the next")

    async def _answer(
        self,
        method: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        *,
        body: bytes = b"",
        kind: str = "application/json",
        within: float = WITHIN,
    ) -> Mapping[str, object]:
        """What it says where it succeeds. Raises ``Temporary``, ``Permanent``."""
        post = Post(
            url=self._url(path, query),
            body=body,
            method=method,
            headers={**self._headers(), "Content-Type": kind},
            within=within,
        )
        reply = await ask(self.outside, post)
        found = mapping(document(reply.body))
        if not 200 <= reply.status < 300 or "error" in found:
            raise refusal(reply)
        return found

    def _url(self, path: str, query: Mapping[str, str]) -> str:
        proof = {"appsecret_proof": app_proof(self.token, self.app_secret)}
        asked = {**query, **(proof if self.app_secret else {})}
        return f"{self.base.rstrip('/')}/{self.version}/{path}?{urlencode(asked)}".rstrip("?")

    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


async def ask(outside: Outside, post: Post) -> Reply:
    """Whatever is answered. Raises ``Temporary``, and ``Permanent`` where we may not go."""
    try:
        return await outside.ask(post)
    except ServiceFailed as error:
        if error.kind in ("forbidden", "too_long"):
            raise Permanent(str(error)) from None
        raise


def refusal(reply: Reply) -> Temporary | Permanent:
    """What an answer that is no success means."""
    error = mapping(mapping(document(reply.body)).get("error"))
    code, subcode = whole(error.get("code")), whole(error.get("error_subcode"))
    if code:
        found = meaning(code, subcode, text(error.get("error_user_title"), 200))
        if found.wait is not None:
            return Temporary(found.words, retry_after=reply.retry_after or found.wait)
        if reply.status < 500 and reply.status != 429:
            return Permanent(found.words)
    words = f"Meta answered {reply.status}" + (f" (code {code})" if code else "")
    if reply.status == 429 or reply.status >= 500 or reply.status < 400:
        return Temporary(words, retry_after=reply.retry_after)
    return Permanent(words)
