"""The frames of `WS /api/stream`: what may come in, and the bytes that go out.

A frame that goes to many is encoded once, WebSocket header and all, and the same bytes are written to every socket.
Unknown members are ignored, so that both sides can grow.
"""

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated, Any

import msgspec

from distributed_chat.kernel.clock import rfc3339
from distributed_chat.kernel.events import Logged
from distributed_chat.kernel.pages import LARGEST_NUMBER

LARGEST_FRAME = 64 * 1024
HEARTBEAT_SECONDS = 25


class Close(IntEnum):
    """Why the server closes a socket; the client decides by it whether to come back and when."""

    NOT_SIGNED_IN = 4001
    NOT_ALLOWED = 4003
    TOO_MANY_SOCKETS = 4004
    TOO_SLOW = 4008
    GOING_AWAY = 4010
    TOO_MANY_FRAMES = 4029
    BAD_FRAME = 4400


Seq = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_NUMBER)]


class Client(msgspec.Struct, frozen=True):
    name: str = ""
    version: str = ""


class Hello(msgspec.Struct, frozen=True, tag_field="frame", tag="hello"):
    """The first frame: who I am, if no cookie says so, and how far I have read each stream."""

    cursors: dict[str, Seq] = {}
    hashes: dict[str, str] = {}
    epoch: str | None = None
    client: Client | None = None
    token: str | None = None


class Signal(msgspec.Struct, frozen=True, tag_field="frame", tag="signal"):
    """Something that may be lost: typing, presence. `to` is a user's or a connection's id."""

    stream: str
    type: Annotated[str, msgspec.Meta(max_length=64)]
    payload: dict[str, Any] = {}
    to: str | None = None


class Ping(msgspec.Struct, frozen=True, tag_field="frame", tag="ping"):
    pass


class Pong(msgspec.Struct, frozen=True, tag_field="frame", tag="pong"):
    pass


class Unknown(msgspec.Struct, frozen=True):
    """A frame of a client newer than this server."""

    frame: str


Incoming = Hello | Signal | Ping | Pong
_incoming: msgspec.json.Decoder[Incoming] = msgspec.json.Decoder(Incoming)
_named = msgspec.json.Decoder(Unknown)
_KNOWN = {"hello", "signal", "ping", "pong"}


class BadFrame(Exception):
    """Bytes that are no frame of this protocol; the socket is closed with 4400."""


def parse(text: str | bytes) -> Incoming | Unknown:
    """One frame from a client. Raises `BadFrame`."""
    try:
        return _incoming.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        unknown = _unknown(text)
        if unknown is None:
            raise BadFrame(str(error)) from None
        return unknown


def _unknown(text: str | bytes) -> Unknown | None:
    try:
        named = _named.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return None if named.frame in _KNOWN else named


def websocket_text(payload: bytes) -> bytes:
    """The payload as one whole, unmasked WebSocket text frame (RFC 6455, 5.2)."""
    length = len(payload)
    if length < 126:
        return struct.pack("!BB", 0x81, length) + payload
    if length < 65_536:
        return struct.pack("!BBH", 0x81, 126, length) + payload
    return struct.pack("!BBQ", 0x81, 127, length) + payload


def text_of(frame: bytes) -> str:
    """The JSON inside a frame made by `websocket_text`, for servers that write the header themselves."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :].decode()


def frames_in(data: bytes) -> Iterator[bytes]:
    """The frames, made by `websocket_text`, that were joined into one piece."""
    begin = 0
    while begin < len(data):
        size = {126: 2, 127: 8}.get(data[begin + 1], 0)
        length = int.from_bytes(data[begin + 2 : begin + 2 + size]) if size else data[begin + 1]
        end = begin + 2 + size + length
        yield data[begin:end]
        begin = end


def event_frame(logged: Logged) -> bytes:
    """The event as every reader receives it: the stored payload is spliced in, never decoded.

    Stream, type and hash are words of our own without anything to escape.
    """
    payload = b'null,"erased":true' if logged.payload is None else logged.payload
    before = f'{{"frame":"event","stream":"{logged.stream}","seq":{logged.seq},"type":"{logged.type}",'
    before += f'"at":"{rfc3339(logged.at)}","payload":'
    return websocket_text(b'%b%b,"hash":"%b"}' % (before.encode(), payload, logged.hash.encode()))


def frame(name: str, **members: object) -> bytes:
    """Any other frame of the server's."""
    return websocket_text(msgspec.json.encode({"frame": name, **members}))


def error_frame(code: str, message: str, retry_after: int | None = None) -> bytes:
    if retry_after is None:
        return frame("error", code=code, message=message)
    return frame("error", code=code, message=message, retry_after=retry_after)


def reset_frame(stream: str, head: int, reason: str) -> bytes:
    return frame("reset", stream=stream, head=head, reason=reason)


def left_frame(stream: str, reason: str) -> bytes:
    return frame("left", stream=stream, reason=reason)


PING = frame("ping")
PONG = frame("pong")
