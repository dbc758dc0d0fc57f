"""A file as an answer: whole or a part of it, with headers under which a browser does no more with it than show it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from distributed_chat.web.incoming import Receive, Send
from distributed_chat.web.reply import Headers

SEND_SECONDS = 60
"""So long may one piece wait for somebody who does not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Bytes that a route answers with. They are opened when it is known which of them are asked for."""

    open: Callable[[int, int], AsyncIterator[bytes]]
    """(start, end without), never empty. What it raises before its first piece is answered in words."""
    size: int
    media_type: str
    tag: str
    """Names these very bytes: the same tag, the same bytes."""
    name: str
    shown: bool = False
    """A browser may show it in its place; otherwise it can only be saved."""
    anywhere: bool = False
    """Pages of other origins may embed it."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is answered: a status, and which bytes follow (none where start is end)."""

    status: int
    start: int
    end: int


def part_of(content: Content, request: Mapping[bytes, bytes], *, head_only: bool) -> Part:
    """RFC 9110, 13 and 14: a condition first, then one range. Several ranges, or none that is one, are the whole."""
    tag = f'"{content.tag}"'
    if tag in _tags(request.get(b"if-none-match", b"")):
        return Part(304, 0, 0)
    asked = request.get(b"range")
    whole = Part(200, 0, content.size)
    if asked is None or head_only or request.get(b"if-range", tag.encode()) != tag.encode():
        return whole
    return _range(asked.decode("latin-1"), content.size) or whole


def headers_of(content: Content, part: Part) -> Headers:
    disposition = "inline" if content.shown else "attachment"
    headers: Headers = [
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"content-security-policy", b"sandbox; default-src 'none'; frame-ancestors 'none'"),
        (b"cross-origin-resource-policy", b"cross-origin" if content.anywhere else b"same-origin"),
        # Kept by the reader's browser alone, and asked for again each time: a right that ended ends at once.
        (b"cache-control", b"private, no-cache"),
        (b"etag", f'"{content.tag}"'.encode()),
    ]
    if part.status == 304:
        return headers
    headers.append((b"accept-ranges", b"bytes"))
    if part.status == 416:
        return [*headers, (b"content-range", b"bytes */%d" % content.size), (b"content-length", b"0")]
    if part.status == 206:
        headers.append((b"content-range", b"bytes %d-%d/%d" % (part.start, part.end - 1, content.size)))
    return [
        *headers,
        (b"content-type", content.media_type.encode()),
        (b"content-disposition", f"{disposition}; {_file_name(content.name)}".encode()),
        (b"content-length", b"%d" % (part.end - part.start)),
    ]


class Prepared:
    """An answer whose first bytes are there."""

    def __init__(self, status: int, headers: Headers, first: bytes, rest: AsyncIterator[bytes] | None) -> None:
        self._status = status
        self._headers = headers
        self._first = first
        self._rest = rest

    async def send(self, send: Send, receive: Receive, *, request_id: str) -> None:
        """Whatever fails on the way breaks the connection off: the reader sees that bytes are missing."""
        headers = [*self._headers, (b"x-request-id", request_id.encode())]
        await send({"type": "http.response.start", "status": self._status, "headers": headers})
        if self._rest is not None:
            await self._send_pieces(self._rest, send, receive)
        await _send_piece(send, b"", more=False)

    async def _send_pieces(self, rest: AsyncIterator[bytes], send: Send, receive: Receive) -> None:
        """Until the reader has gone: writing to nobody fails nowhere, and all the rest would be read for nothing."""
        await _send_piece(send, self._first, more=True)
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            async for piece in rest:
                if gone.done():
                    break
                await _send_piece(send, piece, more=True)
        finally:
            gone.cancel()


async def prepare(content: Content, request: Mapping[bytes, bytes], *, head_only: bool) -> Prepared:
    """Raises what opening the content does."""
    part = part_of(content, request, head_only=head_only)
    headers = headers_of(content, part)
    if head_only or part.start == part.end:
        return Prepared(part.status, headers, b"", None)
    pieces = aiter(content.open(part.start, part.end))
    return Prepared(part.status, headers, await anext(pieces, b""), pieces)


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_piece(send: Send, piece: bytes, *, more: bool) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send({"type": "http.response.body", "body": piece, "more_body": more})


def _tags(header: bytes) -> set[str]:
    """`W/"x"` names the same bytes here: ours are never weak."""
    return {tag.strip().removeprefix("W/") for tag in header.decode("latin-1").split(",")}


def _range(asked: str, size: int) -> Part | None:
    unit, _, text = asked.partition("=")
    first, dash, last = text.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or not (first + last).isascii() or len(text) > 40:
        return None
    if not first:
        return _last_bytes(int(last), size) if last.isdigit() else None
    if not first.isdigit() or (last and not last.isdigit()):
        return None
    start = int(first)
    if last and int(last) < start:
        return None
    return Part(416, 0, 0) if start >= size else Part(206, start, min(int(last) + 1, size) if last else size)


def _last_bytes(count: int, size: int) -> Part:
    return Part(206, max(0, size - count), size) if count else Part(416, 0, 0)


def _file_name(name: str) -> str:
    """RFC 6266: plain letters for those who know no better, and the name itself."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return f"filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
