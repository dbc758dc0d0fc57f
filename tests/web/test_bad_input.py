"""What strangers send: on every route a 4xx with a code, the same for the same fault, and never a 5xx."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from distributed_chat.app import ROUTES, App
from distributed_chat.web import Asks, Route
from distributed_chat.web.incoming import LARGEST_BODY
from tests.cast import Person, client_of
from tests.web.requests import ROUTES_WITH_BODY, body_of, name_of, path_of

JSON = {"content-type": "application/json"}
every_route = pytest.mark.parametrize("route", ROUTES, ids=name_of)
every_private_route = pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.asks is Asks.SIGNED_IN], ids=name_of
)
every_route_with_body = pytest.mark.parametrize("route", ROUTES_WITH_BODY, ids=name_of)

NOT_JSON: dict[str, bytes] = {
    "cut off": b'{"a": ',
    "two values": b"{} {}",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "NaN": b'{"a": NaN}',
    "minus infinity": b'{"a": -Infinity}',
    "a key twice": b'{"a": 1, "a": 1}',
    "a key twice inside": b'{"a": {"b": 1, "b": 1}}',
    "a raw control character": b'{"a": "\x01"}',
    "a comma too many": b'{"a": 1,}',
    "single quotes": b"{'a': 1}",
    "33 levels": b"[" * 33 + b"]" * 33,
    "far too deep": b"[" * 100_000 + b"]" * 100_000,
    "far too deep and cut off": b'{"a":' * 40_000,
}
"""Each is 400 `malformed` or a more telling code."""

RULES_BROKEN: dict[str, bytes] = {
    "a list": b"[]",
    "text": b'"text"',
    "null": b"null",
    "a number": b"1",
    "an unknown field": b'{"no_such_field": 1}',
    "NUL": b'{"no_such_field": "\\u0000"}',
    "NUL in a key": b'{"\\u0000": 1}',
    "half a pair": b'{"no_such_field": "\\ud800"}',
    "the other half": b'{"no_such_field": ["\\udc00\\ud800"]}',
    "2^53": b'{"no_such_field": 9007199254740992}',
    "a number without end": b'{"no_such_field": ' + b"9" * 10_000 + b"}",
    "a huge power": b'{"no_such_field": 1e999}',
}
"""Each is 422."""


class World:
    """One app for all of these: nothing that they send changes anything."""

    def __init__(self, app: App, ann: Person) -> None:
        self.app = app
        self.ann = ann

    async def send(self, route: Route, content: bytes, headers: dict[str, str] | None = None) -> httpx2.Response:
        return await self.ann.client.request(route.method, path_of(route), content=content, headers=headers or JSON)


@pytest.fixture
def world(app: App, ann: Person) -> World:
    return World(app, ann)


def check(answer: httpx2.Response, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in statuses, (answer.status_code, answer.text)
    body: dict[str, Any] = answer.json()
    assert set(body) == {"code", "message", "field", "request_id"}
    assert "Traceback" not in answer.text
    return body


@every_route_with_body
async def test_what_is_not_json_is_malformed(world: World, route: Route) -> None:
    for fault, content in NOT_JSON.items():
        body = check(await world.send(route, content), 400)
        assert body["code"] in {"malformed", "repeated_key", "too_deep"}, fault


@every_route_with_body
async def test_json_that_breaks_a_rule_is_refused(world: World, route: Route) -> None:
    for fault, content in RULES_BROKEN.items():
        body = check(await world.send(route, content), 422)
        assert body["code"], fault


@every_route_with_body
async def test_an_unknown_field_is_named(world: World, route: Route) -> None:
    content = json.dumps({**body_of(route), "no_such_field": 1}).encode()
    body = check(await world.send(route, content), 422)
    assert (body["code"], body["field"]) == ("unknown_field", "no_such_field")


@every_route_with_body
async def test_a_wrong_type_is_named(world: World, route: Route) -> None:
    for field in body_of(route):
        content = json.dumps({**body_of(route), field: [{"not": "that"}]}).encode()
        body = check(await world.send(route, content), 422)
        assert (body["code"], body["field"]) == ("wrong_type", field)


@every_route_with_body
async def test_a_missing_field_is_named(world: World, route: Route) -> None:
    for field in body_of(route):
        content = json.dumps({name: value for name, value in body_of(route).items() if name != field}).encode()
        body = check(await world.send(route, content), 422)
        assert (body["code"], body["field"]) == ("missing", field)


@every_route_with_body
async def test_a_body_has_a_type_and_a_size(world: World, route: Route) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        check(await world.send(route, b"{}", {"content-type": kind}), 415)
    check(await world.send(route, b"{}", {**JSON, "content-encoding": "gzip"}), 415)
    check(await world.send(route, b'"' + b"x" * LARGEST_BODY + b'"'), 413)


@every_route_with_body
async def test_a_large_body_is_refused_also_when_its_size_is_not_announced(world: World, route: Route) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(9):
            yield b" " * 32 * 1024

    answer = await world.ann.client.request(route.method, path_of(route), content=pieces(), headers=JSON)
    check(answer, 413)


@every_route
async def test_a_query_is_read_strictly(world: World, route: Route) -> None:
    async def ask(query: str) -> httpx2.Response:
        body = json.dumps(body_of(route)).encode() if route in ROUTES_WITH_BODY else b""
        return await world.ann.client.request(route.method, f"{path_of(route)}?{query}", content=body, headers=JSON)

    assert check(await ask("no_such=1"), 422)["field"] == "no_such"
    assert check(await ask("a=1&a=1"), 400)["code"] == "repeated_parameter"
    check(await ask("a=%ff"), 400)
    check(await ask("a=%00"), 422)
    check(await ask("&".join(f"a{n}=1" for n in range(100))), 400)


@every_route
async def test_an_address_that_names_nothing_is_not_found(world: World, route: Route) -> None:
    for name in route.ids:
        for value in ("1", "%00", "...", "x" * 1_000, "01890A5D-AC96-774B-BCCE-B302099A8057", "%ff", "'"):
            path = path_of(route).replace("01890a5d-ac96-774b-bcce-b302099a8057", value)
            body = json.dumps(body_of(route)).encode()
            answer = await world.ann.client.request(route.method, path, content=body, headers=JSON)
            check(answer, 404)
            assert name


@every_route
async def test_a_method_that_is_not_there_says_which_are(world: World, route: Route) -> None:
    answer = await world.ann.client.request("TRACE", path_of(route))
    check(answer, 405)
    assert route.method in answer.headers["allow"].split(", ")


@every_private_route
async def test_a_token_that_is_none_is_nobody(world: World, route: Route) -> None:
    async with client_of(world.app) as client:
        check(await client.request(route.method, path_of(route), json=body_of(route)), 401)
    for token in ("x", "ds_" + "0" * 43, "\xff", "a b"):
        async with client_of(world.app) as client:
            headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode("latin-1"))]
            body = json.dumps(body_of(route)).encode()
            answer = await client.request(route.method, path_of(route), content=body, headers=headers)
            check(answer, 401)


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nope", "/api//me", "/api/me/", "/api/me/nope", "/api/%00", "/api/Me"]
)
async def test_what_is_no_route_is_not_found(world: World, path: str) -> None:
    assert check(await world.ann.client.get(path), 404)["code"] == "not_found"
