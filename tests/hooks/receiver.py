"""A receiver on the small internet: it notes what it is sent and answers as a test says."""

from collections.abc import Callable
from typing import Any

import httpx2
import msgspec

from distributed_chat.hooks.signing import verify
from tests.embeds.internet import Pieces, SmallInternet

HOST = "hooks.example"
URL = f"https://{HOST}/in"


def told(status: int, text: str = "", *, json: Any = None, headers: dict[str, str] | None = None) -> httpx2.Response:
    """An answer as it comes off a wire."""
    body = text.encode() if json is None else msgspec.json.encode(json)
    return httpx2.Response(status, headers=headers, stream=Pieces([body]))


class Receiver:
    def __init__(self, internet: SmallInternet) -> None:
        self.got: list[httpx2.Request] = []
        self.answer: Callable[[], httpx2.Response] = lambda: told(200, "thanks")
        internet.site(HOST, self._take)

    def _take(self, request: httpx2.Request) -> httpx2.Response:
        self.got.append(request)
        return self.answer()

    @property
    def bodies(self) -> list[dict[str, object]]:
        return [msgspec.json.decode(request.content) for request in self.got]

    @property
    def events(self) -> list[str]:
        return [request.headers["distributed-event"] for request in self.got]

    def is_signed(self, secret: str, now: int) -> bool:
        """Whether the last one was signed with this secret at about this time (seconds)."""
        last = self.got[-1]
        return verify(secret, last.headers["distributed-signature"], last.content, now)
