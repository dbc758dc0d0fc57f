"""Rows of the authorisation matrix for keys, bots, hooks and what else programs use: see `matrix`."""

from typing import Any

from tests.matrix import SIGNED_IN, Row, Target, at
from tests.places import Place

_READS = {"name": "Script", "scopes": ["messages:read"]}
_MINE = "401 404 404 404 404 {}".format


def _key(path: str, body: Any = None) -> Target:
    """A key of the owner's."""

    async def make(place: Place) -> tuple[str, Any]:
        made = await place.owner.post("/api/keys", _READS)
        return path.format(made["key"]["id"]), body

    return make


async def _one_of_two_secrets(place: Place) -> tuple[str, Any]:
    key = (await place.owner.post("/api/keys", _READS))["key"]
    made = await place.owner.post(f"/api/keys/{key['id']}/secrets", {})
    return f"/api/keys/{key['id']}/secrets/{made['key']['secrets'][0]['id']}", None


PLATFORM: dict[str, Row] = {
    "GET /api/keys": Row(at("/api/keys"), SIGNED_IN),
    "POST /api/keys": Row(at("/api/keys", _READS), "401 201 201 201 201 201"),
    "PATCH /api/keys/{key_id}": Row(_key("/api/keys/{}", {"name": "Better"}), _MINE(200)),
    "DELETE /api/keys/{key_id}": Row(_key("/api/keys/{}"), _MINE(204)),
    "POST /api/keys/{key_id}/secrets": Row(_key("/api/keys/{}/secrets", {}), _MINE(201)),
    "DELETE /api/keys/{key_id}/secrets/{secret_id}": Row(_one_of_two_secrets, _MINE(204)),
    "GET /api/keys/{key_id}/usage": Row(_key("/api/keys/{}/usage"), _MINE(200)),
    # Of the cast, nobody owns the instance but the stranger, who came first.
    "GET /api/audit": Row(at("/api/audit"), "401 200 403 403 403 403"),
}
