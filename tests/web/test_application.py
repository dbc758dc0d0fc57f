"""What a route may return, whom it may ask for, and where it runs, on an application of three lines."""

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Invalid
from distributed_chat.kernel.ids import GroupId, SessionId, UserId
from distributed_chat.web import Answer, HttpApplication, Repeat, RequestInfo, Routes, Streamed

AN_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
ANN = Actor(UserId("ann"), SessionId("laptop"))


class Said(msgspec.Struct, frozen=True):
    text: str


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    count: int = 1
    loud: bool = False


def application(app: App, routes: Routes) -> HttpApplication:
    def authenticate(_tx: Tx, token: str) -> Actor | None:
        return ANN if token == "anns" else None

    return HttpApplication(
        routes.entries, services=app.services, authenticate=authenticate, reads_actor=authenticate, plain={}
    )


async def ask(app: App, routes: Routes, method: str, path: str, **more: Any) -> httpx2.Response:
    transport = httpx2.ASGITransport(app=application(app, routes))
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        return await client.request(method, path, **more)


@pytest.mark.parametrize(
    ("returned", "status", "text"),
    [
        (Said("new"), 201, "new"),
        (Repeat(Said("again")), 200, "again"),
        (Answer(Said("taken in"), status=202), 202, "taken in"),
        (Answer(None), 204, None),
        (None, 204, None),
    ],
)
async def test_what_is_returned_decides_the_status(app: App, returned: Any, status: int, text: str | None) -> None:
    routes = Routes("x")

    @routes.command("POST", "/api/x", status=201)
    def make(tx: Tx) -> Said | Repeat[Said] | Answer[Said] | None:
        found: Said | Repeat[Said] | Answer[Said] | None = returned
        return found

    answer = await ask(app, routes, "POST", "/api/x")
    assert answer.status_code == status
    assert (answer.json()["text"] if answer.content else None) == text


async def test_a_route_may_be_for_both_the_known_and_the_unknown(app: App) -> None:
    routes = Routes("x")

    @routes.query("GET", "/api/x")
    def greet(tx: Tx, actor: Actor | None) -> Said:
        return Said(actor.user_id if actor else "stranger")

    assert (await ask(app, routes, "GET", "/api/x")).json() == {"text": "stranger"}
    known = await ask(app, routes, "GET", "/api/x", headers={"authorization": "Bearer anns"})
    assert known.json() == {"text": "ann"}


async def test_work_runs_where_its_kind_says(app: App) -> None:
    routes = Routes("x")

    @routes.command("POST", "/api/x")
    def command(tx: Tx) -> Said:
        return Said(threading.current_thread().name)

    @routes.query("GET", "/api/x")
    def query(tx: Tx) -> Said:
        return Said(threading.current_thread().name)

    @routes.task("PUT", "/api/x")
    async def task() -> Said:
        return Said(threading.current_thread().name)

    assert (await ask(app, routes, "POST", "/api/x")).json()["text"] == "writer"
    assert (await ask(app, routes, "GET", "/api/x")).json()["text"].startswith("reader")
    assert (await ask(app, routes, "PUT", "/api/x")).json()["text"] == threading.current_thread().name


async def test_the_query_of_an_address_is_read_by_its_types(app: App) -> None:
    routes = Routes("x")

    @routes.query("GET", "/api/x")
    def count(tx: Tx, query: Asked) -> Said:
        return Said(f"{query.count} {query.loud}")

    assert (await ask(app, routes, "GET", "/api/x?count=3&loud=true")).json() == {"text": "3 True"}
    assert (await ask(app, routes, "GET", "/api/x")).json() == {"text": "1 False"}
    wrong = await ask(app, routes, "GET", "/api/x?count=many")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "count")


async def test_a_route_without_needed_fields_needs_no_body(app: App) -> None:
    routes = Routes("x")

    @routes.command("POST", "/api/x")
    def count(tx: Tx, body: Asked) -> Said:
        return Said(str(body.count))

    assert (await ask(app, routes, "POST", "/api/x")).json() == {"text": "1"}


async def test_the_hint_names_the_stream_for_the_writer(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    hints: list[str] = []
    write = app.database.write

    async def noting(function: Any, *, stream: str | None = None, behind: bool = False) -> Any:
        if stream is not None:  # what goes on beside the requests has none
            hints.append(stream)
        return await write(function, stream=stream, behind=behind)

    monkeypatch.setattr(app.database, "write", noting)
    routes = Routes("x")

    @routes.command("POST", "/api/x/{group_id}", stream_hint=lambda values: f"group:{values['group_id']}")
    def post(tx: Tx, group_id: GroupId) -> None: ...

    assert (await ask(app, routes, "POST", f"/api/x/{AN_ID}")).status_code == 204
    assert hints == [f"group:{AN_ID}"]


async def test_an_error_of_the_domain_keeps_its_code_and_field(app: App) -> None:
    routes = Routes("x")

    @routes.command("POST", "/api/x")
    def refuse(tx: Tx) -> None:
        raise Invalid("group_is_full", "This group is full.", field="id")

    answer = await ask(app, routes, "POST", "/api/x")
    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["field"]) == ("group_is_full", "id")


async def test_a_route_learns_where_the_request_comes_from(app: App) -> None:
    routes = Routes("x")

    @routes.task("GET", "/api/x")
    async def where(request: RequestInfo) -> Said:
        return Said(f"{request.address} {request.user_agent} {request.token} {request.accept}")

    headers = {"user-agent": "me", "cookie": "a=b; session=ds_1; c=d", "accept": "text/event-stream"}
    answer = await ask(app, routes, "GET", "/api/x", headers=headers)
    assert answer.json() == {"text": "127.0.0.1 me ds_1 text/event-stream"}


async def test_a_stream_ends_when_its_reader_goes(app: App) -> None:
    routes = Routes("x")
    ended = asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"data: 1\n\n"
                await asyncio.sleep(0)
        finally:
            ended.set()

    @routes.task("GET", "/api/x")
    async def follow() -> Streamed:
        return Streamed(pieces())

    sent: list[dict[str, Any]] = []
    arrived = asyncio.Event()

    async def send(message: Any) -> None:
        sent.append(message)
        if len(sent) > 3:
            arrived.set()

    async def receive() -> dict[str, Any]:
        await arrived.wait()
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/api/x", "headers": [], "query_string": b""}
    await asyncio.wait_for(application(app, routes)(scope, receive, send), 5)
    assert sent[0]["status"] == 200
    assert (b"content-type", b"text/event-stream") in sent[0]["headers"]
    await asyncio.wait_for(ended.wait(), 5)
