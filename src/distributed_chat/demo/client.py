"""A client of the public API inside the same process: requests go to the application without a socket."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

Application = Callable[[Any, Any, Any], Awaitable[None]]
"""The server as ASGI sees it: called with scope, receive and send."""


class Refused(Exception):
    """An answer that is an error: a demonstration that does what it may should never see one."""


class Client:
    """Signed in by a token, or nobody yet."""

    def __init__(self, app: Application, token: str | None = None) -> None:
        self._app = app
        self.token = token

    def as_user(self, token: str) -> "Client":
        return Client(self._app, token)

    async def post(self, path: str, **body: Any) -> Any:
        return await self._send("POST", path, body)

    async def put(self, path: str, **body: Any) -> Any:
        return await self._send("PUT", path, body)

    async def get(self, path: str) -> Any:
        return await self._send("GET", path, None)

    async def _send(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        raw = b"" if body is None else msgspec.json.encode(body)
        headers = [(b"content-type", b"application/json"), (b"user-agent", b"distributed-demo")]
        if self.token is not None:
            headers.append((b"authorization", f"Bearer {self.token}".encode()))
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": b"",
            "headers": headers,
            "client": ("127.0.0.1", 0),
        }
        answer = _Answer(raw)
        await self._app(scope, answer.receive, answer.send)
        if answer.status >= 400:
            raise Refused(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return msgspec.json.decode(answer.body) if answer.body else None


class _Answer:
    def __init__(self, request_body: bytes) -> None:
        self._request_body = request_body
        self.status = 0
        self.body = b""

    async def receive(self) -> dict[str, Any]:
        return {"type": "http.request", "body": self._request_body, "more_body": False}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.body += message.get("body", b"")
