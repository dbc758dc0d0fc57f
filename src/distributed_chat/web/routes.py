"""`Routes`: each package's `http.py` has one, and decorates plain functions with it.

    routes = Routes("groups")

    @routes.command("POST", "/api/groups", status=201)
    def create_group(tx: Tx, actor: Actor, body: NewGroup) -> GroupCreated: …

`command` runs in the writer's transaction, `query` in a reader's, `task` is a coroutine on the event loop for work that
is not one transaction. Parameters are given by name: tx, actor (absent: public; `Actor | None`: optional), body, query,
request, services, stream (a task's, the body as it comes, of the media type `takes`), and the names in the path. A path
value whose type is an id must be a UUID; otherwise 404.

A key may call what its scopes name: `service:read` for a query and for a task that is a GET, `service:write` for the
rest, with the package's `service` or the route's own `scope`. Without one it is for people who are signed in.
"""

import inspect
import types
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from distributed_chat.kernel.actor import Actor
from distributed_chat.web.answers import Answer, Repeat
from distributed_chat.web.content import Content
from distributed_chat.web.limits import Limit

F = TypeVar("F", bound=Callable[..., Any])
StreamHint = Callable[[dict[str, str]], str | None]
SERVICE = "service"
"""The scope of a route that says nothing: what its package's service and its kind make."""


class Mode(Enum):
    COMMAND = "command"
    QUERY = "query"
    TASK = "task"


class Asks(Enum):
    """Whom a route answers."""

    ANYBODY = "anybody"
    ANYBODY_KNOWN_OR_NOT = "optional"
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A function with all that its signature says, worked out once when the module is imported."""

    group: str
    method: str
    path: str
    function: Callable[..., Any]
    mode: Mode
    status: int
    errors: tuple[str, ...]
    limit: Limit | None
    stream_hint: StreamHint | None
    asks: Asks
    wanted: frozenset[str]
    ids: frozenset[str]
    """Names in the path whose value must be a UUID."""
    body: type[msgspec.Struct] | None
    query: type[msgspec.Struct] | None
    answers: tuple[type[msgspec.Struct], ...]
    answers_file: bool = False
    """It answers with bytes of any type."""
    takes: str | None = None
    """The media type of a body that is read as it comes; None: JSON."""
    scope: str | None = None
    """What a key needs for it; None: no key may."""

    @property
    def name(self) -> str:
        return self.function.__name__

    @property
    def label(self) -> str:
        """For figures and logs: no value is in it."""
        return f"{self.method} {self.path}"

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.function) or self.name.replace("_", " ").capitalize()).strip()


class Routes:
    """The routes of one package, in the order in which they are written."""

    def __init__(self, group: str, *, service: str | None = None) -> None:
        self.group = group
        self.service = service
        self.entries: list[Route] = []

    def command(
        self,
        method: str,
        path: str,
        *,
        status: int = 200,
        errors: tuple[str, ...] = (),
        limit: str | None = None,
        stream_hint: StreamHint | None = None,
        scope: str | None = SERVICE,
    ) -> Callable[[F], F]:
        """`stream_hint` names, from the values in the path, the one stream that the command appends to, if known."""
        return self._decorator(Mode.COMMAND, method, path, status, errors, limit, stream_hint, scope=scope)

    def query(
        self,
        method: str,
        path: str,
        *,
        errors: tuple[str, ...] = (),
        limit: str | None = None,
        scope: str | None = SERVICE,
    ) -> Callable[[F], F]:
        return self._decorator(Mode.QUERY, method, path, 200, errors, limit, scope=scope)

    def task(
        self,
        method: str,
        path: str,
        *,
        status: int = 200,
        errors: tuple[str, ...] = (),
        limit: str | None = None,
        takes: str | None = None,
        scope: str | None = SERVICE,
    ) -> Callable[[F], F]:
        """`takes`: the media type of the body, which the function gets as `stream`."""
        return self._decorator(Mode.TASK, method, path, status, errors, limit, takes=takes, scope=scope)

    def _decorator(
        self,
        mode: Mode,
        method: str,
        path: str,
        status: int,
        errors: tuple[str, ...],
        limit: str | None,
        stream_hint: StreamHint | None = None,
        *,
        takes: str | None = None,
        scope: str | None,
    ) -> Callable[[F], F]:
        def add(function: F) -> F:
            route = Route(
                group=self.group,
                method=method,
                path=path,
                function=function,
                mode=mode,
                status=status,
                errors=errors,
                limit=Limit(limit) if limit else None,
                stream_hint=stream_hint,
                takes=takes,
                scope=self._scope(method) if scope == SERVICE else scope,
                **_signature(function, path),
            )
            self.entries.append(route)
            return function

        return add

    def _scope(self, method: str) -> str | None:
        return None if self.service is None else f"{self.service}:{'read' if method == 'GET' else 'write'}"


_GIVEN = {"tx", "actor", "body", "query", "request", "services", "stream"}


def _signature(function: Callable[..., Any], path: str) -> dict[str, Any]:
    hints = get_type_hints(function)
    returned = hints.pop("return", None)
    names = {part[1:-1] for part in path.split("/") if part.startswith("{")}
    wanted = frozenset(hints)
    if unknown := wanted - names - _GIVEN:
        raise TypeError(f"{function.__qualname__}: nothing can be given as {', '.join(sorted(unknown))}")
    return {
        "asks": _asks(hints.get("actor")),
        "wanted": wanted,
        "ids": frozenset(name for name in names & wanted if _is_id(hints[name])),
        "body": hints.get("body"),
        "query": hints.get("query"),
        "answers": tuple(_structs(returned)),
        "answers_file": returned is Content,
    }


def _asks(actor: Any) -> Asks:
    if actor is None:
        return Asks.ANYBODY
    return Asks.SIGNED_IN if actor is Actor else Asks.ANYBODY_KNOWN_OR_NOT


def _is_id(annotation: Any) -> bool:
    return str(getattr(annotation, "__name__", "")).endswith("Id")


def _structs(annotation: Any) -> list[type[msgspec.Struct]]:
    """The structs that a route may answer with, out of unions, `Answer[…]` and `Repeat[…]`."""
    origin = get_origin(annotation)
    if origin in {Union, types.UnionType, Answer, Repeat}:
        found = [struct for argument in get_args(annotation) for struct in _structs(argument)]
        return list(dict.fromkeys(found))
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct) else []
