"""What a client must not send, and what comes back: one row per mistake, and the neighbours notice nothing."""

import asyncio
import struct

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from distributed_chat.streams.protocol import Close
from tests.streams.server import GROUP, StreamServer

HELLO = '{"frame":"hello"}'
BAD_HELLOS = {
    "no JSON": "hello",
    "nothing": "",
    "a list": "[]",
    "no name": "{}",
    "a name that is no text": '{"frame":1}',
    "a signal before the hello": '{"frame":"signal","stream":"group:1","type":"typing"}',
    "a frame of the future before the hello": '{"frame":"dance"}',
    "a negative cursor": '{"frame":"hello","cursors":{"group:1":-1}}',
    "half a cursor": '{"frame":"hello","cursors":{"group:1":1.5}}',
    "a cursor past 2^53": '{"frame":"hello","cursors":{"group:1":9007199254740992}}',
    "a cursor that is text": '{"frame":"hello","cursors":{"group:1":"1"}}',
    "a token that is no text": '{"frame":"hello","token":5}',
    "a lone surrogate": '{"frame":"hello","token":"\\ud800"}',
    "ten thousand brackets": '{"frame":"hello","cursors":' + "[" * 10_000,
    "ten thousand braces": '{"frame":"hello","more":' + '{"a":' * 10_000,
    "NaN": '{"frame":"hello","cursors":{"group:1":NaN}}',
}


@pytest.mark.parametrize("text", BAD_HELLOS.values(), ids=BAD_HELLOS)
async def test_a_bad_first_frame_closes_the_socket(server: StreamServer, text: str) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.socket.send(text)
        assert await ann.close_code() == Close.BAD_FRAME


BAD_FRAMES = {
    "a second hello": (HELLO, Close.BAD_FRAME),
    "bytes": (b'{"frame":"ping"}', Close.BAD_FRAME),
    "no JSON": ("ping", Close.BAD_FRAME),
    "a payload that is no object": (
        '{"frame":"signal","stream":"group:1","type":"typing","payload":[]}',
        Close.BAD_FRAME,
    ),
    "a type of 65 characters": (f'{{"frame":"signal","stream":"group:1","type":"{"t" * 65}"}}', Close.BAD_FRAME),
    "a byte too many": (f'{{"frame":"ping","more":"{"x" * 65_511}"}}', 1009),
}


@pytest.mark.parametrize(("frame", "code"), BAD_FRAMES.values(), ids=BAD_FRAMES)
async def test_a_bad_frame_closes_only_its_own_socket(server: StreamServer, frame: str | bytes, code: int) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        await ann.socket.send(frame)
        assert await ann.close_code() == code
        await server.post("still here")
        assert (await bob.frame())["payload"] == {"text": "still here"}


async def test_the_largest_frame_is_taken(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        frame = f'{{"frame":"ping","more":"{"x" * 65_510}"}}'
        assert len(frame) == 64 * 1024
        await ann.socket.send(frame)
        assert await ann.frame() == {"frame": "pong"}


REFUSED = {
    "a frame of the future": ({"frame": "dance"}, "unknown_frame"),
    "a signal nobody handles": ({"frame": "signal", "stream": GROUP, "type": "call.offer"}, "unknown_signal"),
    "typing nowhere": ({"frame": "signal", "stream": GROUP, "type": "typing"}, "malformed"),
    "typing in no id": (
        {"frame": "signal", "stream": GROUP, "type": "typing", "payload": {"conversation_id": "<b>"}},
        "malformed",
    ),
}


@pytest.mark.parametrize(("frame", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_can_be_answered_is_refused_with_a_code(
    server: StreamServer, frame: dict[str, object], code: str
) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        await ann.send(**frame)
        assert (await ann.frame())["code"] == code
        await ann.send(frame="ping")
        assert await ann.frame() == {"frame": "pong"}


async def test_ten_thousand_streams_of_others_in_a_hello_are_ignored(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        welcome = await ann.hello(cursors={f"g:{number}": 1 for number in range(5_000)})
        assert set(welcome["heads"]) == {"user:ann", GROUP}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://chat.example.evil.example", "file://"])
async def test_a_page_of_another_site_gets_no_socket(server: StreamServer, origin: str) -> None:
    await server.enrol("ann")
    headers = {"Cookie": "session=ann", "Origin": origin}
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"ws://127.0.0.1:{server.port}/api/stream", additional_headers=headers):
            pass
    assert refused.value.response.status_code == 403


RAW_FRAMES = {
    "text that is not UTF-8": (b"\x81\x82" + bytes(4) + b"\xff\xfe", 1007),
    "a frame without its mask": (b"\x81\x02{}", 1002),
    "a reserved opcode": (b"\x83\x80" + bytes(4), 1002),
    "a ping of 126 bytes": (b"\x89\xfe\x00\x7e" + bytes(4) + bytes(126), 1002),
}


@pytest.mark.parametrize(("data", "code"), RAW_FRAMES.values(), ids=RAW_FRAMES)
async def test_what_is_no_websocket_frame_closes_the_socket(server: StreamServer, data: bytes, code: int) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        assert ann.socket.transport is not None
        ann.socket.transport.write(data)
        assert await ann.close_code() == code


async def test_a_message_in_ten_thousand_fragments_is_one_message(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        text = b'{"frame":"ping","more":"' + b"x" * 9_974 + b'"}'
        pieces = [struct.pack("!BB4x", 0x01 if not i else 0x00, 0x81) + text[i : i + 1] for i in range(len(text) - 1)]
        assert ann.socket.transport is not None
        ann.socket.transport.write(b"".join(pieces) + struct.pack("!BB4x", 0x80, 0x81) + text[-1:])
        assert await ann.frame() == {"frame": "pong"}


async def test_a_flood_of_pings_of_the_protocol_disturbs_nobody(server: StreamServer) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        assert ann.socket.transport is not None
        ann.socket.transport.write((b"\x89\x80" + bytes(4)) * 5_000)
        await server.post("in between")
        assert (await bob.frame())["payload"] == {"text": "in between"}
        assert (await ann.frame())["payload"] == {"text": "in between"}


async def test_who_never_says_hello_is_closed(server: StreamServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distributed_chat.streams.socket.HELLO_SECONDS", 0.05)
    async with server.client("ann") as silent:
        async with asyncio.timeout(5):
            assert await silent.close_code() == Close.BAD_FRAME
