"""A body as it comes, for routes that take more than a form: read piece by piece, never whole in memory.

The application gives it to a route only after it knows who asks and that no page of another site is behind it.
"""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

from distributed_chat.web.incoming import ClientIsGone, Incoming
from distributed_chat.web.refusals import Refused

ANY = "*/*"
SILENCE_SECONDS = 30
"""So long may nothing come."""


class BodyStream:
    """Nothing is read before `pieces` is asked for, and then once."""

    __slots__ = ("_request",)

    def __init__(self, request: Incoming, media_type: str) -> None:
        """Raises `Refused` for a body of another media type, or one that is packed."""
        self._request = request
        if request.headers.get(b"content-encoding", b"identity").lower() != b"identity":
            raise Refused(415, "content_encoding_refused", "A body is sent as it is, not compressed.")
        if media_type != ANY and self.content_type.partition(";")[0].strip().lower() != media_type:
            raise Refused(415, "wrong_media_type", f"The body is {media_type}.")

    @property
    def content_type(self) -> str:
        """With its parameters, as it was sent."""
        return self.header("content-type") or ""

    @property
    def announced(self) -> int | None:
        """Bytes that are to come; None where only their end tells."""
        length = self.header("content-length")
        return int(length) if length is not None and length.isdecimal() else None

    def header(self, name: str) -> str | None:
        return self._request.header(name.lower().encode())

    async def pieces(self, *, most: int) -> AsyncIterator[bytes]:
        """The bytes as they arrive. Raises `Refused` after `most` bytes (at once, if more are announced) and after 30 s
        of silence, `ClientIsGone` when it breaks off.
        """
        if self.announced is not None and self.announced > most:
            raise _too_large(most)
        size = 0
        while True:
            message = await self._next()
            piece: bytes = message.get("body", b"")
            size += len(piece)
            if size > most:
                raise _too_large(most)
            if piece:
                yield piece
            if not message.get("more_body", False):
                return

    async def whole(self, most: int) -> bytes:
        """All of it. Raises as `pieces`."""
        return b"".join([piece async for piece in self.pieces(most=most)])

    async def _next(self) -> MutableMapping[str, Any]:
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                message = await self._request.receive()
        except TimeoutError:
            raise Refused(408, "body_is_late", "The body did not arrive in time.") from None
        if message["type"] == "http.disconnect":
            raise ClientIsGone
        return message


def _too_large(most: int) -> Refused:
    return Refused(413, "too_large", f"That is larger than {most:,} bytes.".replace(",", " "))
