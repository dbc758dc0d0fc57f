"""A call outlives the server: killed in the middle of it, and started again."""

from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect

from distributed_chat.kernel.ids import new_id
from tests.calls.sdp import sdp
from tests.calls.talking import QUIET
from tests.cast import PASSWORD
from tests.services.server import RunningServer

pytestmark = pytest.mark.process


class Caller:
    def __init__(self, server: RunningServer, name: str) -> None:
        self.client = httpx2.AsyncClient(base_url=server.url, timeout=10)
        self.participant = new_id()
        self.token = ""
        self.address = server.url.replace("http", "ws", 1) + "/api/stream"
        self._name = name

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = await self.client.post(path, json=body or {})
        assert answer.is_success, (answer.status_code, answer.text)
        return answer.json()

    async def sign_up(self) -> None:
        person = {"first_name": self._name, "last_name": "Test", "email": f"{self._name}@example.test"}
        self.token = (await self.post("/api/users", person | {"password": PASSWORD, "id": new_id()}))["token"]
        self.client.headers["authorization"] = f"Bearer {self.token}"

    async def join(self, room: str) -> Any:
        return (await self.post(f"/api/conversations/{room}/call/join", {"id": self.participant}))["call"]

    def socket(self) -> connect:
        return connect(self.address, additional_headers={"Authorization": f"Bearer {self.token}"}, compression=None)

    async def say(self, socket: ClientConnection, stream: str, kind: str, payload: dict[str, Any]) -> None:
        frame = {"frame": "signal", "stream": stream, "type": kind, "payload": payload}
        await socket.send(msgspec.json.encode(frame).decode())


async def heard(socket: ClientConnection, kind: str) -> Any:
    while True:
        frame = msgspec.json.decode(await socket.recv(), type=dict[str, Any])
        if frame.get("type") == kind or frame["frame"] in {kind, "error"}:
            return frame


async def test_a_call_survives_the_death_of_the_server(tmp_path: Path) -> None:
    with RunningServer(tmp_path, sign_up="open") as server:
        ann, bob = Caller(server, "ann"), Caller(server, "bob")
        await ann.sign_up()
        await bob.sign_up()
        group = (await ann.post("/api/groups", {"name": "Crew"}))["group"]["id"]
        code = (await ann.post(f"/api/groups/{group}/invites"))["invite"]["code"]
        await bob.post(f"/api/invites/{code}/accept")
        room = (await ann.post(f"/api/groups/{group}/rooms", {"topic": "Kitchen"}))["room"]
        await ann.join(room["id"])
        before = await bob.join(room["id"])
        server.kill()
        server.start()
        home = (await ann.client.get("/api/home")).json()
        assert home["groups"][0]["rooms"][0]["call"] == before
        assert await bob.join(room["id"]) == before, "with the id of before, in the place of before"
        where = {"call_id": before["id"], "participant_id": ann.participant}
        async with ann.socket() as anns, bob.socket() as bobs:
            for socket in (anns, bobs):
                await socket.send('{"frame": "hello"}')
                await heard(socket, "welcome")
            await ann.say(anns, room["stream"], "call.state", where | QUIET | {"conversation_id": room["id"]})
            assert (await heard(bobs, "call.state"))["payload"]["participant_id"] == ann.participant
            theirs = {"call_id": before["id"], "participant_id": bob.participant}
            await bob.say(bobs, room["stream"], "call.state", theirs | QUIET | {"conversation_id": room["id"]})
            await heard(anns, "call.state")
            offer = where | {"to_participant": bob.participant, "session": "again", "sdp": sdp()}
            await ann.say(anns, room["stream"], "call.offer", offer)
            assert (await heard(bobs, "call.offer"))["payload"] == offer
        for caller in (ann, bob):
            await caller.client.aclose()
