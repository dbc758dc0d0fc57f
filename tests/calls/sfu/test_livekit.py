"""What we ask of LiveKit and how we sign it, against a server of the test's that answers as LiveKit's API does."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from distributed_chat.calls.sfu import MediaServerIsAway
from distributed_chat.calls.sfu.livekit import LivekitSfu
from distributed_chat.kernel.ids import new_id
from tests.calls.sfu.contract import CONTRACT
from tests.services.server import free_port

KEY, SECRET = "key", "secret of livekit"
NOW = 1_795_608_000


def claims_of(token: str, secret: str = SECRET) -> dict[str, Any]:
    """What a token says, if it is signed with the secret."""
    signed, _, signature = token.rpartition(".")
    expected = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    assert hmac.compare_digest(expected, decoded(signature))
    header, claims = (msgspec.json.decode(decoded(part)) for part in signed.split("."))
    assert header == {"alg": "HS256", "typ": "JWT"}
    return dict(claims)


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Twirp:
    """Rooms with names of participants in them; says no to who may not."""

    def __init__(self) -> None:
        self.rooms: dict[str, list[str]] = {}
        self.asked: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self.broken = False

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n"))}
        body = msgspec.json.decode(await reader.readexactly(int(headers["content-length"])))
        method = head.split(" ")[1].removeprefix("/twirp/livekit.RoomService/")
        status, said = self._answer(method, body, claims_of(headers["authorization"].removeprefix("Bearer ")))
        text = msgspec.json.encode(said)
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(text)}\r\nconnection: close\r\n\r\n".encode() + text)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def _answer(self, method: str, body: dict[str, Any], claims: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        self.asked.append((method, body, claims))
        may, room = claims["video"], body.get("room", "")
        if self.broken:
            return "503 Away", {"code": "unavailable", "msg": "no"}
        if method in {"CreateRoom", "DeleteRoom"}:
            assert may == {"roomCreate": True}
        else:
            assert may == {"room": room, "roomAdmin": True}
        match method:
            case "CreateRoom":
                self.rooms.setdefault(body["name"], [])
                return "200 OK", {"sid": "RM_1", "name": body["name"]}
            case _ if room not in self.rooms:
                return "404 Not Found", {"code": "not_found", "msg": "requested room does not exist"}
            case "DeleteRoom":
                del self.rooms[room]
            case "ListParticipants":
                return "200 OK", {"participants": [{"identity": one, "sid": "PA_1"} for one in self.rooms[room]]}
            case "RemoveParticipant" if body["identity"] in self.rooms[room]:
                self.rooms[room].remove(body["identity"])
            case "RemoveParticipant":
                return "404 Not Found", {"code": "not_found", "msg": "participant does not exist"}
            case _:
                raise AssertionError(method)
        return "200 OK", {}


@pytest.fixture
def twirp() -> Twirp:
    return Twirp()


@pytest.fixture
async def sfu(twirp: Twirp) -> AsyncIterator[LivekitSfu]:
    async with twirp.serving() as url:
        yield LivekitSfu(url, key=KEY, secret=SECRET, now=lambda: NOW)


@pytest.mark.parametrize("holds", CONTRACT, ids=lambda holds: holds.__name__)
async def test_it_holds(sfu: LivekitSfu, holds: Any) -> None:
    await holds(sfu)


async def test_a_grant_is_for_one_room_and_one_participant_and_ten_minutes(sfu: LivekitSfu, twirp: Twirp) -> None:
    call, ann = new_id(), new_id()
    grant = await sfu.grant(call, ann, new_id())
    claims = claims_of(grant.token or "")
    assert grant.url is not None
    assert grant.url.startswith("ws://")
    assert claims["sub"] == ann
    assert claims["iss"] == KEY
    assert (claims["nbf"], claims["exp"]) == (NOW - 10, NOW + 600)
    assert claims["video"]["room"] == call
    assert claims["video"]["roomJoin"] is True
    assert not {"roomAdmin", "roomCreate", "roomList", "roomRecord"} & set(claims["video"])
    assert claims["video"]["canPublishData"] is False
    assert twirp.asked == []


async def test_whoever_is_kicked_is_out_and_their_token_too(sfu: LivekitSfu, twirp: Twirp) -> None:
    call, ann, bob = new_id(), new_id(), new_id()
    await sfu.ensure_room(call)
    twirp.rooms[call] = [ann, bob]
    await sfu.kick(call, ann)
    assert await sfu.participants(call) == [bob]
    [(_, body, claims)] = [asked for asked in twirp.asked if asked[0] == "RemoveParticipant"]
    assert int(body["revoke_token_ts"]) > NOW
    assert claims["exp"] == NOW + 60


async def test_a_server_that_is_away_or_broken_is_said_to_be_away(sfu: LivekitSfu, twirp: Twirp) -> None:
    twirp.broken = True
    with pytest.raises(MediaServerIsAway):
        await sfu.ensure_room(new_id())
    nobody = LivekitSfu(f"ws://127.0.0.1:{free_port()}", key=KEY, secret=SECRET)
    with pytest.raises(MediaServerIsAway):
        await nobody.participants(new_id())


def test_a_token_of_another_secret_does_not_pass_here() -> None:
    """So the tests above could fail."""
    ours = LivekitSfu("wss://livekit.example.org", key=KEY, secret=SECRET)
    token = asyncio.run(ours.grant(new_id(), new_id(), new_id())).token
    with pytest.raises(AssertionError):
        claims_of(token or "", secret="another")
