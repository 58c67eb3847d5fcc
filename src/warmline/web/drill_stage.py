"""The drill's way in from outside: HTTP and the two sockets, as a browser speaks them."""

import json
from collections.abc import Mapping
from typing import Any

import httpx2
import websockets
from websockets.asyncio.client import ClientConnection

from warmline.flow.drill import Cast, Frame, Unexpected

FRAME_BYTES = 4 * 1024 * 1024  # of the largest frame that an inbox may be sent
CLOSING = 2.0  # seconds for a polite goodbye


class Socket:
    """``flow.drill.Wire``."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, frame: Frame) -> None:
        try:
            await self._connection.send(json.dumps(frame))
        except websockets.ConnectionClosed as error:
            raise Unexpected(_closed(error)) from error

    async def receive(self) -> Frame:
        try:
            heard = json.loads(await self._connection.recv())
        except websockets.ConnectionClosed as error:
            raise Unexpected(_closed(error)) from error
        except ValueError as error:
            raise Unexpected("a frame that is no JSON") from error
        if heard.get("type") == "error":
            raise Unexpected(f"an error frame: {heard['code']}")
        return heard

    async def close(self) -> None:
        await self._connection.close()


class Door:
    """``flow.drill.Stage``: an installation at an address."""

    def __init__(self, base_url: str, cast: Cast, *, origin: str = "") -> None:
        """``origin``: the address that the installation knows itself by, where it is another."""
        self._base_url = base_url.rstrip("/")
        self._origin = origin or self._base_url
        self._cast = cast

    async def session(self) -> str:
        body = {"key": self._cast.key, "language": "en", "drill": self._cast.visitor_pass}
        answer = await self._http("POST", "/api/visitor/session", json=body)
        return str(answer["token"])

    async def visitor(self, token: str) -> Socket:
        socket = await self._socket("/api/visitor/socket")
        await socket.send({"type": "hello", "token": token, "after": 0, "language": "en"})
        return socket

    async def operator(self) -> Socket:
        socket = await self._socket("/api/operator/socket", Cookie=self._cast.cookie)
        await socket.send({"type": "hello", "csrf": self._cast.csrf, "position": 0})
        return socket

    async def package(self, conversation: str) -> Frame:
        path = f"/api/conversations/{conversation}/package"
        return await self._http("GET", path, headers={"Cookie": self._cast.cookie})

    async def _http(self, method: str, path: str, **request: Any) -> Mapping[str, Any]:  # noqa: ANN401 - httpx2's own
        try:
            async with httpx2.AsyncClient(base_url=self._base_url, trust_env=False) as http:
                answer = await http.request(method, path, **request)
                body: Any = answer.json()
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            raise Unexpected(f"{method} {path}: {_said(error)}") from error
        if not answer.is_success:
            raise Unexpected(f"{method} {path}: {answer.status_code}, {str(body)[:200]}")
        return body

    async def _socket(self, path: str, **headers: str) -> Socket:
        url = f"ws{self._base_url.removeprefix('http')}{path}"
        try:
            connection = await websockets.connect(
                url,
                origin=websockets.Origin(self._origin),
                additional_headers=headers,
                compression=None,
                proxy=None,
                max_size=FRAME_BYTES,
                close_timeout=CLOSING,
            )
        except (OSError, websockets.WebSocketException) as error:
            raise Unexpected(f"{path}: {_said(error)}") from error
        return Socket(connection)


def _closed(error: websockets.ConnectionClosed) -> str:
    code = error.rcvd.code if error.rcvd else "no goodbye"
    return f"the socket was closed: {code}"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
