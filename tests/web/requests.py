"""One proper request for every route, made from the route itself, so that a new route is tested by being there."""

from typing import Any, Literal, get_args, get_origin

import msgspec

from distributed_chat.app import ROUTES
from distributed_chat.web import Route

AN_ID = "01890a5d-ac96-774b-bcce-b302099a8057"

ROUTES_WITH_BODY = [route for route in ROUTES if route.method not in {"GET", "HEAD"} and route.takes is None]
"""Those that take JSON."""


def name_of(route: Route) -> str:
    return f"{route.method} {route.path}"


def path_of(route: Route) -> str:
    """The route's address with a value in every place: an id that names nothing."""
    parts = [part if not part.startswith("{") else _value(part[1:-1], route) for part in route.path.split("/")]
    return "/".join(parts)


def _value(name: str, route: Route) -> str:
    if name in route.ids:
        return AN_ID
    return f"group:{AN_ID}" if name == "stream" else "code"


def body_of(route: Route) -> dict[str, Any]:
    """The fields that the route needs, each with a value of its type."""
    return {} if route.body is None else _needed(route.body)


def _needed(struct: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.encode_name: _example(field.type) for field in msgspec.structs.fields(struct) if field.required}


def _example(kind: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _needed(kind)
    if origin is Literal:
        return arguments[0]
    if origin in {list, tuple, set}:
        return [_example(arguments[0])]
    if any(isinstance(rule, msgspec.Meta) and rule.pattern for rule in getattr(kind, "__metadata__", ())):
        return AN_ID  # the only text with a pattern
    if arguments:
        return _example(arguments[0])
    return {int: 1, bool: True}.get(kind, "text")
