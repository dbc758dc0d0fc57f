"""Rows of the authorisation matrix for exports: see `matrix`."""

from typing import Any

from tests.matrix import SIGNED_IN, Row, Target, at
from tests.places import Place


def _export(path: str) -> Target:
    """Of the owner's."""

    async def make(place: Place) -> tuple[str, Any]:
        for one in (await place.owner.get("/api/exports"))["exports"]:
            await place.owner.delete(f"/api/exports/{one['id']}", status=204)
        made = await place.owner.post("/api/exports", {"of": "me"}, status=202)
        return path.format(made["export"]["id"]), None

    return make


async def _of_the_group(place: Place) -> tuple[str, Any]:
    return "/api/exports", {"of": "group", "group_id": place.group}


EXPORTS: dict[str, Row] = {
    "GET /api/instance/storage": Row(at("/api/instance/storage"), "401 200 403 403 403 403"),
    "POST /api/exports": Row(_of_the_group, "401 404 404 403 202 202", "404"),
    "GET /api/exports": Row(at("/api/exports"), SIGNED_IN),
    "GET /api/exports/{export_id}": Row(_export("/api/exports/{}"), "401 404 404 404 404 200"),
    "DELETE /api/exports/{export_id}": Row(_export("/api/exports/{}"), "401 404 404 404 404 204"),
}
