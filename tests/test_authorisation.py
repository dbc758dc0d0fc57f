"""The authorisation matrix over every route that the app has. A route without a row fails."""

from typing import Any

import httpx2
import pytest

from distributed_chat.app import ROUTES, App
from tests import matrix
from tests.cast import client_of
from tests.matrix import ACTORS, Row
from tests.matrix_files import CHAT_FILES, FILES, PRIVATE_FILES, request
from tests.matrix_platform import PLATFORM
from tests.places import Cast, Place, furnish, gather_cast

MATRIX = matrix.MATRIX | FILES | PLATFORM
CASES = [
    *(pytest.param(route, row, id=route) for route, row in MATRIX.items()),
    *(pytest.param(route, row, id=f"private {route}") for route, row in (matrix.PRIVATE | PRIVATE_FILES).items()),
    *(pytest.param(route, row, id=f"chat {route}") for route, row in (matrix.CHAT | CHAT_FILES).items()),
]


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert {f"{route.method} {route.path}" for route in ROUTES} == set(MATRIX)


@pytest.mark.parametrize(("route", "row"), CASES)
async def test_each_actor_may_do_what_the_matrix_says(app: App, route: str, row: Row) -> None:
    cast = await gather_cast(app)
    expected = dict(zip(ACTORS, row.expected.split(), strict=True))
    answers: dict[str, httpx2.Response] = {}
    for actor in ACTORS:
        place = await furnish(cast)
        path, body = await row.target(place)
        answers[actor] = await send(app, cast, actor, route.split(maxsplit=1)[0], path, _filled(body, place))
        if route == "DELETE /api/sessions/current" and actor != "nobody":
            break  # signed out: the rest of the cast would be as this one
    seen = {actor: str(answer.status_code) for actor, answer in answers.items()}
    assert seen == {actor: expected[actor] for actor in answers}
    await cast.leave()


@pytest.mark.parametrize("route", [route for route, row in MATRIX.items() if row.deleted != "-"])
async def test_what_was_deleted_is_not_there_even_for_its_owner(app: App, route: str) -> None:
    cast = await gather_cast(app)
    place = await furnish(cast)
    path, body = await MATRIX[route].target(place)
    await place.owner.delete(f"/api/groups/{place.group}", status=204)
    gone = await send(app, cast, "owner", route.split(maxsplit=1)[0], path, _filled(body, place))
    assert str(gone.status_code) == MATRIX[route].deleted
    await cast.leave()


async def test_what_is_not_mine_and_what_is_not_there_are_the_same_bytes(app: App) -> None:
    cast = await gather_cast(app)
    place = await furnish(cast)
    nowhere = "00000000-0000-7000-8000-000000000000"
    for path in (f"/api/groups/{place.group}", f"/api/conversations/{place.private}/messages"):
        hidden = await cast.stranger.client.get(path)
        missing = await cast.stranger.client.get(path.replace(place.group, nowhere).replace(place.private, nowhere))
        assert _without_request_id(hidden) == _without_request_id(missing)
    await cast.leave()


def _without_request_id(answer: httpx2.Response) -> tuple[int, dict[str, Any]]:
    body = answer.json()
    assert body.pop("request_id")
    return answer.status_code, body


def _filled(body: Any, place: Place) -> Any:
    if isinstance(body, dict) and "user_ids" in body:
        return {"user_ids": [each.format(**vars(place)) for each in body["user_ids"]]}
    return body


async def send(app: App, cast: Cast, actor: str, method: str, path: str, body: Any) -> httpx2.Response:
    token = None if actor == "nobody" else getattr(cast, actor).token
    async with client_of(app, token) as client:
        return await request(client, method, path, body)
