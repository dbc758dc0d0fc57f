"""Requests and frames as bytes, made and read with as little work as can be: what the client saves, it can drain."""

import json
import re
import struct
from typing import NamedTuple

HOST = "127.0.0.1"
TEXT_FILLER = b"a sentence as people write them"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_MARKER = re.compile(rb"T=(\d+),(\d+);")
_UNMASKED = b"\0\0\0\0"


class Answer(NamedTuple):
    status: int
    body: bytes


class Frame(NamedTuple):
    """One WebSocket frame of the server: where it ends in the data, its opcode and its payload."""

    end: int
    opcode: int
    payload: bytes


def post_message(room_id: str, token: str) -> bytes:
    """The head of a POST of `message_body`, whose length never changes."""
    length = len(message_body(0, 0))
    return (
        f"POST /api/conversations/{room_id}/messages HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def message_body(number: int, due: int) -> bytes:
    """A message that says when it was due (ns) and which it is, with an id of the client's, as the page makes it."""
    return b'{"id":"%08x-0000-4000-8000-000000000000","text":"T=%019d,%09d; %s"}' % (number, due, number, TEXT_FILLER)


def get(path: str, token: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\r\n".encode()


def read_answer(data: bytes) -> Answer | None:
    """The answer if it is there to the last byte; None while some of it is on the way."""
    head, found, body = data.partition(b"\r\n\r\n")
    if not found:
        return None
    length = _LENGTH.search(head)
    if length is None:
        raise ValueError(f"an answer without a length: {head!r}")
    return Answer(int(head[9:12]), body) if len(body) >= int(length.group(1)) else None


def marker(data: bytes) -> tuple[int, int]:
    """The due time and the number in a message's bytes. Raises `ValueError` when it is none of ours."""
    found = _MARKER.search(data)
    if found is None:
        raise ValueError(f"no marker in {data[:200]!r}")
    return int(found.group(1)), int(found.group(2))


def upgrade(token: str) -> bytes:
    return (
        "GET /api/stream HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {token}\r\n\r\n"
    ).encode()


def hello(cursors: dict[str, int], hashes: dict[str, str], epoch: str | None) -> bytes:
    said = {"frame": "hello", "cursors": cursors, "hashes": hashes, "epoch": epoch}
    return client_frame(json.dumps(said).encode())


def client_frame(payload: bytes, opcode: int = 1) -> bytes:
    """Masked, as a client must, with a mask that changes nothing."""
    size = len(payload)
    head = (
        struct.pack("!BB", 0x80 | opcode, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x80 | opcode, 0xFE, size)
    )
    return head + _UNMASKED + payload


def read_frame(data: bytes, at: int) -> Frame | None:
    """The frame that begins at `at`; None while some of it is on the way."""
    if len(data) < at + 2:
        return None
    begin, size = at + 2, data[at + 1]
    if size == 126:
        begin, size = at + 4, int.from_bytes(data[at + 2 : at + 4])
    elif size == 127:
        begin, size = at + 10, int.from_bytes(data[at + 2 : at + 10])
    if len(data) < begin + size or len(data) < begin:
        return None
    return Frame(begin + size, data[at] & 0x0F, data[begin : begin + size])


PONG = client_frame(b'{"frame":"pong"}')
