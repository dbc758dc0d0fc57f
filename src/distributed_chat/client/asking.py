"""One request: what is sent, whether it may be sent again, what its answer means. No I/O."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx2
import msgspec

from distributed_chat.client.errors import ApiError

RETRIES = 8
"""With their pauses at least ten seconds, so that a server that is started anew is waited for."""
SECONDS = 30.0
LONGEST_PAUSE = 5.0
"""Seconds between two tries at most."""
LONGEST_WAIT = 10.0
"""Seconds; when `Retry-After` says more it is an error."""
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "PATCH", "DELETE"})
_chance = random.SystemRandom()


@dataclass(frozen=True)
class Route:
    """A row of `routes.json`, which tools/python_client.py makes from docs/openapi.json."""

    name: str
    method: str
    path: str
    parameters: tuple[str, ...]
    body: bool
    id: bool
    """Whoever creates it may choose its id: then sending it again is safe."""
    takes: str | None
    about: str


ROUTES = [Route(**row) for row in json.loads(files(__package__).joinpath("routes.json").read_text())]


@dataclass(frozen=True)
class Asking:
    """A request that is ready to be sent, as often as is safe."""

    method: str
    path: str
    options: dict[str, Any]
    repeatable: bool

    def pause_after(self, answer: httpx2.Response | None, tries: int) -> float | None:
        """Seconds until it is sent again; None: it is not. `answer` is None when there was none."""
        if tries >= RETRIES:
            return None
        if answer is None:
            return _pause(tries) if self.repeatable else None
        if answer.status_code == 503:
            return _pause(tries)
        after = _retry_after(answer)
        return float(after) if answer.status_code == 429 and after is not None and after <= LONGEST_WAIT else None


def asking(
    method: str, path: str, body: Any = None, *, query: Mapping[str, Any] | None = None, **options: Any
) -> Asking:
    """`options` go to httpx2 as they are: `content`, `files`, `headers`."""
    if body is not None:
        options["content"] = msgspec.json.encode(body)
        options["headers"] = {"content-type": "application/json"} | options.get("headers", {})
    if query:
        options["params"] = {name: value for name, value in query.items() if value is not None}
    named = isinstance(body, Mapping) and body.get("id") is not None
    return Asking(method, path, options, method in _REPEATABLE or named)


def asking_route(route: Route, values: tuple[Any, ...], query: dict[str, Any]) -> Asking:
    """`values` are those of the path in their order, then the body or the file. Raises `TypeError`."""
    wanted = len(route.parameters)
    if len(values) < wanted or len(values) > wanted + 1:
        raise TypeError(f"{route.name} takes {', '.join([*route.parameters, 'body'])}")
    path = route.path
    for name, value in zip(route.parameters, values[:wanted], strict=True):
        path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
    given = values[wanted] if len(values) > wanted else None
    if route.takes == "multipart/form-data":
        return asking(route.method, path, query={}, files={"file": given}, data=query)
    if route.takes is not None:
        return asking(route.method, path, query=query, content=given, headers={"content-type": route.takes})
    body = dict(given or {}) if route.body else None
    if body is not None and route.id:
        body.setdefault("id", str(uuid4()))
    return asking(route.method, path, body, query=query)


def meaning(answer: httpx2.Response) -> Any:
    """JSON as Python has it, bytes where it is a file, None for nothing. Raises `ApiError`."""
    if answer.is_success:
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return msgspec.json.decode(answer.content) if is_json else answer.content or None
    try:
        said = msgspec.json.decode(answer.content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeError):
        said = {}
    raise ApiError(
        answer.status_code,
        said.get("code", f"http_{answer.status_code}"),
        said.get("message", "The server did not say what is wrong."),
        field=said.get("field"),
        request_id=said.get("request_id"),
        retry_after=_retry_after(answer),
    )


def _retry_after(answer: httpx2.Response) -> int | None:
    value = answer.headers.get("retry-after", "")
    return int(value) if value.isdecimal() else None


def _pause(tries: int) -> float:
    longest = min(LONGEST_PAUSE, 0.2 * 2**tries)
    return _chance.uniform(longest / 2, longest)
