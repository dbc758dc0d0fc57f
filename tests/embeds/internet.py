"""A small internet: names with addresses, sites with pages, and a note of every connection that was made."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from typing import NamedTuple

import httpx2
from PIL import Image

PUBLIC = "93.184.215.14"
Answer = Callable[[httpx2.Request], httpx2.Response]


class Connection(NamedTuple):
    """As the guard asked for it."""

    address: str
    port: int
    host: str
    tls_name: str
    path: str


class Pieces(httpx2.AsyncByteStream):
    def __init__(self, pieces: Sequence[bytes], *, never_ends: bool = False) -> None:
        self._pieces = pieces
        self._never_ends = never_ends
        self.read = 0
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            self.read += len(piece)
            yield piece
        if self._never_ends:
            await asyncio.Event().wait()

    async def aclose(self) -> None:
        self.closed = True


class SmallInternet:
    """`names` are answered in turn, the last one for ever: so a name can change its mind."""

    def __init__(self) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.sites: dict[str, Answer] = {}
        self.looked_up: list[str] = []
        self.connections: list[Connection] = []
        self.reached = asyncio.Event()
        """Somebody has connected."""
        self.goes_on = asyncio.Event()
        """Unless it is cleared, every site answers at once."""
        self.goes_on.set()

    def site(self, host: str, answer: Answer, *addresses: str) -> None:
        self.names[host] = [list(addresses) or [PUBLIC]]
        self.sites[host] = answer

    def pages(self, host: str, pages: dict[str, tuple[str, bytes]], *addresses: str) -> None:
        """A site of these paths, each a content type and a body; everything else is 404 there."""

        def answer(request: httpx2.Request) -> httpx2.Response:
            kind, body = pages.get(request.url.raw_path.decode(), ("", b""))
            return replied(body, kind) if kind else replied(b"", "text/html", status=404)

        self.site(host, answer, *addresses)

    async def resolve(self, host: str) -> list[str]:
        self.looked_up.append(host)
        if host not in self.names:
            raise OSError("no such name")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        host = request.headers["host"]
        port = request.url.port or {"http": 80, "https": 443}[request.url.scheme]
        path = request.url.raw_path.decode()
        self.connections.append(Connection(request.url.host, port, host, request.extensions["sni_hostname"], path))
        self.reached.set()
        await self.goes_on.wait()
        answer = self.sites.get(host.partition(":")[0])
        if answer is None:
            raise httpx2.ConnectError("nobody is there")
        return answer(request)

    async def close(self) -> None:
        """Nothing is open."""


def replied(
    body: bytes | Pieces, content_type: str = "text/html", *, status: int = 200, **headers: str
) -> httpx2.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    stream = body if isinstance(body, Pieces) else Pieces([body])
    return httpx2.Response(status, headers={"content-type": content_type, **named}, stream=stream)


def moved(to: str, status: int = 302) -> httpx2.Response:
    return replied(b"", status=status, location=to)


def page(title: str, *metas: str) -> bytes:
    return f"<!doctype html><html><head><title>{title}</title>{''.join(metas)}</head><body>…</body></html>".encode()


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def picture(width: int = 60, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "tomato").save(out, "PNG")
    return out.getvalue()
