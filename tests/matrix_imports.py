"""Rows of the authorisation matrix for imports: see `matrix`."""

from typing import Any

from tests.files.sending import upload
from tests.matrix import SIGNED_IN, Row, Target, at
from tests.places import Place

_ALONE = "401 404 404 404 404 {}".format


async def _archive(place: Place) -> tuple[str, Any]:
    file = await upload(place.owner, "a.zip", b"no archive")
    return "/api/imports", {"file_id": file["id"]}


def _import(path: str, body: Any = None) -> Target:
    """One of the owner's."""

    async def make(place: Place) -> tuple[str, Any]:
        address, form = await _archive(place)
        begun = await place.owner.post(address, form)
        return path.format(begun["import"]["id"]), body

    return make


IMPORTS: dict[str, Row] = {
    "GET /api/imports": Row(at("/api/imports"), SIGNED_IN),
    "POST /api/imports": Row(_archive, "401 422 422 422 422 202"),
    "GET /api/imports/{import_id}": Row(_import("/api/imports/{}"), _ALONE(200)),
    "DELETE /api/imports/{import_id}": Row(_import("/api/imports/{}"), _ALONE(204)),
    # It asks nothing yet.
    "POST /api/imports/{import_id}/start": Row(_import("/api/imports/{}/start", {}), _ALONE(409)),
}
