"""Rows of the authorisation matrix for keys, bots, hooks and what else programs use: see `matrix`."""

from typing import Any
from urllib.parse import urlsplit

from distributed_chat.kernel.ids import new_id
from tests.matrix import ANYBODY, MEMBERS, SIGNED_IN, Row, Target, at
from tests.matrix_exports import EXPORTS
from tests.matrix_imports import IMPORTS
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


_SITE = "https://hooks.example/in"
_OUT = {"name": "Log", "url": _SITE, "events": ["message.posted"]}
_LEADERS = "401 404 404 403 {0} {0}".format


def _made(path: str, form: Any, key: tuple[str, str], then: str, body: Any = None) -> Target:
    """What the owner makes there by `form`; `then` gets the id at `key` of the answer."""

    async def make(place: Place) -> tuple[str, Any]:
        made = await place.owner.post(path.format(**vars(place)), {**form, **_fresh(form)}, status=201)
        return then.format(made[key[0]][key[1]]), body

    return make


def _fresh(form: Any) -> dict[str, str]:
    """A command has a name of its own each time."""
    return {"name": f"deploy-{new_id()[-12:]}"} if "about" in form else {}


def _bot(then: str, body: Any = None) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        made = await place.owner.post(f"/api/groups/{place.group}/bots", {"name": "Robin"})
        return then.format(made["bot"]["user"]["id"]), body

    return make


def _incoming(then: str, body: Any = None) -> Target:
    path = "/api/conversations/{room}/incoming-hooks"
    return _made(path, {"name": "Builds"}, ("hook", "id"), then, body)


def _outgoing(then: str, body: Any = None) -> Target:
    return _made("/api/groups/{group}/outgoing-hooks", _OUT, ("hook", "id"), then, body)


def _command(then: str, body: Any = None) -> Target:
    return _made("/api/groups/{group}/commands", {"about": "x", "url": _SITE}, ("command", "id"), then, body)


def _delivery(then: str, body: Any = None) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        path, _ = await _outgoing("/api/outgoing-hooks/{}")(place)
        await place.owner.post(f"{path}/ping", status=204)
        log = await place.owner.get(f"{path}/deliveries")
        return then.format(log["deliveries"][0]["id"]), body

    return make


async def _address(place: Place) -> tuple[str, Any]:
    made = await place.owner.post(f"/api/conversations/{place.room}/incoming-hooks", {"name": "Builds"})
    return urlsplit(made["url"]).path, {"text": "Hello"}


_CALL = {"id": "00000000-0000-7000-8000-00000000ca11", "command": "nothing"}

PLATFORM: dict[str, Row] = {
    **EXPORTS,
    **IMPORTS,
    "GET /api/keys": Row(at("/api/keys"), SIGNED_IN),
    "POST /api/keys": Row(at("/api/keys", _READS), "401 201 201 201 201 201"),
    "PATCH /api/keys/{key_id}": Row(_key("/api/keys/{}", {"name": "Better"}), _MINE(200)),
    "DELETE /api/keys/{key_id}": Row(_key("/api/keys/{}"), _MINE(204)),
    "POST /api/keys/{key_id}/secrets": Row(_key("/api/keys/{}/secrets", {}), _MINE(201)),
    "DELETE /api/keys/{key_id}/secrets/{secret_id}": Row(_one_of_two_secrets, _MINE(204)),
    "GET /api/keys/{key_id}/usage": Row(_key("/api/keys/{}/usage"), _MINE(200)),
    # Of the cast, nobody owns the instance but the stranger, who came first.
    "GET /api/audit": Row(at("/api/audit"), "401 200 403 403 403 403"),
    # bots
    "GET /api/groups/{group_id}/bots": Row(at("/api/groups/{group}/bots"), _LEADERS(200), "404"),
    "POST /api/groups/{group_id}/bots": Row(at("/api/groups/{group}/bots", {"name": "R"}), _LEADERS(201), "404"),
    "PATCH /api/bots/{user_id}": Row(_bot("/api/bots/{}", {"about": "x"}), _LEADERS(200), "404"),
    "DELETE /api/bots/{user_id}": Row(_bot("/api/bots/{}"), _LEADERS(204), "404"),
    "POST /api/bots/{user_id}/keys": Row(_bot("/api/bots/{}/keys", _READS), _LEADERS(201), "404"),
    # incoming hooks
    "GET /api/conversations/{conversation_id}/incoming-hooks": Row(
        at("/api/conversations/{room}/incoming-hooks"), _LEADERS(200), "404"
    ),
    "POST /api/conversations/{conversation_id}/incoming-hooks": Row(
        at("/api/conversations/{room}/incoming-hooks", {"name": "Builds"}), _LEADERS(201), "404"
    ),
    "POST /api/incoming-hooks/{hook_id}/secret": Row(
        _incoming("/api/incoming-hooks/{}/secret", {}), _LEADERS(200), "404"
    ),
    "DELETE /api/incoming-hooks/{hook_id}": Row(_incoming("/api/incoming-hooks/{}"), _LEADERS(204), "404"),
    "POST /api/hooks/{hook_id}/{secret}": Row(_address, ANYBODY, "404"),
    # outgoing hooks
    "GET /api/groups/{group_id}/outgoing-hooks": Row(at("/api/groups/{group}/outgoing-hooks"), _LEADERS(200), "404"),
    "POST /api/groups/{group_id}/outgoing-hooks": Row(
        at("/api/groups/{group}/outgoing-hooks", _OUT), _LEADERS(201), "404"
    ),
    "PATCH /api/outgoing-hooks/{hook_id}": Row(
        _outgoing("/api/outgoing-hooks/{}", {"active": False}), _LEADERS(200), "404"
    ),
    "DELETE /api/outgoing-hooks/{hook_id}": Row(_outgoing("/api/outgoing-hooks/{}"), _LEADERS(204), "404"),
    "POST /api/outgoing-hooks/{hook_id}/secret": Row(
        _outgoing("/api/outgoing-hooks/{}/secret", {}), _LEADERS(200), "404"
    ),
    "POST /api/outgoing-hooks/{hook_id}/ping": Row(_outgoing("/api/outgoing-hooks/{}/ping", {}), _LEADERS(204), "404"),
    "GET /api/outgoing-hooks/{hook_id}/deliveries": Row(
        _outgoing("/api/outgoing-hooks/{}/deliveries"), _LEADERS(200), "404"
    ),
    "GET /api/deliveries/{delivery_id}": Row(_delivery("/api/deliveries/{}"), _LEADERS(200), "404"),
    "POST /api/deliveries/{delivery_id}/redeliver": Row(
        _delivery("/api/deliveries/{}/redeliver", {}), _LEADERS(204), "404"
    ),
    # commands
    "GET /api/groups/{group_id}/commands": Row(at("/api/groups/{group}/commands"), MEMBERS, "404"),
    "POST /api/groups/{group_id}/commands": Row(
        at("/api/groups/{group}/commands", {"name": "deploy", "about": "x", "url": _SITE}), _LEADERS(201), "404"
    ),
    "PATCH /api/commands/{command_id}": Row(_command("/api/commands/{}", {"about": "y"}), _LEADERS(200), "404"),
    "DELETE /api/commands/{command_id}": Row(_command("/api/commands/{}"), _LEADERS(204), "404"),
    "POST /api/conversations/{conversation_id}/commands": Row(
        at("/api/conversations/{room}/commands", _CALL), "401 404 404 422 422 422", "404"
    ),
}
