"""Every scope against every route; and keys of one group or room against everything that lies elsewhere."""

from contextlib import AsyncExitStack
from typing import Any

import pytest

from distributed_chat.app import ROUTES, App
from distributed_chat.keys.policy import PLACELESS, SCOPES
from distributed_chat.web import Asks
from tests import matrix
from tests.keys.making import Keyed, make_key
from tests.matrix import ACTORS, Row
from tests.matrix_files import CHAT_FILES, FILES, PRIVATE_FILES, request
from tests.matrix_platform import PLATFORM
from tests.places import furnish, gather_cast

MATRIX = matrix.MATRIX | FILES | PLATFORM
KEYED = {f"{route.method} {route.path}": route for route in ROUTES if route.asks is not Asks.ANYBODY}
NAMES = {route.name for route in ROUTES}


def test_every_scope_opens_something_and_every_route_names_one_that_there_is() -> None:
    assert {route.scope for route in KEYED.values()} - {None} == SCOPES
    assert PLACELESS <= NAMES


@pytest.mark.parametrize("name", KEYED)
async def test_a_route_takes_the_one_scope_that_it_names(app: App, name: str) -> None:
    cast = await gather_cast(app)
    place = await furnish(cast)
    row, route = MATRIX[name], KEYED[name]
    path, body = await row.target(place)
    method = name.split(maxsplit=1)[0]
    async with AsyncExitStack() as opened:
        others = await opened.enter_async_context(make_key(app, cast.owner, scopes=sorted(SCOPES - {route.scope})))
        answer = await request(others.client, method, path, _filled(body, place))
        assert answer.json()["code"] == ("not_for_keys" if route.scope is None else "scope_missing")
        if route.scope is not None:
            key = await opened.enter_async_context(make_key(app, cast.owner, scopes=[route.scope]))
            answer = await request(key.client, method, path, _filled(body, place))
            assert str(answer.status_code) == _of_owner(row), answer.text
    await cast.leave()


ELSEWHERE = [name for name, route in KEYED.items() if route.scope is not None and route.name not in PLACELESS]


@pytest.mark.parametrize("name", ELSEWHERE)
async def test_a_key_of_one_place_stays_there(app: App, name: str) -> None:
    cast = await gather_cast(app)
    place, other = await furnish(cast), await furnish(cast)
    method = name.split(maxsplit=1)[0]
    async with AsyncExitStack() as opened:

        async def key(**bound: str) -> Keyed:
            return await opened.enter_async_context(make_key(app, cast.owner, scopes=sorted(SCOPES), **bound))

        group, room = await key(group_id=place.group), await key(room_id=place.room)
        for row in _rows(name):
            path, body = await row.target(other)
            for bound in (group, room):
                answer = await request(bound.client, method, path, _filled(body, other))
                assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
        path, body = await MATRIX[name].target(place)
        if name in IN_THE_ROOM and name != "DELETE /api/rooms/{room_id}":  # it would end both keys
            answer = await request(room.client, method, path, _filled(body, place))
            assert str(answer.status_code) == _of_owner(MATRIX[name]), answer.text
            path, body = await MATRIX[name].target(place)
        if name in IN_THE_ROOM | IN_THE_GROUP:
            answer = await request(group.client, method, path, _filled(body, place))
            assert str(answer.status_code) == _of_owner(MATRIX[name]), answer.text
    await cast.leave()


def _rows(name: str) -> list[Row]:
    """The route in an open room, a private one and a chat."""
    tables = (MATRIX, matrix.PRIVATE | PRIVATE_FILES, matrix.CHAT | CHAT_FILES)
    return [table[name] for table in tables if name in table]


def _of_owner(row: Row) -> str:
    return dict(zip(ACTORS, row.expected.split(), strict=True))["owner"]


def _filled(body: Any, place: Any) -> Any:
    if isinstance(body, dict) and "user_ids" in body:
        return {"user_ids": [each.format(**vars(place)) for each in body["user_ids"]]}
    return body


_IN_A_ROOM = ("{conversation_id}", "{room_id}", "{message_id}", "{preview_id}", "{scheduled_id}")
_FILES = {"GET /api/files/{file_id}/{name}", "GET /api/files/{file_id}/thumbnail"}
IN_THE_ROOM = {name for name in ELSEWHERE if name in _FILES or any(word in name for word in _IN_A_ROOM)}
IN_THE_GROUP = {name for name in ELSEWHERE if any(word in name for word in ("{group_id}", "{emoji_id}", "{gif_id}"))}


async def test_a_message_leaves_a_room_by_no_key_of_that_room(app: App) -> None:
    cast = await gather_cast(app)
    place, other = await furnish(cast), await furnish(cast)
    async with make_key(app, cast.owner, scopes=sorted(SCOPES), room_id=place.room) as key:
        path = f"/api/messages/{place.message}/forward"
        assert await key.status("POST", path, {"conversation_id": place.room}) == 201
        assert await key.status("POST", path, {"conversation_id": other.room}) == 404
        assert await key.status("POST", path, {"conversation_id": place.private}) == 404
        path = f"/api/messages/{place.secret}/forward"
        assert await key.status("POST", path, {"conversation_id": place.room}) == 404
    await cast.leave()
